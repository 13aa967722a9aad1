//! What can be typed. Scripts depend on names, flags and exit codes here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Keeps an employee directory true to `TriNet`: read, review, import exactly what was reviewed, every day.
#[derive(Debug, Parser)]
#[command(name = "rollcall", version, about, long_about = None, after_help = "A daily life: connect, map --lock, setup, plan, commit, auto on, then auto run each day.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags of every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    /// Folder of the local directory, credentials and mail.
    #[arg(long, global = true, value_name = "DIR", default_value = ".rollcall")]
    pub(crate) data: PathBuf,
    /// Account to work on.
    #[arg(long, global = true, value_name = "ID", default_value = "local", value_parser = account_id)]
    pub(crate) account: String,
    /// Pretend that today is this day (local only).
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) today: Option<Date>,
    /// Print exactly one JSON document on stdout.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Do not ask before importing.
    #[arg(long, global = true)]
    pub(crate) yes: bool,
    /// Never ask for anything.
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The main job from start to end on the bundled simulated company.
    Demo,
    /// The whole system on one port, with the simulated `TriNet` unless an address is given.
    Up {
        /// Port on 127.0.0.1.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// A `TriNet` to use instead of the simulated one.
        #[arg(long, value_name = "URL")]
        trinet_url: Option<String>,
        /// A generated company of so many people instead of the bundled one.
        #[arg(long, value_name = "PEOPLE", conflicts_with = "trinet_url", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        people: Option<u32>,
    },
    /// Tests and stores a connection; client id and secret come from `ROLLCALL_TRINET_CLIENT_ID` and `ROLLCALL_TRINET_CLIENT_SECRET`, or are asked for.
    Connect(Connect),
    /// What the source offers: path, label, masked samples, fill rate.
    Fields,
    /// Shows, sets or locks the mapping; `--lock` without a file locks what is mapped, at first the core mapping alone.
    Map {
        /// Mapping file.
        #[arg(value_name = "FILE.toml")]
        file: Option<PathBuf>,
        /// Lock it: only a specialist can change it afterwards.
        #[arg(long)]
        lock: bool,
        /// Save nothing; show what the mapping would do to the company's own people.
        #[arg(long, conflicts_with = "lock")]
        what_if: bool,
    },
    /// The set-up sync: checks access and mapping, imports nobody.
    Setup,
    /// Manual sync: reads, plans, stores the plan and prints the review. Writes no employee.
    Plan {
        /// Exit with 10 when changes are pending.
        #[arg(long)]
        detailed_exitcode: bool,
        /// Also record what the plan was made from, encrypted, for `replay`. The passphrase comes from `ROLLCALL_BUNDLE_PASSPHRASE`, or is asked for.
        #[arg(long, value_name = "FILE")]
        bundle: Option<PathBuf>,
    },
    /// A stored plan again.
    Show {
        /// Digest that `plan` printed.
        #[arg(value_name = "DIGEST")]
        digest: String,
    },
    /// Applies a plan and nothing else.
    Commit(Commit),
    /// Switches the daily sync on or off, or runs today's now.
    Auto {
        /// What to do.
        action: AutoAction,
        /// With `run`: also record what the plan was made from, encrypted, for `replay`.
        #[arg(long, value_name = "FILE")]
        bundle: Option<PathBuf>,
    },
    /// The directory.
    Employees {
        /// Only people of this status.
        #[arg(long)]
        status: Option<Status>,
        /// Only people whom `TriNet` did not send, with the first date and the runs missed.
        #[arg(long)]
        missing: bool,
    },
    /// Where a person's values came from, when, by whom, or why they were not changed.
    Explain {
        /// Directory id, source id, Employee ID or email.
        #[arg(value_name = "EMPLOYEE")]
        employee: String,
        /// One field only, such as `end_date` or a demographic's name.
        #[arg(value_name = "FIELD")]
        field: Option<String>,
    },
    /// A plan that takes back what a run imported, where nobody changed it since; to be reviewed and committed. Writes no employee.
    Undo {
        /// The run's id, as `history` shows it.
        #[arg(value_name = "RUN")]
        run: String,
    },
    /// A plan that deletes demographics which nothing fills any more, of everybody; to be reviewed and committed. Writes no employee.
    Tidy {
        /// Names of demographics, letter by letter; `map --what-if` lists those that are not filled.
        #[arg(value_name = "DEMOGRAPHIC", required = true)]
        demographics: Vec<String>,
    },
    /// Edits one person: `email=ann@acme.example`; a blank value clears. Can be undone like an import.
    Edit(Edit),
    /// Shows the account's settings, or changes some: `hierarchy=block`, `deactivate.percent=30`, `redacted=date_of_birth`.
    Settings {
        /// What to change.
        #[arg(value_name = "NAME=VALUE", value_parser = assignment)]
        changes: Vec<(String, String)>,
    },
    /// What only a specialist does, at the customer's request.
    Support {
        /// What to do.
        action: SupportAction,
    },
    /// Makes a recorded plan again and compares: 0 when it is the same, 1 when it is another. Needs no data folder.
    Replay {
        /// File that `plan --bundle` or `auto run --bundle` wrote.
        #[arg(value_name = "BUNDLE")]
        bundle: PathBuf,
        /// Show the values that differ. They are personal data.
        #[arg(long)]
        values: bool,
    },
    /// Import history, or one run in detail.
    History {
        /// A run's id.
        #[arg(value_name = "RUN")]
        run: Option<String>,
        /// As CSV for a spreadsheet: a row a run, or of one run a row for each changed field and each finding.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// Check that no entry was altered or removed, and print the digest of the last one.
        #[arg(long, conflicts_with = "run")]
        verify: bool,
    },
}

