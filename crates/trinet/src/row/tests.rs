use super::*;

fn read_with(wanted: &Wanted, row: &str) -> Row {
    Reader::new(wanted).read(row).unwrap_or_else(|bad| panic!("{bad:?}: {row}"))
}

fn read(row: &str) -> SourcePerson {
    read_with(&Wanted::default(), row).person
}

fn wanting(paths: &[&str]) -> Wanted {
    Wanted { custom_paths: paths.iter().map(|&path| path.to_owned()).collect(), ..Wanted::default() }
}

/// A row around the members of `employmentInfo`.
fn employed(members: &str) -> String {
    format!(r#"{{"employeeId":"1","employmentInfo":{{{members}}}}}"#)
}

const OBSERVED: &str = r#"{"employeeId":"00001000017","alternateId":"E-0017",
    "names":[{"nameType":"PRI","firstName":"Alexandra","middleName":null,"lastName":"Rivera","effectiveDate":"2023-02-06"},
             {"nameType":"PRF","firstName":"Alex","lastName":"Rivera","effectiveDate":null}],
    "employmentInfo":{"employmentStatus":"A","workEmail":"alex@acme.example","serviceDate":"2023-02-06","terminationDate":null,
        "customGroupA":null,"customGroupB":"West","department":{"deptId":"100020","deptName":"Engineering"},
        "location":{"locationId":"SFO1","locationName":"San Francisco"},
        "supervisor":{"supervisorId":"00001000003","supervisorName":"Morgan Lee"}},
    "bioInfo":{"birthdate":"1990-04-12","gender":"F","ssn":"000-00-0017"},"payInfo":{"compRate":"4321.00"}}"#;

const DOCUMENTED: &str = r#"{"employeeId":"00001000017","alternateId":"E-0017",
    "names":[{"nameType":"primary","firstName":"Alexandra","lastName":"Rivera","effectiveDate":"2023-02-06T00:00:00.000Z"},
             {"nameType":"preferred","firstName":"Alex","lastName":"Rivera"}],
    "employmentInfo":{"employmentStatus":"active","workEmail":"alex@acme.example","serviceDate":"2023-02-06","terminationDate":"",
        "groupB":"West","departmentId":"100020","location":{"locationtId":"SFO1","locationtName":"San Francisco"},
        "supervisorId":"00001000003","supervisorName":"Morgan Lee"},
    "biographicalInfo":{"birthDate":"1990-04-12","gender":"F"},
    "departmentSplit":[{"deptId":"100020","departmentName":"Engineering","percentage":100}]}"#;

