//! Random batches against what must always hold.

use std::collections::BTreeSet;

use domain::{Change, Field};
use sync::ports::Outcome;

use crate::support::{World, create, edit, email, on_every_engine};

/// A small generator: the same seed gives the same batches everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A batch over a few people and fewer emails, so that they get in each other's way; at most one change a person.
async fn batch(world: &World, dice: &mut Dice) -> Vec<Change> {
    let known = world.employees().await;
    let mut people: Vec<usize> = (0..12).collect();
    let mut changes = Vec::new();
    for _ in 0..1 + dice.below(10) {
        let n = people.swap_remove(dice.below(people.len()));
        let Some(employee) = known.iter().find(|employee| employee.id.0 == format!("emp_{n}")) else {
            let mut person = create(n);
            person.fields[1].after = Some(format!("p{}@acme.example", dice.below(9)));
            changes.push(person);
            continue;
        };
        let stale = usize::from(dice.below(8) == 0) as u64;
        let version = employee.version + stale;
        let has: usize =
            employee.profile.email.as_deref().unwrap().trim_start_matches('p').split_once('@').unwrap().0.parse().unwrap();
        changes.push(match dice.below(3) {
            0 => edit(n, version, Field::Name, None, Some("Renamed")),
            _ => email(n, version, has, dice.below(9)),
        });
    }
    changes
}

#[tokio::test]
async fn after_any_batches_each_identifier_belongs_to_exactly_the_person_who_has_it() {
    on_every_engine(async |world| {
        let mut dice = Dice(20_260_101);
        let (mut applied, mut refused) = (0, 0);
        for round in 0..60 {
            let changes = batch(&world, &mut dice).await;
            let plan = format!("plan {round}");
            let before = world.employees().await;
            let outcomes = world.apply(&plan, &changes).await;
            let after = world.employees().await;

            for (change, outcome) in changes.iter().zip(&outcomes) {
                let find = |people: &[domain::Employee]| people.iter().find(|person| person.id == change.employee).cloned();
                let (was, is) = (find(&before), find(&after));
                match outcome {
                    Outcome::Applied => {
                        applied += 1;
                        let is = is.unwrap();
                        assert_eq!(is.receipt.as_ref().map(|receipt| &receipt.change), Some(&change.id));
                        assert!(change.fields.iter().all(|field| is.value(&field.field) == field.after));
                    }
                    Outcome::Refused(_) => {
                        refused += 1;
                        assert_eq!(was, is, "round {round}: a refused change changed something");
                    }
                    Outcome::AlreadyTrue => panic!("round {round}: never written before"),
                }
            }
            let mut expect = BTreeSet::new();
            for person in &after {
                let id = || person.id.0.clone();
                expect.insert((format!("EMAIL#{}", person.profile.email.clone().unwrap()), id()));
                expect.insert((format!("EMPID#{}", person.profile.employee_id.clone().unwrap()), id()));
                expect.insert((format!("SOURCE#{}", person.source_id.clone().unwrap()), id()));
            }
            assert_eq!(world.identifiers().await.into_iter().collect::<BTreeSet<_>>(), expect, "round {round}");

            let again = world.apply(&plan, &changes).await;
            for (first, second) in outcomes.iter().zip(&again) {
                assert!(*first != Outcome::Applied || *second == Outcome::AlreadyTrue, "round {round}: {second:?}");
            }
        }
        assert!(applied > 60 && refused > 60, "{applied} applied, {refused} refused");
    })
    .await;
}
