//! F23–F26: records that are not what they should be.

use domain::Code;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};
use testkit::trinet::{AbsentStyle, DateStyle, MissingScope, Scope, WireEdit};

use super::End::{AsIfNothing, Fails, Plans, Stops};
use super::{Stage, Variant, connect, sync};
use crate::wire::company::FORMER;

/// What the source changed since the last import, and nothing else.
const RENAMED: &[&str] = &["update 5"];
const TERMINATION: &str = "/employmentInfo/terminationDate";
const BIRTH: &str = "/bioInfo/birthdate";
const EMAIL: &str = "/employmentInfo/workEmail";
const STATUS: &str = "/employmentInfo/employmentStatus";

pub(super) const TABLE: &[Variant] = &[
    sync("F23", "fields that nobody knows", AsIfNothing, |stage| stage.source.wire.unknown_fields = true),
    sync("F23", "blank texts for null", AsIfNothing, |stage| stage.source.wire.absent = AbsentStyle::Blank),
    sync("F23", "an email is null", Plans(RENAMED, None), |stage| set(stage, 9, EMAIL, Value::Null)),
    sync("F23", "all emails are null", Plans(RENAMED, None), |stage| set_all(stage, EMAIL, &Value::Null)),
    sync("F23", "the emails are gone", Plans(RENAMED, None), |stage| remove_all(stage, EMAIL)),
    sync("F23", "an email is a number", Plans(RENAMED, Some(Code::BadEmail)), |stage| set(stage, 9, EMAIL, json!(7))),
    sync("F23", "an email is an object", Plans(RENAMED, None), |stage| set(stage, 9, EMAIL, json!({"work": "x@acme.example"}))),
    sync("F23", "the names are gone", Plans(&[], Some(Code::NoName)), |stage| remove_all(stage, "/names")),
    sync("F23", "a section is a list", Plans(RENAMED, None), |stage| set(stage, 9, "/employmentInfo", json!(["A"]))),
    sync("F23", "an id is gone", Fails("source_incomplete"), |stage| {
        stage.person(9).edits.push(WireEdit::Remove("/employeeId".to_owned()));
    }),
    sync("F23", "an id is an object", Fails("source_incomplete"), |stage| set(stage, 9, "/employeeId", json!({"id": 1009}))),
    sync("F23", "a status that nobody knows", Plans(RENAMED, Some(Code::UnknownStatus)), |stage| {
        set(stage, 9, STATUS, json!("Q"))
    }),
    sync("F24", "everybody is somebody else", Stops(Code::VolumeCreate), |stage| {
        for person in stage.people() {
            person.employee_id = person.employee_id.replacen('0', "7", 1);
            person.manager = if person.manager.is_empty() { String::new() } else { person.manager.replacen('0', "7", 1) };
            person.work_email = format!("zephyr.{}", person.work_email);
            person.last_name = format!("Zephyr{}", person.last_name);
        }
    }),
    sync("F24", "the credential is of another company", Fails("permission_missing"), |stage| {
        stage.source.credentials[0].companies = vec!["Z9Y".to_owned()];
    }),
    connect("F24", "the credential is of another company in a connection test", Fails("permission_missing"), |stage| {
        stage.source.credentials[0].companies = vec!["Z9Y".to_owned()];
        stage.says = "company A1B";
    }),
    sync("F25", "no End Dates", Plans(RENAMED, Some(Code::NotGranted)), |stage| remove_all(stage, TERMINATION)),
    sync("F25", "no End Dates, and everybody employed", Plans(RENAMED, Some(Code::NotGranted)), |stage| {
        remove_all(stage, TERMINATION);
        set_all(stage, STATUS, &json!("A"));
    }),
    sync("F25", "no End Dates and no status", Plans(RENAMED, Some(Code::NotGranted)), |stage| {
        remove_all(stage, TERMINATION);
        remove_all(stage, STATUS);
    }),
    sync("F25", "the administrator's scope is gone", Plans(RENAMED, Some(Code::NotGranted)), |stage| {
        stage.source.missing_scope = MissingScope::OmitSections;
        stage.source.credentials[0].scopes = vec![Scope::BasicRead, Scope::HrPersonalRead];
    }),
    sync("F25", "End Dates are null for all", Plans(RENAMED, None), |stage| set_all(stage, TERMINATION, &Value::Null)),
    sync("F26", "born on 29 February", Plans(&["update 5", "update 9"], None), |stage| {
        stage.person(9).birth_date = Some(date(1980, 2, 29));
    }),
    sync("F26", "a 29 February that was none", Plans(RENAMED, Some(Code::BadDate)), |stage| {
        set(stage, 9, BIRTH, json!("1981-02-29"))
    }),
    sync("F26", "an End Date of the year 1", Plans(RENAMED, None), |stage| set(stage, 9, TERMINATION, json!("0001-01-01"))),
    sync("F26", "born in the year 1", Plans(RENAMED, Some(Code::ImplausibleBirthDate)), |stage| {
        set(stage, 9, BIRTH, json!("0001-01-01"))
    }),
    sync("F26", "slashes, month first", Plans(RENAMED, None), |stage| set(stage, FORMER, TERMINATION, json!("02/20/2026"))),
    sync("F26", "slashes, day first", Plans(RENAMED, Some(Code::BadDate)), |stage| {
        set(stage, 9, TERMINATION, json!("20/02/2026"))
    }),
    sync("F26", "slashes that may be either", Plans(RENAMED, Some(Code::BadDate)), |stage| {
        set(stage, 9, TERMINATION, json!("01/02/2026"));
    }),
    sync("F26", "slashes for all", Plans(RENAMED, None), |stage| stage.source.wire.dates = DateStyle::Slashes),
    sync("F26", "an End Date that is tomorrow here and today in UTC", Plans(&["update 5", "update 9"], None), |stage| {
        stage_at(stage, "2026-03-04")
    }),
    sync("F26", "an End Date that is today here and yesterday in UTC", Plans(&["update 5", "deactivate 9"], None), |stage| {
        stage_at(stage, "2026-03-03");
    }),
    sync("F26", "an End Date from before the start", Plans(RENAMED, None), |stage| {
        set(stage, 9, TERMINATION, json!("2019-01-01"))
    }),
];

/// Evening in Chicago on 3 March, 4 March in UTC; the ninth ends on a day.
fn stage_at(stage: &mut Stage, day: &str) {
    stage.now = "2026-03-04T02:00:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH);
    set(stage, 9, TERMINATION, json!(day));
}

fn set(stage: &mut Stage, number: usize, pointer: &str, value: Value) {
    stage.person(number).edits.push(WireEdit::Set(pointer.to_owned(), value));
}

fn set_all(stage: &mut Stage, pointer: &str, value: &Value) {
    stage.people().iter_mut().for_each(|person| person.edits.push(WireEdit::Set(pointer.to_owned(), value.clone())));
}

fn remove_all(stage: &mut Stage, pointer: &str) {
    stage.people().iter_mut().for_each(|person| person.edits.push(WireEdit::Remove(pointer.to_owned())));
}
