//! The models that are checked.

use crate::scenario::{Intent, Kind, Origin, Scenario, Work};

pub(crate) const TWO_PLANS: &str = "a plan delivered twice and another that takes its place";
pub(crate) const SECOND_ADMIN: &str = "one plan of two batches, delivered twice and committed by a second admin";
pub(crate) const EMAIL: &str = "an email that three plans take, want and free";
pub(crate) const THREE_PLANS: &str = "two admins and the scheduler with a plan each";
pub(crate) const PLANS_AND_EDIT: &str = "a plan delivered twice, another that takes its place, and a manual edit";
pub(crate) const TWO_EDITS: &str = "a review and two edits, one of them of somebody whom it changes";
pub(crate) const EDIT_TWICE: &str = "an edit that two runs ask for, one of them twice, and another edit";
pub(crate) const DAY_AND_EDIT: &str = "a day's plan and an edit between that and its commit";
pub(crate) const TWICE_A_DAY: &str = "a day's trigger delivered twice";
pub(crate) const DAY_AND_REVIEW: &str = "a day's trigger delivered twice, and a review";
pub(crate) const TWO_DAYS: &str = "two days, the first of which comes twice and may be lost";
pub(crate) const LOST: &str = "a plan that takes the place of one whose message is lost, and a request half a day later";
pub(crate) const LOST_BEFORE_DAY: &str = "a day that finds an import whose message may be lost";

fn of(origin: Origin, people: &[usize]) -> Intent {
    Intent { changes: people.iter().map(|person| (*person, Kind::Update)).collect(), origin }
}

fn review(people: &[usize]) -> Intent {
    of(Origin::Review, people)
}

fn edit(people: &[usize]) -> Intent {
    of(Origin::Edit, people)
}

fn daily(people: &[usize]) -> Intent {
    of(Origin::Daily, people)
}

fn email(person: usize, kind: Kind) -> Intent {
    Intent { changes: vec![(person, kind)], origin: Origin::Review }
}

/// One run for each plan, delivered so many times.
fn works(copies: &[usize]) -> Vec<Work> {
    copies.iter().enumerate().map(|(plan, copies)| Work { plan, copies: *copies }).collect()
}

/// The scenarios, each with the least number of states that it must have: a model that shrank proves less than it seems to.
pub(crate) fn all() -> Vec<(Scenario, usize)> {
    [of_reviews(), of_edits(), of_days(), of_losses()].into_iter().flatten().collect()
}

fn base() -> Scenario {
    Scenario {
        name: "",
        without: &[],
        people: 2,
        intents: vec![],
        works: vec![],
        triggers: vec![],
        faults: 1,
        losses: 0,
        expiries: 1,
        touches: 0,
        late_requests: 0,
    }
}

fn of_reviews() -> Vec<(Scenario, usize)> {
    let two_plans = Scenario { name: TWO_PLANS, intents: vec![review(&[0, 1]), review(&[0])], works: works(&[2, 1]), ..base() };
    let second_admin = Scenario {
        name: SECOND_ADMIN,
        people: 3,
        intents: vec![review(&[0, 1, 2])],
        works: vec![Work { plan: 0, copies: 2 }, Work { plan: 0, copies: 1 }],
        touches: 1,
        ..base()
    };
    let email = Scenario {
        name: EMAIL,
        intents: vec![email(0, Kind::TakeEmail), email(1, Kind::TakeEmail), email(0, Kind::FreeEmail)],
        works: works(&[1, 1, 1]),
        ..base()
    };
    let three_plans = Scenario {
        name: THREE_PLANS,
        intents: vec![review(&[0, 1]), review(&[0, 1]), review(&[1])],
        works: works(&[1, 1, 1]),
        ..base()
    };
    vec![(two_plans, 15_500), (second_admin, 34_500), (email, 79_000), (three_plans, 295_000)]
}

fn of_edits() -> Vec<(Scenario, usize)> {
    let plans_and_edit = Scenario {
        name: PLANS_AND_EDIT,
        people: 3,
        intents: vec![review(&[0, 1, 2]), review(&[1]), edit(&[0])],
        works: works(&[2, 1, 1]),
        ..base()
    };
    let two_edits = Scenario {
        name: TWO_EDITS,
        people: 3,
        intents: vec![review(&[0, 1]), edit(&[0]), edit(&[2])],
        works: works(&[1, 1, 1]),
        ..base()
    };
    let edit_twice = Scenario {
        name: EDIT_TWICE,
        intents: vec![edit(&[0]), edit(&[1])],
        works: vec![Work { plan: 0, copies: 2 }, Work { plan: 0, copies: 1 }, Work { plan: 1, copies: 1 }],
        ..base()
    };
    let day_and_edit = Scenario {
        name: DAY_AND_EDIT,
        intents: vec![daily(&[0, 1]), daily(&[0, 1]), edit(&[0])],
        works: vec![Work { plan: 2, copies: 1 }],
        triggers: vec![1],
        ..base()
    };
    vec![(plans_and_edit, 460_000), (two_edits, 88_000), (edit_twice, 62_500), (day_and_edit, 16_500)]
}

fn of_days() -> Vec<(Scenario, usize)> {
    let twice_a_day = Scenario {
        name: TWICE_A_DAY,
        intents: vec![daily(&[0, 1]); 3],
        triggers: vec![2],
        touches: 1,
        late_requests: 1,
        ..base()
    };
    let day_and_review = Scenario {
        name: DAY_AND_REVIEW,
        intents: vec![review(&[0]), daily(&[0]), daily(&[0]), daily(&[0])],
        works: works(&[1]),
        triggers: vec![2],
        expiries: 0,
        ..base()
    };
    vec![(twice_a_day, 125_000), (day_and_review, 81_500)]
}

fn of_losses() -> Vec<(Scenario, usize)> {
    let lost = Scenario {
        name: LOST,
        intents: vec![review(&[0, 1]), review(&[0])],
        works: works(&[1, 1]),
        losses: 1,
        late_requests: 1,
        ..base()
    };
    let lost_before_day = Scenario {
        name: LOST_BEFORE_DAY,
        intents: vec![review(&[0, 1]), daily(&[0]), daily(&[0])],
        works: works(&[1]),
        triggers: vec![1],
        losses: 1,
        ..base()
    };
    let two_days = Scenario {
        name: TWO_DAYS,
        intents: vec![daily(&[0]); 4],
        triggers: vec![2, 1],
        losses: 1,
        faults: 0,
        expiries: 0,
        ..base()
    };
    vec![(lost, 26_500), (lost_before_day, 41_000), (two_days, 17_500)]
}
