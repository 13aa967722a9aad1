//! What can go wrong at a port, and which row of the list of faults (F1–F51) it is.

/// A fault of one port call, or of the process that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The process dies before the call has an effect.
    CrashBefore,
    /// The process dies after the effect, before it sees the answer.
    CrashAfter,
    /// The process stands still for longer than a lease lasts, and goes on.
    Pause,
    /// DynamoDB refuses the request with this code; it has no effect.
    Refused(&'static str),
    /// DynamoDB cancels the transaction for this reason; it has no effect.
    Cancelled(&'static str),
    /// The request gets lost on its way; it has no effect.
    NoConnection,
    /// The effect happens, and the answer is lost: the client sees a time-out.
    AnswerLost,
    /// The effect happens, and the answer is a server error.
    AnsweredWithError,
    /// The client sees a time-out, and the effect happens later.
    LateEffect,
    /// A batch is answered with part of it unprocessed.
    Unprocessed,
    /// The request token was forgotten before the retry arrived.
    TokenForgotten,
    /// The source answers with this kind of failure.
    Source(Misread),
    /// The credentials are not there, or cannot be read for this reason.
    Secret(&'static str),
    /// The mail service refuses, or is away.
    MailRefused,
    /// The mail was accepted, and the answer is lost.
    MailAnswerLost,
    /// The queue or the scheduler fails; nothing was sent.
    SendFailed,
    /// The message was sent, and the answer is lost.
    SendAnswerLost,
    /// A message is delivered twice.
    Duplicate,
    /// A message is delivered late, behind later ones.
    Reordered,
    /// The time of an invocation is used up.
    OutOfTime,
    /// The process's clock is wrong.
    Skew,
    /// An id is given a second time.
    IdRepeated,
}

/// The rows of the list of faults that a port call or a process meets; those of the source on a real wire are [`crate::wire::ROWS`].
pub const ROWS: [&str; 17] =
    ["F1/F2", "F4", "F5", "F6", "F27", "F28", "F29", "F30", "F31", "F33", "F34", "F35", "F36", "F45", "F46", "F47", "F48"];

/// How a read of the source goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Misread {
    /// The id or secret is rejected.
    Rejected,
    /// A permission is lacking.
    NotPermitted,
    /// Slower, please.
    RateLimited,
    /// No answer, or a server error that stays.
    Unreachable,
    /// Not the documented form.
    Malformed,
    /// People moved in every pass.
    Unstable,
    /// Not proved whole.
    Incomplete,
    /// Beyond a cap.
    TooBig,
    /// Whole, and empty.
    Nobody,
    /// Whole, and of another company.
    OtherCompany,
    /// Whole, and without End Dates.
    NoEndDates,
}

impl Misread {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Rejected,
        Self::NotPermitted,
        Self::RateLimited,
        Self::Unreachable,
        Self::Malformed,
        Self::Unstable,
        Self::Incomplete,
        Self::TooBig,
        Self::Nobody,
        Self::OtherCompany,
        Self::NoEndDates,
    ];
}

impl Fault {
    /// The row of the list of faults.
    #[must_use]
    pub fn row(self) -> &'static str {
        match self {
            Self::CrashBefore | Self::CrashAfter => "F1/F2",
            Self::Pause => "F45",
            Self::Refused("TransactionInProgressException" | "IdempotentParameterMismatchException") => "F30",
            Self::Refused("ValidationException") => "F33",
            Self::Refused(_) => "F27",
            Self::Cancelled(_) => "F28",
            Self::NoConnection | Self::AnswerLost | Self::AnsweredWithError | Self::LateEffect => "F29",
            Self::Unprocessed => "F31",
            Self::TokenForgotten => "F34",
            Self::Source(misread) => misread.row(),
            Self::Secret("KMSAccessDeniedException") => "F36",
            Self::Secret(_) => "F35",
            Self::MailRefused | Self::MailAnswerLost => "F46",
            Self::SendFailed | Self::SendAnswerLost | Self::Duplicate => "F5",
            Self::Reordered => "F6",
            Self::OutOfTime => "F4",
            Self::Skew => "F47",
            Self::IdRepeated => "F48",
        }
    }

    /// Whether the call has its effect all the same.
    #[must_use]
    pub fn has_effect(self) -> bool {
        matches!(self, Self::AnswerLost | Self::AnsweredWithError | Self::MailAnswerLost | Self::SendAnswerLost)
    }

    /// How much more often a call that may meet this fails than others do, because it is made more seldom.
    pub(crate) fn weight(self) -> u64 {
        match self {
            Self::Source(_) | Self::MailRefused | Self::MailAnswerLost => 6,
            Self::Secret(_) => 4,
            Self::SendFailed | Self::SendAnswerLost | Self::Unprocessed => 3,
            _ => 1,
        }
    }

    /// The kind, as a table names it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Refused(code) | Self::Cancelled(code) | Self::Secret(code) => code.to_owned(),
            Self::Source(misread) => format!("{misread:?}"),
            other => format!("{other:?}"),
        }
    }
}

impl Misread {
    fn row(self) -> &'static str {
        match self {
            Self::Rejected => "F10",
            Self::NotPermitted => "F13",
            Self::RateLimited => "F14",
            Self::Unreachable => "F15",
            Self::Malformed => "F18",
            Self::Unstable | Self::Incomplete => "F19",
            Self::TooBig => "F22",
            Self::Nobody => "F21",
            Self::OtherCompany => "F24",
            Self::NoEndDates => "F25",
        }
    }
}
