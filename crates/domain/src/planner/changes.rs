//! The changes of a plan in the making.

use crate::basis;
use crate::desired::Desired;
use crate::diff;
use crate::digest::Digest;
use crate::employee::{Employee, EmployeeId, EmployeeStatus};
use crate::field::{Field, FieldChange};
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
        let flags = basis::flags(&fields, self.input.settings);
        DuplicateCandidate { employee: employee.id.clone(), base_version: employee.version, fields, flags }
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
        let change = basis::change(action, employee, source_id, fields, self.input.settings);
        self.findings.extend(basis::risk(&change));
        self.changes.push(change);
    }
}
