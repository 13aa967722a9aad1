//! The commands, one file each.

pub(crate) mod auto;
pub(crate) mod commit;
pub(crate) mod connect;
pub(crate) mod demo;
pub(crate) mod edit;
pub(crate) mod employees;
pub(crate) mod explain;
pub(crate) mod fields;
pub(crate) mod history;
pub(crate) mod map;
pub(crate) mod plan;
pub(crate) mod recording;
pub(crate) mod replay;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod support;
pub(crate) mod tidy;
pub(crate) mod undo;
pub(crate) mod up;
pub(crate) mod verify;
pub(crate) mod what_if;

use domain::Trigger;

use crate::cli::{Cli, Command, Global};
use crate::failure::Failure;
use crate::system::System;
use crate::terminal;
use sync::ports::ControlStore as _;

/// What a command has to work with.
#[derive(Debug)]
pub(crate) struct Context {
    /// Flags of every command.
    pub(crate) global: Global,
    /// The open data folder.
    pub(crate) system: System,
}

/// Sends what waits in the outbox, and says where each mail went. A mail that fails fails nothing else: it waits for the next
/// command (F46).
pub(crate) async fn send_mail(context: &Context) -> Vec<String> {
    let delivered = context.system.delivering().deliver_pending(&context.global.account).await.unwrap_or_default();
    if let Some(error) = delivered.failed.first() {
        terminal::say(&format!("A mail could not be sent ({}); the next command tries again, for 48 hours.", error.detail()));
    }
    if delivered.given_up > 0 {
        terminal::say(&format!("{} mails could not be sent for 48 hours and were given up.", delivered.given_up));
    }
    delivered.places
}

/// Runs a command and gives its exit code.
pub(crate) async fn run(cli: Cli) -> Result<u8, Failure> {
    if matches!(cli.command, Command::Demo) {
        return demo::run(cli.global).await;
    }
    if let Command::Replay { bundle, values } = &cli.command {
        return replay::run(&cli.global, bundle, *values);
    }
    let system = System::open(&cli.global.data, cli.global.today).await?;
    system.clock.set_zone(&system.store.account(&cli.global.account).await?.time_zone);
    let context = Context { global: cli.global, system };
    send_mail(&context).await;
    match cli.command {
        Command::Demo | Command::Replay { .. } => Ok(crate::failure::exit::DONE),
        Command::Up { port, trinet_url, people } => up::run(context, port, trinet_url, people).await,
        Command::Connect(connect) => connect::run(&context, connect).await,
        Command::Fields => fields::run(&context).await,
        Command::Map { file, what_if: true, .. } => what_if::run(&context, file.as_deref()).await,
        Command::Map { file, lock, .. } => map::run(&context, file.as_deref(), lock).await,
        Command::Setup => setup::run(&context).await,
        Command::Plan { detailed_exitcode, bundle } => {
            plan::run(&context, Trigger::Manual, detailed_exitcode, bundle.as_deref()).await
        }
        Command::Show { digest } => plan::show(&context, &digest).await,
        Command::Commit(commit) => commit::run(&context, commit).await,
        Command::Auto { action, bundle } => auto::run(&context, action, bundle.as_deref()).await,
        Command::Employees { status, missing } => employees::run(&context, status, missing).await,
        Command::Explain { employee, field } => explain::run(&context, &employee, field).await,
        Command::Undo { run } => undo::run(&context, &run).await,
        Command::Tidy { demographics } => tidy::run(&context, demographics).await,
        Command::Edit(edit) => edit::run(&context, edit).await,
        Command::Settings { changes } => settings::run(&context, &changes).await,
        Command::Support { action } => support::run(&context, action).await,
        Command::History { verify: true, .. } => verify::run(&context).await,
        Command::History { run, csv: true, .. } => history::export(&context, run.as_deref()).await,
        Command::History { run, .. } => history::run(&context, run.as_deref()).await,
    }
}
