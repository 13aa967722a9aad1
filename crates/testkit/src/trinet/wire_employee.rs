//! A person as JSON, in the wire variant of the world and as far as the scopes reach.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::access::Access;
use super::credentials::Scope;
use super::endpoint::Call;
use super::person::{WireEdit, WorldPerson};
use super::wire::{AbsentStyle, DateStyle, Layout, WireVariant};
use super::world::{Company, MissingScope, World};

/// Renders one employee.
pub(super) fn render(world: &World, company: &Company, person: &WorldPerson, call: &Call, access: &Access) -> Value {
    let wire = &world.wire;
    let mut employee = json!({
        "employeeId": person.employee_id,
        "alternateId": text(&person.alternate_id),
        "names": names(person, wire),
        "employmentInfo": employment_info(world, company, person),
        "employeePhoto": null,
    });
    if call.wants_all_view() {
        add_all_view(&mut employee, company, person, wire);
    }
    hide_ungranted(&mut employee, access);
    if wire.unknown_fields {
        employee["futureSection"] = json!({ "futureFlag": true, "futureList": [1, "two", null] });
        employee["employmentInfo"]["futureCode"] = json!("Q9");
    }
    for section in &wire.omit_sections {
        remove(&mut employee, &format!("/{section}"));
    }
    let mut employee = match wire.absent {
        AbsentStyle::Null => employee,
        AbsentStyle::Omitted => without_nulls(employee),
        AbsentStyle::Blank => blank_nulls(employee),
    };
    for edit in &person.edits {
        match edit {
            WireEdit::Set(pointer, value) => set(&mut employee, pointer, value.clone()),
            WireEdit::Remove(pointer) => remove(&mut employee, pointer),
        }
    }
    employee
}

fn names(person: &WorldPerson, wire: &WireVariant) -> Value {
    let (primary, preferred) = if wire.name_type_words { ("primary", "preferred") } else { ("PRI", "PRF") };
    let entry = |kind: &str, first: &str, middle: &str, last: &str| {
        json!({
            "nameType": kind, "firstName": text(first), "middleName": text(middle), "lastName": text(last),
            "name": format!("{last},{first}"), "personTitle": null, "formOfAddress": null, "nameFormat": "001",
            "suffix": null, "effectiveDate": date(person.service_date, wire), "uniqueId": 1, "reasonChangeCode": null,
        })
    };
    let mut names = vec![entry(primary, &person.first_name, &person.middle_name, &person.last_name)];
    let has = |name: &str| !name.is_empty();
    if has(&person.preferred_first) || has(&person.preferred_last) {
        let first = if has(&person.preferred_first) { &person.preferred_first } else { &person.first_name };
        let last = if has(&person.preferred_last) { &person.preferred_last } else { &person.last_name };
        names.push(entry(preferred, first, "", last));
    }
    Value::Array(names)
}

fn employment_info(world: &World, company: &Company, person: &WorldPerson) -> Value {
    let (wire, today) = (&world.wire, world.clock.today());
    let status = person.shown_status(today);
    let ended = matches!(status, "T" | "U" | "D");
    let (event, event_text) = if ended { ("TER", "Termination") } else { ("HIR", "Hire") };
    let termination = person.shown_termination_date(today, world.termination_visibility);
    let mut info = json!({
        "employmentStatus": text(status), "employeeType": employee_type(person, wire), "employeeClass": null,
        "flsaCode": if person.exempt { "T" } else { "N" }, "jobCode": text(&person.job_code),
        "businessTitle": text(&person.business_title),
        "serviceDate": date(person.service_date, wire), "effectiveDate": date(person.service_date, wire),
        "terminationDate": date(termination, wire),
        "eventCode": event, "eventDesc": event_text, "reasonCode": event, "reasonDesc": event_text,
        "payGroup": company.id, "workEmail": text(&person.work_email), "workPhone": text(&person.work_phone),
    });
    let more = match wire.layout {
        Layout::Observed => nested_part(company, person, wire),
        Layout::Documented => flat_part(company, person, wire),
    };
    if let (Some(into), Value::Object(more)) = (info.as_object_mut(), more) {
        into.extend(more);
    }
    info
}

