//! Faults to come: what goes wrong, on which requests, how often.

use std::time::Duration;

use super::endpoint::{Call, Endpoint};
use super::person::WorldPerson;

/// The requests a rule applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Every request, the token's included.
    Any,
    /// Every request of one endpoint.
    At(Endpoint),
    /// Employees with `viewType=All`.
    EmployeesAll,
    /// Employees in the Basic view.
    EmployeesBasic,
    /// Employees with an offset of exactly this (1-based).
    EmployeesAt(usize),
    /// Employees with at least this offset (1-based).
    EmployeesFrom(usize),
    /// An exact path.
    Path(String),
}

impl Target {
    fn matches(&self, call: &Call) -> bool {
        let employees = call.endpoint == Endpoint::Employees;
        match self {
            Self::Any => true,
            Self::At(endpoint) => call.endpoint == *endpoint,
            Self::EmployeesAll => employees && call.wants_all_view(),
            Self::EmployeesBasic => employees && !call.wants_all_view(),
            Self::EmployeesAt(offset) => employees && call.offset() == *offset,
            Self::EmployeesFrom(offset) => employees && call.offset() >= *offset,
            Self::Path(path) => call.path == *path,
        }
    }
}

/// The `Retry-After` header of a 429 or 503.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RetryAfter {
    /// No header.
    Missing,
    /// So many seconds.
    Seconds(u64),
    /// An HTTP date so many seconds after the simulated now.
    HttpDateIn(i64),
    /// A thousand million seconds.
    Absurd,
    /// Any text.
    Text(String),
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// 401, invalid access token (on the token endpoint: invalid client).
    Unauthorized,
    /// 401, access token expired.
    TokenExpired,
    /// 401, no API product match: the endpoint is not in the credential's product.
    EndpointNotAllowed,
    /// 403, insufficient scope.
    Forbidden,
    /// 429, quota violation.
    Throttled(RetryAfter),
    /// 500 with a quota violation in the body.
    QuotaAs500,
    /// A 5xx (or any status) in the error envelope.
    Status(u16),
    /// 503 with a `Retry-After`.
    Unavailable(RetryAfter),
    /// That status with an HTML body.
    Html(u16),
    /// 200 with an HTML body.
    HtmlWith200,
    /// The honest JSON, cut in the middle, with a matching length.
    TruncatedJson,
    /// 200 with valid JSON of another shape.
    WrongShape,
    /// 200 with no body.
    EmptyBody,
    /// The honest JSON behind a byte order mark.
    Bom,
    /// The honest JSON in ISO 8859-1, said to be UTF-8.
    WrongCharset,
    /// The honest JSON followed by so many bytes of white space.
    HugeBody(u64),
    /// A small gzip body that grows to this many bytes.
    GzipBomb(u64),
    /// No header for so long.
    SlowHeaders(Duration),
    /// A pause before each chunk of the body.
    SlowBody {
        /// The pause.
        pause: Duration,
        /// Bytes in a chunk.
        chunk: usize,
    },
    /// The connection is reset before any byte of an answer.
    Reset,
    /// The connection is reset after so many bytes of the answer.
    ResetAfter(usize),
    /// 302 to that address.
    Redirect(String),
    /// 200 with `data: null`.
    NullData,
    /// 200, nobody, `hasMore` false.
    ZeroPeople,
    /// The page has only this many rows; the offsets of later pages do not change.
    ShortPage {
        /// Rows kept.
        rows: usize,
    },
    /// No rows, yet `hasMore` true.
    EmptyPageWithMore,
    /// The first page, whatever the offset, with `hasMore` true.
    SamePageForEver,
    /// `hasMore` false on a page that is not the last.
    EndsEarly,
    /// `hasMore` true on the page, though it may be the last: the next one is then empty.
    SaysMore,
    /// A full page of people whom no other page has, with `hasMore` true, whatever the offset.
    NewPageForEver,
    /// The last row of the page before is repeated at the top.
    RepeatRow {
        /// With another job title than before.
        differing: bool,
    },
    /// Rows are passed over before the page starts; for ever from an offset on, they are lost silently.
    SkipRows {
        /// Rows passed over.
        rows: usize,
    },
    /// The rows of the page in reverse order.
    ReverseRows,
    /// After this answer somebody joins the company of the request.
    ThenInsert(Box<WorldPerson>),
    /// After this answer the person with that id is gone.
    ThenRemove(String),
    /// After this answer every token that is out has expired.
    ThenExpireTokens,
}

