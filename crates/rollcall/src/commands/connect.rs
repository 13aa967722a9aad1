//! `connect`: tests and stores a connection.

use std::fmt::Write as _;

use secrecy::SecretString;
use serde_json::json;
use sync::connect::ConnectRequest;
use sync::ports::{ControlStore as _, Credentials, PermissionCheck};

use super::Context;
use crate::cli::Connect;
use crate::failure::{Failure, exit};
use crate::terminal;

const ID: &str = "ROLLCALL_TRINET_CLIENT_ID";
const SECRET: &str = "ROLLCALL_TRINET_CLIENT_SECRET";

pub(crate) async fn run(context: &Context, args: Connect) -> Result<u8, Failure> {
    let may_ask = !context.global.no_input && terminal::can_ask();
    let client_id = match std::env::var(ID) {
        Ok(id) if !id.trim().is_empty() => id,
        _ if may_ask => terminal::ask("TriNet Client ID:")?,
        _ => return Err(missing(ID)),
    };
    let client_secret = match std::env::var(SECRET) {
        Ok(secret) if !secret.trim().is_empty() => secret,
        _ if may_ask => terminal::ask_secret("TriNet Client Secret (not shown; TriNet will not show it again either):")?,
        _ => return Err(missing(SECRET)),
    };
    let credentials = Credentials { client_id: SecretString::from(client_id), client_secret: SecretString::from(client_secret) };
    let request = ConnectRequest {
        company: args.company,
        url: args.trinet_url,
        credentials,
        actor: actor(),
        recipients: args.notify,
        time_zone: match args.time_zone {
            Some(zone) => Some(zone),
            None => machine_time_zone(context).await?,
        },
    };
    let company = request.company.clone();
    let checks = context.system.connecting().connect(&context.global.account, request).await?;
    if context.global.json {
        let account = context.system.store.account(&context.global.account).await?;
        terminal::data(&json!({"company": company, "state": account.state, "checks": checks}).to_string());
    } else {
        terminal::data(&table(&company, &checks));
        terminal::say("Next: rollcall fields, then rollcall map [FILE.toml] --lock");
    }
    Ok(exit::DONE)
}

/// Who uses the command, for history.
pub(crate) fn actor() -> String {
    std::env::var("USER").ok().filter(|user| !user.is_empty()).unwrap_or_else(|| "operator".to_owned())
}

/// The zone of this machine, for an account that is new; one that exists keeps its own.
async fn machine_time_zone(context: &Context) -> Result<Option<String>, Failure> {
    let new = context.system.store.account(&context.global.account).await?.revision == 0;
    let zone = jiff::tz::TimeZone::system();
    let name = zone.iana_name().filter(|name| jiff::tz::TimeZone::get(name).is_ok()).unwrap_or("UTC");
    Ok(new.then(|| name.to_owned()))
}

fn missing(variable: &str) -> Failure {
    Failure::usage(format!(
        "{variable} is not set; set it and {} to what TriNet showed, or run in a terminal to be asked",
        other(variable)
    ))
}

fn other(variable: &str) -> &'static str {
    if variable == ID { SECRET } else { ID }
}

fn table(company: &str, checks: &[PermissionCheck]) -> String {
    let mut text = format!("Connected to TriNet company {company}\n\n");
    for check in checks {
        let mark = if check.passed { "ok     " } else { "MISSING" };
        let _ = writeln!(text, "  {mark}  {:14} {}", check.name, check.detail);
    }
    text
}
