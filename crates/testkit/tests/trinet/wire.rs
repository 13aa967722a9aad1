//! The variants of the wire.

use crate::reader::Reader;
use jiff::civil::date;
use serde_json::{Value, json};
use testkit::trinet::{AbsentStyle, DateStyle, WireVariant, World, WorldPerson};

const ID: &str = "00001000017";

fn alex() -> WorldPerson {
    let mut alex = WorldPerson::new(ID, "Alexandra", "Rivera").prefers("Alex").born(date(1990, 4, 12));
    alex.service_date = Some(date(2023, 2, 6));
    alex.department = "Engineering".to_owned();
    alex.location = "San Francisco".to_owned();
    alex.manager = "00001000003".to_owned();
    alex.custom_group_a = "Yes".to_owned();
    alex
}

async fn rendered(wire: WireVariant, person: WorldPerson) -> Value {
    let mut world = World::with_people(vec![WorldPerson::new("00001000003", "Morgan", "Lee"), person]);
    world.wire = wire;
    Reader::of(world).await.one(ID).await
}

/// Each pointer must hold the value; `null` stands for a key that is missing or null.
fn check(employee: &Value, expected: &[(&str, Value)]) {
    for (pointer, value) in expected {
        assert_eq!(employee.pointer(pointer).unwrap_or(&Value::Null), value, "{pointer}");
    }
}

#[tokio::test]
async fn the_observed_wire_nests_and_uses_codes() {
    let employee = rendered(WireVariant::observed(), alex()).await;
    check(
        &employee,
        &[
            ("/employeeId", json!(ID)),
            ("/names/0/nameType", json!("PRI")),
            ("/names/0/firstName", json!("Alexandra")),
            ("/names/1/nameType", json!("PRF")),
            ("/names/1/firstName", json!("Alex")),
            ("/names/1/lastName", json!("Rivera")),
            ("/employmentInfo/employmentStatus", json!("A")),
            ("/employmentInfo/employeeType", json!("F")),
            ("/employmentInfo/regularTemporary", json!("R")),
            ("/employmentInfo/standardHours", json!("40")),
            ("/employmentInfo/serviceDate", json!("2023-02-06")),
            ("/employmentInfo/workEmail", json!("alexandra.rivera@acme.example")),
            ("/employmentInfo/department/deptName", json!("Engineering")),
            ("/employmentInfo/location/locationName", json!("San Francisco")),
            ("/employmentInfo/supervisor/supervisorId", json!("00001000003")),
            ("/employmentInfo/supervisor/supervisorName", json!("Morgan Lee")),
            ("/employmentInfo/customGroupA", json!("Yes")),
            ("/bioInfo/birthdate", json!("1990-04-12")),
        ],
    );
    let info = employee["employmentInfo"].as_object().unwrap();
    assert_eq!(info.get("terminationDate"), Some(&Value::Null));
    assert_eq!(employee.get("alternateId"), Some(&Value::Null));
}

#[tokio::test]
async fn the_documented_wire_is_flat_and_uses_words() {
    let employee = rendered(WireVariant::documented(), alex()).await;
    check(
        &employee,
        &[
            ("/names/0/nameType", json!("primary")),
            ("/names/1/nameType", json!("preferred")),
            ("/employmentInfo/employeeType", json!("fulltime")),
            ("/employmentInfo/temporaryIndicator", json!("Regular")),
            ("/employmentInfo/standardhours", json!(40)),
            ("/employmentInfo/serviceDate", json!("2023-02-06T00:00:00.000Z")),
            ("/employmentInfo/supervisorId", json!("00001000003")),
            ("/employmentInfo/supervisor", Value::Null),
            ("/employmentInfo/departmentId", json!("100010")),
            ("/employmentInfo/department", Value::Null),
            ("/departmentSplit/0/departmentName", json!("Engineering")),
            ("/employmentInfo/location/locationtName", json!("San Francisco")),
            ("/employmentInfo/groupA", json!("Yes")),
            ("/bioInfo/birthDate", json!("1990-04-12T00:00:00.000Z")),
        ],
    );
    assert!(employee["employmentInfo"].get("terminationDate").is_none());
}

#[tokio::test]
async fn absent_values_can_be_null_missing_or_blank() {
    let style = |absent| WireVariant { absent, ..WireVariant::observed() };
    let null = rendered(style(AbsentStyle::Null), alex()).await;
    let omitted = rendered(style(AbsentStyle::Omitted), alex()).await;
    let blank = rendered(style(AbsentStyle::Blank), alex()).await;
    assert_eq!(null["employmentInfo"].get("terminationDate"), Some(&Value::Null));
    assert_eq!(omitted["employmentInfo"].get("terminationDate"), None);
    assert_eq!(blank["employmentInfo"].get("terminationDate"), Some(&json!("")));
}

#[tokio::test]
async fn sections_can_be_missing_and_strange_members_present() {
    let omit_sections = vec!["bioInfo".to_owned(), "names".to_owned()];
    let wire = WireVariant { omit_sections, unknown_fields: true, ..WireVariant::observed() };
    let employee = rendered(wire, alex()).await;
    assert!(employee.get("bioInfo").is_none() && employee.get("names").is_none());
    assert!(employee.get("futureSection").is_some());
}

#[tokio::test]
async fn dates_can_be_written_in_slashes() {
    let employee = rendered(WireVariant { dates: DateStyle::Slashes, ..WireVariant::observed() }, alex()).await;
    assert_eq!(employee["bioInfo"]["birthdate"], "04/12/1990");
}

#[tokio::test]
async fn the_basic_view_has_no_personal_sections() {
    let reader = Reader::of(World::bundled()).await;
    let page = reader.json("/v1/company/A1B/employees?viewType=Basic&limit=1").await;
    let employee = &page["data"]["employeeData"][0];
    assert!(employee.get("bioInfo").is_none() && employee.get("homeAddress").is_none());
    assert!(employee["employmentInfo"]["workEmail"].is_string());
}

#[tokio::test]
async fn any_json_can_be_put_into_one_record() {
    let person = alex()
        .with_json("/employmentInfo/terminationDate", json!("31/02/2026"))
        .with_json("/employmentInfo/workEmail", json!(["not", "text"]))
        .with_json("/names/0/firstName", json!(7))
        .with_json("/new/inner", json!(true))
        .without_json("/employmentInfo/supervisor");
    let employee = rendered(WireVariant::observed(), person).await;
    check(
        &employee,
        &[
            ("/employmentInfo/terminationDate", json!("31/02/2026")),
            ("/employmentInfo/workEmail/1", json!("text")),
            ("/names/0/firstName", json!(7)),
            ("/new/inner", json!(true)),
            ("/employmentInfo/supervisor", Value::Null),
        ],
    );
}

#[tokio::test]
async fn success_and_its_extra_members_come_in_the_envelope() {
    let reader = Reader::of(World::bundled()).await;
    let body = reader.json("/v1/company/A1B/departments").await;
    assert_eq!((&body["_statusText"], &body["_statusMessage"]), (&json!("OK"), &json!("SUCCESS")));
    assert_eq!(body["_meta"]["fromCache"], false);
    reader.server.with_world(|world| world.wire.meta = false);
    assert!(reader.json("/v1/company/A1B/departments").await.get("_meta").is_none());
}
