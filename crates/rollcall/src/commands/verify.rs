//! `history --verify`: whether the history is as it was written.

use serde_json::json;
use sync::history::Verified;

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal;

pub(crate) async fn run(context: &Context) -> Result<u8, Failure> {
    let verified = context.system.verifying().verify(&context.global.account).await?;
    let whole = verified.flaws.is_empty();
    if context.global.json {
        terminal::data(&json!({"whole": whole, "history": verified.history, "flaws": verified.flaws}).to_string());
    } else {
        terminal::data(&told(&verified));
    }
    Ok(if whole { exit::DONE } else { exit::FAILURE })
}

fn told(verified: &Verified) -> String {
    let mut text = match &verified.history.head {
        None => "There is no history yet.".to_owned(),
        Some(head) => format!("{} entries; the last one is {head}", verified.history.entries),
    };
    for flaw in &verified.flaws {
        let run = flaw.run.as_deref().map(|run| format!(" ({run})")).unwrap_or_default();
        text.push_str(&format!("\n  ! entry {}{run}: {}", flaw.number, flaw.what));
    }
    text.push_str(if verified.flaws.is_empty() {
        "\nNothing was altered or removed. Keep the digest elsewhere, and compare it next time."
    } else {
        "\nSomebody changed the tables by another way than Rollcall. Restore them from a backup of before, and ask who could write to them."
    });
    text
}
