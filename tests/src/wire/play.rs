//! One run: the stage is set, somebody acts, and the judge looks.

use domain::Plan;
use sync::ports::CommitWork;
use testkit::trinet::SimulatedTriNet;

use super::actor::{ACCOUNT, Actor};
use super::judge::Judge;
use super::stage::{Door, Stage};
use super::variants::{By, Variant};
use crate::simulation::points::{Points, Script};
use crate::simulation::world::{Begin, World};

/// Plays a variant to its end; whether the fault happened, and what must not be.
///
/// # Errors
/// When the simulation itself fails.
pub async fn play(mut stage: Stage, variant: &Variant, begin: &Begin) -> Result<(bool, Vec<String>), String> {
    let points = Points::new(Script::Clean, stage.rng.bits());
    let world = World::new(points, &Begin { at: stage.now, ..begin.clone() })?;
    world.keep_secret(ACCOUNT, "secret-1");
    let server = SimulatedTriNet::start(stage.source.clone()).await.map_err(|error| error.to_string())?;
    // Bound and not listening: nobody else gets the port, and whoever connects is refused.
    let closed = tokio::net::TcpSocket::new_v4().map_err(|error| error.to_string())?;
    closed.bind(([127, 0, 0, 1], 0).into()).map_err(|error| error.to_string())?;
    let url = match stage.door {
        Door::Open => server.url(),
        Door::Closed => format!("http://{}", closed.local_addr().map_err(|error| error.to_string())?),
        Door::NoTls => server.url().replace("http://", "https://"),
        Door::NoName => "https://trinet.invalid".to_owned(),
    };
    let actor = Actor::new(&world, url, stage.limits.clone());
    let pauses = variant.by == By::Sync && stage.rng.chance(300);
    let daily = pauses || stage.rng.chance(500);
    let before = world.scan()?;
    let (ended, invocations) = match variant.by {
        By::Sync if daily => actor.daily("2026-03-03T18:00:00Z", pauses).await,
        By::Sync => (actor.plan().await, 1),
        By::Connect => (actor.try_connect("secret-1").await, 1),
        By::Fields => (actor.fields().await, 1),
    };
    let mut judge = Judge { stage, variant, server, before, anomalies: Vec::new() };
    judge.the_act(&ended, &world.scan()?, invocations);
    let fired = judge.fired(&ended);
    judge.what_follows(&world, &actor, ended).await?;
    Ok((fired, judge.anomalies))
}

/// How an act ended.
#[derive(Debug)]
pub enum Ended {
    /// There is a plan, and where a daily sync made it, work that commits it.
    Planned(Box<Plan>, Option<Box<CommitWork>>),
    /// A connection was made, or fields were listed.
    Done,
    /// It was not its turn.
    Skipped,
    /// It failed: the code and the sentence.
    Failed(&'static str, String),
}
