//! Every code of a problem, once: status, meaning and what to do. The pages at `/v1/problems/{code}` are made of it, and
//! `docs/codes.md` is compared with it.

use axum::http::StatusCode;

/// A code of a problem.
#[derive(Debug)]
pub struct Entry {
    /// The stable code.
    pub code: &'static str,
    /// HTTP status; of the codes that runs have too, the usual one.
    pub status: StatusCode,
    /// What it means, as `docs/codes.md` has it.
    pub meaning: &'static str,
    /// What to do.
    pub advice: &'static str,
}

/// Declares the entries, and the list of all.
macro_rules! entries {
    ($($name:ident: $status:ident, $code:literal, $meaning:literal, $advice:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $meaning)]
            pub static $name: Entry = Entry { code: $code, status: StatusCode::$status, meaning: $meaning, advice: $advice };
        )*
        /// All of them.
        pub static ALL: &[&Entry] = &[$(&$name),*];
    };
}

entries! {
    // Of requests.
    BAD_REQUEST: BAD_REQUEST, "bad_request", "the request is wrong", "Correct what the sentence and the list of errors name, and send it again.";
    NOT_FOUND: NOT_FOUND, "not_found", "nothing is at that address, or nobody may know of it", "Check the address, and that you are signed in to the right account.";
    METHOD_NOT_ALLOWED: METHOD_NOT_ALLOWED, "method_not_allowed", "the address does not take this method", "Use one of the methods in the Allow header.";
    BODY_TOO_LARGE: PAYLOAD_TOO_LARGE, "body_too_large", "the body is beyond 64 KB", "Send less at once.";
    NOT_JSON: UNSUPPORTED_MEDIA_TYPE, "not_json", "the body is not sent as JSON", "Send JSON with the header Content-Type: application/json.";
    NOT_SIGNED_IN: UNAUTHORIZED, "not_signed_in", "nobody is signed in, or the sign-in is over", "Sign in again.";
    FORBIDDEN: FORBIDDEN, "forbidden", "the caller's role does not include this", "Ask one of the people whom the sentence names.";
    SIGN_IN_UNAVAILABLE: SERVICE_UNAVAILABLE, "sign_in_unavailable", "the sign-in provider cannot be reached, so nobody can be let in", "Try again in a minute. If it stays, ask whoever runs the sign-in.";
    PRECONDITION_REQUIRED: PRECONDITION_REQUIRED, "precondition_required", "the request does not say which version it is about", "Read the object, and send its ETag as If-Match.";
    CHANGED_MEANWHILE: PRECONDITION_FAILED, "changed_meanwhile", "somebody changed it since it was read", "Read it again and decide on what is there now.";
    IDEMPOTENCY_KEY_REQUIRED: BAD_REQUEST, "idempotency_key_required", "the request has no Idempotency-Key, or one that cannot be used", "Send a new random key with each new request, and the same key when you repeat one.";
    IN_PROGRESS: CONFLICT, "in_progress", "the first request with that Idempotency-Key is still at work", "Wait a moment and send the same request again.";
    IDEMPOTENCY_KEY_REUSED: UNPROCESSABLE_ENTITY, "idempotency_key_reused", "another request used that Idempotency-Key", "Send a new key with a new request.";
    ANSWER_NOT_KEPT: CONFLICT, "answer_not_kept", "the request was done before, and its answer was not kept", "Read what it was about; do not send it again.";
    BAD_CURSOR: BAD_REQUEST, "bad_cursor", "the cursor is not one that this list gave", "Begin the list anew, without a cursor.";
    TOO_MANY_REQUESTS: TOO_MANY_REQUESTS, "too_many_requests", "more requests came than the gateway lets through, or too many of the account are still at work", "Wait as long as Retry-After says, and a few seconds where there is none.";
    CONFIRMATION_MISMATCH: UNPROCESSABLE_ENTITY, "confirmation_mismatch", "what was typed to confirm is not what it must be", "Type it exactly as it is shown.";
    PANICKED: INTERNAL_SERVER_ERROR, "panicked", "a mistake in our code; the log names the place", "Try again, and report the request id if it stays.";
    // Of runs.
    BAD_SOURCE_ADDRESS: UNPROCESSABLE_ENTITY, "bad_source_address", "the address is not https, or not one at all", "Have the address of TriNet corrected in the configuration.";
    SOURCE_UNREACHABLE: SERVICE_UNAVAILABLE, "source_unreachable", "no answer: DNS, connection, TLS, time-out or a server error that stayed", "Try again later.";
    SOURCE_RATE_LIMITED: SERVICE_UNAVAILABLE, "source_rate_limited", "TriNet asks for slower requests and does not relent", "Try again later.";
    CREDENTIALS_REJECTED: UNPROCESSABLE_ENTITY, "credentials_rejected", "Client ID or Secret is not accepted; connect again", "Have a new Client ID and Secret made in TriNet, and connect again.";
    PERMISSION_MISSING: UNPROCESSABLE_ENTITY, "permission_missing", "TriNet does not grant what is needed", "Ask a TriNet Integration Administrator to grant the permission.";
    SOURCE_MALFORMED: BAD_GATEWAY, "source_malformed", "the answer is not what TriNet PEO documents", "Try again later, and report it if it stays.";
    SOURCE_INCOMPLETE: BAD_GATEWAY, "source_incomplete", "the read is not whole, empty, or less than half of the active people", "Check the Company ID and the permissions, then run again.";
    SOURCE_UNSTABLE: SERVICE_UNAVAILABLE, "source_unstable", "people kept moving while they were read", "Run again later.";
    SOURCE_TOO_BIG: BAD_GATEWAY, "source_too_big", "a cap on pages, people or bytes was reached", "Tell support how many people the company has.";
    BUSY: CONFLICT, "busy", "another import of the account is running", "Wait until it has ended.";
    CONFLICT: CONFLICT, "conflict", "somebody else saved at the same time", "Look at what is there now, and try again.";
    FENCED: CONFLICT, "fenced", "another writer took over; this one stopped", "Look at the history; the other import says how it ended.";
    STORE_FAILED: SERVICE_UNAVAILABLE, "store_failed", "the database, secrets, a queue or mail failed", "Try again, and report the request id if it stays.";
    NOT_READY: CONFLICT, "not_ready", "a step before this one is missing", "Do the step that the sentence names.";
    NOT_PERMITTED: FORBIDDEN, "not_permitted", "only a specialist may do this", "Ask a Data and Integrations Specialist.";
    BLOCKED: CONFLICT, "blocked", "guards stop it; the answer lists them", "Review it; if it is right, confirm it with a reason.";
    UNKNOWN_PLAN: NOT_FOUND, "unknown_plan", "there is no plan with that digest", "Review again.";
    UNKNOWN_PERSON: NOT_FOUND, "unknown_person", "nobody whom TriNet sent is called that; of a look-up", "Check the name, email or id, and look again.";
    OUT_OF_TIME: CONFLICT, "out_of_time", "a look-up took longer than it may", "Try again later, or with the command.";
    STALE_PLAN: CONFLICT, "stale_plan", "another import, mapping or company came between; plan again", "Review again.";
    SUPERSEDED: CONFLICT, "superseded", "a later run took its place: a daily sync that came too late, or an import that was interrupted and never finished", "Look at the later run.";
    REQUEST_LOST: CONFLICT, "request_lost", "a run was announced and its work never arrived; ask again", "Ask again.";
}

/// The entry of a code.
#[must_use]
pub fn entry(code: &str) -> Option<&'static Entry> {
    ALL.iter().copied().find(|entry| entry.code == code)
}
