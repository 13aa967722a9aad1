//! The mail about a run that was stopped: what the blocked page says of it.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sync::ports::{AlongWith, ControlStore as _, Outbox as _, Try};
use sync::run::OutboxMail;
use sync::{Run, RunKind};

use crate::world::World;

const CAUSED: &str = "2026-01-05T02:00:00Z";

fn after(minutes: i64) -> Timestamp {
    CAUSED.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

/// What the API says of the mail about a run, after something was noted about it.
async fn told(to: &[&str], noted: &[Noted]) -> Value {
    let world = World::new().await;
    let account = world.store.account("acme").await.unwrap();
    let mut run = Run::begin("run_1".to_owned(), RunKind::Auto, "auto-sync", after(0));
    run.mail = Some("mail_1".to_owned());
    let mail = OutboxMail {
        id: "mail_1".to_owned(),
        account: "acme".to_owned(),
        to: to.iter().map(|&to| to.to_owned()).collect(),
        subject: "Rollcall stopped the sync".to_owned(),
        body: "Nothing was changed.".to_owned(),
        created_at: after(0),
    };
    world.store.save(account, vec![AlongWith::Run(Box::new(run)), AlongWith::Mail(mail)]).await.unwrap();
    for note in noted {
        let done = match *note {
            Noted::Failed(number, minutes) => world.store.note_failed("acme", "mail_1", Try { number, at: after(minutes) }).await,
            Noted::Sent(number, minutes) => {
                world.store.mark_sent("acme", "mail_1", "accepted", Try { number, at: after(minutes) }).await
            }
            Noted::GivenUp => world.store.mark_given_up("acme", "mail_1").await,
        };
        done.unwrap();
    }
    let answer = world.get("/v1/accounts/acme/runs/run_1").await;
    assert!(!answer.body.to_string().contains('@'), "to whom it goes is not said: {}", answer.body);
    answer.body["mail"][0].clone()
}

/// Something that was noted: which try, and how many minutes after the cause.
enum Noted {
    Failed(u32, i64),
    Sent(u32, i64),
    GivenUp,
}

#[tokio::test]
async fn a_mail_says_how_often_it_was_tried_and_what_comes_next() {
    use Noted::{Failed, GivenUp, Sent};
    let cases: [(&str, &[Noted], Value); 5] = [
        ("waiting", &[], json!({"attempts": 0})),
        ("waiting", &[Failed(1, 0)], json!({"attempts": 1, "tried_at": after(0), "next_try_at": after(0)})),
        ("waiting", &[Failed(1, 0), Failed(2, 15)], json!({"attempts": 2, "tried_at": after(15), "next_try_at": after(45)})),
        ("sent", &[Failed(1, 0), Sent(2, 1)], json!({"attempts": 2, "tried_at": after(1), "sent_at": after(1)})),
        ("given_up", &[Failed(9, 2_385), GivenUp], json!({"attempts": 9, "tried_at": after(2_385)})),
    ];
    for (state, noted, expected) in cases {
        let told = told(&["ann@acme.example", "bob@acme.example"], noted).await;
        assert_eq!((&told["state"], &told["recipients"]), (&json!(state), &json!(2)), "{told}");
        assert_eq!(told["given_up_at"].is_string(), state == "given_up", "{told}");
        for name in ["attempts", "tried_at", "next_try_at", "sent_at"] {
            assert_eq!(told[name], expected[name], "{name} of {told}");
        }
    }
}

#[tokio::test]
async fn a_mail_to_nobody_was_never_tried() {
    let told = told(&[], &[Noted::GivenUp]).await;
    assert_eq!((&told["state"], &told["recipients"], &told["attempts"]), (&json!("given_up"), &json!(0), &json!(0)));
}

#[tokio::test]
async fn of_a_mail_that_an_earlier_release_gave_up_nothing_is_made_up() {
    let told = told(&["ann@acme.example"], &[Noted::GivenUp]).await;
    assert_eq!((&told["state"], &told["attempts"], &told["next_try_at"]), (&json!("given_up"), &Value::Null, &Value::Null));
}
