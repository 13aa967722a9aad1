//! The whole system in one process: the use cases on the embedded database, wired as each function would be.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use aws::DynamoStore;
use aws::embedded::Engine;
use jiff::civil::Date;
use sync::StoreError;
use sync::automation::Automation;
use sync::commit::Committing;
use sync::connect::Connecting;
use sync::delivering::Delivering;
use sync::explain::Explaining;
use sync::history::Verifying;
use sync::lookup::Looking;
use sync::mapping::MappingFields;
use sync::planning::Planning;
use sync::ports::{Clock as _, Scheduler};
use sync::revising::Revising;
use sync::settings::SettingsOf;
use trinet::{Limits, TriNet};

use crate::clock::LocalClock;
use crate::failure::Failure;
use crate::mail::MailFolder;
use crate::secrets::SecretsFile;

/// An open data folder with everything that works on it.
#[derive(Debug)]
pub(crate) struct System {
    _engine: Engine,
    /// The store on the embedded database.
    pub(crate) store: Arc<DynamoStore>,
    /// The data folder.
    pub(crate) data: PathBuf,
    /// The clock.
    pub(crate) clock: Arc<LocalClock>,
    sources: Arc<TriNet>,
    secrets: Arc<SecretsFile>,
}

impl System {
    /// Opens a data folder, or makes it, readable by its owner only.
    pub(crate) async fn open(data: &Path, today: Option<Date>) -> Result<Self, Failure> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(data)?;
        let database = data.join("directory.db");
        let engine = Engine::open(&database).await?;
        fs::set_permissions(&database, fs::Permissions::from_mode(0o600))?;
        let clock = Arc::new(LocalClock::new(today));
        // What expires does so on the day that the command pretends to have.
        let today = clock.clone();
        let store = Arc::new(engine.store().with_clock(move || today.now()));
        let limits = Limits { retries_max: 4, retry_delay_ms_base: 250, retry_delay_ms_max: 4_000, ..Limits::default() };
        Ok(Self {
            _engine: engine,
            store,
            data: data.to_owned(),
            clock,
            sources: Arc::new(TriNet::new(limits)),
            secrets: Arc::new(SecretsFile::in_folder(data)),
        })
    }

    /// Connecting, as setup-sync and admin-api do together.
    pub(crate) fn connecting(&self) -> Connecting {
        Connecting {
            control: self.store.clone(),
            sources: self.sources.clone(),
            secrets: self.secrets.clone(),
            clock: self.clock.clone(),
        }
    }

    /// The mapping, as admin-api.
    pub(crate) fn mapping_fields(&self) -> MappingFields {
        MappingFields { control: self.store.clone() }
    }

    /// Reading and planning, as setup-sync, import-review and auto-sync: no way to write an employee.
    pub(crate) fn planning(&self) -> Planning {
        Planning::over(&self.store, self.sources.clone(), self.secrets.clone(), self.clock.clone())
    }

    /// Lookups, as setup-sync.
    pub(crate) fn looking(&self) -> Looking {
        Looking { planning: self.planning(), lookups: self.store.clone(), path: trinet::field_path }
    }

    /// Undoing and editing: plans from history and directory, no way to write an employee.
    pub(crate) fn revising(&self) -> Revising {
        Revising::over(&self.store, self.clock.clone())
    }

    /// Committing, as import-commit: no way to read a source or a secret. Importing processes exclude each other by
    /// [`crate::lock::WriterLock`], so one holder name serves all: what a killed one left is taken over at once.
    pub(crate) fn committing(&self) -> Committing {
        Committing::over(&self.store, self.clock.clone(), "this machine".to_owned())
    }

    /// Auto-sync. Nothing runs by itself here: `auto run` is today's trigger.
    pub(crate) fn automation(&self) -> Automation {
        Automation { control: self.store.clone(), scheduler: Arc::new(ByHand) }
    }

    /// The account's settings.
    pub(crate) fn settings(&self) -> SettingsOf {
        SettingsOf { control: self.store.clone(), scheduler: Arc::new(ByHand) }
    }

    /// Explaining values: reads only.
    pub(crate) fn explaining(&self) -> Explaining {
        Explaining {
            control: self.store.clone(),
            plans: self.store.clone(),
            runs: self.store.clone(),
            directory: self.store.clone(),
        }
    }

    /// Verifying the history: reads only.
    pub(crate) fn verifying(&self) -> Verifying {
        Verifying { control: self.store.clone(), runs: self.store.clone(), plans: self.store.clone() }
    }

    /// Sending mail, as notify.
    pub(crate) fn delivering(&self) -> Delivering {
        Delivering { outbox: self.store.clone(), mailer: Arc::new(MailFolder::in_folder(&self.data)), clock: self.clock.clone() }
    }

    /// Where credentials are.
    pub(crate) fn secrets(&self) -> Arc<SecretsFile> {
        self.secrets.clone()
    }

    /// The source adapter.
    pub(crate) fn sources(&self) -> Arc<TriNet> {
        self.sources.clone()
    }
}

/// No schedules: a person or a cron job calls `auto run`.
#[derive(Debug)]
struct ByHand;

#[async_trait]
impl Scheduler for ByHand {
    async fn schedule_daily(&self, _: &str, _: u8, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    async fn unschedule(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }
}
