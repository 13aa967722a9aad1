//! What an earlier release stored: accounts, mappings, runs, plans, mails, cursors and bundles.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::ports::Cursor;
use sync::replay::{Bundle, Engine, FORMAT};
use sync::run::OutboxMail;
use sync::{Account, Run, StoredPlan};

use super::world;
use crate::target::{Target, behaviour, check_error, roughly};

pub(super) const TARGET: Target = Target { name: "stored-json", seeds, words: &WORDS, execute };

const WORDS: [&str; 12] = [
    "\"state\":\"running\"",
    "\"finished_at\":",
    "\"counts\":",
    "\"changes\":",
    "\"fields\":",
    "\"before\":",
    "\"after\":",
    "\"digest\":",
    "\"refused\":",
    "\"format\":",
    "1970-01-01T00:00:00Z",
    "-009999-01-02T01:59:59Z",
];

fn seeds() -> Vec<Vec<u8>> {
    let (stored, run) = world::stored();
    let inputs = world::inputs();
    let mail = OutboxMail {
        id: "mail_1".to_owned(),
        account: "local".to_owned(),
        to: vec!["hrzq7x@acme.example".to_owned()],
        subject: "Stopped".to_owned(),
        body: "Look at it".to_owned(),
        created_at: run.started_at,
    };
    let bundle = Bundle {
        format: FORMAT,
        engine: Engine::this(),
        recorded_at: run.started_at,
        digest: stored.digest.clone(),
        plan: serde_json::to_value(&stored.plan).unwrap_or_default(),
        inputs: inputs.clone(),
    };
    vec![
        json(&Account::new("local")),
        json(&inputs.mapping),
        json(&run),
        json(&stored),
        json(&mail),
        json(&Cursor::default()),
        json(&bundle),
    ]
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn execute(input: &[u8]) -> u64 {
    let bundle = Bundle::from_json(input).map(|bundle| kept(&bundle, input.len()));
    if let Err(sentence) = &bundle {
        check_error(sentence);
    }
    let read = [
        again::<Account>(input),
        again::<domain::Mapping>(input),
        again::<Run>(input),
        again::<StoredPlan>(input),
        again::<OutboxMail>(input),
        again::<Cursor>(input),
    ];
    let digest = serde_json::from_slice::<StoredPlan>(input).ok().map(|stored| plan(&stored));
    behaviour((read, digest, bundle))
}

/// What can be read is written as something that is read as the same; roughly how long that is.
fn again<T: Serialize + DeserializeOwned>(input: &[u8]) -> Result<u32, String> {
    match serde_json::from_slice::<T>(input) {
        Ok(read) => Ok(kept(&read, input.len())),
        // Up to what it quotes: the kind of error, and the field where one is missing.
        Err(error) => Err(error.to_string().chars().take_while(|c| !c.is_ascii_digit() && *c != '"').take(40).collect()),
    }
}

fn kept<T: Serialize + DeserializeOwned>(read: &T, length: usize) -> u32 {
    let written = json(read);
    // Fields that were left out are written with what they stand for.
    assert!(written.len() <= 6 * length + 4_096, "what is written is much longer than what was read");
    let again = serde_json::from_slice::<T>(&written);
    assert_eq!(again.map(|again| json(&again)).ok(), Some(written.clone()), "what is written is read as something else");
    roughly(written.len())
}

/// A plan that was read has one digest, and can be shown without what is redacted.
fn plan(stored: &StoredPlan) -> (u32, usize) {
    let digest = stored.plan.digest();
    let mut shown = stored.plan.clone();
    shown.hide_redacted(&domain::Settings { redacted: [domain::Field::Email].into(), ..domain::Settings::default() });
    assert!(shown.changes.iter().all(|change| change.email.is_none()), "a redacted email is shown");
    let copy = serde_json::to_vec(&stored.plan).and_then(|json| serde_json::from_slice::<domain::Plan>(&json));
    assert_eq!(copy.ok().map(|copy| copy.digest()), Some(digest), "a stored plan has another digest");
    (roughly(shown.changes.len()), stored.plan.blocked_by().len())
}
