//! `notify`: the outbox, from the control table's stream.

use serde_json::json;
use sync::ports::{AlongWith, ControlStore as _, Outbox as _};
use sync::run::OutboxMail;

use super::events::stream;
use super::world::{ACCOUNT, World};

async fn put_mail(world: &World, id: &str, to: &[&str]) {
    let mail = OutboxMail {
        id: id.to_owned(),
        account: ACCOUNT.to_owned(),
        to: to.iter().map(|&to| to.to_owned()).collect(),
        subject: "Rollcall stopped the sync".to_owned(),
        body: "Nothing was changed.\n".repeat(100),
        created_at: jiff::Timestamp::now(),
    };
    let account = world.account().await;
    world.store.save(account, vec![AlongWith::Mail(mail)]).await.unwrap();
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
    assert!(!world.store.is_pending(ACCOUNT, "mail_1").await.unwrap());
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
}
