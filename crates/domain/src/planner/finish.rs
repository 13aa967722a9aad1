//! The last step of every plan: order, guards, verdict and the next day on which something falls due.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::basis::Basis;
use crate::digest::Digest;
use crate::employee::{EmployeeId, EmployeeStatus};
use crate::finding::Finding;
use crate::guards::{self, Evidence};
use crate::hierarchy::lost::lost;
use crate::plan::{Action, Change, ChangeId, Counts, LeftOut, Plan, Trigger, Verdict};
use crate::planner::draft::Draft;
use crate::planner::snapshot_digest;
use crate::source::Coverage;

/// What was planned, before anybody judged it.
pub(crate) struct Planned<'a> {
    pub(crate) trigger: Trigger,
    pub(crate) coverage: Coverage,
    pub(crate) changes: Vec<Change>,
    pub(crate) findings: Vec<Finding>,
    /// All but those of the changes.
    pub(crate) counts: Counts,
    pub(crate) missing: Vec<EmployeeId>,
    pub(crate) left_out: BTreeMap<String, LeftOut>,
    /// A future day on which the same read would mean something else.
    pub(crate) due: Option<Date>,
    /// Company and mapping version to compare with (G7).
    pub(crate) last_import: Option<(&'a str, u32)>,
    pub(crate) snapshot: Digest,
    pub(crate) undoes: Option<String>,
}

impl Draft<'_> {
    /// The plan.
    pub(super) fn finish(self) -> Plan {
        let input = self.input;
        let basis = Basis {
            account: input.account,
            company: input.company,
            today: input.today,
            base_epoch: input.base_epoch,
            mapping_version: input.mapping.version,
            settings: input.settings,
            directory: input.directory,
        };
        Planned {
            trigger: input.trigger,
            coverage: input.snapshot.coverage,
            changes: self.changes,
            findings: self.findings,
            counts: self.counts,
            missing: self.missing,
            left_out: self.left_out,
            due: self.due,
            last_import: input.last_import,
            snapshot: snapshot_digest(input.snapshot),
            undoes: None,
        }
        .finish(&basis)
    }
}

impl Planned<'_> {
    /// What was planned from the directory alone, and `seal`, which says from what: it stands where the digest of a read would.
    pub(crate) fn without_a_read(trigger: Trigger, changes: Vec<Change>, findings: Vec<Finding>, seal: &impl Serialize) -> Self {
        Self {
            trigger,
            coverage: Coverage::Some,
            changes,
            findings,
            counts: Counts::default(),
            missing: Vec::new(),
            left_out: BTreeMap::new(),
            due: None,
            last_import: None,
            snapshot: Digest::of(&serde_json::to_vec(seal).unwrap_or_default()),
            undoes: None,
        }
    }

    /// The plan, in its order and judged by the guards.
    pub(crate) fn finish(mut self, basis: &Basis<'_>) -> Plan {
        self.order_and_count();
        self.findings.extend(lost(basis.directory, &self.changes, &self.findings));
        let active = basis.directory.iter().filter(|employee| employee.status == EmployeeStatus::Active).count();
        let objections = guards::judge(&Evidence {
            trigger: self.trigger,
            settings: basis.settings,
            changes: &self.changes,
            findings: &self.findings,
            active,
            first_import: basis.directory.is_empty(),
            current: (basis.company, basis.mapping_version),
            last_import: self.last_import,
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
            account: basis.account.to_owned(),
            company: basis.company.to_owned(),
            trigger: self.trigger,
            today: basis.today,
            base_epoch: basis.base_epoch,
            mapping_version: basis.mapping_version,
            coverage: self.coverage,
            verdict,
            objections,
            next_due: self.next_due(basis),
            counts: self.counts,
            changes: self.changes,
            findings: self.findings,
            missing: self.missing,
            left_out: self.left_out,
            snapshot: self.snapshot,
            undoes: self.undoes,
        }
    }

    fn order_and_count(&mut self) {
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
    }

    /// The earliest day to come on which the same read would plan something: an End Date, as the directory will hold
    /// them, or a row that then means something else.
    fn next_due(&self, basis: &Basis<'_>) -> Option<Date> {
        let changed: HashSet<&EmployeeId> = self.changes.iter().map(|change| &change.employee).collect();
        let active = basis.directory.iter().filter(|employee| employee.status == EmployeeStatus::Active);
        let stored = active.filter(|employee| !changed.contains(&employee.id)).filter_map(|employee| employee.profile.end_date);
        let ends = stored.chain(self.changes.iter().filter_map(|change| change.end_date));
        ends.chain(self.due).filter(|date| *date > basis.today).min()
    }
}
