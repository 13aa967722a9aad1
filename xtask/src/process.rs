//! Running other programs.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::repository::root;

/// `program` with `arguments`, to be run in the root of the repository.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The cargo that runs this.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Runs it, its output being ours; `advice` is what to do when it fails.
pub(crate) fn run(command: &mut Command, advice: &str) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}; {advice}", name(command))) }
}

/// Whether it starts and ends well; its output is dropped.
pub(crate) fn works(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => format!("{} is not installed; install it and run this again", name(command)),
        _ => format!("{} could not be started: {error}", name(command)),
    }
}

fn name(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or(&program).to_owned();
    let first = command.get_args().next().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    format!("`{}`", format!("{program} {first}").trim())
}
