//! The lists and details of a company: whole arrays, no paging.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::endpoint::{Call, Endpoint};
use super::world::{Company, World};

/// The `data` member of a company-level read.
pub(super) fn data(world: &World, company: &Company, call: &Call) -> Value {
    match call.endpoint {
        Endpoint::Departments => departments(company, call),
        Endpoint::Locations => locations(company),
        Endpoint::Jobs => jobs(world, company),
        Endpoint::PayGroups => json!([{
            "payGroupId": company.id, "payGroupShortName": "Monthly", "payGroupDescription": "Monthly",
            "payFrequency": "M", "effectiveDate": "2010-01-01",
        }]),
        Endpoint::Supervisors => supervisors(world, company),
        Endpoint::OrgDetails => org_details(company, call.wants_all_view()),
        Endpoint::EmployeeChanges => employee_changes(company, call),
        Endpoint::Token | Endpoint::Employees | Endpoint::Unknown => Value::Null,
    }
}

fn departments(company: &Company, call: &Call) -> Value {
    let wanted = |name: &str| call.param("deptName").is_none_or(|filter| filter == name);
    let rows = company.departments.iter().filter(|it| wanted(&it.name)).map(|department| {
        json!({
            "deptId": department.id, "deptCode": department.code, "deptName": department.name,
            "shortDesc": department.name.chars().take(10).collect::<String>(),
            "effectiveDate": "2010-01-01", "deptManagerName": null,
        })
    });
    rows.collect()
}

fn locations(company: &Company) -> Value {
    let rows = company.locations.iter().enumerate().map(|(index, location)| {
        json!({
            "locationId": location.id, "locationName": location.name, "shortDesc": null, "phone": null,
            "officeHours": null, "effectiveDate": "2010-01-01",
            // A boolean in the query, a string in the body.
            "headquarter": if index == 0 { "true" } else { "false" },
            "address": {
                "address1": "1 Example Street", "address2": null, "address3": null, "address4": null,
                "city": location.city, "county": null, "state": location.state, "postalCode": "00000", "country": "USA",
            },
        })
    });
    rows.collect()
}

fn jobs(world: &World, company: &Company) -> Value {
    let today = world.clock.today();
    let seen = company.people.iter().filter(|person| person.is_visible(today) && !person.job_code.is_empty());
    let jobs: BTreeSet<_> = seen.map(|person| (&person.job_code, &person.business_title)).collect();
    jobs.into_iter().map(|(code, title)| json!({ "key": code, "value": title, "desc": null, "values": [] })).collect()
}

fn supervisors(world: &World, company: &Company) -> Value {
    let today = world.clock.today();
    let managers: BTreeSet<&str> = company.people.iter().map(|person| person.manager.as_str()).collect();
    let rows = company.people.iter().filter(|person| person.is_visible(today));
    let rows = rows.filter(|person| managers.contains(person.employee_id.as_str())).map(|person| {
        // Misspelt in the published model.
        json!({
            "employeeId": person.employee_id, "frirstName": person.first_name, "middleName": null,
            "lastName": person.last_name,
        })
    });
    rows.collect()
}

fn org_details(company: &Company, all: bool) -> Value {
    let mut data = json!({
        "companyId": company.id, "parentClientId": null, "companyName": company.name,
        "legalName": format!("{}, Inc.", company.name), "liveDate": "2010-01-01",
    });
    if all {
        let more = json!({
            "pfCorp": null, "planStartDate": "2010-01-01", "pfClentEIN": "00-0000000", "clientType": "STD",
            "terminationDate": null, "naics": "541511", "naicsDescr": "Services", "peoId": "TRI",
            "timezone": company.timezone, "referrer": null, "setupDate": "2010-01-01",
            "address1": "1 Example Street", "address2": null, "city": "San Francisco", "country": "USA",
            "postalCode": "00000", "state": "CA", "email": null, "fax": null, "phone": null,
        });
        if let (Some(into), Value::Object(more)) = (data.as_object_mut(), more) {
            into.extend(more);
        }
    }
    data
}

/// Assumed shape: neither the parameters nor the response of the feed are public.
fn employee_changes(company: &Company, call: &Call) -> Value {
    let bound = |name: &str| call.param(name).and_then(|text| text.parse::<Date>().ok());
    let (from, to) = (bound("startDate"), bound("endDate"));
    let inside = |date: Date| from.is_none_or(|from| date >= from) && to.is_none_or(|to| date <= to);
    let hits: Vec<_> = company.changes.iter().filter(|change| inside(change.change_date)).collect();
    let (skip, limit) = (call.offset() - 1, call.limit());
    let rows: Vec<Value> = hits
        .iter()
        .skip(skip)
        .take(limit)
        .map(|change| {
            json!({
                "employeeId": change.employee_id, "changeType": change.change_type,
                "effectiveDate": change.effective_date.to_string(), "changeDate": change.change_date.to_string(),
            })
        })
        .collect();
    json!({ "hasMore": hits.len() > skip.saturating_add(limit), "employeeChanges": rows })
}
