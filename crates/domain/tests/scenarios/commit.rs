//! Commits the plan of the step before, as it was decided, the way import-commit would.

use std::collections::BTreeMap;

use domain::choices::{self, Choices};
use domain::employee::Provenance;
use domain::{Action, Change, ChangeId, Employee, EmployeeId, EmployeeStatus, Plan, Profile, Verdict};

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
    if plan.trigger.is_reviewed() {
        (world.blocked, world.mailed) = (false, None);
    }
    let mut ended = std::collections::BTreeSet::new();
    for change in &remaining.changes {
        write(world, change, &plan);
        if change.action == Action::Deactivate {
            ended.insert(change.employee.clone());
        }
    }
    world.missing = domain::absence::after(&world.missing, &plan, &ended, world.complete_runs);
    world.last_import = Some((plan.company.clone(), plan.mapping_version));
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

fn write(world: &mut World, change: &Change, plan: &Plan) {
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
        let origin = Provenance { mapping: plan.mapping_version, run: format!("run_{}", world.complete_runs) };
        employee.provenance.insert(field.field.clone(), origin);
    }
    employee.version += 1;
}
