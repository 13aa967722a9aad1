//! Killed again and again, day after day: nobody is lost, doubled or half changed, and every write stands in the history.
//!
//! It kills twenty times; `ROLLCALL_KILLS=500 ROLLCALL_SEED=7 cargo test -p rollcall --test cli kills -- --nocapture` kills five
//! hundred times, which takes many minutes, and prints what the kills hit.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use testkit::trinet::{World, WorldPerson};

use crate::command::{Rollcall, digest};
use crate::toll::{Chance, Phase, Toll};

/// Records of the company: an import that touches everybody has three batches.
const RECORDS: usize = 430;
/// Days that one pair of directories lives; then another company begins.
const DAYS: usize = 20;
/// Changes that a crash repeats at most.
const BATCH: u64 = 200;

#[test]
fn a_process_killed_again_and_again_loses_doubles_and_halves_nobody() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let (kills, seed) = (number("ROLLCALL_KILLS").unwrap_or(20), number("ROLLCALL_SEED").unwrap_or(1));
    let mut toll = Toll::default();
    let mut chance = Chance::new(seed);
    while toll.kills < kills {
        let mut life = Life::begin(seed + toll.kills);
        for day in 0..DAYS {
            if toll.kills >= kills {
                break;
            }
            life.day(day, &mut chance, &mut toll);
        }
    }
    println!("seed {seed}: {toll}");
    println!("{}", toll.figures());
    assert_eq!(toll.harm(), 0, "{toll}");
    assert!(toll.in_the_middle() * 4 >= toll.kills, "too few kills hit a commit: {toll}");
}

/// A directory whose processes are killed, and its twin that lives the same days in peace.
struct Life {
    killed: Rollcall,
    twin: Rollcall,
    /// How long an undisturbed day takes, by command: the kills are spread over that.
    takes: BTreeMap<&'static str, Duration>,
    /// Pages that an undisturbed day asks for.
    pages: usize,
    hired: usize,
    /// The directory at the beginning of the day.
    before: People,
    /// The runs that the history had at the beginning of the day.
    runs_before: BTreeSet<String>,
}

/// People by id, as the command shows them.
type People = BTreeMap<String, Value>;

impl Life {
    fn begin(seed: u64) -> Self {
        let live = || {
            let rollcall = Rollcall::against(World::generated(RECORDS, seed));
            rollcall.live();
            rollcall
        };
        let takes = [("commit", Duration::from_millis(250)), ("auto", Duration::from_millis(400))].into();
        let killed = live();
        let (before, runs_before) = (people(&killed), runs(&killed));
        Self { killed, twin: live(), takes, pages: 0, hired: 0, before, runs_before }
    }

    fn day(&mut self, day: usize, chance: &mut Chance, toll: &mut Toll) {
        self.happens(day);
        let by_hand = chance.one_in(2);
        let peace = self.peaceful_day(by_hand);
        let mut after = people(&self.twin);
        let plan = by_hand.then(|| self.killed.expect(0, &["plan"]));
        let command = match &plan {
            Some(plan) => vec!["commit", digest(plan)],
            None => vec!["auto", "run"],
        };
        let planned = peace["run"]["applied"].as_u64().unwrap();
        let (mut written, mut asked) = (0, Vec::new());
        self.killed.trinet.clear_requests();
        for _ in 0..1 + u64::from(chance.one_in(5)) {
            self.kill(&command, chance);
            asked.push(self.asked());
            let now = people(&self.killed);
            written = moved(&self.before, &now);
            toll.kill(command[0], self.phase(written), written, planned);
            toll.half_changed += now.iter().filter(|(id, person)| !whole(id, person, &self.before, &after)).count() as u64;
        }
        let (mut expected, pages) = (planned, self.pages);
        match chance.below(10) {
            // Another review takes the place of what was interrupted.
            0..=2 => {
                toll.other_first += 1;
                let newer = self.killed.expect(0, &["plan"]);
                self.killed.expect(0, &["commit", digest(&newer)]);
                if command[0] == "commit" {
                    let again = self.killed.run(&command);
                    assert!([0, 21].contains(&again.code), "{} {}", again.code, again.json);
                }
            }
            // The next day comes first.
            3..=4 => {
                toll.other_first += 1;
                self.happens(day + 1_000);
                expected += self.peaceful_day(false)["run"]["applied"].as_u64().unwrap();
                after = people(&self.twin);
                self.killed.expect(0, &["auto", "run"]);
                // Where the kill came before there was a plan, one plan has the changes of both days.
                if written == 0 && self.imports() == 1 {
                    expected = moved(&self.before, &after);
                }
            }
            _ => {
                self.killed.expect(0, &command);
                toll.pages(&asked, self.asked(), pages);
            }
        }
        self.compare(&after, expected, toll);
        if day % 5 == 4 {
            assert_eq!(self.killed.expect(0, &["history", "--verify"])["whole"], json!(true));
            assert_eq!(self.killed.expect(0, &["plan"])["verdict"], json!("no_changes"));
            self.runs_before = runs(&self.killed);
        }
    }

    /// The source changes everybody, and hires and re-addresses a few, in both worlds alike.
    fn happens(&mut self, day: usize) {
        self.hired += 2;
        for rollcall in [&self.killed, &self.twin] {
            rollcall.trinet.with_world(|world| {
                let company = &mut world.companies[0];
                for person in &mut company.people {
                    // Two fields, so that half a change can be seen.
                    (person.department, person.preferred_first) = (format!("Day {day}"), format!("Called{day}"));
                }
                let count = company.people.len();
                let renamed = &mut company.people[day * 7 % count];
                renamed.work_email = format!("renamed{day}@acme.example");
                for number in self.hired - 2..self.hired {
                    company.people.push(newcomer(number, day));
                }
            });
        }
    }

