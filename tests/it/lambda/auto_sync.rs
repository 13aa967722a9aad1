//! `auto-sync`: daily syncs, as EventBridge Scheduler starts them.

use sync::{IntegrationState, RunKind, RunState};
use testkit::trinet::{ScriptedDay, apply_day};

use super::events::daily;
use super::world::{ACCOUNT, World};

const MONDAY: &str = "2026-01-05T07:00:00Z";
const TUESDAY: &str = "2026-01-06T07:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_changes_is_handed_over_sealed_and_written_by_nobody_here() {
    let Some(world) = World::start().await else { return };
    world.live().await;
    let before = world.people().await;
    world.trinet.with_world(|trinet| apply_day(trinet, ScriptedDay::Changes));
    let mut function = world.function("auto-sync").await;
    function.accepts(daily(MONDAY)).await;
    let run = world.history().await.remove(0);
    assert_eq!((run.kind, run.state), (RunKind::Auto, RunState::Running), "it ends with its commit");
    let messages = world.messages("commit").await;
    assert_eq!(messages.len(), 1);
    assert_eq!((&messages[0]["work"], &messages[0]["account"]), (&"commit".into(), &ACCOUNT.into()));
    assert_eq!(messages[0]["digest"], run.digest.unwrap().as_str());
    assert_eq!(messages[0]["run"], run.id.as_str());
    assert_eq!(messages[0]["confirm"], serde_json::Value::Null, "nobody has confirmed anything");
    assert_eq!(world.people().await, before);
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_trigger_has_one_effect_however_often_it_is_delivered() {
    let Some(world) = World::start().await else { return };
    world.live().await;
    let mut function = world.function("auto-sync").await;
    for _ in 0..2 {
        function.accepts(daily(MONDAY)).await;
    }
    let runs = world.history().await;
    assert_eq!(runs.iter().filter(|run| run.kind == RunKind::Auto).count(), 1);
    let asked = world.trinet.requests().len();
    function.accepts(daily(MONDAY)).await;
    assert_eq!(world.trinet.requests().len(), asked, "a known trigger does not even read");
    function.accepts(daily(TUESDAY)).await;
    assert!(world.trinet.requests().len() > asked, "the next day does");
    assert!(world.messages("commit").await.is_empty(), "a quiet day hands nothing over");
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guard_stops_the_day_and_leaves_one_mail_in_the_outbox() {
    let Some(world) = World::start().await else { return };
    world.live().await;
    world.trinet.with_world(|trinet| apply_day(trinet, ScriptedDay::Blocked));
    let mut function = world.function("auto-sync").await;
    for day in [MONDAY, TUESDAY] {
        function.accepts(daily(day)).await;
    }
    assert_eq!(world.account().await.state, IntegrationState::Blocked);
    assert_eq!(world.history().await[0].state, RunState::Blocked);
    assert_eq!(world.control_items("OUTBOX#").await.len(), 1, "one mail for one cause");
    assert!(world.messages("commit").await.is_empty());
    function.stop(&world.canaries()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_it_asks_nobody() {
    let Some(world) = World::start().await else { return };
    world.account_in(IntegrationState::ReadyToFinalise).await;
    let mut function = world.function("auto-sync").await;
    function.accepts(daily(MONDAY)).await;
    assert_eq!(world.trinet.requests().len(), 0);
    assert_eq!(world.history().await[0].state, RunState::Skipped);
    function.stop(&world.canaries()).await;
}
