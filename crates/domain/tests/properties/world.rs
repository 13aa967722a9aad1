//! Small worlds in which everything collides: few names, few emails, few ids, some of them shared, blank or bad.

use std::collections::{BTreeMap, BTreeSet};

use domain::mapping::Demographic;
use domain::settings::{ExcludedExisting, Hierarchy};
use domain::text::email_key;
use domain::transform::{Otherwise, Transform};
use domain::{
    Coverage, Employee, EmployeeId, EmployeeStatus, Employment, Field, Mapping, NameKind, Plan, PlanInput, Profile, Settings,
    Snapshot, SourceName, SourcePerson, Trigger,
};
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) const TODAY: Date = date(2026, 3, 31);

pub(crate) const FIRST: [&str; 4] = ["Annabel", "ANNABEL", "Bobby", "Çağla"];
pub(crate) const LAST: [&str; 3] = ["Leeward", "Rayburn", ""];
pub(crate) const NICK: [&str; 3] = ["Nickie", "Nickster", " "];
pub(crate) const EMAILS: [&str; 6] =
    ["one@acme.example", "ONE@acme.example", "two@acme.example", "three@acme.example", "four@acme.example", "five@acme.example"];
pub(crate) const BAD_EMAILS: [&str; 3] = ["nowhere", "six@@acme.example", "  "];
pub(crate) const IDS: [&str; 5] = ["id-1", "id-2", "id-3", "ID-3", " id-4 "];
pub(crate) const SOURCE_IDS: [&str; 6] = ["S1", "S2", "S3", "S4", "S5", "S6"];
pub(crate) const BIRTHS: [&str; 5] = ["1990-04-12", "1985-01-01", "2013-04-02", "2030-01-01", "12.4.1990"];
pub(crate) const STARTS: [&str; 4] = ["2019-05-05", "2026-02-02", "2026-05-05", "09/08/2020"];
pub(crate) const ENDS: [&str; 6] = ["2025-12-31", "2026-03-30", "2026-03-31", "2026-04-01", "2026-06-30", "02/30/2026"];
pub(crate) const TEAMS: [&str; 5] = ["Sales", "Operations", " ", "SALES", "Legal"];

/// What one plan depends on.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) trigger: Trigger,
    pub(crate) today: Date,
    pub(crate) mapping: Mapping,
    pub(crate) settings: Settings,
    pub(crate) snapshot: Snapshot,
    pub(crate) directory: Vec<Employee>,
    pub(crate) last_import: Option<(&'static str, u32)>,
}

impl World {
    pub(crate) fn plan(&self) -> Plan {
        domain::plan(&PlanInput {
            account: "local",
            company: "ACME",
            trigger: self.trigger,
            today: self.today,
            base_epoch: 1,
            mapping: &self.mapping,
            settings: &self.settings,
            snapshot: &self.snapshot,
            directory: &self.directory,
            last_import: self.last_import,
        })
    }

    /// The row of that source id, where there is one.
    pub(crate) fn row(&self, source_id: Option<&str>) -> Option<&SourcePerson> {
        self.snapshot.people.iter().find(|person| Some(person.source_id.as_str()) == source_id)
    }

    pub(crate) fn is_excluded(person: &SourcePerson) -> bool {
        person.custom.get("excluded").is_some_and(|value| domain::text::is_yes(value))
    }
}

/// A failing case is printed with its values: these people are made up.
impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let json = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
        writeln!(f, "{:?} {} {:?} {:?}", self.trigger, self.today, self.settings, self.last_import)?;
        writeln!(f, "not granted: {:?}", self.snapshot.not_granted)?;
        for person in &self.snapshot.people {
            writeln!(f, "source {}", json(serde_json::to_string(person)))?;
        }
        for employee in &self.directory {
            writeln!(f, "directory {}", json(serde_json::to_string(employee)))?;
        }
        Ok(())
    }
}

