//! Queues that deliver at least once: what fails comes again after the visibility timeout, and goes to the dead letters after
//! its last try.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use sync::ports::Work;
use tokio::time::Instant;

use super::fault::Fault;
use super::functions;
use super::world::World;

/// As the template has it.
const VISIBILITY: Duration = Duration::from_secs(5400);
const TRIES: u32 = 5;
const MAIL_VISIBILITY: Duration = Duration::from_secs(21_600);
const MAIL_TRIES: u32 = 10;
/// The stream of the control table: tried again soon, and more often.
const STREAM_RETRY: Duration = Duration::from_secs(60);
const STREAM_TRIES: u32 = 11;

/// What is delivered.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A piece of work.
    Work(Work),
    /// A record of the control table's stream: a mail that waits.
    Mail(Value),
    /// Something that no function understands (F9).
    Poison,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its number.
    pub id: u64,
    /// What it holds.
    pub body: Body,
    /// How often it was delivered.
    pub delivery: u32,
    visible: Instant,
}

impl Message {
    pub(crate) fn new(id: u64, body: Body, after: Duration) -> Self {
        Self { id, body, delivery: 0, visible: Instant::now() + after }
    }

    fn limits(&self) -> (Duration, u32) {
        match self.body {
            Body::Mail(_) => (STREAM_RETRY, STREAM_TRIES),
            Body::Work(Work::Mail { .. }) => (MAIL_VISIBILITY, MAIL_TRIES),
            _ => (VISIBILITY, TRIES),
        }
    }

    pub(crate) fn hide(&mut self, pause: Duration) {
        self.visible = Instant::now() + pause;
    }
}

/// Delivers messages one at a time until none is left; how many deliveries that took.
pub async fn drain(world: &Arc<World>) -> usize {
    let mut deliveries = 0;
    while let Some(at) = next(world) {
        tokio::time::sleep_until(at).await;
        for message in due(world) {
            deliveries += 1;
            deliver(world.clone(), message).await;
        }
    }
    deliveries
}

/// Delivers messages as they come, many at the same time, until dropped.
pub async fn serve(world: &Arc<World>) {
    loop {
        for message in due(world) {
            tokio::spawn(deliver(world.clone(), message));
        }
        let next = next(world);
        let sleep = async {
            match next {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = world.arrived.notified() => {}
            () = sleep => {}
        }
    }
}

/// Puts dead letters back, as an operator does; how many.
pub fn redrive(world: &World) -> usize {
    world.with_messages(|messages, dead| {
        let count = dead.len();
        messages.extend(dead.drain(..).map(|letter| Message { delivery: 0, visible: Instant::now(), ..letter }));
        count
    })
}

fn next(world: &World) -> Option<Instant> {
    world.with_messages(|messages, _| messages.iter().map(|message| message.visible).min())
}

/// The messages that are visible now. They are hidden from others until their visibility timeout.
fn due(world: &World) -> Vec<Message> {
    let now = Instant::now();
    world.with_messages(|messages, dead| {
        let (spent, kept) =
            messages.drain(..).partition(|message| message.visible <= now && message.delivery >= message.limits().1);
        *messages = kept;
        dead.extend::<Vec<_>>(spent);
        let mut due = Vec::new();
        for message in messages.iter_mut().filter(|message| message.visible <= now) {
            message.delivery += 1;
            message.visible = now + message.limits().0;
            due.push(message.clone());
        }
        due
    })
}

async fn deliver(world: Arc<World>, message: Message) {
    let done = functions::invoke(&world, &message).await;
    // The removal gets lost sometimes: what was done is delivered again.
    if done && !world.points.dice(Fault::Duplicate, 30) {
        world.with_messages(|messages, _| messages.retain(|other| other.id != message.id));
    }
}