/// The members whose names and places the observed wire and the documentation disagree about: observed.
fn nested_part(company: &Company, person: &WorldPerson, wire: &WireVariant) -> Value {
    let (dept_id, location_id) = (department_id(company, person), location_id(company, person));
    let department = json!({ "deptId": dept_id, "deptName": text(&person.department) });
    let supervisor = json!({
        "supervisorId": text(&person.manager), "supervisorName": manager_name(company, person),
    });
    let hours = text(&person.standard_hours);
    json!({
        "regularTemporary": regular_temporary(person, wire), "standardHours": hours,
        "customGroupA": text(&person.custom_group_a), "customGroupB": text(&person.custom_group_b),
        "workersCompCode": { "code": "8810", "state": "CA" },
        "department": if person.department.is_empty() { Value::Null } else { department },
        "location": location(person, location_id, wire),
        "supervisor": if person.manager.is_empty() { Value::Null } else { supervisor },
    })
}

/// The same members as the documentation's first template prints them.
fn flat_part(company: &Company, person: &WorldPerson, wire: &WireVariant) -> Value {
    let mut part = json!({
        "temporaryIndicator": regular_temporary(person, wire),
        "standardhours": person.standard_hours.parse::<i64>().ok(),
        "groupA": text(&person.custom_group_a), "groupB": text(&person.custom_group_b),
        "workersCompCodes": { "state": "CA", "workersCompCode": "8810" },
        "departmentId": department_id(company, person), "locationId": location_id(company, person),
        "supervisorId": text(&person.manager), "supervisorName": manager_name(company, person),
    });
    if wire.typo_keys {
        part["location"] = location(person, location_id(company, person), wire);
    }
    part
}

fn location(person: &WorldPerson, id: Value, wire: &WireVariant) -> Value {
    if person.location.is_empty() {
        return Value::Null;
    }
    let (id_key, name_key) = if wire.typo_keys { ("locationtId", "locationtName") } else { ("locationId", "locationName") };
    let mut location = json!({
        "shortDesc": null, "phone": null, "headquarter": null, "officeHours": null, "effectiveDate": null,
    });
    location[id_key] = id;
    location[name_key] = text(&person.location);
    location
}

/// Sections of `viewType=All`. The street and the number below are made up to be recognisable: whoever looks for
/// "Canary Lane" or "000-00-" in a store or a log finds data that nobody mapped.
fn add_all_view(employee: &mut Value, company: &Company, person: &WorldPerson, wire: &WireVariant) {
    let birth_key = if wire.birth_date_camel_case { "birthDate" } else { "birthdate" };
    let digits: String = person.employee_id.chars().rev().take(4).collect();
    employee["bioInfo"] = json!({
        "gender": text(&person.gender), "ethnicity": "NSPEC", "maritalStatus": "U",
        "ssn": format!("000-00-{digits}"),
    });
    employee["bioInfo"][birth_key] = date(person.birth_date, wire);
    employee["homeAddress"] = json!({
        "address1": format!("{digits} Canary Lane"), "address2": null, "city": "Springfield", "state": "CA",
        "postalCode": "00000", "country": "USA",
    });
    employee["payInfo"] = json!({ "compFrequency": "M", "compRate": "4321.00" });
    employee["workEligibility"] = json!({ "citizenshipStatus": null });
    employee["departmentSplit"] = json!([{
        "deptId": department_id(company, person), "departmentName": text(&person.department), "percentage": 100,
    }]);
    employee["roles"] = json!([]);
}

