//! A plan in the making: row by row, changes, counts and findings.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;

use crate::desired::Desired;
use crate::diff;
use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::lifecycle::{self, Standing, Transition};
use crate::outcome::Outcome;
use crate::plan::{Action, Change, Counts, LeftOut};
use crate::planner::{PlanInput, clearing};
use crate::source::Coverage;

pub(super) struct Draft<'a> {
    pub(super) input: &'a PlanInput<'a>,
    pub(super) findings: Vec<Finding>,
    pub(super) counts: Counts,
    pub(super) changes: Vec<Change>,
    pub(super) missing: Vec<EmployeeId>,
    pub(super) left_out: BTreeMap<String, LeftOut>,
    /// The earliest future day on which a row means something else.
    pub(super) due: Option<Date>,
    pub(super) known: HashSet<&'a EmployeeId>,
    /// Whom the plan ends without a row of theirs, by index.
    ended: BTreeSet<usize>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(input: &'a PlanInput<'a>, findings: Vec<Finding>, ended: BTreeSet<usize>) -> Self {
        let known = input.directory.iter().map(|employee| &employee.id).collect();
        let (counts, changes, missing) = (Counts::default(), Vec::new(), Vec::new());
        Self { input, findings, counts, changes, missing, left_out: BTreeMap::new(), due: None, known, ended }
    }

    /// Takes one row, with the resolved manager's email.
    pub(super) fn row(&mut self, row: &Desired<'_>, outcome: &Outcome, manager: Option<&str>) {
        if !row.excluded {
            self.due = self.due.into_iter().chain(row.due).min();
            if row.standing == Standing::Unknown {
                self.note(Code::UnknownStatus, row, Field::Status);
            }
        }
        match outcome {
            Outcome::Excluded { employees, .. } => self.excluded(row, employees),
            Outcome::Refused(code, field) => {
                self.counts.refused += 1;
                self.findings.push(Finding::person(*code, &row.source.source_id, field.clone()));
            }
            // What is wrong with the email is said already (D14).
            Outcome::Unusable => {
                self.counts.refused += 1;
                self.note_no_name(row);
            }
            Outcome::Gone => {
                self.counts.ended_not_imported += 1;
                self.left_out.insert(row.source.source_id.clone(), LeftOut::EndedNotImported);
            }
            Outcome::Held => {
                self.counts.held += 1;
                self.note_newcomer(row, true);
            }
            Outcome::New(like) => {
                self.note_newcomer(row, !like.is_empty());
                self.create(row, manager, like);
            }
            Outcome::Known(at, after) => self.known(row, &self.input.directory[*at], manager, after),
        }
    }

    /// People whom no row has to do with: ended when a stored End Date has come (D5), else missing (D1), and deactivated
    /// where support asked for just that (R13). A read of some people says nothing of the others (R17).
    pub(super) fn absent(&mut self, seen: &BTreeSet<usize>) {
        if self.input.snapshot.coverage == Coverage::Some {
            return;
        }
        let unseen = self.input.directory.iter().enumerate().filter(|(at, _)| !seen.contains(at));
        for (at, employee) in unseen.filter(|(_, employee)| employee.status == EmployeeStatus::Active) {
            if lifecycle::is_due(employee, self.input.today) {
                self.end(employee, None, EmployeeStatus::Former);
                continue;
            }
            self.counts.missing_from_source += 1;
            self.missing.push(employee.id.clone());
            if self.ended.contains(&at) {
                self.end(employee, None, EmployeeStatus::Deactivated);
            } else {
                self.findings.push(Finding::of(Code::MissingFromSource, employee.source_id.clone(), None));
            }
        }
    }

    /// Tells of a field of a row, unless the field is redacted (R95).
    fn note(&mut self, code: Code, row: &Desired<'_>, field: Field) {
        if !self.input.settings.redacts(&field) {
            self.findings.push(Finding::person(code, &row.source.source_id, Some(field)));
        }
    }

    /// Tells of a blank field, unless the credential may not read it: that is told once for all (D8).
    fn note_blank(&mut self, code: Code, row: &Desired<'_>, field: Field) {
        if !self.input.hides(&field) {
            self.note(code, row, field);
        }
    }

    fn note_no_name(&mut self, row: &Desired<'_>) {
        if row.name.is_none() {
            self.note_blank(Code::NoName, row, Field::Name);
        }
    }

    fn note_newcomer(&mut self, row: &Desired<'_>, possible_duplicate: bool) {
        if row.employee_id.is_none() {
            self.note_blank(Code::BlankEmployeeId, row, Field::EmployeeId);
        }
        if possible_duplicate {
            self.findings.push(Finding::person(Code::PossibleDuplicate, &row.source.source_id, None));
        }
    }

    fn excluded(&mut self, row: &Desired<'_>, employees: &[usize]) {
        self.counts.excluded += 1;
        self.left_out.insert(row.source.source_id.clone(), LeftOut::Excluded);
        let directory = self.input.directory;
        match employees.iter().find(|at| directory[**at].status == EmployeeStatus::Active) {
            None => {}
            Some(at) if self.ended.contains(at) => self.end(&directory[*at], Some(row), EmployeeStatus::Deactivated),
            Some(_) => self.findings.push(Finding::person(Code::ExcludedStillActive, &row.source.source_id, None)),
        }
    }

    fn known(&mut self, row: &Desired<'_>, employee: &Employee, manager: Option<&str>, after: &Transition) {
        if row.employee_id.is_none() {
            self.note_blank(Code::BlankEmployeeId, row, Field::EmployeeId);
        }
        if after.status == EmployeeStatus::Active {
            self.note_no_name(row);
        }
        if diff::cuts_name(employee, row) {
            self.note(Code::PartialName, row, Field::Name);
        }
        if let Some(code) = after.note {
            let field = match code {
                Code::DeactivatedByStaff => Field::Status,
                Code::StartAfterEnd => Field::StartDate,
                _ => Field::EndDate,
            };
            self.note(code, row, field);
        }
        if diff::start_is_too_late(employee, row, after.end_date) {
            self.note(Code::StartAfterEnd, row, Field::StartDate);
        }
        let fields = diff::changes(employee, row, manager, after);
        for field in clearing::cleared(&row.clears, &fields) {
            self.counts.cleared += 1;
            self.note(Code::ValueCleared, row, field);
        }
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
}
