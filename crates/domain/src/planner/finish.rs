//! The last step of planning: order, guards, verdict and the next day on which something falls due.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::employee::{EmployeeId, EmployeeStatus};
use crate::finding::Finding;
use crate::guards::{self, Evidence};
use crate::hierarchy::lost::lost;
use crate::plan::{Action, ChangeId, Plan, Verdict};
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
        for change in &self.changes {
            match change.action {
                Action::Create => self.counts.create += 1,
                Action::Update => self.counts.update += 1,
                Action::Deactivate => self.counts.deactivate += 1,
                Action::Reactivate => self.counts.reactivate += 1,
            }
        }
        self.findings.extend(lost(input.directory, &self.changes, &self.findings));
        let objections = guards::judge(&Evidence {
            trigger: input.trigger,
            settings: input.settings,
            changes: &self.changes,
            findings: &self.findings,
            active,
            first_import: input.directory.is_empty(),
            current: (input.company, input.mapping.version),
            last_import: input.last_import,
        });
        // What is about single people is told of them already.
        let about_all = objections.iter().filter(|objection| !objection.is_about_people());
        self.findings.extend(about_all.map(|objection| Finding::whole(objection.guard, None, objection.message.clone())));
        self.findings.sort();
        let verdict = match (objections.is_empty(), self.changes.is_empty()) {
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
            coverage: input.snapshot.coverage,
            verdict,
            objections,
            next_due: self.next_due(),
            counts: self.counts,
            changes: self.changes,
            findings: self.findings,
            missing: self.missing,
            left_out: self.left_out,
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
