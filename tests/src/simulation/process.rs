//! A simulated process: it can die at any point and stand still at any point.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, Sleep};

use super::fault::Fault;
use super::points::Points;

/// How long a process stands still: longer than a request waits, than an invocation may last, than a queue waits.
const PAUSES: [u64; 3] = [95, 1000, 6000];

/// One process. Cheap to clone.
#[derive(Clone)]
pub struct Process {
    /// Its name, such as `import-commit#7`.
    pub name: Arc<str>,
    points: Arc<Points>,
    life: Arc<Mutex<Life>>,
    skew: SignedDuration,
    epoch: (Timestamp, Instant),
}

#[derive(Debug, Default)]
struct Life {
    dead: bool,
    pause: Option<Duration>,
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Process {
    /// A process whose clock is wrong by `skew`; `epoch` says which point in time a moment of the runtime's clock is.
    #[must_use]
    pub fn new(name: &str, points: Arc<Points>, skew: SignedDuration, epoch: (Timestamp, Instant)) -> Self {
        Self { name: name.into(), points, life: Arc::default(), skew, epoch }
    }

    /// Runs the process's work; `None` when it died on the way, or was ended because it was awake for longer than `limit`.
    /// Who stands still is not ended meanwhile: it wakes as a zombie.
    pub async fn run<T>(&self, limit: Duration, work: impl Future<Output = T> + Send) -> Option<T> {
        let limit = Box::pin(tokio::time::sleep(limit));
        Alive { life: self.life.clone(), work: Box::pin(work), limit, pause: None }.await
    }

    /// The point before a call's effect: the fault that the call is to meet, and whether it is to be made twice.
    pub(crate) async fn enter(&self, what: &str, menu: &[Fault]) -> (Option<Fault>, bool) {
        self.stop_if_dead().await;
        let decision = self.points.before(&self.name, what, menu);
        if !decision.delay.is_zero() {
            tokio::time::sleep(decision.delay).await;
        }
        match decision.fault {
            Some(Fault::CrashBefore) => self.die().await,
            Some(Fault::Pause) => {
                let pause = PAUSES.get(self.points.pause(PAUSES.len()));
                self.life().pause = pause.map(|seconds| Duration::from_secs(*seconds));
                tokio::task::yield_now().await;
                (None, false)
            }
            fault => {
                self.stop_if_dead().await;
                (fault, decision.twice)
            }
        }
    }

    /// The point after a call's effect.
    pub(crate) async fn leave(&self, what: &str) {
        let decision = self.points.after(&self.name, what);
        if decision.fault.is_some() {
            self.die::<()>().await;
        }
        if !decision.delay.is_zero() {
            tokio::time::sleep(decision.delay).await;
        }
    }

    /// The points that it passes.
    #[must_use]
    pub fn points(&self) -> &Arc<Points> {
        &self.points
    }

    /// The time by this process's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let (start, began) = self.epoch;
        let passed = SignedDuration::try_from(began.elapsed()).unwrap_or_default();
        start.saturating_add(passed + self.skew).unwrap_or(start)
    }

    async fn die<T>(&self) -> T {
        self.life().dead = true;
        std::future::pending().await
    }

    /// Other calls of a process that died at one of them have no effect any more.
    async fn stop_if_dead(&self) {
        let dead = self.life().dead;
        if dead {
            std::future::pending::<()>().await;
        }
    }

    fn life(&self) -> std::sync::MutexGuard<'_, Life> {
        self.life.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Polls a process's work while it lives and does not stand still.
struct Alive<'a, T> {
    life: Arc<Mutex<Life>>,
    work: Pin<Box<dyn Future<Output = T> + Send + 'a>>,
    limit: Pin<Box<Sleep>>,
    pause: Option<Pin<Box<Sleep>>>,
}

impl<T> Future for Alive<'_, T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            if let Some(pause) = &mut self.pause {
                std::task::ready!(pause.as_mut().poll(context));
                self.pause = None;
            }
            let polled = self.work.as_mut().poll(context);
            let (dead, pause) = {
                let mut life = self.life.lock().unwrap_or_else(PoisonError::into_inner);
                (life.dead, life.pause.take())
            };
            match (polled, dead, pause) {
                (_, true, _) => return Poll::Ready(None),
                (Poll::Ready(value), _, _) => return Poll::Ready(Some(value)),
                (Poll::Pending, _, Some(pause)) => {
                    let later = self.limit.deadline() + pause;
                    self.limit.as_mut().reset(later);
                    self.pause = Some(Box::pin(tokio::time::sleep(pause)));
                }
                (Poll::Pending, _, None) => {
                    std::task::ready!(self.limit.as_mut().poll(context));
                    return Poll::Ready(None);
                }
            }
        }
    }
}