#[test]
fn both_spellings_of_a_row_are_the_same_person() {
    let mut wanted = wanting(&[
        "employmentInfo.department.deptName",
        "employmentInfo.location.locationName",
        "employmentInfo.customGroupB",
        "bioInfo.gender",
    ]);
    wanted.employee_id_source = EmployeeIdSource::AlternateId;
    let [observed, documented] = [OBSERVED, DOCUMENTED].map(|row| read_with(&wanted, row));
    assert_eq!(observed.department_id.as_deref(), Some("100020"));
    assert_eq!(documented.department_id, observed.department_id);
    let expect = SourcePerson {
        source_id: "00001000017".to_owned(),
        names: vec![
            SourceName {
                kind: NameKind::Primary,
                first: Some("Alexandra".to_owned()),
                last: Some("Rivera".to_owned()),
                effective: Some(jiff::civil::date(2023, 2, 6)),
            },
            SourceName {
                kind: NameKind::Preferred,
                first: Some("Alex".to_owned()),
                last: Some("Rivera".to_owned()),
                effective: None,
            },
        ],
        email: Some("alex@acme.example".to_owned()),
        employee_id: Some("E-0017".to_owned()),
        birth_date: Some("1990-04-12".to_owned()),
        service_date: Some("2023-02-06".to_owned()),
        termination_date: None,
        employment: Employment::Employed,
        manager_source_id: Some("00001000003".to_owned()),
        custom: [
            ("bioInfo.gender", "F"),
            ("employmentInfo.customGroupB", "West"),
            ("employmentInfo.department.deptName", "Engineering"),
            ("employmentInfo.location.locationName", "San Francisco"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into(),
    };
    assert!(observed.person == expect, "the observed spelling is read otherwise");
    assert!(documented.person == expect, "the documented spelling is read otherwise");
}

#[test]
fn the_supervisor_is_read_nested_then_flat_then_at_the_top() {
    let check = |row: &str, expect: Option<&str>| assert_eq!(read(row).manager_source_id.as_deref(), expect, "{row}");
    check(&employed(r#""supervisorId":"flat","supervisor":{"supervisorId":"nested"}"#), Some("nested"));
    check(&employed(r#""supervisor":{"supervisorId":"nested"},"supervisorId":"flat""#), Some("nested"));
    check(&employed(r#""supervisor":{"supervisorId":null},"supervisorId":"flat""#), Some("flat"));
    check(&employed(r#""supervisor":null,"supervisorId":" 7 ""#), Some("7"));
    check(r#"{"employeeId":"1","supervisorId":"top","employmentInfo":{"supervisorId":""}}"#, Some("top"));
    check(&employed(r#""supervisor":"Morgan Lee""#), None);
    check(&employed(r#""supervisorId":"first","SupervisorID":"second""#), Some("first"));
    check(&employed(""), None);
}

#[test]
fn missing_null_blank_and_spaces_are_the_same_as_absent() {
    for email in ["", r#""workEmail":null"#, r#""workEmail":"""#, r#""workEmail":"  ""#, r#""workEmail":[]"#, r#""workEmail":{}"#]
    {
        assert_eq!(read(&employed(email)).email, None, "{email}");
    }
    assert_eq!(read(&employed(r#""workEmail":" a@b.c ""#)).email.as_deref(), Some(" a@b.c "), "text stays as sent");
}

#[test]
fn numbers_and_text_are_interchangeable() {
    let row =
        r#"{"employeeId":1000017,"alternateId":17,"employmentInfo":{"standardHours":37.5,"supervisorId":1000003,"x":true}}"#;
    let mut wanted = wanting(&["employmentInfo.standardHours", "employmentInfo.x"]);
    wanted.employee_id_source = EmployeeIdSource::AlternateId;
    let person = read_with(&wanted, row).person;
    assert_eq!(person.source_id, "1000017");
    assert_eq!(person.employee_id.as_deref(), Some("17"));
    assert_eq!(person.manager_source_id.as_deref(), Some("1000003"));
    assert_eq!(person.custom["employmentInfo.standardHours"], "37.5");
    assert_eq!(person.custom["employmentInfo.x"], "true");
}

#[test]
fn a_status_is_read_by_letter_or_word_and_an_unknown_one_says_nothing() {
    let check = |status: &str, expect: Employment| {
        assert_eq!(read(&employed(&format!(r#""employmentStatus":{status}"#))).employment, expect, "{status}");
    };
    for status in ["\"A\"", "\"L\"", "\"P\"", "\"S\"", "\" a \"", "\"Active\"", "\"Suspended\""] {
        check(status, Employment::Employed);
    }
    for status in ["\"T\"", "\"U\"", "\"D\"", "\"t\"", "\"Terminated\"", "\"Deceased\""] {
        check(status, Employment::Ended);
    }
    for status in ["\"Q\"", "\"R\"", "\"\"", "null", "1", "\"TT\"", "\"Inactive\""] {
        check(status, Employment::Unknown);
    }
}

#[test]
fn the_employee_id_comes_from_the_field_that_staff_chose() {
    let row = r#"{"employeeId":"1","alternateId":"alt","groupB":"b","employmentInfo":{"customGroupA":"a"}}"#;
    let check = |employee_id_source: EmployeeIdSource, expect: &str| {
        let wanted = Wanted { employee_id_source, ..wanting(&["alternateId", "groupB"]) };
        let person = read_with(&wanted, row).person;
        assert_eq!(person.employee_id.as_deref(), Some(expect));
        assert_eq!(person.custom["alternateId"], "alt", "the same field may be a demographic as well");
    };
    check(EmployeeIdSource::EmployeeId, "1");
    check(EmployeeIdSource::AlternateId, "alt");
    check(EmployeeIdSource::CustomGroupA, "a");
    check(EmployeeIdSource::CustomGroupB, "b");
}

#[test]
fn names_are_told_apart_by_type_in_any_shape() {
    let kinds = |names: &str| -> Vec<NameKind> {
        read(&format!(r#"{{"employeeId":"1","names":{names},"namesake":"x"}}"#)).names.iter().map(|name| name.kind).collect()
    };
    use NameKind::{Other, Preferred, Primary};
    assert_eq!(
        kinds(r#"[{"nameType":"PRF"},{"nameType":"pri"},{"nameType":"Primary "},{"nameType":"MDN"},{}]"#),
        [Preferred, Primary, Primary, Other]
    );
    assert_eq!(kinds(r#"{"nameType":"PRI","firstName":"A"}"#), [Primary]);
    assert_eq!(kinds("null"), []);
    assert_eq!(kinds("[]"), []);
    assert_eq!(kinds("\"Ann Lee\""), []);
}

#[test]
fn a_mapped_path_is_found_under_any_spelling_and_keeps_its_own_name() {
    let check = |path: &str, row: &str, expect: Option<&str>| {
        assert_eq!(read_with(&wanting(&[path]), row).person.custom.get(path).map(String::as_str), expect, "{path} in {row}");
    };
    let nested = employed(r#""department":{"deptName":"Sales"},"location":{"locationName":"Austin"}"#);
    check("employmentInfo.department.deptName", &nested, Some("Sales"));
    check("EmploymentInfo.Department.DeptName", &nested, Some("Sales"));
    check("departmentSplit[0].departmentName", &nested, Some("Sales"));
    check("employmentInfo.locationName", &nested, Some("Austin"));
    check("employmentInfo.location.locationName", &employed(r#""location":{"locationtName":"Austin"}"#), Some("Austin"));
    check("employmentInfo.regularTemporary", &employed(r#""temporaryIndicator":"R""#), Some("R"));
    check("employmentInfo.standardHours", &employed(r#""standardhours":40"#), Some("40"));
    check("employmentInfo.costCenter", &employed(r#""costCenter":"9""#), Some("9"));
    check("roles[1].role", r#"{"employeeId":"1","roles":[{"role":"a"},{"role":"b"}]}"#, Some("b"));
    check("employmentInfo.costCenter", &nested, None);
}

#[test]
fn nothing_that_no_mapping_asks_for_is_kept() {
    assert!(read(OBSERVED).custom.is_empty());
    let person = read_with(&wanting(&["payInfo.compRate", "bioInfo.ssn"]), OBSERVED).person;
    assert!(person.custom.is_empty(), "pay and identity numbers are not even parsed");
}

#[test]
fn a_field_is_not_granted_only_when_no_row_had_its_key() {
    let check = |rows: &[&str], expect: &[Field]| {
        let mut reader = Reader::new(&Wanted::default());
        rows.iter().for_each(|row| assert!(reader.read(row).is_ok()));
        assert_eq!(reader.not_granted().into_iter().collect::<Vec<_>>(), expect, "{rows:?}");
    };
    use Field::{DateOfBirth, EndDate, ManagerEmail, StartDate};
    check(&[r#"{"employeeId":"1"}"#], &[DateOfBirth, StartDate, EndDate, ManagerEmail]);
    check(&[OBSERVED], &[]);
    check(&[DOCUMENTED], &[]);
    let nulls = r#""serviceDate":null,"terminationDate":null,"supervisor":null"#;
    check(&[&employed(nulls)], &[DateOfBirth]);
    check(&[r#"{"employeeId":"1"}"#, OBSERVED], &[]);
    check(&[r#"{"employeeId":"1","bioInfo":null,"employmentInfo":null}"#], &[DateOfBirth, StartDate, EndDate, ManagerEmail]);
    check(&[r#"{"employeeId":"1","bioInfo":{"birthDate":null},"employmentInfo":{"supervisorId":""}}"#], &[StartDate, EndDate]);
}

#[test]
fn a_value_of_one_row_does_not_show_in_the_next() {
    let mut reader = Reader::new(&wanting(&["employmentInfo.customGroupB"]));
    assert!(reader.read(OBSERVED).is_ok());
    let refused = OBSERVED.replace("employeeId", "id");
    assert_eq!(reader.read(&refused).err(), Some(BadRow::NoId));
    let next = reader.read(r#"{"employeeId":"2"}"#).unwrap_or_else(|bad| panic!("{bad:?}"));
    let expect = SourcePerson { source_id: "2".to_owned(), employee_id: Some("2".to_owned()), ..SourcePerson::default() };
    assert!(next.person == expect && next.department_id.is_none());
}

#[test]
fn a_row_without_an_id_or_of_another_shape_is_refused() {
    let check = |row: &str, expect: BadRow| assert_eq!(Reader::new(&Wanted::default()).read(row).err(), Some(expect), "{row}");
    check("{}", BadRow::NoId);
    check(r#"{"employeeId":null}"#, BadRow::NoId);
    check(r#"{"employeeId":" "}"#, BadRow::NoId);
    check(r#"{"employeeId":{"id":"1"}}"#, BadRow::NoId);
    check("[]", BadRow::Shape);
    check("null", BadRow::Shape);
    check("\"x\"", BadRow::Shape);
}

#[test]
fn no_cut_and_no_changed_byte_makes_the_decoder_panic() {
    let wanted = wanting(&["employmentInfo.department.deptName", "roles[0].role"]);
    for row in [OBSERVED, DOCUMENTED] {
        for at in 0..row.len() {
            let _ = Reader::new(&wanted).read(&row[..at]);
            for byte in [b'"', b'{', b'}', b'[', b'\\', b',', b'0', 0] {
                let mut changed = row.as_bytes().to_vec();
                changed[at] = byte;
                let _ = Reader::new(&wanted).read(std::str::from_utf8(&changed).unwrap());
            }
        }
    }
}
