//! Commits the plan of the step before, as it was decided, the way import-commit would.

use std::collections::BTreeMap;

use domain::choices::{self, Choices};
use domain::employee::Provenance;
use domain::{Action, Change, ChangeId, Employee, EmployeeId, EmployeeStatus, Plan, Profile, Trigger, Verdict};

use crate::undoing::{self, Imported};
use crate::world::World;

/// Nothing is written of a plan that a guard still stops, unless a person reviewed and confirmed it.
pub(crate) fn commit(world: &mut World) {
    let Some(plan) = world.planned.take() else { return };
    let (skip, same_person) = decided(world, &plan);
    let remaining = choices::remaining(&plan, Choices { skip: &skip, same_person: &same_person });
    let stopped = match (plan.trigger.is_reviewed(), world.choices.confirmed) {
        // A blocked account waits for a person.
        (false, _) => plan.verdict == Verdict::Blocked || world.blocked,
        (true, confirmed) => !confirmed && !choices::objections(&plan, &remaining.changes).is_empty(),
    };
    if world.choices.not_imported || stopped || plan.verdict == Verdict::Incomplete {
        return;
    }
    if plan.trigger == Trigger::Undo {
        world.blocked |= !plan.changes.is_empty();
    } else if plan.trigger.is_reviewed() {
        (world.blocked, world.mailed) = (false, None);
    }
    let run = undoing::run(world.imports.len() + 1);
    let mut ended = std::collections::BTreeSet::new();
    for change in remaining.changes.iter() {
        write(world, change, &plan, &run);
        if change.action == Action::Deactivate {
            ended.insert(change.employee.clone());
        }
    }
    if plan.trigger.reads_source() {
        world.missing = domain::absence::after(&world.missing, &plan, &ended, world.complete_runs);
        world.last_import = Some((plan.company.clone(), plan.mapping_version));
    }
    world.imports.push(Imported { plan, skip, same_person });
}

/// The choices, which scenarios make by source id, by the ids of changes.
fn decided(world: &World, plan: &Plan) -> (Vec<ChangeId>, BTreeMap<ChangeId, EmployeeId>) {
    let of = |id: &String| {
        let found = plan.changes.iter().find(|change| change.source_id.as_ref() == Some(id));
        found.unwrap_or_else(|| panic!("the plan has no change of {id}")).id.clone()
    };
    let skip = world.choices.left_out.iter().map(of).collect();
    (skip, world.choices.same_person.iter().map(|(id, employee)| (of(id), employee.clone())).collect())
}

fn write(world: &mut World, change: &Change, plan: &Plan, run: &str) {
    if change.action == Action::Create {
        world.directory.push(Employee {
            id: change.employee.clone(),
            source_id: None,
            profile: Profile::default(),
            status: EmployeeStatus::Active,
            version: 0,
            receipt: None,
            provenance: BTreeMap::new(),
        });
    }
    let Some(employee) = world.directory.iter_mut().find(|employee| employee.id == change.employee) else {
        panic!("{} is not in the directory", change.employee)
    };
    for field in &change.fields {
        assert!(employee.set(&field.field, field.after.as_deref()), "a planned value can be stored");
        let origin = Provenance { mapping: plan.provenance_mapping(), run: run.to_owned() };
        employee.provenance.insert(field.field.clone(), origin);
    }
    employee.version += 1;
}
