//! Each guard where it must object, where it must not, and on either side of its limit; `--nocapture` prints how many cases.

use std::collections::BTreeMap;

use super::tests::{change, codes, evidence};
use super::*;
use crate::settings::HighRisk;

/// How far from the limit a case is, in people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// There is no number in it.
    Plain,
    Below,
    At,
    Above,
}

use Side::{Above, At, Below, Plain};

/// Whether a guard objects, for every case that was looked at.
#[derive(Default)]
struct Seen(BTreeMap<Code, Vec<(Side, bool)>>);

impl Seen {
    fn case(&mut self, guard: Code, side: Side, objects: bool, evidence: &Evidence<'_>) {
        let judged = codes(&judge(evidence));
        assert_eq!(judged, if objects { vec![guard] } else { Vec::new() }, "{guard}, {side:?} the limit: {evidence:?}");
        self.0.entry(guard).or_default().push((side, objects));
    }
}

#[test]
fn each_guard_objects_beyond_its_limit_and_not_before() {
    let mut seen = Seen::default();
    for (guard, action, flags) in [
        (Code::VolumeDeactivate, Action::Deactivate, &[][..]),
        (Code::VolumeCreate, Action::Create, &[]),
        (Code::VolumeIdentifiers, Action::Update, &[Flag::IdentifierChange]),
    ] {
        volumes(&mut seen, guard, action, flags);
    }
    risks(&mut seen);
    rows_refused(&mut seen);
    against_the_last_import(&mut seen);
    managers(&mut seen);
    assert_eq!(seen.0.keys().copied().collect::<Vec<_>>().len(), GUARDS.len(), "a guard has no case");
    for (guard, cases) in &seen.0 {
        let of = |wanted: &dyn Fn(&(Side, bool)) -> bool| cases.iter().filter(|case| wanted(case)).count();
        let (positive, negative) = (of(&|case| case.1), of(&|case| !case.1));
        let [below, at, above] = [Below, At, Above].map(|side| of(&|case| case.0 == side));
        println!("figure: {guard} {positive}+ {negative}- ({below}/{at}/{above})");
        assert!(positive > 0 && negative > 0, "{guard}");
        assert!([below, at, above] == [0, 0, 0] || below.min(at).min(above) > 0, "{guard} lacks a side of its limit");
    }
}

/// With 2,000 active people a share is passed exactly by one more than it; with few people the least number decides.
fn volumes(seen: &mut Seen, guard: Code, action: Action, flags: &[Flag]) {
    for limit in [VolumeLimit { percent: 5, people: 5 }, VolumeLimit { percent: 20, people: 30 }] {
        let settings = Settings { deactivate: limit, create: limit, identifiers: limit, ..Settings::default() };
        let share = 2_000 * limit.percent as usize / 100;
        let cases = [
            (2_000, share - 1, Below, false),
            (2_000, share, At, false),
            (2_000, share + 1, Above, true),
            (10, limit.people - 1, Below, false),
            (10, limit.people, At, true),
            (10, limit.people + 1, Above, true),
            (10, 0, Plain, false),
        ];
        for (active, people, side, objects) in cases {
            let changes: Vec<Change> = (0..people).map(|number| change(number, action, &[], flags)).collect();
            for trigger in [Trigger::Auto, Trigger::Manual] {
                seen.case(guard, side, objects, &Evidence { active, ..evidence(&settings, &changes, trigger) });
            }
        }
    }
}

/// The number is that of the identifying fields that turn at once, counted where changes are made.
fn risks(seen: &mut Seen) {
    let turning =
        [(Field::Name, "Ann Lee", "Bob Ray"), (Field::Email, "a@x.example", "b@x.example"), (Field::DateOfBirth, "1", "2")];
    for minimum in [2, 3] {
        let settings = Settings { high_risk: HighRisk { minimum, ..HighRisk::default() }, ..Settings::default() };
        for (turned, side) in [(minimum - 1, Below), (minimum, At), (minimum + 1, Above)] {
            let Some(fields) = turning.get(..turned) else { continue };
            let mut one = change(1, Action::Update, fields, &[]);
            if diff::is_high_risk(&one.fields, &settings.high_risk) {
                one.flags.push(Flag::HighRiskChange);
            }
            for trigger in [Trigger::Auto, Trigger::Manual] {
                seen.case(
                    Code::HighRiskChange,
                    side,
                    turned >= minimum,
                    &evidence(&settings, std::slice::from_ref(&one), trigger),
                );
            }
        }
    }
}

fn rows_refused(seen: &mut Seen) {
    let settings = Settings::default();
    for guard in [Code::IdentifierConflict, Code::IdentifierSwap, Code::DuplicateInSource] {
        for (rows, side) in [(0, Below), (1, At), (2, Above)] {
            let findings: Vec<Finding> = (0..rows).map(|row| Finding::person(guard, &format!("S{row}"), None)).collect();
            for (trigger, stops) in [(Trigger::Auto, true), (Trigger::Manual, false)] {
                seen.case(guard, side, stops && rows > 0, &Evidence { findings: &findings, ..evidence(&settings, &[], trigger) });
            }
        }
    }
}

fn against_the_last_import(seen: &mut Seen) {
    let settings = Settings::default();
    let changes = [change(1, Action::Update, &[], &[])];
    for (guard, current) in [(Code::CompanyChanged, ("C2D", 1)), (Code::MappingChanged, ("A1B", 2))] {
        for trigger in [Trigger::Auto, Trigger::Manual] {
            seen.case(guard, Plain, true, &Evidence { current, ..evidence(&settings, &changes, trigger) });
            seen.case(guard, Plain, false, &evidence(&settings, &changes, trigger));
            seen.case(guard, Plain, false, &Evidence { current, ..evidence(&settings, &[], trigger) });
        }
        let first = Evidence { current, last_import: None, ..evidence(&settings, &changes, Trigger::Manual) };
        seen.case(guard, Plain, false, &first);
    }
}

fn managers(seen: &mut Seen) {
    let changes = [change(1, Action::Update, &[], &[])];
    for (hierarchy, blocks) in [(Hierarchy::Block, true), (Hierarchy::Warn, false)] {
        let settings = Settings { hierarchy, ..Settings::default() };
        for code in hierarchy::PROBLEMS {
            for (people, side) in [(0, Below), (1, At), (2, Above)] {
                let findings: Vec<Finding> = (0..people).map(|it| Finding::person(code, &format!("S{it}"), None)).collect();
                let judged = Evidence { findings: &findings, ..evidence(&settings, &changes, Trigger::Auto) };
                seen.case(Code::HierarchyBlocked, side, blocks && people > 0, &judged);
            }
        }
    }
}
