//! `setup`: the set-up sync.

use serde_json::json;

use super::Context;
use super::connect::actor;
use crate::failure::{Failure, exit, paused};
use crate::terminal::{self, Bar};

pub(crate) async fn run(context: &Context) -> Result<u8, Failure> {
    let bar = Bar::default();
    let report = context.system.planning().set_up(&context.global.account, &actor(), &bar, &|| false).await;
    bar.clear();
    let report = report?.ok_or_else(paused)?;
    if context.global.json {
        let document = json!({
            "run_id": report.run.id,
            "state": report.run.state,
            "people": report.people,
            "empty_demographics": report.empty_demographics,
        });
        terminal::data(&document.to_string());
        return Ok(exit::DONE);
    }
    terminal::data(&format!("Set up: TriNet has {} people. Nobody was imported.", report.people));
    for name in &report.empty_demographics {
        terminal::say(&format!("Nobody has a value for {name}. Check its field with: rollcall fields"));
    }
    terminal::say("Next: rollcall plan");
    Ok(exit::DONE)
}
