//! Mail about a sync that was stopped: once for its cause, tried for 48 hours, and of no consequence to anything else (F46).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sync::daily::Daily;
use sync::delivering::{Delivering, Delivery};
use sync::ports::{Clock, ControlStore as _, Directory as _, MailState, Mailer, Outbox as _, RunStore as _, Silent};
use sync::run::OutboxMail;
use sync::{IntegrationState, RunError, RunState, StoreError};
use testkit::trinet::{Fault, Target};

use super::live::{ACCOUNT, Live, live};

const BASE: &str = "https://people.acme.example";

/// What the mail service does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Service {
    Works,
    IsAway,
    /// The mail goes out and the answer is lost.
    LosesTheAnswer,
    RefusesTheFirst,
}

/// A mail service that keeps what it sent.
struct Post {
    service: Mutex<Service>,
    sent: Mutex<Vec<OutboxMail>>,
    asked: Mutex<usize>,
}

#[async_trait]
impl Mailer for Post {
    async fn send(&self, mail: &OutboxMail) -> Result<String, StoreError> {
        *self.asked.lock().unwrap() += 1;
        let (service, what) = ("SES", "SendEmail: Throttling".to_owned());
        match *self.service.lock().unwrap() {
            Service::IsAway => return Err(StoreError::Service { service, what }),
            Service::RefusesTheFirst if *self.asked.lock().unwrap() == 1 => return Err(StoreError::Service { service, what }),
            Service::LosesTheAnswer => {
                self.sent.lock().unwrap().push(mail.clone());
                return Err(StoreError::Unanswered { service, what });
            }
            Service::Works | Service::RefusesTheFirst => self.sent.lock().unwrap().push(mail.clone()),
        }
        Ok("accepted".to_owned())
    }
}

/// A clock some hours ahead.
struct Ahead(Mutex<i64>);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(*self.0.lock().unwrap())
    }

    fn id(&self, prefix: &str) -> String {
        prefix.to_owned()
    }
}

struct Postman {
    post: Arc<Post>,
    clock: Arc<Ahead>,
    delivering: Delivering,
}

impl Postman {
    fn of(live: &Live, service: Service) -> Self {
        let post = Arc::new(Post { service: Mutex::new(service), sent: Mutex::default(), asked: Mutex::default() });
        let clock = Arc::new(Ahead(Mutex::new(0)));
        let delivering = Delivering { outbox: live.store.clone(), mailer: post.clone(), clock: clock.clone() };
        Self { post, clock, delivering }
    }

    fn sent(&self) -> Vec<OutboxMail> {
        self.post.sent.lock().unwrap().clone()
    }

    fn set(&self, service: Service) {
        *self.post.service.lock().unwrap() = service;
    }

    async fn after(&self, hours: i64) -> (usize, usize, usize) {
        *self.clock.0.lock().unwrap() = hours;
        let delivered = self.delivering.deliver_pending(ACCOUNT).await.unwrap();
        (delivered.places.len(), delivered.failed.len(), delivered.given_up)
    }
}

/// Has somebody seem to become somebody else.
fn turn(live: &Live, person: usize) {
    live.trinet.with_world(|world| {
        let person = &mut world.companies[0].people[person];
        person.first_name = "Zora".to_owned();
        person.last_name = "Quist".to_owned();
        person.birth_date = person.birth_date.map(|date| date.yesterday().unwrap().with().year(1951).build().unwrap());
    });
}

async fn blocked(live: &Live, day: &str) -> sync::Run {
    match live.planning.daily(ACCOUNT, day, BASE, &Silent, &|| false).await.unwrap() {
        Daily::Blocked(run, _) => run,
        other => panic!("not blocked: {other:?}"),
    }
}