    /// Lets the twin do the day by the same command, and learns how long that takes.
    fn peaceful_day(&mut self, by_hand: bool) -> Value {
        let plan = by_hand.then(|| self.twin.expect(0, &["plan"]));
        self.twin.trinet.clear_requests();
        let began = Instant::now();
        let (name, done) = match &plan {
            Some(plan) => ("commit", self.twin.expect(0, &["commit", digest(plan)])),
            None => ("auto", self.twin.expect(0, &["auto", "run"])),
        };
        self.takes.insert(name, began.elapsed());
        self.pages = self.twin.trinet.request_count("/employees");
        assert_eq!(done["run"]["state"], json!("committed"), "{done}");
        done
    }

    fn kill(&self, command: &[&str], chance: &mut Chance) {
        let mut child = self.killed.start(command);
        let whole = u64::try_from(self.takes[command[0]].as_micros()).unwrap();
        // What comes before the first write takes part of the time: most kills shall come later.
        let earliest = if chance.one_in(4) { 0 } else { whole / 4 };
        std::thread::sleep(Duration::from_micros(earliest + chance.below(whole - earliest + whole / 20)));
        let _ = child.kill();
        child.wait().unwrap();
    }

    /// What a kill hit, by what it left behind.
    fn phase(&self, written: u64) -> Phase {
        let history = self.killed.expect(0, &["history"]);
        let new = history.as_array().unwrap().iter().filter(|run| !self.runs_before.contains(run["run_id"].as_str().unwrap()));
        let states: Vec<&str> = new.filter(|run| run["kind"] != "review").map(|run| run["state"].as_str().unwrap()).collect();
        if states.contains(&"committed") {
            Phase::After
        } else if written > 0 {
            Phase::Within
        } else {
            Phase::Before
        }
    }

    /// Pages that the killed side asked for since its first kill of the day.
    fn asked(&self) -> usize {
        self.killed.trinet.request_count("/employees")
    }

    /// Runs of the day that wrote anything.
    fn imports(&self) -> usize {
        let new = runs(&self.killed).difference(&self.runs_before).cloned().collect::<Vec<_>>();
        let wrote = |run: &String| {
            let run = self.killed.expect(0, &["history", run]);
            run["applied"].as_u64().unwrap() + run["already_true"].as_u64().unwrap() > 0
        };
        new.iter().filter(|run| wrote(run)).count()
    }

    /// Compares with the twin, and the history with what was written.
    fn compare(&mut self, expected: &People, changes: u64, toll: &mut Toll) {
        let now = people(&self.killed);
        toll.lost += expected.keys().filter(|id| !now.contains_key(*id)).count() as u64;
        toll.doubled += now.keys().filter(|id| !expected.contains_key(*id)).count() as u64;
        toll.half_changed +=
            now.iter().filter(|(id, person)| expected.get(*id).is_some_and(|other| other != *person)).count() as u64;
        let all = runs(&self.killed);
        let new: Vec<String> = all.difference(&self.runs_before).cloned().collect();
        let (mut recorded, mut repeated) = (0, 0);
        for run in new {
            let run = self.killed.expect(0, &["history", &run]);
            let count = |name: &str| run[name].as_u64().unwrap();
            // An import that the next one superseded names whom of its last batch it had not got to.
            let unreached = run["refused"].as_array().unwrap();
            assert!(unreached.iter().all(|it| it["reason"] == "superseded" && run["error"] == "superseded"), "{run}");
            assert!(unreached.len() <= usize::try_from(BATCH).unwrap(), "{run}");
            assert!(!run["finished_at"].is_null() || run["kind"] == "auto", "an import stays open: {run}");
            recorded += count("applied") + count("already_true");
            repeated += count("already_true");
        }
        toll.unrecorded += changes.saturating_sub(recorded);
        toll.recorded_twice += recorded.saturating_sub(changes);
        toll.repeats(repeated, BATCH);
        (self.before, self.runs_before) = (now, all);
    }
}

fn people(rollcall: &Rollcall) -> People {
    let listed = rollcall.employees();
    let people: People =
        listed.as_array().unwrap().iter().map(|it| (it["id"].as_str().unwrap().to_owned(), it.clone())).collect();
    assert_eq!(people.len(), listed.as_array().unwrap().len(), "an id is listed twice");
    people
}

fn runs(rollcall: &Rollcall) -> BTreeSet<String> {
    let history = rollcall.expect(0, &["history"]);
    history.as_array().unwrap().iter().map(|run| run["run_id"].as_str().unwrap().to_owned()).collect()
}

/// How many people are not as they were.
fn moved(before: &People, now: &People) -> u64 {
    now.iter().filter(|(id, person)| before.get(*id) != Some(*person)).count() as u64
}

/// Whether a person is as before or as after, and nothing between.
fn whole(id: &str, person: &Value, before: &People, after: &People) -> bool {
    before.get(id) == Some(person) || after.get(id) == Some(person)
}

fn newcomer(number: usize, day: usize) -> WorldPerson {
    let id = format!("{:011}", 7_000_000 + number);
    let mut person = WorldPerson::new(&id, &format!("New{number}"), &format!("Comer{number}"))
        .email(&format!("new{number}@acme.example"))
        .started("2026-02-02".parse().unwrap());
    person.department = format!("Day {day}");
    person
}
