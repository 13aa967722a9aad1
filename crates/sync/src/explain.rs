//! Where a value came from, by which rule, when and by whom, or why it was not changed.

use std::sync::Arc;

use domain::explain::{self, Fate, Newest, Origin, Reason};
use domain::{Change, Employee, EmployeeId, Field, Mapping, Plan, Settings};

use crate::account::Account;
use crate::error::RunError;
use crate::ports::{ControlStore, Directory, PlanStore, RunStore};
use crate::run::{Run, RunState};

/// The ports of explaining. Reads only.
#[derive(Clone)]
pub struct Explaining {
    /// Mappings.
    pub control: Arc<dyn ControlStore>,
    /// Stored plans, for what they found.
    pub plans: Arc<dyn PlanStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// The directory, to read.
    pub directory: Arc<dyn Directory>,
}

impl std::fmt::Debug for Explaining {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explaining").finish_non_exhaustive()
    }
}

/// What is known about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explained {
    /// Of somebody in the directory: field by field.
    Employee(Vec<Explanation>),
    /// Of somebody whom the newest plan knows and the directory does not: why not.
    NotInDirectory(Vec<Reason>),
}

/// What is known about one field of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The field.
    pub field: Field,
    /// The value; personal data.
    pub value: Option<String>,
    /// The source field; `None` for what no mapping fills.
    pub source: Option<String>,
    /// The rule by which it is filled, in a sentence.
    pub rule: &'static str,
    /// Where the value comes from, in a sentence; personal data.
    pub sentence: String,
    /// What wrote it; `None` when nothing did or a person edited it by hand.
    pub written: Option<Origin>,
    /// Why it was not changed by the newest plan; personal data.
    pub not_changed: Vec<Reason>,
}

/// How many runs back the newest plan is looked for.
const RUNS_BACK: usize = 20;