/// Worlds with default settings.
pub(crate) fn worlds() -> impl Strategy<Value = World> {
    let trigger = prop_oneof![
        4 => Just(Trigger::Manual), 4 => Just(Trigger::Auto), 1 => Just(Trigger::File), 1 => Just(Trigger::DeactivateMissing)
    ];
    let not_granted = weighted(0.1, select(vec![Field::EndDate, Field::Name, Field::DateOfBirth]));
    let last_import = prop_oneof![9 => Just(("ACME", 1)), 1 => select(vec![("ACME", 2), ("OLDCO", 1)])].prop_map(Some);
    let repeats = prop::bool::weighted(0.05);
    (trigger, vec(person(), 0..10), repeats, vec(employee(), 0..7), not_granted, last_import, mapping()).prop_map(
        |(trigger, people, repeats, directory, not_granted, last_import, mapping)| World {
            trigger,
            today: TODAY,
            mapping,
            settings: Settings::default(),
            snapshot: Snapshot {
                people: sent(people, repeats),
                not_granted: not_granted.into_iter().collect(),
                coverage: if trigger == Trigger::File { Coverage::Some } else { Coverage::Everybody },
                ..Snapshot::default()
            },
            directory: stored(directory),
            last_import,
        },
    )
}

/// One demographic, at times with a value table; at times blanks clear.
fn mapping() -> impl Strategy<Value = Mapping> {
    let clearable = vec![
        Field::PreferredName,
        Field::DateOfBirth,
        Field::StartDate,
        Field::EndDate,
        Field::ManagerEmail,
        Field::Demographic("Team".to_owned()),
    ];
    let blank_clears = prop_oneof![2 => Just(Vec::new()), 1 => proptest::sample::subsequence(clearable, 1..=6)];
    let transforms = prop_oneof![3 => Just(Vec::new()), 1 => Just(vec![table()])];
    (blank_clears, transforms).prop_map(|(blank_clears, transforms)| Mapping {
        version: 1,
        exclude: Some("excluded".to_owned()),
        demographics: vec![Demographic { transforms, ..Demographic::plain("Team", "team") }],
        blank_clears: blank_clears.into_iter().collect(),
        ..Mapping::default()
    })
}

/// Knows two of the teams.
fn table() -> Transform {
    let table = [("sales", "Selling"), ("operations", "OPERATIONS")].map(|(from, to)| (from.to_owned(), to.to_owned()));
    Transform::Values { table: table.into(), otherwise: Otherwise::LeaveOut }
}

/// Worlds with any settings that do not redact.
pub(crate) fn worlds_of_any_settings() -> impl Strategy<Value = World> {
    (worlds(), settings()).prop_map(|(world, settings)| World { settings, ..world })
}

/// Settings that do not redact.
pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    let limit = || (0_u32..60, 1_usize..4).prop_map(|(percent, people)| domain::settings::VolumeLimit { percent, people });
    let fields = proptest::sample::subsequence(domain::settings::HighRisk::MAY_COUNT.to_vec(), 1..=4);
    let high_risk = (fields, 1_usize..=4).prop_map(|(fields, minimum)| domain::settings::HighRisk {
        minimum: minimum.min(fields.len()),
        fields: fields.into_iter().collect(),
    });
    (limit(), limit(), limit(), high_risk, any::<bool>(), any::<bool>()).prop_map(
        |(deactivate, create, identifiers, high_risk, block, end_excluded)| Settings {
            deactivate,
            create,
            identifiers,
            high_risk,
            hierarchy: if block { Hierarchy::Block } else { Hierarchy::Warn },
            excluded_existing: if end_excluded { ExcludedExisting::Deactivate } else { ExcludedExisting::Keep },
            ..Settings::default()
        },
    )
}

fn text(pool: &'static [&'static str], share: f64) -> impl Strategy<Value = Option<String>> {
    weighted(share, select(pool).prop_map(str::to_owned))
}

fn name() -> impl Strategy<Value = SourceName> {
    let effective = weighted(0.2, select(vec![date(2020, 1, 1), TODAY, date(2026, 4, 2), date(2026, 9, 9)]));
    (prop::bool::weighted(0.7), text(&FIRST, 0.9), text(&LAST, 0.9), text(&NICK, 0.9), effective).prop_map(
        |(legal, first, last, nick, effective)| {
            let (kind, first) = if legal { (NameKind::Primary, first) } else { (NameKind::Preferred, nick) };
            SourceName { kind, first, last, effective }
        },
    )
}

