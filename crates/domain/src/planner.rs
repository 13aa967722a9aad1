//! The planner: a whole read and a directory become a plan. Pure and order-free (I12).

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use crate::desired::{Desired, desire};
use crate::diff;
use crate::digest::Digest;
use crate::duplicates::Unmatched;
use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::{Field, FieldChange};
use crate::finding::{Code, Finding};
use crate::guards::{self, Evidence};
use crate::hierarchy::{self, Managers};
use crate::lifecycle::{self, Standing, Transition};
use crate::mapping::Mapping;
use crate::matching::{self, Match, Matches};
use crate::plan::{Action, Change, ChangeId, Counts, DuplicateCandidate, Flag, Plan, Trigger, Verdict};
use crate::settings::{ExcludedExisting, Settings};
use crate::source::{Snapshot, SourcePerson};

/// Everything that a plan depends on.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The account.
    pub account: &'a str,
    /// The source company.
    pub company: &'a str,
    /// Who asks.
    pub trigger: Trigger,
    /// The account's local date.
    pub today: Date,
    /// The directory epoch at which `directory` was read.
    pub base_epoch: u64,
    /// The mapping.
    pub mapping: &'a Mapping,
    /// Limits, guards and redaction.
    pub settings: &'a Settings,
    /// The read, proved whole by its adapter.
    pub snapshot: &'a Snapshot,
    /// Everybody in the directory.
    pub directory: &'a [Employee],
    /// Company and mapping version of the last import, if there was one (G7).
    pub last_import: Option<(&'a str, u32)>,
}

/// Plans. Bad rows become findings; a read that cannot be believed becomes a plan without changes (D13).
#[must_use]
pub fn plan(input: &PlanInput<'_>) -> Plan {
    let active = input.directory.iter().filter(|employee| employee.status == EmployeeStatus::Active).count();
    if let Some(why) = incomplete(input.snapshot.people.len(), active) {
        return incomplete_plan(input, why);
    }
    let mut people: Vec<&SourcePerson> = input.snapshot.people.iter().collect();
    people.sort_by(|left, right| left.source_id.cmp(&right.source_id));
    let mut findings = not_granted(input);
    let rows: Vec<Desired<'_>> = people
        .into_iter()
        .map(|person| {
            let (row, found) = desire(person, input.mapping, input.settings, input.today);
            // What is wrong with a row that is excluded or gone for good concerns nobody.
            findings.extend(found.into_iter().filter(|_| !row.excluded));
            row
        })
        .collect();
    let matches = matching::match_rows(&rows, input.directory);
    let unmatched = Unmatched::of(input.directory, &matches.seen);
    let held = held(input, &rows, &matches, &unmatched);
    let managers = hierarchy::resolve(&rows, &matches.rows, input.directory, &held);
    let mut planner = Planner::new(input, findings);
    for (index, row) in rows.iter().enumerate() {
        planner.row(index, row, &matches, &managers, &unmatched);
    }
    planner.findings.extend(managers.findings);
    planner.absent(&matches);
    planner.finish(active)
}

/// The digest of a read, whatever the order of its people.
#[must_use]
pub fn snapshot_digest(snapshot: &Snapshot) -> Digest {
    let mut people: Vec<&SourcePerson> = snapshot.people.iter().collect();
    people.sort_by(|left, right| left.source_id.cmp(&right.source_id));
    Digest::of(&serde_json::to_vec(&(people, &snapshot.not_granted)).unwrap_or_default())
}

/// Why a read of so many people is not believed beside so many active employees (D13).
#[must_use]
pub fn incomplete(people: usize, active: usize) -> Option<String> {
    if people == 0 {
        return Some(
            "The source gave no people at all. Check the company id and the permissions; nothing was changed.".to_owned(),
        );
    }
    (people * 2 < active).then(|| {
        format!("The source gave {people} people and the directory has {active} active ones. Fewer than half is not believed; nothing was changed.")
    })
}

