//! `notify`: the outbox, from the control table's stream.

use serde_json::{Value, json};
use sync::ports::{AlongWith, ControlStore as _, MailState, Outbox as _, Posted};
use sync::run::OutboxMail;

use super::events::{queue, stream};
use super::world::{ACCOUNT, World};

async fn put_mail(world: &World, id: &str, to: &[&str]) {
    put_old_mail(world, id, to, 0).await;
}

async fn put_old_mail(world: &World, id: &str, to: &[&str], hours: i64) {
    let mail = OutboxMail {
        id: id.to_owned(),
        account: ACCOUNT.to_owned(),
        to: to.iter().map(|&to| to.to_owned()).collect(),
        subject: "Rollcall stopped the sync".to_owned(),
        body: "Nothing was changed.\n".repeat(100),
        created_at: jiff::Timestamp::now() - jiff::SignedDuration::from_hours(hours),
    };
    let account = world.account().await;
    world.store.save(account, vec![AlongWith::Mail(mail)]).await.unwrap();
}

async fn posted(world: &World, mail: &str) -> Posted {
    world.store.mail(ACCOUNT, mail).await.unwrap().unwrap()
}

async fn state(world: &World, mail: &str) -> MailState {
    posted(world, mail).await.state
}

fn waiting(mail: &str) -> Value {
    json!({"work": "mail", "account": ACCOUNT, "mail": mail})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_sent_once_however_often_the_stream_shows_it() {
    let Some(world) = World::start().await else { return };
    world.server.verify_sender("rollcall@acme.example").await;
    put_mail(&world, "mail_1", &[&world.recipient]).await;
    let images = world.control_items("OUTBOX#").await;
    assert_eq!(images.len(), 1);
    let mut function = world.function("notify").await;
    for _ in 0..2 {
        function.accepts(stream(&images)).await;
    }
    let mails = world.server.mails_to(&world.recipient).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0]["Source"], "rollcall@acme.example");
    assert_eq!(mails[0]["Subject"], "Rollcall stopped the sync");
    assert!(matches!(state(&world, "mail_1").await, MailState::Sent { .. }));
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_mail_passes_and_what_cannot_be_read_comes_again_alone() {
    let Some(world) = World::start().await else { return };
    world.server.verify_sender("rollcall@acme.example").await;
    put_mail(&world, "mail_1", &[&world.recipient]).await;
    put_mail(&world, "mail_2", &[]).await;
    let images = world.control_items("OUTBOX#").await;
    let mut damaged = images[0].clone();
    damaged.as_object_mut().unwrap().retain(|key, _| key == "pk" || key == "sk");
    let mut foreign = images[0].clone();
    foreign["pk"] = json!({"S": "other"});
    let account = world.control_items("ACCOUNT").await.remove(0);
    let event = stream(&[account, damaged, images[0].clone(), foreign, json!("no item"), images[1].clone()]);
    let mut function = world.function("notify").await;
    assert_eq!(function.given_back(event).await, ["2", "4", "5"]);
    assert_eq!(world.server.mails_to(&world.recipient).await.len(), 1);
    let log = function.stop(&world.canaries()).await;
    assert_eq!(log.count("Failures", Some("store_failed")), 2);
    assert_eq!(log.count("Failures", Some("event_malformed")), 1);
    assert_eq!(log.lines("WARN", "no_recipients"), 1, "a mail to nobody is told and not tried again");
    assert_eq!(state(&world, "mail_2").await, MailState::GivenUp);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_cannot_be_sent_goes_to_the_queue_and_holds_up_none_behind_it() {
    let Some(world) = World::start().await else { return };
    put_mail(&world, "mail_1", &[&world.recipient]).await;
    put_mail(&world, "mail_2", &[&world.recipient]).await;
    // The sender is not one that the mail service knows yet.
    let mut function = world.function_mailing_from("notify", "unknown@nowhere.example").await;
    function.accepts(stream(&world.control_items("OUTBOX#").await)).await;
    let messages = world.received("mail").await;
    let bodies: Vec<&Value> = messages.iter().map(|(body, _)| body).collect();
    assert_eq!(bodies, [&waiting("mail_1"), &waiting("mail_2")], "account and id, nothing else");
    let mut event = queue(&waiting("mail_1"));
    event["Records"][0]["receiptHandle"] = messages[0].1.clone();
    assert_eq!(function.given_back(event).await.len(), 1, "it waits on in the queue");
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    assert_eq!(world.messages("mail").await, [waiting("mail_2")], "and longer than what was not tried");
    let tried = |posted: Posted| (posted.state, posted.tried.map(|last| last.number));
    assert_eq!(tried(posted(&world, "mail_1").await), (MailState::Waiting, Some(2)), "by the stream and by the queue");
    let log = function.stop(&world.canaries()).await;
    assert_eq!((log.count("Failures", Some("store_failed")), log.count("PerhapsTwice", None)), (3, 0));

    world.server.verify_sender("rollcall@acme.example").await;
    let mut function = world.function("notify").await;
    for _ in 0..2 {
        function.accepts(queue(&waiting("mail_1"))).await;
    }
    assert_eq!(world.server.mails_to(&world.recipient).await.len(), 1, "once, however often it is delivered");
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_older_than_48_hours_is_given_up_and_counted() {
    let Some(world) = World::start().await else { return };
    world.server.verify_sender("rollcall@acme.example").await;
    put_old_mail(&world, "mail_1", &[&world.recipient], 49).await;
    put_old_mail(&world, "mail_2", &[&world.recipient], 47).await;
    let mut function = world.function("notify").await;
    for mail in ["mail_1", "mail_2", "mail_1", "mail_unknown"] {
        function.accepts(queue(&waiting(mail))).await;
    }
    assert_eq!(state(&world, "mail_1").await, MailState::GivenUp);
    assert!(matches!(state(&world, "mail_2").await, MailState::Sent { .. }));
    assert_eq!(world.server.mails_to(&world.recipient).await.len(), 1);
    assert_eq!(function.stop(&world.canaries()).await.count("GivenUp", None), 1);
}
