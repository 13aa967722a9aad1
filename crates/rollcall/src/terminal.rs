//! Talking to a person: data on stdout, messages and progress on stderr.
#![expect(clippy::print_stderr, reason = "the one place of the command that prints")]

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use sync::ports::{Progress, Step};

/// Prints data.
pub(crate) fn data(text: &str) {
    // A closed pipe, as behind `| head`, is no failure of ours.
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    let _ = out.flush();
}

/// Prints a message.
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

/// Whether a person can be asked.
pub(crate) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for a line.
pub(crate) fn ask(question: &str) -> std::io::Result<String> {
    eprint!("{question} ");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// Asks for a line that is not shown.
pub(crate) fn ask_secret(question: &str) -> std::io::Result<String> {
    rpassword::prompt_password(format!("{question} "))
}

/// A progress bar on stderr, where that is a terminal.
#[derive(Debug, Default)]
pub(crate) struct Bar {
    bar: Mutex<Option<(Step, ProgressBar)>>,
}

impl Bar {
    /// Removes the bar.
    pub(crate) fn clear(&self) {
        if let Ok(mut bar) = self.bar.lock()
            && let Some((_, bar)) = bar.take()
        {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn advance(&self, step: Step, done: usize, total: Option<usize>) {
        let Ok(mut shown) = self.bar.lock() else { return };
        if shown.as_ref().is_none_or(|(of, _)| *of != step) {
            if let Some((_, old)) = shown.take() {
                old.finish_and_clear();
            }
            *shown = Some((step, new_bar(step, total)));
        }
        if let Some((_, bar)) = shown.as_ref() {
            bar.set_position(done as u64);
        }
    }
}

fn new_bar(step: Step, total: Option<usize>) -> ProgressBar {
    let verb = match step {
        Step::Reading => "Reading TriNet",
        Step::Importing => "Importing",
    };
    let (bar, style) = match total {
        Some(total) => (ProgressBar::new(total as u64), "{prefix:16} {wide_bar} {pos}/{len} people"),
        None => (ProgressBar::new_spinner(), "{prefix:16} {spinner} {pos} people"),
    };
    // indicatif draws only where stderr is a terminal.
    bar.enable_steady_tick(Duration::from_millis(120));
    bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.with_prefix(verb)
}
