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
        "employeePhoto": null,
    });
    // Moved in here and below: the macro copies what it is given.
    employee["names"] = names(person, wire);
    employee["employmentInfo"] = employment_info(world, company, person);
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
    let mut part = json!({
        "regularTemporary": regular_temporary(person, wire), "standardHours": text(&person.standard_hours),
        "customGroupA": text(&person.custom_group_a), "customGroupB": text(&person.custom_group_b),
        "workersCompCode": { "code": "8810", "state": "CA" },
        "department": null, "supervisor": null,
    });
    if let Some(name) = text(&person.department) {
        part["department"] = json!({ "deptId": department_id(company, person), "deptName": name });
    }
    if let Some(id) = text(&person.manager) {
        part["supervisor"] = json!({ "supervisorId": id, "supervisorName": manager_name(company, person) });
    }
    part["location"] = location(company, person, wire);
    part
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
        part["location"] = location(company, person, wire);
    }
    part
}

fn location(company: &Company, person: &WorldPerson, wire: &WireVariant) -> Value {
    let Some(name) = text(&person.location) else { return Value::Null };
    let (id_key, name_key) = if wire.typo_keys { ("locationtId", "locationtName") } else { ("locationId", "locationName") };
    let mut location = json!({
        "shortDesc": null, "phone": null, "headquarter": null, "officeHours": null, "effectiveDate": null,
    });
    location[id_key] = json!(location_id(company, person));
    location[name_key] = json!(name);
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
    employee["bioInfo"][birth_key] = json!(date(person.birth_date, wire));
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
    const GUARDED: [(Scope, &str, &[&str]); 3] = [
        (
            Scope::HrAdminRead,
            "/employmentInfo",
            &[
                "serviceDate",
                "effectiveDate",
                "terminationDate",
                "eventCode",
                "eventDesc",
                "reasonCode",
                "reasonDesc",
                "supervisor",
                "supervisorId",
                "supervisorName",
            ],
        ),
        (Scope::HrPersonalRead, "", &["bioInfo", "homeAddress", "workEligibility"]),
        (Scope::HrPayRead, "", &["payInfo"]),
    ];
    for (scope, section, keys) in GUARDED {
        let Some(Value::Object(members)) = employee.pointer_mut(section).filter(|_| !access.has(scope)) else { continue };
        for key in keys {
            if access.missing == MissingScope::NullSections && members.contains_key(*key) {
                members.insert((*key).to_owned(), Value::Null);
            } else {
                members.remove(*key);
            }
        }
    }
}

fn employee_type<'a>(person: &'a WorldPerson, wire: &WireVariant) -> Option<&'a str> {
    match (wire.enum_words, person.employee_type.as_str()) {
        (true, "F") => Some("fulltime"),
        (true, "P") => Some("parttime"),
        (_, other) => text(other),
    }
}

fn regular_temporary<'a>(person: &'a WorldPerson, wire: &WireVariant) -> Option<&'a str> {
    match (wire.enum_words, person.regular_temporary.as_str()) {
        (true, "R") => Some("Regular"),
        (true, "T") => Some("Temporary"),
        (_, other) => text(other),
    }
}

fn department_id<'a>(company: &'a Company, person: &WorldPerson) -> Option<&'a str> {
    company.departments.iter().find(|it| it.name == person.department).map(|it| it.id.as_str())
}

fn location_id<'a>(company: &'a Company, person: &WorldPerson) -> Option<&'a str> {
    company.locations.iter().find(|it| it.name == person.location).map(|it| it.id.as_str())
}

/// People are kept in the order of their ids, so that a page costs no scan for each row.
fn manager_name(company: &Company, person: &WorldPerson) -> Option<String> {
    let found = company.people.binary_search_by(|it| it.employee_id.as_str().cmp(&person.manager));
    let manager = &company.people[found.ok()?];
    Some(format!("{} {}", manager.first_name, manager.last_name))
}

/// Blank is absent.
fn text(value: &str) -> Option<&str> {
    Some(value).filter(|value| !value.is_empty())
}

fn date(value: Option<Date>, wire: &WireVariant) -> Option<String> {
    value.map(|date| match wire.dates {
        DateStyle::Date => date.to_string(),
        DateStyle::DateTime => format!("{date}T00:00:00.000Z"),
        DateStyle::Slashes => format!("{:02}/{:02}/{:04}", date.month(), date.day(), date.year()),
    })
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
