//! A commit, reduced to what it means: each change sets its fields on one employee.

use domain::{Action, Change, Employee, EmployeeId, EmployeeStatus, FieldChange, Plan, Profile};

/// The directory after all changes of a plan.
pub(crate) fn apply(directory: &[Employee], plan: &Plan) -> Vec<Employee> {
    apply_some(directory, plan, |_| true)
}

/// The directory after the changes that were not left out.
pub(crate) fn apply_some(directory: &[Employee], plan: &Plan, chosen: impl Fn(&Change) -> bool) -> Vec<Employee> {
    let mut after = directory.to_vec();
    for change in plan.changes.iter().filter(|change| chosen(change)) {
        if change.action == Action::Create {
            let mut employee = nobody(&change.employee);
            write(&mut employee, change.base_version, &change.fields);
            after.push(employee);
        } else {
            write(find(&mut after, &change.employee), change.base_version, &change.fields);
        }
    }
    after
}

/// The directory after a reviewer said *same person* wherever a candidate was still free.
pub(crate) fn apply_as_same_person(directory: &[Employee], plan: &Plan) -> Vec<Employee> {
    let doubtful = |change: &Change| !change.duplicates.is_empty();
    let mut after = apply_some(directory, plan, |change| !doubtful(change));
    for change in plan.changes.iter().filter(|change| doubtful(change)) {
        let unmoved = |employee: &Employee, id: &EmployeeId, version| employee.id == *id && employee.version == version;
        let free = change
            .duplicates
            .iter()
            .find(|candidate| after.iter().any(|employee| unmoved(employee, &candidate.employee, candidate.base_version)));
        if let Some(candidate) = free {
            write(find(&mut after, &candidate.employee), candidate.base_version, &candidate.fields);
        }
    }
    after
}

fn write(employee: &mut Employee, base_version: u64, fields: &[FieldChange]) {
    assert_eq!(employee.version, base_version, "a change is based on the version that the plan saw");
    for change in fields {
        let before = if base_version == 0 { None } else { employee.value(&change.field) };
        assert_eq!(before, change.before, "{}: a change tells the value that the directory holds", change.field);
        assert_ne!(change.before, change.after, "{}: a change changes something", change.field);
        assert!(employee.set(&change.field, change.after.as_deref()), "{}: a planned value can be stored", change.field);
    }
    employee.version += 1;
}

fn find<'a>(directory: &'a mut [Employee], id: &EmployeeId) -> &'a mut Employee {
    let Some(employee) = directory.iter_mut().find(|employee| employee.id == *id) else { panic!("{id} is not in the directory") };
    employee
}

fn nobody(id: &EmployeeId) -> Employee {
    Employee {
        id: id.clone(),
        source_id: None,
        profile: Profile::default(),
        status: EmployeeStatus::Active,
        version: 0,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    }
}