impl Explaining {
    /// Explains one field, or all fields, of a person named by directory id, source id, Employee ID or email. `source` gives
    /// the source's own path of a core field.
    ///
    /// # Errors
    /// When nobody of that name is known, or the store fails.
    pub async fn explain(
        &self,
        account: &str,
        person: &str,
        field: Option<&Field>,
        source: &(dyn Fn(&Field) -> Option<&'static str> + Sync),
    ) -> Result<Explained, RunError> {
        // By the directory's own id nobody else need be read.
        let id = EmployeeId(person.to_owned());
        if let Some(explained) = self.explain_employee(account, &id, field, source).await? {
            return Ok(Explained::Employee(explained));
        }
        let account = self.control.account(account).await?;
        let directory = self.directory.employees(&account.id).await?;
        if let Some(employee) = explain::find(&directory, person) {
            return self.explained(&account, employee, field, source).await.map(Explained::Employee);
        }
        let (plan, runs) = self.newest(&account.id).await?.unzip();
        let runs: Vec<Run> = runs.unwrap_or_default();
        let fate = |change: &Change| fate(change, &runs);
        let newest = plan.as_ref().map(|plan| Newest { plan, fate: &fate });
        let reasons = newest.map(|newest| explain::not_in_directory(person, newest)).unwrap_or_default();
        if reasons.is_empty() {
            let none = "nobody of the directory or of the newest plan has that id or email; see `rollcall employees`";
            return Err(RunError::BadRequest(none.to_owned()));
        }
        Ok(Explained::NotInDirectory(reasons))
    }

    /// Explains one field, or all fields, of somebody by the directory's own id; `None` when nobody has it. Reads nobody else.
    ///
    /// # Errors
    /// When there is no such field, or the store fails.
    pub async fn explain_employee(
        &self,
        account: &str,
        id: &EmployeeId,
        field: Option<&Field>,
        source: &(dyn Fn(&Field) -> Option<&'static str> + Sync),
    ) -> Result<Option<Vec<Explanation>>, RunError> {
        let Some(employee) = self.directory.employee(account, id).await? else { return Ok(None) };
        let account = self.control.account(account).await?;
        self.explained(&account, &employee, field, source).await.map(Some)
    }

    async fn explained(
        &self,
        account: &Account,
        employee: &Employee,
        field: Option<&Field>,
        source: &(dyn Fn(&Field) -> Option<&'static str> + Sync),
    ) -> Result<Vec<Explanation>, RunError> {
        let (plan, runs) = self.newest(&account.id).await?.unzip();
        let runs: Vec<Run> = runs.unwrap_or_default();
        let fate = |change: &Change| fate(change, &runs);
        let newest = plan.as_ref().map(|plan| Newest { plan, fate: &fate });
        let mapping = crate::mapping::current(self.control.as_ref(), account).await?;
        let known = all_fields(employee, &mapping, &account.settings);
        if let Some(field) = field.filter(|field| !known.contains(field) && !account.settings.redacts(field)) {
            let names: Vec<&str> = known.iter().map(Field::as_str).collect();
            return Err(RunError::BadRequest(format!("there is no field {field}; the fields are {}", names.join(", "))));
        }
        let fields = field.map_or_else(|| known, |field| vec![field.clone()]);
        let mut explained = Vec::with_capacity(fields.len());
        for field in fields {
            let path = path(&field, &mapping).or_else(|| source(&field).map(str::to_owned));
            let written = self.written(&account.id, employee, &field).await?;
            explained.push(Explanation {
                value: employee.value(&field).filter(|_| !account.settings.redacts(&field)),
                rule: explain::rule(&field),
                sentence: explain::origin(employee, &field, &account.settings, path.as_deref(), written.as_ref()),
                not_changed: explain::not_changed(employee, &field, &mapping, &account.settings, newest),
                source: path,
                written,
                field,
            });
        }
        Ok(explained)
    }

    async fn written(&self, account: &str, employee: &Employee, field: &Field) -> Result<Option<Origin>, RunError> {
        let Some(provenance) = employee.provenance.get(field) else { return Ok(None) };
        let run = self.runs.run(account, &provenance.run).await?;
        Ok(Some(Origin {
            run: provenance.run.clone(),
            mapping_version: provenance.mapping,
            at: run.as_ref().map(|run| run.started_at),
            actor: run.as_ref().map(|run| run.actor.clone()),
            undid: run.and_then(|run| run.undoes),
        }))
    }

    /// The newest plan that came from the source, with the runs that were about it, newest first.
    async fn newest(&self, account: &str) -> Result<Option<(Plan, Vec<Run>)>, RunError> {
        let mut runs = self.runs.runs(account, RUNS_BACK).await?;
        while let Some(digest) = runs.iter().find_map(|run| run.digest.clone()) {
            let (about, others) = runs.into_iter().partition(|run| run.digest.as_ref() == Some(&digest));
            match self.plans.plan(account, &digest).await? {
                Some(stored) if !stored.plan.trigger.reads_source() => runs = others,
                stored => return Ok(stored.map(|stored| (stored.plan, about))),
            }
        }
        Ok(None)
    }
}

/// What became of a change of the newest plan. Of several runs about one plan, the one that got furthest tells.
fn fate(change: &Change, runs: &[Run]) -> Fate {
    let committed = runs.iter().find(|run| matches!(run.state, RunState::Committed | RunState::Running));
    match committed {
        Some(run) if run.skipped.contains(&change.id) => Fate::LeftOut,
        Some(run) if run.refused.iter().any(|(id, _)| *id == change.id) => Fate::Refused,
        Some(run) if run.state == RunState::Committed => Fate::Written,
        _ if runs.iter().any(|run| run.state == RunState::Blocked) => Fate::Stopped,
        _ => Fate::Pending,
    }
}

fn all_fields(employee: &Employee, mapping: &Mapping, settings: &Settings) -> Vec<Field> {
    let mapped = mapping.demographics.iter().map(|demographic| demographic.name.clone());
    let names: std::collections::BTreeSet<String> = mapped.chain(employee.profile.demographics.keys().cloned()).collect();
    let all = Field::CORE.into_iter().chain(names.into_iter().map(Field::Demographic));
    all.filter(|field| !settings.redacts(field)).collect()
}

/// The source field that the mapping names for a field.
fn path(field: &Field, mapping: &Mapping) -> Option<String> {
    let mapped = mapping.demographics.iter().find(|demographic| demographic.name == field.as_str());
    match field {
        Field::EmployeeId => Some(mapping.employee_id_source.path().to_owned()),
        _ => mapped.map(|demographic| demographic.field.clone()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::example;
    use crate::ports::Refusal;
    use crate::run::RunKind;

    #[test]
    fn the_run_that_got_furthest_tells_what_became_of_a_change() {
        let change = &example::plan().changes[0];
        let run =
            |state| Run { state, ..Run::begin("run_1".to_owned(), RunKind::Manual, "administrator", Timestamp::UNIX_EPOCH) };
        let left_out = |state| Run { skipped: vec![change.id.clone()], ..run(state) };
        let refused = |state| Run { refused: vec![(change.id.clone(), Refusal::IdentifierTaken)], ..run(state) };
        for (runs, expect) in [
            (vec![], Fate::Pending),
            (vec![run(RunState::Planned)], Fate::Pending),
            (vec![run(RunState::Blocked)], Fate::Stopped),
            (vec![run(RunState::Blocked), run(RunState::Committed)], Fate::Written),
            (vec![run(RunState::Running)], Fate::Pending),
            (vec![run(RunState::Running), run(RunState::Blocked)], Fate::Stopped),
            (vec![left_out(RunState::Committed)], Fate::LeftOut),
            (vec![left_out(RunState::Running)], Fate::LeftOut),
            (vec![refused(RunState::Committed)], Fate::Refused),
            (vec![refused(RunState::Failed)], Fate::Pending),
        ] {
            assert_eq!(fate(change, &runs), expect, "{:?}", runs.iter().map(|run| run.state).collect::<Vec<_>>());
        }
    }
}
