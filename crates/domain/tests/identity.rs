//! Who a row is and what becomes of it, for every way in which its email, its Employee ID and its anchor can point, and for
//! every status of whom they point to (R20–R28, D7, D9, D15, D16, D21).

use std::path::Path;

use domain::{
    Action, Code, Employee, EmployeeId, EmployeeStatus, Mapping, NameKind, Plan, PlanInput, Profile, Settings, Snapshot,
    SourceName, SourcePerson, Trigger,
};
use jiff::civil::date;

/// To whom one identifier of the row points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Points {
    /// The row does not have it.
    Nowhere,
    /// Nobody in the directory has it.
    ToNobody,
    ToAnn,
    ToBob,
    /// Two people have it: somebody damaged the store by hand.
    ToTwo,
}

use Points::{Nowhere, ToAnn, ToBob, ToNobody, ToTwo};

const SENT: [Points; 5] = [Nowhere, ToNobody, ToAnn, ToBob, ToTwo];
/// Every row has a source id.
const REMEMBERED: [Points; 4] = [ToNobody, ToAnn, ToBob, ToTwo];
const STATUSES: [EmployeeStatus; 3] = [EmployeeStatus::Active, EmployeeStatus::Former, EmployeeStatus::Deactivated];

fn whom(points: Points) -> Option<&'static str> {
    match points {
        Nowhere => None,
        ToNobody => Some("new"),
        ToAnn => Some("ann"),
        ToBob => Some("bob"),
        ToTwo => Some("two"),
    }
}

/// Ann, Bob, and two who share everything.
fn directory(status: EmployeeStatus) -> Vec<Employee> {
    let named = [("ann", "ann"), ("bob", "bob"), ("cat", "two"), ("dan", "two")];
    let employee = |(id, identifier): (&str, &str)| Employee {
        id: EmployeeId(id.to_owned()),
        source_id: Some(format!("anchor-{identifier}")),
        profile: Profile {
            name: Some("Ann Lee".to_owned()),
            email: Some(format!("{identifier}@acme.example")),
            employee_id: Some(identifier.to_owned()),
            ..Profile::default()
        },
        status,
        version: 1,
        receipt: None,
        provenance: std::collections::BTreeMap::new(),
    };
    named.map(employee).into()
}

fn planned(email: Points, employee_id: Points, anchor: Points, status: EmployeeStatus) -> Plan {
    let name =
        SourceName { kind: NameKind::Primary, first: Some("Ann".to_owned()), last: Some("Lee".to_owned()), effective: None };
    let row = SourcePerson {
        source_id: format!("anchor-{}", whom(anchor).unwrap_or_default()),
        names: vec![name],
        email: whom(email).map(|name| format!("{name}@ACME.example")),
        employee_id: whom(employee_id).map(|id| format!(" {id} ")),
        employment: domain::Employment::Employed,
        ..SourcePerson::default()
    };
    // Somebody else, so that the read is believed.
    let other = SourcePerson { source_id: "other".to_owned(), employee_id: Some("other".to_owned()), ..SourcePerson::default() };
    let snapshot = Snapshot { people: vec![row, other], ..Snapshot::default() };
    domain::plan(&PlanInput {
        account: "local",
        company: "ACME",
        trigger: Trigger::Manual,
        today: date(2026, 3, 31),
        base_epoch: 1,
        mapping: &Mapping { version: 1, ..Mapping::default() },
        settings: &Settings::default(),
        snapshot: &snapshot,
        directory: &directory(status),
        last_import: Some(("ACME", 1)),
    })
}

/// What the plan does with the row, in words.
fn answer(plan: &Plan) -> String {
    let of_row = |id: Option<&String>| id.is_some_and(|id| id.starts_with("anchor-"));
    if let Some(change) = plan.changes.iter().find(|change| of_row(change.source_id.as_ref())) {
        return match change.action {
            Action::Create => "new".to_owned(),
            action => format!("{} {}", format!("{action:?}").to_lowercase(), change.employee),
        };
    }
    let refused = [Code::NoIdentifier, Code::IdentifierConflict, Code::IdentifierSwap, Code::DuplicateInSource];
    let finding = plan.findings.iter().find(|finding| of_row(finding.source_id.as_ref()) && refused.contains(&finding.code));
    finding.map_or_else(|| "unchanged".to_owned(), |finding| format!("refused: {}", finding.code))
}

/// The rule in other words: without an identifier refused; pointing to several people refused; to one, that one, who comes
/// back if former; to nobody, a new person.
fn rule(email: Points, employee_id: Points, anchor: Points, status: EmployeeStatus) -> String {
    let all = [email, employee_id, anchor];
    let (ann, bob, two) = (all.contains(&ToAnn), all.contains(&ToBob), all.contains(&ToTwo));
    if email == Nowhere && employee_id == Nowhere {
        return "refused: no_identifier".to_owned();
    }
    let person = match (ann, bob, two) {
        (false, false, false) => return "new".to_owned(),
        (true, false, false) => "ann",
        (false, true, false) => "bob",
        _ => return "refused: identifier_conflict".to_owned(),
    };
    let everything_is_theirs = all.iter().all(|points| matches!(points, Nowhere | ToAnn | ToBob));
    match status {
        EmployeeStatus::Former => format!("reactivate {person}"),
        _ if everything_is_theirs => "unchanged".to_owned(),
        _ => format!("update {person}"),
    }
}

#[test]
fn every_row_is_matched_by_either_identifier_and_never_to_two_people() {
    let mut cells = 0;
    for email in SENT {
        for employee_id in SENT {
            for anchor in REMEMBERED {
                for status in STATUSES {
                    let answer = answer(&planned(email, employee_id, anchor, status));
                    let what = format!("email {email:?}, id {employee_id:?}, anchor {anchor:?}, {status:?}");
                    assert_eq!(answer, rule(email, employee_id, anchor, status), "{what}");
                    cells += 1;
                }
            }
        }
    }
    assert_eq!(cells, 300);
}

/// `UPDATE_DOCS=1` writes the page instead.
#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file")]
fn the_page_of_identity_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/identity.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "docs/identity.md is out of date; UPDATE_DOCS=1 rewrites it");
}

fn page() -> String {
    let mut page = String::from(
        "# Who a row is\n\n\
         A row of TriNet has an email, an Employee ID and TriNet's own id, the *anchor*, which remembers an earlier match. \
         Each may point to nobody in the directory, to Ann, to Bob, or, where somebody damaged the store, to two people. \
         These are all cases, with what a sync does when the people it may be are active, former or deactivated, and TriNet \
         shows the row as employed. Rules: R20 to R28, D7, D9, D15, D16, D21 of [requirements](requirements.md).\n\n\
         Written by `UPDATE_DOCS=1 cargo test -p domain --test identity`; the same test without it fails when this page is out of date.\n\n\
         | email | Employee ID | anchor | active | former | deactivated |\n|---|---|---|---|---|---|\n",
    );
    for email in SENT {
        for employee_id in SENT {
            for anchor in REMEMBERED {
                let answers = STATUSES.map(|status| answer(&planned(email, employee_id, anchor, status)));
                let points = [email, employee_id, anchor].map(in_words);
                page += &format!("| {} | {} |\n", points.join(" | "), answers.join(" | "));
            }
        }
    }
    page
}

fn in_words(points: Points) -> &'static str {
    match points {
        Nowhere => "(blank)",
        ToNobody => "nobody",
        ToAnn => "Ann",
        ToBob => "Bob",
        ToTwo => "two people",
    }
}
