//! `cargo xtask demo`: the main job, start to end.

use std::time::Instant;

use crate::process::{self, cargo, command};
use crate::repository::{root, target};
use crate::{Outcome, ui};

const TRY_IT: &str = "\
Click through it yourself, from the first connection on:

  target/debug/rollcall --data target/try up

and open http://127.0.0.1:8080/ in a browser.";

/// Builds `rollcall` and runs its demo, which empties its data folder first. The dev profile: it compiles in half the time of the
/// release profile, shares its output with the tests, and optimises what does the work (see `Cargo.toml`).
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    ui::built()?;
    println!("Building `rollcall` (some minutes the first time) ...");
    let started = Instant::now();
    process::run(&mut cargo(&["build", "--package", "rollcall"]), "see the compiler's message above")?;
    println!("Built in {:.0} s.\n", started.elapsed().as_secs_f64());

    let data = target()?.join("demo");
    let shown = data.strip_prefix(root()).unwrap_or(&data).to_string_lossy().into_owned();
    let started = Instant::now();
    let mut demo = command(target()?.join("debug/rollcall"), &["--data", &shown, "demo"]);
    process::run(demo.args(arguments), "the message above says which step of the demo failed")?;
    println!("The demo took {:.1} s. `rollcall` is target/debug/rollcall.\n", started.elapsed().as_secs_f64());
    println!("{TRY_IT}");
    Ok(())
}
