//! `fields`: what the source offers.

use std::fmt::Write as _;

use serde_json::json;

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal::{self, Bar};

pub(crate) async fn run(context: &Context) -> Result<u8, Failure> {
    let bar = Bar::default();
    let fields = context.system.planning().fields(&context.global.account, &bar).await;
    bar.clear();
    let fields = fields?;
    if context.global.json {
        terminal::data(&json!(fields).to_string());
        return Ok(exit::DONE);
    }
    let mut text = format!("{:44} {:>6}  {:>8}  {}\n", "FIELD", "FILLED", "DISTINCT", "SAMPLES (masked)");
    for field in &fields {
        let percent = (field.fill_rate * 100.0).round();
        let _ = writeln!(text, "{:44} {percent:>5}%  {:>8}  {}", field.path, field.distinct, field.samples.join(", "));
    }
    terminal::data(&text);
    terminal::say("Map the ones you need in a file, then: rollcall map FILE.toml --lock");
    Ok(exit::DONE)
}
