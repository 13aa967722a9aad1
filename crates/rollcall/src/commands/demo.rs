//! `demo`: the main job from start to end on the bundled simulated company.

use std::path::PathBuf;

use domain::mapping::Editor;
use domain::{Demographic, Mapping, Trigger};
use jiff::ToSpan as _;
use jiff::civil::Date;
use secrecy::SecretString;
use sync::StoredPlan;
use sync::connect::ConnectRequest;
use sync::ports::{CommitWork, Credentials, RunStore as _};
use testkit::trinet::{BUNDLED_TODAY, ScriptedDay, SimulatedTriNet, World, apply_day};

use super::auto::{summary, today};
use super::commit::{apply, outcome};
use super::{Context, history};
use crate::cli::Global;
use crate::failure::{Failure, exit, paused};
use crate::review_text;
use crate::system::System;
use crate::terminal::{self, Bar};

/// Tells a demo's folder from one with a real directory.
const MARKER: &str = "made-by-rollcall-demo";
const ACTOR: &str = "demo";
const REASON: &str = "checked with the people team: the record was reassigned on purpose";

pub(crate) async fn run(mut global: Global) -> Result<u8, Failure> {
    // A demo begins with an empty directory each time; only what an earlier demo left is removed.
    if global.data.as_os_str() == ".rollcall" {
        global.data = PathBuf::from(".rollcall/demo");
    }
    clear(&global.data)?;
    let simulated = SimulatedTriNet::start(World::bundled()).await?;
    let system = System::open(&global.data, Some(BUNDLED_TODAY)).await?;
    let mut demo = Demo { context: Context { global, system }, simulated, day: BUNDLED_TODAY };
    demo.first_import().await?;
    demo.next_day("A quiet day", ScriptedDay::Quiet).await?;
    demo.next_day("A day of changes", ScriptedDay::Changes).await?;
    demo.next_day("A day that looks wrong", ScriptedDay::Blocked).await?;
    demo.override_by_hand().await?;
    demo.history().await?;
    Ok(exit::DONE)
}

/// Removes what an earlier demo left in a folder, and nothing else.
fn clear(data: &std::path::Path) -> Result<(), Failure> {
    let marker = data.join(MARKER);
    if marker.is_file() {
        std::fs::remove_dir_all(data)?;
    } else if data.join("directory.db").exists() {
        return Err(Failure::usage(format!("{} holds a directory that is no demo; give another --data", data.display())));
    }
    std::fs::create_dir_all(data)?;
    std::fs::write(marker, "This folder was made by `rollcall demo` and may be removed.\n")?;
    Ok(())
}

struct Demo {
    context: Context,
    simulated: SimulatedTriNet,
    day: Date,
}

impl Demo {
    async fn first_import(&self) -> Result<(), Failure> {
        title(self.day, "Connect, map, set up");
        let (account, system) = (&self.context.global.account, &self.context.system);
        let (client_id, client_secret) = self.simulated.credentials();
        let credentials =
            Credentials { client_id: SecretString::from(client_id), client_secret: SecretString::from(client_secret) };
        let request = ConnectRequest {
            company: "A1B".to_owned(),
            url: self.simulated.url(),
            credentials,
            actor: ACTOR.to_owned(),
            recipients: vec!["people-ops@acme.example".to_owned()],
            time_zone: Some("America/Los_Angeles".to_owned()),
        };
        let checks = system.connecting().connect(account, request).await?;
        terminal::data(&format!("Connected to simulated TriNet company A1B: {} permissions tested", checks.len()));
        let mapping = system.mapping_fields().set(account, Some(mapping()), true, Editor::Customer).await?;
        terminal::data(&format!(
            "Mapping version {} locked: core fields, {} demographics, an exclusion field",
            mapping.version,
            mapping.demographics.len()
        ));
        let bar = Bar::default();
        let report = system.planning().set_up(account, ACTOR, &bar, &|| false).await;
        bar.clear();
        terminal::data(&format!("Set up: TriNet has {} people; nobody was imported", report?.ok_or_else(paused)?.people));
        title(self.day, "The first review and import");
        let stored = self.review().await?;
        terminal::data(&review_text::counts(&stored.plan.counts));
        self.commit(&stored, None).await?;
        system.automation().switch(account, true).await?;
        terminal::data("Auto-sync is on.");
        Ok(())
    }

    async fn next_day(&mut self, name: &str, script: ScriptedDay) -> Result<(), Failure> {
        self.day = self.day.checked_add(1.day()).unwrap_or(self.day);
        title(self.day, name);
        self.context.system.clock.set_today(self.day);
        self.simulated.with_world(|world| {
            world.clock.set_today(self.day);
            apply_day(world, script)
        });
        let today = today(&self.context, None).await?;
        if let Some(stored) = &today.stored {
            terminal::data(&summary(&today, stored));
        }
        Ok(())
    }

    async fn override_by_hand(&self) -> Result<(), Failure> {
        title(self.day, "A person reviews it and confirms");
        let stored = self.review().await?;
        terminal::data(&review_text::review(&stored));
        terminal::data(&format!("Confirmed: {REASON}"));
        self.commit(&stored, Some(REASON.to_owned())).await
    }

    async fn history(&self) -> Result<(), Failure> {
        title(self.day, "Import history");
        let runs = self.context.system.store.runs(&self.context.global.account, 100).await?;
        terminal::data(&history::table(&runs));
        let data = self.context.global.data.display();
        terminal::data(&format!(
            "Look around:\n  rollcall --data {data} employees\n  rollcall --data {data} history\n  mail: {data}/mail/"
        ));
        Ok(())
    }

    async fn review(&self) -> Result<StoredPlan, Failure> {
        let bar = Bar::default();
        let stored = self
            .context
            .system
            .planning()
            .review(&self.context.global.account, ACTOR, None, Trigger::Manual, &bar, &|| false)
            .await;
        bar.clear();
        Ok(stored?.ok_or_else(paused)?)
    }

    async fn commit(&self, stored: &StoredPlan, confirm: Option<String>) -> Result<(), Failure> {
        let work = CommitWork { confirm, ..CommitWork::of(&self.context.global.account, stored.digest.clone(), ACTOR) };
        let (run, _, _) = apply(&self.context, &work).await?;
        terminal::data(&format!("Imported.\n{}", outcome(&run)));
        Ok(())
    }
}

fn mapping() -> Mapping {
    let demographic = Demographic::plain;
    Mapping {
        exclude: Some("employmentInfo.customGroupA".to_owned()),
        demographics: vec![
            demographic("Department", "employmentInfo.department.deptName"),
            demographic("Work Location", "employmentInfo.location.locationName"),
        ],
        ..Mapping::default()
    }
}

fn title(day: Date, name: &str) {
    terminal::data(&format!("\n== {day}  {name} ==\n"));
}
