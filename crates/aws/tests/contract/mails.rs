//! The outbox: what is noted about a mail, and that nothing notes it twice.

use jiff::{Timestamp, ToSpan as _};
use sync::account::Account;
use sync::ports::{AlongWith, ControlStore as _, MailState, Outbox as _, Posted, Try};
use sync::run::OutboxMail;

use crate::support::on_every_engine;

fn mail(id: &str) -> OutboxMail {
    OutboxMail {
        id: id.into(),
        account: "acme".into(),
        to: vec![],
        subject: String::new(),
        body: String::new(),
        created_at: "2026-01-01T00:00:00Z".parse().unwrap(),
    }
}

fn the(number: u32) -> Try {
    let first: Timestamp = "2026-01-01T00:00:00.250Z".parse().unwrap();
    Try { number, at: first + i64::from(number).minutes() }
}

/// A store with two mails that wait.
async fn two(store: &aws::DynamoStore) {
    let along = vec![AlongWith::Mail(mail("mail_1")), AlongWith::Mail(mail("mail_2"))];
    store.save(Account::new("acme"), along).await.unwrap();
}

#[tokio::test]
async fn a_mail_is_marked_as_sent_or_given_up_once() {
    on_every_engine(async |world| {
        let store = &world.store;
        two(store).await;
        let state = async |id: &str| store.mail("acme", id).await.unwrap().map(|posted| posted.state);
        assert_eq!(state("mail_1").await, Some(MailState::Waiting));
        store.mark_sent("acme", "mail_1", "one.eml", the(1)).await.unwrap();
        store.mark_sent("acme", "mail_1", "two.eml", the(2)).await.unwrap();
        store.mark_sent("acme", "unknown", "three.eml", the(1)).await.unwrap();
        store.mark_given_up("acme", "mail_1").await.unwrap();
        store.mark_given_up("acme", "unknown").await.unwrap();
        let sent = MailState::Sent { place: "one.eml".into() };
        let first = Posted { mail: mail("mail_1"), state: sent, tried: Some(the(1)), given_up_at: None };
        assert_eq!(store.mail("acme", "mail_1").await.unwrap(), Some(first), "the first mark stays");
        assert_eq!(state("unknown").await, None);
        let waiting: Vec<_> = store.pending("acme").await.unwrap().into_iter().map(|mail| mail.id).collect();
        assert_eq!(waiting, ["mail_2"]);
        store.mark_given_up("acme", "mail_2").await.unwrap();
        store.mark_sent("acme", "mail_2", "two.eml", the(1)).await.unwrap();
        let posted = store.mail("acme", "mail_2").await.unwrap().unwrap();
        assert_eq!((&posted.mail, posted.state, posted.tried), (&mail("mail_2"), MailState::GivenUp, None));
        assert!(posted.given_up_at.is_some());
        assert!(store.pending("acme").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_try_that_failed_is_noted_once_and_leaves_the_mail_waiting() {
    on_every_engine(async |world| {
        let store = &world.store;
        two(store).await;
        let tried = async |id: &str| store.mail("acme", id).await.unwrap().unwrap().tried;
        assert_eq!(tried("mail_1").await, None);
        for this in [the(1), the(2), the(2), the(1)] {
            store.note_failed("acme", "mail_1", this).await.unwrap();
        }
        assert_eq!(tried("mail_1").await, Some(the(2)), "neither a repeated request nor one that comes late counts");
        assert_eq!(store.pending("acme").await.unwrap().len(), 2);
        store.mark_sent("acme", "mail_1", "one.eml", the(3)).await.unwrap();
        store.note_failed("acme", "mail_1", the(4)).await.unwrap();
        assert_eq!(tried("mail_1").await, Some(the(3)), "the try that sent it is the last");
        store.note_failed("acme", "unknown", the(1)).await.unwrap();
        assert_eq!(store.mail("acme", "unknown").await.unwrap(), None, "a note makes no mail");
    })
    .await;
}
