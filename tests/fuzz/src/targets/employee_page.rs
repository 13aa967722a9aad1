//! A page of employees, as TriNet might send it.

use domain::{Employment, SourcePerson};
use serde_json::Value;
use sync::ports::Wanted;

use crate::target::{Target, behaviour, check_error, roughly};

pub(super) const TARGET: Target = Target { name: "employee-page", seeds, words: &WORDS, execute };

/// Stands in the seeds where pay and identity numbers stand, which are never read.
const PAY: &str = "pay-5kq";

const WORDS: [&str; 22] = [
    "\"employeeData\":",
    "\"hasMore\":",
    "\"_statusCode\":",
    "\"_error\":",
    "\"data\":",
    "\"employeeId\":",
    "\"names\":",
    "\"nameType\":",
    "\"PRI\"",
    "\"PRF\"",
    "\"effectiveDate\":",
    "\"employmentInfo\":",
    "\"workEmail\":",
    "\"bioInfo\":",
    "\"birthdate\":",
    "\"supervisor\":",
    "\"supervisorId\":",
    "\"department\":",
    "\"deptName\":",
    "\"employmentStatus\":",
    "\\ud83d",
    "\\ude00",
];

fn seeds() -> Vec<Vec<u8>> {
    let person = format!(
        r#"{{"employeeId":"1001zq7x","alternateId":7,"names":[{{"nameType":"PRI","firstName":"Annzq7x","lastName":"Leezq7x",
"effectiveDate":"2024-01-01"}},{{"nameType":"PRF","firstName":"Anzq7x","lastName":"Leezq7x"}}],"bioInfo":{{"birthdate":"1990-04-12",
"ssn":"{PAY}","gender":"zq7x"}},"payInfo":{{"compRate":"{PAY}"}},"employmentInfo":{{"workEmail":"annzq7x@acme.example","serviceDate":
"2020-01-31","terminationDate":null,"employmentStatus":"A","department":{{"deptId":"100","deptName":"Saleszq7x"}},"supervisor":
{{"supervisorId":"1002"}},"location":{{"locationName":"Rome zq7x"}}}},"homeAddress":{{"state":"NYzq7x"}}}}"#
    );
    let spelled = r#"{"EMPLOYEEID":1002,"names":{"firstName":"Bo","lastName":"Kimzq7x \ud83d\ude00 \ud83d"},"birthdate":"04/13/1985",
"workEmail":"bozq7x@acme.example","supervisor":null,"departmentSplit":[{"departmentName":"Opszq7x"}],"employmentStatus":"T"}"#;
    [
        format!(r#"{{"data":{{"employeesTotal":2,"hasMore":true,"employeeData":[{person},{spelled}]}},"_statusCode":"200"}}"#),
        format!(r#"{{"hasMore":"false","data":[{spelled}]}}"#),
        format!("\u{feff}{{\"data\":{{\"employeeData\":[{person}],\"hasMore\":false}},\"_error\":null}}"),
        r#"{"data":null,"_statusCode":200}"#.to_owned(),
        r#"{"data":null,"_statusCode":"500","_error":{"errorMessage":"zq7x"}}"#.to_owned(),
        "<html>zq7x</html>".to_owned(),
    ]
    .map(String::into_bytes)
    .into()
}

fn execute(body: &[u8]) -> u64 {
    let paths = ["employmentInfo.department.deptName", "homeAddress.state", "names[0].firstName", "a[1].b"];
    let wanted = Wanted { custom_paths: paths.map(str::to_owned).into(), ..Wanted::default() };
    let read = trinet::fuzz::page(body, &wanted);
    let counted = trinet::fuzz::profiles(body);
    if let Ok((ids, shown)) = &counted {
        assert!(ids.iter().all(|id| !id.trim().is_empty()), "somebody has a blank id");
        assert!(!shown.contains(PAY) || stripped(body).is_none_or(|json| json.contains(PAY)), "pay is shown");
    }
    match read {
        Err(error) => {
            check_error(&error.to_string());
            check_error(&format!("{error:?}"));
            behaviour((error.to_string(), counted.is_ok()))
        }
        Ok(people) => {
            let text: usize = people.iter().flat_map(texts).map(String::len).sum();
            // A value may stand in two fields, and be as long as its escapes are short.
            assert!(text <= 4 * body.len(), "more came out than went in");
            people.iter().for_each(|person| check(person, body));
            behaviour((roughly(people.len()), people.iter().take(3).map(shape).collect::<Vec<_>>(), counted.is_ok()))
        }
    }
}

fn check(person: &SourcePerson, body: &[u8]) {
    assert!(!person.source_id.is_empty() && person.source_id == person.source_id.trim(), "an id is blank or not trimmed");
    assert!(person.names.len() <= 50, "somebody has hundreds of names");
    let values = [&person.email, &person.birth_date, &person.service_date, &person.termination_date, &person.employee_id];
    assert!(values.into_iter().flatten().all(|value| !value.trim().is_empty()), "a blank counts as a value");
    let hidden = format!("{person:?}").replace(&person.source_id, "");
    assert!(!hidden.contains("acme.example"), "a person's debug output shows an email");
    if texts(person).any(|text| text.contains(PAY)) {
        let stripped = stripped(body);
        assert!(stripped.is_none_or(|json| json.contains(PAY)), "pay or an identity number was read");
    }
}

/// The body without what is never read, by another reader.
fn stripped(body: &[u8]) -> Option<String> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|key, _| {
                    let key = key.to_ascii_lowercase();
                    let never = ["payinfo", "payrate", "comprate", "nationalid", "socialsecurity", "bank"];
                    key != "ssn" && !never.iter().any(|start| key.starts_with(start))
                });
                object.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value: Value = serde_json::from_slice(body).ok()?;
    strip(&mut value);
    Some(value.to_string())
}

/// Everything that was read of a person.
fn texts(person: &SourcePerson) -> impl Iterator<Item = &String> {
    let names = person.names.iter().flat_map(|name| [&name.first, &name.last]);
    let dates = [&person.birth_date, &person.service_date, &person.termination_date];
    let values = names.chain(dates).chain([&person.email, &person.employee_id, &person.manager_source_id]).flatten();
    values.chain(person.custom.values()).chain([&person.source_id])
}

fn shape(person: &SourcePerson) -> (usize, [bool; 5], usize, u8) {
    let filled = [&person.email, &person.birth_date, &person.service_date, &person.termination_date, &person.manager_source_id];
    let employment = match person.employment {
        Employment::Employed => 0,
        Employment::Ended => 1,
        Employment::Unknown => 2,
    };
    (person.names.len().min(4), filled.map(Option::is_some), person.custom.len(), employment)
}
