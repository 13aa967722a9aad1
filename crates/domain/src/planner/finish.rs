//! The last step of planning: order, guards, verdict and the next day on which something falls due.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::employee::{EmployeeId, EmployeeStatus};
use crate::guards::{self, Evidence};
use crate::plan::{ChangeId, Plan, Verdict};
use crate::planner::draft::Draft;
use crate::planner::snapshot_digest;

impl Draft<'_> {
    /// The plan. `active` is the number of active people in the directory.
    pub(super) fn finish(mut self, active: usize) -> Plan {
        let input = self.input;
        self.changes.sort_by(|left, right| (&left.source_id, &left.employee).cmp(&(&right.source_id, &right.employee)));
        for (index, change) in self.changes.iter_mut().enumerate() {
            change.id = ChangeId(format!("c{:04}", index + 1));
        }
        self.findings.sort();
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

    /// The earliest day to come on which the same read would plan something: an End Date, as the directory will hold
    /// them, or a row that then means something else.
    fn next_due(&self) -> Option<Date> {
        let changed: HashSet<&EmployeeId> = self.changes.iter().map(|change| &change.employee).collect();
        let active = self.input.directory.iter().filter(|employee| employee.status == EmployeeStatus::Active);
        let stored = active.filter(|employee| !changed.contains(&employee.id)).filter_map(|employee| employee.profile.end_date);
        let ends = stored.chain(self.changes.iter().filter_map(|change| change.end_date));
        ends.chain(self.due).filter(|date| *date > self.input.today).min()
    }
}
