//! What the environment says.

use std::sync::Arc;

use admin_api::signin::{Expected, Https, SignIn};
use aws::{DailyTarget, Queues};
use lambda_kit::{Failure, env};
use sync::ports::Clock;

/// Sign-in at the issuer of `JWT_ISSUER`; none where that is empty.
pub(crate) fn sign_in(clock: Arc<dyn Clock>) -> Result<Option<Arc<SignIn>>, Failure> {
    let Some(issuer) = env::optional("JWT_ISSUER") else { return Ok(None) };
    let clients = env::required("JWT_CLIENTS")?;
    let expected = Expected {
        issuer,
        clients: clients.split(',').map(str::trim).filter(|client| !client.is_empty()).map(str::to_owned).collect(),
        scope: env::required("JWT_SCOPE")?,
        roles_claim: env::required("JWT_ROLES_CLAIM")?,
    };
    let https = Https::new().map_err(|_| wrong("no HTTP client with TLS could be made"))?;
    let sign_in = SignIn::at(expected, Arc::new(https), clock).map_err(|_| wrong("JWT_ISSUER is not an https address"))?;
    Ok(Some(Arc::new(sign_in)))
}

/// The queues of the functions that work.
pub(crate) fn queues() -> Result<Queues, Failure> {
    Ok(Queues {
        setup: Some(env::required("SETUP_QUEUE_URL")?),
        review: Some(env::required("REVIEW_QUEUE_URL")?),
        daily: Some(env::required("DAILY_QUEUE_URL")?),
        commit: Some(env::required("COMMIT_QUEUE_URL")?),
        mail: None,
    })
}

/// Where the schedules of auto-sync send.
pub(crate) fn daily() -> Result<DailyTarget, Failure> {
    Ok(DailyTarget {
        group: env::required("SCHEDULE_GROUP")?,
        queue_arn: env::required("DAILY_QUEUE_ARN")?,
        role_arn: env::required("SCHEDULE_ROLE_ARN")?,
        dead_letter_arn: None,
    })
}

fn wrong(what: &str) -> Failure {
    Failure::new("config_missing", what)
}