fn incomplete_plan(input: &PlanInput<'_>, why: String) -> Plan {
    let planner = Planner::new(input, vec![Finding::whole(Code::SourceIncomplete, None, why)]);
    Plan { verdict: Verdict::Incomplete, blocked_by: vec![Code::SourceIncomplete], ..planner.finish(0) }
}

fn not_granted(input: &PlanInput<'_>) -> Vec<Finding> {
    let fields = input.snapshot.not_granted.iter().filter(|field| !input.settings.redacted.contains(field));
    fields.map(|field| Finding::whole(Code::NotGranted, Some(field.clone()), Code::NotGranted.message().to_owned())).collect()
}

/// Rows that an auto-sync does not create because a person must decide who they are (D18).
fn held(input: &PlanInput<'_>, rows: &[Desired<'_>], matches: &Matches, unmatched: &Unmatched) -> BTreeSet<usize> {
    let new = |index: &usize| matches.rows[*index] == Match::Nobody && is_importable(&rows[*index]);
    let in_doubt = |index: &usize| !unmatched.like(&rows[*index]).is_empty();
    (0..rows.len()).filter(|_| input.trigger == Trigger::Auto).filter(new).filter(in_doubt).collect()
}

fn is_importable(row: &Desired<'_>) -> bool {
    !row.excluded && !row.bad_email && row.name.is_some() && matches!(row.standing, Standing::Employed | Standing::Unknown)
}

struct Planner<'a> {
    input: &'a PlanInput<'a>,
    known: HashSet<&'a EmployeeId>,
    findings: Vec<Finding>,
    counts: Counts,
    changes: Vec<Change>,
    missing: Vec<EmployeeId>,
}

impl<'a> Planner<'a> {
    fn new(input: &'a PlanInput<'a>, findings: Vec<Finding>) -> Self {
        let known = input.directory.iter().map(|employee| &employee.id).collect();
        Self { input, known, findings, counts: Counts::default(), changes: Vec::new(), missing: Vec::new() }
    }

    fn note(&mut self, code: Code, row: &Desired<'_>, field: Option<Field>) {
        self.findings.push(Finding::person(code, &row.source.source_id, field));
    }

    fn row(&mut self, index: usize, row: &Desired<'_>, matches: &Matches, managers: &Managers, unmatched: &Unmatched) {
        let manager = managers.emails[index].as_deref();
        if row.standing == Standing::Unknown && !row.excluded {
            self.note(Code::UnknownStatus, row, Some(Field::Status));
        }
        match &matches.rows[index] {
            Match::Refused(code, field) => {
                self.counts.refused += 1;
                self.note(*code, row, field.clone());
            }
            found if row.excluded => self.excluded(row, found),
            Match::Nobody => self.newcomer(row, manager, unmatched),
            Match::Employee(at) => {
                if row.employee_id.is_none() {
                    self.note(Code::BlankEmployeeId, row, Some(Field::EmployeeId));
                }
                self.matched(row, &self.input.directory[*at], manager);
            }
        }
    }

    fn excluded(&mut self, row: &Desired<'_>, found: &Match) {
        self.counts.excluded += 1;
        let Match::Employee(at) = found else { return };
        let employee = &self.input.directory[*at];
        if employee.status != EmployeeStatus::Active {
            return;
        }
        let deactivate = self.input.settings.excluded_existing == ExcludedExisting::Deactivate;
        if deactivate && self.input.trigger == Trigger::Manual {
            let status = |status: EmployeeStatus| Some(status.as_str().to_owned());
            let (before, after) = (status(EmployeeStatus::Active), status(EmployeeStatus::Deactivated));
            self.change(Action::Deactivate, employee, Some(row), vec![FieldChange { field: Field::Status, before, after }]);
        } else {
            self.note(Code::ExcludedStillActive, row, None);
        }
    }

