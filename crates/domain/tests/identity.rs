//! Who a row is, for every way in which its email, its Employee ID and its anchor can point (I7, I8, I9).

use domain::dates::DateOrder;
use domain::desired::{Reading, desire};
use domain::matching::{Match, match_rows};
use domain::{Code, Employee, EmployeeId, EmployeeStatus, Mapping, Profile, Settings, SourcePerson};
use jiff::civil::date;

/// To whom one identifier of the row points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Points {
    Nowhere,
    ToNobody,
    ToAnn,
    ToBob,
}

use Points::{Nowhere, ToAnn, ToBob, ToNobody};

fn employee(name: &str) -> Employee {
    Employee {
        id: EmployeeId(name.to_owned()),
        source_id: Some(format!("anchor-{name}")),
        profile: Profile {
            email: Some(format!("{name}@acme.example")),
            employee_id: Some(name.to_owned()),
            ..Profile::default()
        },
        status: EmployeeStatus::Active,
        version: 1,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    }
}

fn whom(points: Points) -> Option<&'static str> {
    match points {
        Nowhere => None,
        ToNobody => Some("new"),
        ToAnn => Some("ann"),
        ToBob => Some("bob"),
    }
}

/// The rule in other words: without an identifier refused; pointing to two people refused; else to the one, else nobody.
fn rule(email: Points, employee_id: Points, anchor: Points) -> Match {
    let to = |person| [email, employee_id, anchor].contains(&person);
    match (to(ToAnn), to(ToBob)) {
        _ if email == Nowhere && employee_id == Nowhere => Match::Refused(Code::NoIdentifier, None),
        (true, true) => Match::Refused(Code::IdentifierConflict, None),
        (true, false) => Match::Employee(0),
        (false, true) => Match::Employee(1),
        (false, false) => Match::Nobody,
    }
}

#[test]
fn every_row_is_matched_by_either_identifier_and_never_to_two_people() {
    let directory = [employee("ann"), employee("bob")];
    let (mapping, settings) = (Mapping::default(), Settings::default());
    for email in [Nowhere, ToNobody, ToAnn, ToBob] {
        for employee_id in [Nowhere, ToNobody, ToAnn, ToBob] {
            for anchor in [ToNobody, ToAnn, ToBob] {
                let person = SourcePerson {
                    source_id: format!("anchor-{}", whom(anchor).unwrap()),
                    email: whom(email).map(|name| format!("{name}@ACME.example")),
                    employee_id: whom(employee_id).map(|id| format!(" {id} ")),
                    ..SourcePerson::default()
                };
                let today = date(2026, 3, 31);
                let reading = Reading { mapping: &mapping, settings: &settings, today, date_order: DateOrder::Undeclared };
                let rows = [desire(&person, &reading).0];
                let found = match_rows(&rows, &directory).rows.remove(0);
                // The two names of one refusal are told apart in the scenarios.
                let found = if found == Match::Refused(Code::IdentifierSwap, Some(domain::Field::Email)) {
                    Match::Refused(Code::IdentifierConflict, None)
                } else {
                    found
                };
                assert_eq!(found, rule(email, employee_id, anchor), "email {email:?}, id {employee_id:?}, anchor {anchor:?}");
            }
        }
    }
}
