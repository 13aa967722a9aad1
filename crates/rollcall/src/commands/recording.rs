//! Recording what a plan is made from, where `--bundle` asks for it.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use sync::StoredPlan;
use sync::planning::Planning;
use sync::ports::Clock as _;
use sync::replay::Recording;

use super::Context;
use crate::bundle;
use crate::failure::Failure;
use crate::terminal;

/// Records one planning, or nothing.
#[derive(Debug)]
pub(crate) struct Recorder(Option<(PathBuf, SecretString, Recording)>);

impl Recorder {
    /// Begins to record for a file, with the passphrase at hand before anything is read.
    pub(crate) async fn begin(context: &Context, file: Option<&Path>) -> Result<Self, Failure> {
        let Some(file) = file else { return Ok(Self(None)) };
        let passphrase = bundle::passphrase(true, !context.global.no_input)?;
        let recording = Recording::begin(context.system.planning(), &context.global.account).await?;
        Ok(Self(Some((file.to_owned(), passphrase, recording))))
    }

    /// What to plan with.
    pub(crate) fn planning(&self, context: &Context) -> Planning {
        self.0.as_ref().map_or_else(|| context.system.planning(), |(_, _, recording)| recording.planning.clone())
    }

    /// Writes the bundle of the plan that was made, if one was.
    pub(crate) fn write(&self, context: &Context, stored: Option<&StoredPlan>) -> Result<(), Failure> {
        let Some((file, passphrase, recording)) = &self.0 else { return Ok(()) };
        let made = match stored {
            Some(stored) => recording.bundle(stored, context.system.clock.now())?,
            None => None,
        };
        let Some(made) = made else {
            terminal::say("Nothing was planned anew, so there is no bundle.");
            return Ok(());
        };
        bundle::write(file, &made, passphrase)?;
        terminal::say(&format!("Recorded in {}; rollcall replay makes the plan again.", file.display()));
        Ok(())
    }
}