async fn confirm(live: &Live) {
    let review = live.planning.review(ACCOUNT, "ann", None, domain::Trigger::Manual, &Silent, &|| false).await.unwrap().unwrap();
    let mut work = live.work(&review.digest, None);
    work.confirm = Some("checked".to_owned());
    live.commit(&work).await;
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_changes_nothing_and_is_given_up_after_48_hours() {
    let live = live().await;
    turn(&live, 3);
    let run = blocked(&live, "monday").await;
    let (account, people) = (live.store.account(ACCOUNT).await.unwrap(), live.store.employees(ACCOUNT).await.unwrap());
    let postman = Postman::of(&live, Service::IsAway);
    for hours in [0, 1, 24, 47] {
        assert_eq!(postman.after(hours).await, (0, 1, 0), "after {hours} hours it waits on");
    }
    assert_eq!(live.store.account(ACCOUNT).await.unwrap(), account);
    assert_eq!(account.state, IntegrationState::Blocked);
    assert_eq!(live.store.run(ACCOUNT, &run.id).await.unwrap(), Some(run.clone()));
    assert_eq!(live.store.employees(ACCOUNT).await.unwrap(), people);
    assert_eq!(blocked(&live, "tuesday").await.state, RunState::Blocked, "the next day is stopped as if it had been sent");

    assert_eq!(postman.after(49).await, (0, 0, 1));
    let mail = run.mail.unwrap();
    let posted = live.store.mail(ACCOUNT, &mail).await.unwrap().unwrap();
    assert_eq!((posted.state, posted.tried.map(|last| last.number)), (MailState::GivenUp, Some(4)), "each try was noted");
    assert!(posted.given_up_at.is_some());
    postman.set(Service::Works);
    assert_eq!(postman.after(50).await, (0, 0, 0), "what was given up is not sent later");
    assert_eq!((postman.sent().len(), *postman.post.asked.lock().unwrap()), (0, 4));
}

#[tokio::test]
async fn a_mail_that_fails_holds_up_none_behind_it_and_is_sent_once_when_the_service_is_back() {
    let live = live().await;
    turn(&live, 3);
    let first = blocked(&live, "monday").await.mail.unwrap();
    turn(&live, 4);
    let second = blocked(&live, "tuesday").await.mail.unwrap();
    let postman = Postman::of(&live, Service::RefusesTheFirst);
    assert_eq!(postman.after(0).await, (1, 1, 0));
    assert_eq!(postman.after(40).await, (1, 0, 0));
    assert_eq!(postman.after(47).await, (0, 0, 0));
    let [again, at_once] = [&first, &second].map(|mail| live.store.mail(ACCOUNT, mail));
    assert_eq!(again.await.unwrap().unwrap().tried.unwrap().number, 2);
    assert_eq!(at_once.await.unwrap().unwrap().tried.unwrap().number, 1);
    let sent: Vec<String> = postman.sent().into_iter().map(|mail| mail.id).collect();
    assert_eq!(sent, [second, first.clone()]);
    assert_eq!(postman.delivering.deliver(ACCOUNT, &first).await.unwrap(), Delivery::Before);
    assert_eq!(postman.delivering.deliver(ACCOUNT, "mail_unknown").await.unwrap(), Delivery::Before);
}

#[tokio::test]
async fn only_a_lost_answer_can_make_a_second_mail_and_is_told_apart() {
    let live = live().await;
    turn(&live, 3);
    let mail = blocked(&live, "monday").await.mail.unwrap();
    let postman = Postman::of(&live, Service::LosesTheAnswer);
    let lost = postman.delivering.deliver(ACCOUNT, &mail).await.unwrap_err();
    assert!(matches!(lost, RunError::Store(StoreError::Unanswered { .. })), "{lost:?}");
    postman.set(Service::Works);
    assert_eq!(postman.after(1).await, (1, 0, 0));
    assert_eq!(postman.sent().iter().filter(|sent| sent.id == mail).count(), 2);
}

#[tokio::test]
async fn a_cause_is_mailed_once_while_it_lasts_and_again_when_it_comes_back_behind_an_import() {
    let live = live().await;
    turn(&live, 3);
    let first = blocked(&live, "monday").await;
    assert!(matches!(live.daily("monday").await.unwrap(), Daily::Skipped(_)), "delivered again");
    assert_eq!(blocked(&live, "tuesday").await.mail, None);
    confirm(&live).await;
    live.trinet.with_world(|world| {
        let person = &mut world.companies[0].people[3];
        person.first_name = "Ines".to_owned();
        person.birth_date = Some("1984-02-29".parse().unwrap());
    });
    let again = blocked(&live, "wednesday").await;
    assert!(first.mail.is_some() && again.mail.is_some());
    assert_ne!(first.mail, again.mail);
    assert_eq!(live.store.pending(ACCOUNT).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_mail_says_who_what_was_not_applied_what_comes_next_and_leads_to_the_review_and_holds_no_value() {
    let live = live().await;
    turn(&live, 3);
    let run = blocked(&live, "monday").await;
    let mail = live.store.pending(ACCOUNT).await.unwrap().remove(0);
    let id = live.trinet.with_world(|world| world.companies[0].people[3].employee_id.clone());
    let link = format!("{BASE}/{ACCOUNT}/plans/{}", run.digest.unwrap());
    for said in [&format!("{id}: "), "date_of_birth", "1 updated", &link, "What the next run does", "02:00"] {
        assert!(mail.body.contains(said), "{said} is missing in {}", mail.body);
    }
    for person in live.store.employees(ACCOUNT).await.unwrap() {
        for value in [person.profile.name, person.profile.email, person.profile.date_of_birth.map(|date| date.to_string())] {
            assert!(value.is_none_or(|value| !mail.body.contains(&value)));
        }
    }
    assert!(!mail.body.contains("Quist"));
}

#[tokio::test]
async fn rejected_credentials_are_mailed_once_until_somebody_connects_again() {
    let live = live().await;
    live.trinet.with_world(|world| world.faults.always(Target::EmployeesAll, Fault::Status(401)));
    for day in ["monday", "monday", "tuesday"] {
        let _ = live.daily(day).await;
    }
    assert_eq!(live.store.account(ACCOUNT).await.unwrap().state, IntegrationState::CredentialFailed);
    let mails = live.store.pending(ACCOUNT).await.unwrap();
    assert_eq!(mails.len(), 1);
    let runs = live.store.runs(ACCOUNT, 10).await.unwrap();
    assert_eq!(runs.iter().filter_map(|run| run.mail.as_ref()).collect::<Vec<_>>(), [&mails[0].id]);
}