/// Arguments of `connect`.
#[derive(Debug, Args)]
pub(crate) struct Connect {
    /// `TriNet` Company ID.
    #[arg(long, value_name = "ID")]
    pub(crate) company: String,
    /// Address of the `TriNet` API.
    #[arg(long, value_name = "URL", default_value = "https://api.trinet.com")]
    pub(crate) trinet_url: String,
    /// Who gets mail about stopped runs; may be given several times.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) notify: Vec<String>,
    /// Time zone in which the account's days begin, such as `America/New_York`; at first that of this machine.
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
}

/// Arguments of `commit`.
#[derive(Debug, Args)]
pub(crate) struct Commit {
    /// Digest that `plan` printed.
    #[arg(value_name = "DIGEST", required_unless_present = "skip")]
    pub(crate) digest: Option<String>,
    /// Leave these changes out. The digest may stand behind them.
    #[arg(long, value_name = "CHANGE_ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
    /// This creation is that employee: update instead.
    #[arg(long, value_name = "CHANGE_ID=EMPLOYEE", value_parser = same_person)]
    pub(crate) same_person: Vec<(String, String)>,
    /// Confirm what a guard objects to, with the reason that history keeps.
    #[arg(long, value_name = "REASON")]
    pub(crate) confirm: Option<String>,
}

/// Arguments of `edit`.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Directory id, source id, Employee ID or email.
    #[arg(value_name = "EMPLOYEE")]
    pub(crate) employee: String,
    /// New values, dates as YYYY-MM-DD.
    #[arg(value_name = "FIELD=VALUE", value_parser = assignment, required_unless_present_any = ["deactivate", "reactivate"])]
    pub(crate) values: Vec<(String, String)>,
    /// Deactivate the person, who then cannot sign in.
    #[arg(long)]
    pub(crate) deactivate: bool,
    /// Make a person active again who was deactivated by hand or by an undo.
    #[arg(long, conflicts_with = "deactivate")]
    pub(crate) reactivate: bool,
    /// Confirm what a guard objects to, with the reason that history keeps.
    #[arg(long, value_name = "REASON")]
    pub(crate) confirm: Option<String>,
}

impl Commit {
    /// The digest, also where it stands behind `--skip` and was read as one more change.
    pub(crate) fn take_digest(&mut self) -> Option<String> {
        let is_digest = |text: &String| domain::Digest::parse(text).is_some();
        let behind = || self.skip.iter().position(is_digest).map(|at| self.skip.remove(at));
        self.digest.take().or_else(behind)
    }
}

/// What `auto` does.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum AutoAction {
    /// Switch on.
    On,
    /// Switch off.
    Off,
    /// Run today's daily sync now.
    Run,
}

/// What a specialist does.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SupportAction {
    /// A manual sync that also ends the people whom `TriNet` does not send; prints the review, writes no employee.
    DeactivateMissing,
    /// Lets the mapping be edited again.
    UnlockMapping,
}

/// A status to filter by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Status {
    /// May sign in.
    Active,
    /// The End Date was reached.
    Former,
    /// Ended by staff.
    Deactivated,
}

fn day(text: &str) -> Result<Date, String> {
    domain::dates::parse_iso(text).filter(|_| text.len() == 10).ok_or_else(|| "give a day as YYYY-MM-DD".to_owned())
}

fn account_id(text: &str) -> Result<String, String> {
    let plain = !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if plain { Ok(text.to_owned()) } else { Err("use up to 64 letters, digits, - and _".to_owned()) }
}

fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.trim().to_owned())),
        _ => Err("give it as NAME=VALUE, such as hierarchy=block".to_owned()),
    }
}

fn same_person(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((change, employee)) if !change.is_empty() && !employee.is_empty() => Ok((change.to_owned(), employee.to_owned())),
        _ => Err("give it as CHANGE_ID=EMPLOYEE, such as c0003=emp_0123456789abcdef0123".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_before_or_behind_the_command() {
        for line in [["rollcall", "--json", "plan"], ["rollcall", "plan", "--json"]] {
            assert!(Cli::try_parse_from(line).unwrap().global.json);
        }
    }
}