fn person() -> impl Strategy<Value = SourcePerson> {
    let employment = prop_oneof![6 => Just(Employment::Employed), 2 => Just(Employment::Ended), 1 => Just(Employment::Unknown)];
    let email = prop_oneof![8 => text(&EMAILS, 0.9), 1 => select(&BAD_EMAILS[..]).prop_map(|email| Some(email.to_owned()))];
    let dates = (text(&BIRTHS, 0.6), text(&STARTS, 0.5), text(&ENDS, 0.3));
    let excluded = weighted(0.2, select(vec!["Yes", " YES ", "No", ""]));
    let custom = (text(&TEAMS, 0.6), excluded);
    let who = (select(&SOURCE_IDS[..]), vec(name(), 0..3), email, text(&IDS, 0.7));
    (who, dates, employment, text(&SOURCE_IDS, 0.6), custom).prop_map(
        |((source_id, names, email, employee_id), (birth_date, service_date, termination_date), employment, manager, custom)| {
            let custom = [("team", custom.0), ("excluded", custom.1.map(str::to_owned))];
            SourcePerson {
                source_id: source_id.to_owned(),
                names,
                email,
                employee_id,
                birth_date,
                service_date,
                termination_date,
                employment,
                manager_source_id: manager,
                custom: custom.into_iter().filter_map(|(path, value)| Some((path.to_owned(), value?))).collect(),
            }
        },
    )
}

/// An employee without an id; see [`stored`].
fn employee() -> impl Strategy<Value = Employee> {
    let status = prop_oneof![
        5 => Just(EmployeeStatus::Active), 2 => Just(EmployeeStatus::Former), 1 => Just(EmployeeStatus::Deactivated)
    ];
    let names = (weighted(0.9, (select(&FIRST[..]), select(&LAST[..2]))), text(&NICK[..2], 0.3));
    let ids = (text(&EMAILS, 0.8), text(&IDS, 0.7), text(&SOURCE_IDS, 0.7));
    let dates = (text(&BIRTHS, 0.6), text(&STARTS, 0.5), text(&ENDS, 0.3));
    let team = (prop_oneof![9 => Just("Team"), 1 => Just("Teams")], text(&["Sales", "Operations", "SALES"], 0.5));
    (names, ids, dates, text(&EMAILS, 0.5), team, status).prop_map(
        |((name, nick), (email, id, source_id), (birth, start, end), manager_email, (label, team), status)| {
            let day = |text: Option<String>| text.as_deref().and_then(domain::dates::parse_iso);
            Employee {
                id: EmployeeId(String::new()),
                source_id,
                profile: Profile {
                    name: name.map(|(first, last)| format!("{first} {last}")),
                    preferred_name: nick,
                    email,
                    employee_id: id.map(|id| id.trim().to_owned()),
                    date_of_birth: day(birth),
                    start_date: day(start),
                    end_date: day(end),
                    manager_email,
                    demographics: team.into_iter().map(|team| (label.to_owned(), team)).collect(),
                },
                status,
                version: 1,
                receipt: None,
                provenance: BTreeMap::new(),
            }
        },
    )
}

/// What an adapter hands over: no source id twice, unless it breaks its promise.
fn sent(mut people: Vec<SourcePerson>, repeats: bool) -> Vec<SourcePerson> {
    let mut seen = BTreeSet::new();
    people.retain(|person| repeats || seen.insert(person.source_id.clone()));
    people
}

/// What a store can hold: every employee with an id, no identifier twice.
fn stored(employees: Vec<Employee>) -> Vec<Employee> {
    let (mut emails, mut ids, mut anchors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut number = 0;
    employees
        .into_iter()
        .map(|mut employee| {
            number += 1;
            employee.id = EmployeeId(format!("e{number}"));
            let profile = &mut employee.profile;
            profile.email = profile.email.take().filter(|email| emails.insert(email_key(email)));
            profile.employee_id = profile.employee_id.take().filter(|id| ids.insert(id.clone()));
            employee.source_id = employee.source_id.take().filter(|id| anchors.insert(id.clone()));
            employee
        })
        .collect()
}