    fn newcomer(&mut self, row: &Desired<'_>, manager: Option<&str>, unmatched: &Unmatched) {
        if matches!(row.standing, Standing::Ended | Standing::EndedWithoutDate) {
            self.counts.ended_not_imported += 1;
            return;
        }
        if row.bad_email || row.name.is_none() {
            // The finding about the email stands already (D14).
            if row.name.is_none() {
                self.note(Code::NoName, row, Some(Field::Name));
            }
            self.counts.refused += 1;
            return;
        }
        if row.employee_id.is_none() {
            self.note(Code::BlankEmployeeId, row, Some(Field::EmployeeId));
        }
        let like = unmatched.like(row);
        if !like.is_empty() {
            self.note(Code::PossibleDuplicate, row, None);
            if self.input.trigger == Trigger::Auto {
                self.counts.held += 1;
                return;
            }
        }
        let duplicates = like.into_iter().map(|at| self.candidate(row, &self.input.directory[at], manager)).collect();
        self.create(row, manager, duplicates);
    }

    fn create(&mut self, row: &Desired<'_>, manager: Option<&str>, duplicates: Vec<DuplicateCandidate>) {
        self.counts.create += 1;
        self.changes.push(Change {
            id: ChangeId(String::new()),
            action: Action::Create,
            end_date: row.end_date,
            source_id: Some(row.source.source_id.clone()),
            email: row.email.clone(),
            employee_id: row.employee_id.clone(),
            employee: self.new_id(&row.source.source_id),
            base_version: 0,
            fields: diff::creation(row, manager),
            flags: if duplicates.is_empty() { Vec::new() } else { vec![Flag::PossibleDuplicate] },
            duplicates,
        });
    }

    fn candidate(&self, row: &Desired<'_>, employee: &Employee, manager: Option<&str>) -> DuplicateCandidate {
        let after = self.transition(row, employee);
        DuplicateCandidate {
            employee: employee.id.clone(),
            base_version: employee.version,
            fields: diff::changes(employee, row, manager, &after),
        }
    }

    /// The id of a new employee follows from the source's id, so that planning twice plans the same.
    fn new_id(&self, source_id: &str) -> EmployeeId {
        let id = |salt: usize| {
            let text = serde_json::to_vec(&(self.input.account, source_id, salt)).unwrap_or_default();
            EmployeeId(format!("emp_{}", Digest::of(&text).short(20)))
        };
        (0..).map(id).find(|id| !self.known.contains(id)).unwrap_or_else(|| id(0))
    }

    fn transition(&self, row: &Desired<'_>, employee: &Employee) -> Transition {
        let granted = !self.input.snapshot.not_granted.contains(&Field::EndDate);
        lifecycle::transition(employee, row, granted, self.input.today)
    }

    fn matched(&mut self, row: &Desired<'_>, employee: &Employee, manager: Option<&str>) {
        let after = self.transition(row, employee);
        if let Some(code) = after.note {
            let field = if code == Code::DeactivatedByStaff { Field::Status } else { Field::EndDate };
            self.note(code, row, Some(field));
        }
        let fields = diff::changes(employee, row, manager, &after);
        let action = match (employee.status, after.status) {
            _ if fields.is_empty() => {
                self.counts.unchanged += 1;
                return;
            }
            (EmployeeStatus::Active | EmployeeStatus::Deactivated, EmployeeStatus::Former) => Action::Deactivate,
            (EmployeeStatus::Former | EmployeeStatus::Deactivated, EmployeeStatus::Active) => Action::Reactivate,
            _ => Action::Update,
        };
        self.change(action, employee, Some(row), fields);
    }