impl Fault {
    /// The name under which the fault is recorded.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unauthorized => "unauthorized",
            Self::TokenExpired => "token_expired",
            Self::EndpointNotAllowed => "endpoint_not_allowed",
            Self::Forbidden => "forbidden",
            Self::Throttled(_) => "throttled",
            Self::QuotaAs500 => "quota_as_500",
            Self::Status(_) => "status",
            Self::Unavailable(_) => "unavailable",
            Self::Html(_) => "html",
            Self::HtmlWith200 => "html_with_200",
            Self::TruncatedJson => "truncated_json",
            Self::WrongShape => "wrong_shape",
            Self::EmptyBody => "empty_body",
            Self::Bom => "bom",
            Self::WrongCharset => "wrong_charset",
            Self::HugeBody(_) => "huge_body",
            Self::GzipBomb(_) => "gzip_bomb",
            Self::SlowHeaders(_) => "slow_headers",
            Self::SlowBody { .. } => "slow_body",
            Self::Reset => "reset",
            Self::ResetAfter(_) => "reset_after",
            Self::Redirect(_) => "redirect",
            Self::NullData => "null_data",
            Self::ZeroPeople => "zero_people",
            Self::ShortPage { .. } => "short_page",
            Self::EmptyPageWithMore => "empty_page_with_more",
            Self::SamePageForEver => "same_page_for_ever",
            Self::EndsEarly => "ends_early",
            Self::SaysMore => "says_more",
            Self::NewPageForEver => "new_page_for_ever",
            Self::RepeatRow { .. } => "repeat_row",
            Self::SkipRows { .. } => "skip_rows",
            Self::ReverseRows => "reverse_rows",
            Self::ThenInsert(_) => "then_insert",
            Self::ThenRemove(_) => "then_remove",
            Self::ThenExpireTokens => "then_expire_tokens",
        }
    }
}

/// A fault with its target and how often it still fires.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Requests it applies to.
    pub target: Target,
    /// What goes wrong.
    pub fault: Fault,
    /// Matching requests to let pass first.
    pub skip: u32,
    /// Times left; `None` for ever.
    pub times: Option<u32>,
}

/// The faults of a world. At most one fires for a request: the first that matches, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    rules: Vec<Rule>,
    fired: Vec<&'static str>,
}

impl Faults {
    /// On the next `times` requests of the target.
    pub fn next(&mut self, times: u32, target: Target, fault: Fault) {
        self.rules.push(Rule { target, fault, skip: 0, times: Some(times) });
    }

    /// On `times` requests of the target, after letting `skip` of them pass.
    pub fn after(&mut self, skip: u32, times: u32, target: Target, fault: Fault) {
        self.rules.push(Rule { target, fault, skip, times: Some(times) });
    }

    /// On every request of the target.
    pub fn always(&mut self, target: Target, fault: Fault) {
        self.rules.push(Rule { target, fault, skip: 0, times: None });
    }

    /// Loses the page that starts at `offset` (1-based, `rows` long) from every reading.
    pub fn drop_page(&mut self, offset: usize, rows: usize) {
        self.always(Target::EmployeesFrom(offset), Fault::SkipRows { rows });
    }

    /// Forgets every rule; the record of what fired stays.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// How often a fault of that name has fired.
    #[must_use]
    pub fn fired(&self, name: &str) -> usize {
        self.fired.iter().filter(|fired| **fired == name).count()
    }

    /// Rules that can still fire.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.rules.len()
    }

    pub(super) fn take(&mut self, call: &Call) -> Option<Fault> {
        let index = self.rules.iter_mut().position(|rule| {
            let due = rule.target.matches(call) && rule.skip == 0;
            if !due && rule.target.matches(call) {
                rule.skip -= 1;
            }
            due && rule.times != Some(0)
        })?;
        let rule = &mut self.rules[index];
        let fault = rule.fault.clone();
        if let Some(times) = &mut rule.times {
            *times -= 1;
            if *times == 0 {
                self.rules.remove(index);
            }
        }
        self.fired.push(fault.name());
        Some(fault)
    }
}