/// Takes away what the scopes do not open: sections left out, or null.
fn hide_ungranted(employee: &mut Value, access: &Access) {
    const ADMIN: [&str; 9] = [
        "serviceDate",
        "effectiveDate",
        "terminationDate",
        "eventCode",
        "eventDesc",
        "reasonCode",
        "reasonDesc",
        "supervisor",
        "supervisorId",
    ];
    let admin = ADMIN.map(|key| format!("/employmentInfo/{key}"));
    let personal = ["/bioInfo".to_owned(), "/homeAddress".to_owned(), "/workEligibility".to_owned()];
    let groups: [(Scope, &[String]); 3] =
        [(Scope::HrAdminRead, &admin), (Scope::HrPersonalRead, &personal), (Scope::HrPayRead, &["/payInfo".to_owned()])];
    for (scope, pointers) in groups {
        if access.has(scope) {
            continue;
        }
        for pointer in pointers {
            match employee.pointer_mut(pointer) {
                Some(value) if access.missing == MissingScope::NullSections => *value = Value::Null,
                Some(_) => remove(employee, pointer),
                None => {}
            }
        }
    }
}

fn employee_type(person: &WorldPerson, wire: &WireVariant) -> Value {
    match (wire.enum_words, person.employee_type.as_str()) {
        (true, "F") => json!("fulltime"),
        (true, "P") => json!("parttime"),
        (_, other) => text(other),
    }
}

fn regular_temporary(person: &WorldPerson, wire: &WireVariant) -> Value {
    match (wire.enum_words, person.regular_temporary.as_str()) {
        (true, "R") => json!("Regular"),
        (true, "T") => json!("Temporary"),
        (_, other) => text(other),
    }
}

fn department_id(company: &Company, person: &WorldPerson) -> Value {
    company.departments.iter().find(|it| it.name == person.department).map_or(Value::Null, |it| json!(it.id))
}

fn location_id(company: &Company, person: &WorldPerson) -> Value {
    company.locations.iter().find(|it| it.name == person.location).map_or(Value::Null, |it| json!(it.id))
}

/// People are kept in the order of their ids, so that a page costs no scan for each row.
fn manager_name(company: &Company, person: &WorldPerson) -> Value {
    let found = company.people.binary_search_by(|it| it.employee_id.as_str().cmp(&person.manager));
    found.map_or(Value::Null, |index| {
        let manager = &company.people[index];
        json!(format!("{} {}", manager.first_name, manager.last_name))
    })
}

fn text(value: &str) -> Value {
    if value.is_empty() { Value::Null } else { json!(value) }
}

fn date(value: Option<Date>, wire: &WireVariant) -> Value {
    let Some(date) = value else { return Value::Null };
    match wire.dates {
        DateStyle::Date => json!(date.to_string()),
        DateStyle::DateTime => json!(format!("{date}T00:00:00.000Z")),
        DateStyle::Slashes => json!(format!("{:02}/{:02}/{:04}", date.month(), date.day(), date.year())),
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            members.into_iter().filter(|(_, it)| !it.is_null()).map(|(key, it)| (key, without_nulls(it))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

fn blank_nulls(value: Value) -> Value {
    match value {
        Value::Null => json!(""),
        Value::Object(members) => members.into_iter().map(|(key, it)| (key, blank_nulls(it))).collect::<Map<_, _>>().into(),
        Value::Array(items) => items.into_iter().map(blank_nulls).collect(),
        other => other,
    }
}

fn set(root: &mut Value, pointer: &str, new: Value) {
    let mut at = root;
    for key in pointer.split('/').skip(1) {
        at = match at {
            Value::Array(items) => match key.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                Some(item) => item,
                None => return,
            },
            other => {
                if !other.is_object() {
                    *other = json!({});
                }
                &mut other[key]
            }
        };
    }
    *at = new;
}

fn remove(root: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    if let Some(Value::Object(members)) = root.pointer_mut(parent) {
        members.remove(key);
    }
}
