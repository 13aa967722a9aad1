//! What the functions do with a message, over simulated ports. The handlers of `functions/` are programs and cannot be
//! imported; these do the same with the same use cases.

use std::sync::Arc;

use domain::Trigger;
use serde_json::{Value, json};
use sync::connect::Checking;
use sync::daily::Daily;
use sync::delivering::Delivery;
use sync::ports::{Silent, Work, WorkQueue as _};

use super::bench::{Bench, Ended, failure, store};
use super::queue::{Body, Message};
use super::world::World;

/// Handles one delivery in a process of its own; whether the message is done with.
pub async fn invoke(world: &Arc<World>, message: &Message) -> bool {
    let (function, account, what) = match &message.body {
        Body::Work(Work::CheckConnection { account }) => ("setup-sync", account.clone(), "check"),
        Body::Work(Work::Lookup { account, .. }) => ("setup-sync", account.clone(), "look-up"),
        Body::Work(Work::Setup { account, .. }) => ("setup-sync", account.clone(), "setup"),
        Body::Work(Work::Review { account, .. }) => ("import-review", account.clone(), "review"),
        Body::Work(Work::Daily { account, .. }) => ("auto-sync", account.clone(), "daily"),
        Body::Work(Work::Commit(work)) => ("import-commit", work.account.clone(), "commit"),
        Body::Work(Work::Mail { account, .. }) => ("notify", account.clone(), "deliver again"),
        Body::Mail(item) => ("notify", super::database::text(item, "pk"), "deliver"),
        Body::Poison => return false,
    };
    let input = match &message.body {
        Body::Work(work) => json!({"work": work, "delivery": message.delivery}),
        _ => json!({"delivery": message.delivery}),
    };
    let bench = Bench::new(world, function, &account);
    let (body, id) = (message.body.clone(), message.id);
    let ended = bench.call(what, input, |bench| async move { handle(&bench, body, id).await }).await;
    match ended {
        Some(Ok(_)) => true,
        Some(Err((_, retry))) => !retry,
        None => false,
    }
}

async fn handle(bench: &Bench, body: Body, message: u64) -> Ended {
    match body {
        Body::Work(Work::CheckConnection { account }) => {
            let planning = bench.planning();
            let checking = Checking { control: planning.control, sources: planning.sources, secrets: planning.secrets };
            checking.check(&account).await.map_err(|error| failure(&error))?;
            Ok(json!({}))
        }
        Body::Work(work @ Work::Setup { .. }) => set_up(bench, work).await,
        Body::Work(work @ Work::Review { .. }) => review(bench, work).await,
        // Nobody asks for one here: a look-up changes nothing that is checked.
        Body::Work(Work::Lookup { .. }) => Err(("work_misdirected".to_owned(), true)),
        Body::Work(Work::Daily { account, scheduled_at, .. }) => daily(bench, account, scheduled_at).await,
        Body::Work(Work::Commit(work)) => bench.commit(work).await,
        Body::Work(Work::Mail { account, mail }) => mail_again(bench, &account, &mail, message).await,
        Body::Mail(item) => mail_first(bench, item).await,
        Body::Poison => Err(("message_malformed".to_owned(), true)),
    }
}

async fn set_up(bench: &Bench, work: Work) -> Ended {
    let Work::Setup { account, actor } = &work else { return Ok(Value::Null) };
    let report = bench.planning().set_up(account, actor, &Silent, &|| bench.out_of_time()).await;
    match report.map_err(|error| failure(&error))? {
        Some(report) => Ok(json!({"run": report.run.id})),
        None => again(bench, work).await,
    }
}

async fn review(bench: &Bench, work: Work) -> Ended {
    let Work::Review { account, actor, run, .. } = &work else { return Ok(Value::Null) };
    let planning = bench.planning();
    let out_of_time = || bench.out_of_time();
    let review = planning.review(account, actor, Some(run.clone()), Trigger::Manual, &Silent, &out_of_time).await;
    match review.map_err(|error| failure(&error))? {
        Some(stored) => Ok(json!({"digest": stored.digest, "changes": stored.plan.counts.changes()})),
        None => again(bench, work).await,
    }
}

async fn daily(bench: &Bench, account: String, scheduled_at: String) -> Ended {
    let planning = bench.planning();
    let out_of_time = || bench.out_of_time();
    let planned = planning.daily(&account, &scheduled_at, "https://simulated", &Silent, &out_of_time).await;
    match planned.map_err(|error| failure(&error))? {
        Daily::Paused(_) => again(bench, Work::Daily { account, scheduled_at, hour: None }).await,
        Daily::Skipped(run) => Ok(json!({"end": "skipped", "run": run.id})),
        Daily::Busy(run, work) => {
            bench.ports.send(&Work::Commit(work)).await.map_err(store)?;
            Ok(json!({"end": "busy", "run": run.id}))
        }
        Daily::Quiet(run, _) => Ok(json!({"end": "quiet", "run": run.id})),
        Daily::Blocked(run, _) => Ok(json!({"end": "blocked", "run": run.id})),
        Daily::HandOver(run, stored, work) => {
            bench.ports.send(&Work::Commit(work)).await.map_err(store)?;
            Ok(json!({"end": "handed_over", "run": run.id, "digest": stored.digest}))
        }
    }
}

/// A read that did not fit goes on in another invocation.
async fn again(bench: &Bench, work: Work) -> Ended {
    bench.ports.send(&work).await.map_err(store)?;
    Ok(json!({"end": "paused"}))
}

async fn mail_first(bench: &Bench, item: Value) -> Ended {
    let malformed = || ("event_malformed".to_owned(), true);
    let item: serde_dynamo::Item = serde_json::from_value(item).map_err(|_| malformed())?;
    let Some(mail) = aws::dynamo::mail_of(&item.into()).map_err(store)? else { return Ok(json!({})) };
    match bench.delivering().deliver(&mail.account, &mail.id).await {
        Ok(delivery) => Ok(json!({"mail": mail.id, "sent": matches!(delivery, Delivery::Sent(_))})),
        Err(_) => {
            let work = Work::Mail { account: mail.account, mail: mail.id };
            bench.ports.send(&work).await.map_err(store)?;
            Ok(json!({"end": "waits"}))
        }
    }
}

async fn mail_again(bench: &Bench, account: &str, mail: &str, message: u64) -> Ended {
    let delivering = bench.delivering();
    match delivering.deliver(account, mail).await {
        Ok(delivery) => Ok(json!({"mail": mail, "sent": matches!(delivery, Delivery::Sent(_))})),
        Err(error) => {
            if let Ok(pause) = delivering.pause(account, mail).await {
                bench.ports.world.postpone(message, pause);
            }
            Err((error.code().to_owned(), true))
        }
    }
}
