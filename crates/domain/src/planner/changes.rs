//! The changes of a plan in the making.

use crate::dates;
use crate::desired::Desired;
use crate::diff;
use crate::digest::Digest;
use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::{Field, FieldChange};
use crate::finding::{Code, Finding};
use crate::lifecycle;
use crate::plan::{Action, Change, ChangeId, DuplicateCandidate, Flag};
use crate::planner::draft::Draft;

impl Draft<'_> {
    /// A new employee.
    pub(super) fn create(&mut self, row: &Desired<'_>, manager: Option<&str>, like: &[usize]) {
        let duplicates: Vec<_> = like.iter().map(|&at| self.candidate(row, &self.input.directory[at], manager)).collect();
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
        let after = lifecycle::transition(employee, row, !self.input.hides(&Field::EndDate), self.input.today);
        let fields = diff::changes(employee, row, manager, &after);
        let flags = self.flags(&fields);
        DuplicateCandidate { employee: employee.id.clone(), base_version: employee.version, fields, flags }
    }

    /// What a reviewer must look at in changes to somebody who is in the directory.
    fn flags(&self, fields: &[FieldChange]) -> Vec<Flag> {
        let risky = diff::is_high_risk(fields, &self.input.settings.high_risk).then_some(Flag::HighRiskChange);
        let identifier = (!diff::changed_identifiers(fields).is_empty()).then_some(Flag::IdentifierChange);
        risky.into_iter().chain(identifier).collect()
    }

    /// The id of a new employee follows from the source's id, so that planning twice plans the same.
    fn new_id(&self, source_id: &str) -> EmployeeId {
        let id = |salt: usize| {
            let text = serde_json::to_vec(&(self.input.account, source_id, salt)).unwrap_or_default();
            EmployeeId(format!("emp_{}", Digest::of(&text).short(20)))
        };
        (0..).map(id).find(|id| !self.known.contains(id)).unwrap_or_else(|| id(0))
    }

    /// Ends somebody of whom nothing else changes.
    pub(super) fn end(&mut self, employee: &Employee, row: Option<&Desired<'_>>, status: EmployeeStatus) {
        let text = |status: EmployeeStatus| Some(status.as_str().to_owned());
        let change = FieldChange { field: Field::Status, before: text(employee.status), after: text(status) };
        self.change(Action::Deactivate, employee, row, vec![change]);
    }

    /// A change to an employee; `row` is `None` when the source did not send the person.
    pub(super) fn change(&mut self, action: Action, employee: &Employee, row: Option<&Desired<'_>>, fields: Vec<FieldChange>) {
        let source_id = row.map(|row| row.source.source_id.clone()).or_else(|| employee.source_id.clone());
        let flags = self.flags(&fields);
        if flags.contains(&Flag::HighRiskChange) {
            self.findings.push(Finding::of(Code::HighRiskChange, source_id.clone(), None));
        }
        let after = |field: &Field| {
            let changed = fields.iter().find(|change| change.field == *field).map(|change| change.after.clone());
            changed.unwrap_or_else(|| employee.value(field))
        };
        self.changes.push(Change {
            id: ChangeId(String::new()),
            action,
            end_date: after(&Field::EndDate).as_deref().and_then(dates::parse_iso),
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
}
