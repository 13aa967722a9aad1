//! Guards: what stops an automated run before its first write, and what a person must confirm in a manual one.

use crate::finding::{Code, Finding};
use crate::plan::{Action, Change, Flag, Trigger};
use crate::settings::{Hierarchy, Settings};

/// What the guards look at.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// Who asked.
    pub trigger: Trigger,
    /// The account's limits.
    pub settings: &'a Settings,
    /// The changes of the plan.
    pub changes: &'a [Change],
    /// The findings so far.
    pub findings: &'a [Finding],
    /// Active people of the directory before the plan.
    pub active: usize,
    /// Whether the directory holds nobody: the first import has no limits to exceed.
    pub first_import: bool,
    /// Whether the company differs from that of the last import.
    pub company_changed: bool,
    /// Whether the mapping version differs from that of the last import.
    pub mapping_changed: bool,
}

/// The guards that object, each once, in the order G1 to G7.
#[must_use]
pub fn judge(evidence: &Evidence<'_>) -> Vec<Code> {
    let auto = evidence.trigger == Trigger::Auto;
    let found = |codes: &[Code]| evidence.findings.iter().any(|finding| codes.contains(&finding.code));
    let flagged = |flag| evidence.changes.iter().filter(|change| change.flags.contains(&flag)).count();
    let doing = |action| evidence.changes.iter().filter(|change| change.action == action).count();
    let settings = evidence.settings;
    let managers = [Code::ManagerNotFound, Code::ManagerExcluded, Code::ManagerEnded, Code::ManagerSelf, Code::ManagerLoop];
    [
        (Code::HighRiskChange, flagged(Flag::HighRiskChange) > 0),
        (Code::IdentifierConflict, auto && found(&[Code::IdentifierConflict])),
        (Code::IdentifierSwap, auto && found(&[Code::IdentifierSwap])),
        (Code::DuplicateInSource, auto && found(&[Code::DuplicateInSource])),
        (Code::VolumeDeactivate, settings.deactivate.exceeded(doing(Action::Deactivate), evidence.active)),
        (Code::VolumeCreate, !evidence.first_import && settings.create.exceeded(doing(Action::Create), evidence.active)),
        (Code::VolumeIdentifiers, settings.identifiers.exceeded(flagged(Flag::IdentifierChange), evidence.active)),
        (Code::CompanyChanged, evidence.company_changed && !evidence.changes.is_empty()),
        (Code::MappingChanged, evidence.mapping_changed && !evidence.changes.is_empty()),
        (
            Code::HierarchyBlocked,
            settings.hierarchy == Hierarchy::Block && found(&managers) && (auto || !evidence.changes.is_empty()),
        ),
    ]
    .into_iter()
    .filter_map(|(code, objects)| objects.then_some(code))
    .collect()
}
