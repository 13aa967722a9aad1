//! Commits the plan of the step before, as it was decided, the way import-commit would.

use domain::employee::Provenance;
use domain::{Action, Change, Employee, EmployeeId, EmployeeStatus, Profile, Verdict};

use crate::world::World;

/// Nothing is written of a plan that a guard stopped, unless a person reviewed and confirmed it.
pub(crate) fn commit(world: &mut World) {
    let Some(plan) = world.planned.take() else { return };
    let stopped = plan.verdict == Verdict::Blocked && !(world.choices.confirmed && plan.trigger.is_reviewed());
    if world.choices.not_imported || stopped || plan.verdict == Verdict::Incomplete {
        return;
    }
    let mut ended = std::collections::BTreeSet::new();
    for change in &plan.changes {
        if change.source_id.as_ref().is_some_and(|id| world.choices.left_out.contains(id)) {
            continue;
        }
        let same = change.source_id.as_ref().and_then(|id| world.choices.same_person.get(id));
        let candidate = same.and_then(|id| change.duplicates.iter().find(|candidate| candidate.employee == *id));
        assert!(same.is_none() || candidate.is_some(), "nobody of that id may be the same person");
        let (id, fields) = candidate.map_or((&change.employee, &change.fields), |it| (&it.employee, &it.fields));
        let employee = find(&mut world.directory, id, change, candidate.is_some());
        for field in fields {
            assert!(employee.set(&field.field, field.after.as_deref()), "a planned value can be stored");
            let origin = Provenance { mapping: plan.mapping_version, run: format!("run_{}", world.complete_runs) };
            employee.provenance.insert(field.field.clone(), origin);
        }
        employee.version += 1;
        if change.action == Action::Deactivate {
            ended.insert(id.clone());
        }
    }
    world.missing = domain::absence::after(&world.missing, &plan, &ended, world.complete_runs);
    world.last_import = Some((plan.company.clone(), plan.mapping_version));
}

fn find<'a>(directory: &'a mut Vec<Employee>, id: &EmployeeId, change: &Change, same: bool) -> &'a mut Employee {
    if change.action == Action::Create && !same {
        directory.push(Employee {
            id: id.clone(),
            source_id: None,
            profile: Profile::default(),
            status: EmployeeStatus::Active,
            version: 0,
            receipt: None,
            provenance: std::collections::BTreeMap::new(),
        });
    }
    match directory.iter_mut().find(|employee| employee.id == *id) {
        Some(employee) => employee,
        None => panic!("{id} is not in the directory"),
    }
}