    fn change(&mut self, action: Action, employee: &Employee, row: Option<&Desired<'_>>, fields: Vec<FieldChange>) {
        match action {
            Action::Create => self.counts.create += 1,
            Action::Update => self.counts.update += 1,
            Action::Deactivate => self.counts.deactivate += 1,
            Action::Reactivate => self.counts.reactivate += 1,
        }
        let source_id = row.map(|row| row.source.source_id.clone()).or_else(|| employee.source_id.clone());
        let mut flags = Vec::new();
        if diff::is_high_risk(&fields, &self.input.settings.high_risk) {
            flags.push(Flag::HighRiskChange);
            let finding = Finding::person(Code::HighRiskChange, source_id.as_deref().unwrap_or_default(), None);
            self.findings.push(finding);
        }
        if diff::changes_identifier(&fields) {
            flags.push(Flag::IdentifierChange);
        }
        let after = |field: &Field| {
            let changed = fields.iter().find(|change| change.field == *field).map(|change| change.after.clone());
            changed.unwrap_or_else(|| employee.value(field))
        };
        let end_date = after(&Field::EndDate).as_deref().and_then(crate::dates::parse_iso);
        self.changes.push(Change {
            id: ChangeId(String::new()),
            action,
            end_date,
            source_id,
            email: after(&Field::Email),
            employee_id: after(&Field::EmployeeId),
            employee: employee.id.clone(),
            base_version: employee.version,
            fields,
            flags,
            duplicates: Vec::new(),
        });
    }

    /// People whom the read did not have: ended when a stored End Date has come (D5), else missing (D1).
    fn absent(&mut self, matches: &Matches) {
        let directory = self.input.directory;
        let unseen = directory.iter().enumerate().filter(|(at, _)| !matches.seen.contains(at)).map(|(_, employee)| employee);
        for employee in unseen.filter(|employee| employee.status == EmployeeStatus::Active) {
            if employee.profile.end_date.is_some_and(|end| end <= self.input.today) {
                let status = |status: EmployeeStatus| Some(status.as_str().to_owned());
                let (before, after) = (status(EmployeeStatus::Active), status(EmployeeStatus::Former));
                self.change(Action::Deactivate, employee, None, vec![FieldChange { field: Field::Status, before, after }]);
            } else {
                self.counts.missing_from_source += 1;
                self.missing.push(employee.id.clone());
                let mut finding = Finding::person(Code::MissingFromSource, "", None);
                finding.source_id.clone_from(&employee.source_id);
                self.findings.push(finding);
            }
        }
    }

    /// The earliest End Date that is still to come, as the directory will hold them.
    fn next_due(&self) -> Option<Date> {
        let changed: HashSet<&EmployeeId> = self.changes.iter().map(|change| &change.employee).collect();
        let active = self.input.directory.iter().filter(|employee| employee.status == EmployeeStatus::Active);
        let stored = active.filter(|employee| !changed.contains(&employee.id)).filter_map(|employee| employee.profile.end_date);
        stored.chain(self.changes.iter().filter_map(|change| change.end_date)).filter(|date| *date > self.input.today).min()
    }

    fn finish(mut self, active: usize) -> Plan {
        let input = self.input;
        self.changes.sort_by(|left, right| (&left.source_id, &left.employee).cmp(&(&right.source_id, &right.employee)));
        for (index, change) in self.changes.iter_mut().enumerate() {
            change.id = ChangeId(format!("c{:04}", index + 1));
        }
        self.findings.sort();
        self.findings.dedup();
        self.missing.sort();
        let blocked_by = guards::judge(&Evidence {
            trigger: input.trigger,
            settings: input.settings,
            changes: &self.changes,
            findings: &self.findings,
            active,
            first_import: input.directory.is_empty(),
            company_changed: input.last_import.is_some_and(|(company, _)| company != input.company),
            mapping_changed: input.last_import.is_some_and(|(_, version)| version != input.mapping.version),
        });
        let verdict = match (blocked_by.is_empty(), self.changes.is_empty()) {
            (false, _) => Verdict::Blocked,
            (true, true) => Verdict::NoChanges,
            (true, false) => Verdict::Apply,
        };
        Plan {
            account: input.account.to_owned(),
            company: input.company.to_owned(),
            trigger: input.trigger,
            today: input.today,
            base_epoch: input.base_epoch,
            mapping_version: input.mapping.version,
            verdict,
            blocked_by,
            next_due: self.next_due(),
            counts: self.counts,
            changes: self.changes,
            findings: self.findings,
            missing: self.missing,
            snapshot: snapshot_digest(input.snapshot),
        }
    }
}
