//! The scheduler: every call of a port passes two points, before its effect and after it, and what happens there is decided
//! by a script. Same script and same seed, same run.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::fault::Fault;
use super::rng::Rng;

/// What decides at the points of a run.
#[derive(Debug, Clone)]
pub enum Script {
    /// Nothing goes wrong.
    Clean,
    /// The process dies at each of these points, counted from the begin of the run: `2n` is before the effect of call `n`,
    /// `2n + 1` after it.
    Crashes(Vec<usize>),
    /// The process stands still before the effect at this point, for longer than its queue waits and its lease lasts.
    Sleeps(usize),
    /// Every call is made twice, and the second answer counts.
    Twice,
    /// By dice.
    Dice(Dice),
}

/// How often what goes wrong, in a thousand calls.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dice {
    /// The process dies.
    pub crash: u64,
    /// The call fails, with or without an effect.
    pub fail: u64,
    /// The process stands still.
    pub pause: u64,
    /// The longest pause between two calls, in milliseconds of simulated time.
    pub delay: u64,
}

/// What is to happen to one call.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    pub(crate) delay: Duration,
    pub(crate) fault: Option<Fault>,
    pub(crate) twice: bool,
}

/// The points of one run.
#[derive(Debug)]
pub struct Points {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    script: Script,
    rng: Rng,
    passed: Vec<String>,
    hash: u64,
    fired: BTreeMap<Fault, u64>,
    calls: u64,
}

impl Points {
    /// Points under a script.
    #[must_use]
    pub fn new(script: Script, seed: u64) -> Self {
        let state = State {
            script,
            rng: Rng::new(seed, 1),
            passed: Vec::new(),
            hash: 0xcbf2_9ce4_8422_2325,
            fired: BTreeMap::new(),
            calls: 0,
        };
        Self { state: Mutex::new(state) }
    }

    /// Goes on by another script.
    pub fn follow(&self, script: Script) {
        self.state().script = script;
    }

    /// The points passed so far, by name.
    #[must_use]
    pub fn passed(&self) -> Vec<String> {
        self.state().passed.clone()
    }

    /// Forgets the points passed so far: counting begins anew.
    pub fn begin(&self) {
        self.state().passed.clear();
    }

    /// A digest of everything that happened at all points, in order.
    #[must_use]
    pub fn trace(&self) -> u64 {
        self.state().hash
    }

    /// How often each fault happened.
    #[must_use]
    pub fn fired(&self) -> BTreeMap<Fault, u64> {
        self.state().fired.clone()
    }

    /// How many calls of ports were made.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Counts a fault that another part brought about.
    pub fn count(&self, fault: Fault) {
        *self.state().fired.entry(fault).or_default() += 1;
    }

    /// Mixes a fact into the trace.
    pub fn note(&self, fact: &str) {
        self.state().note(fact);
    }

    /// Whether a die of the seed falls so; never while nothing is to go wrong.
    pub fn dice(&self, fault: Fault, per_mille: u64) -> bool {
        let mut state = self.state();
        if !matches!(state.script, Script::Dice(_)) || !state.rng.chance(per_mille) {
            return false;
        }
        *state.fired.entry(fault).or_default() += 1;
        true
    }

    /// A number below `end`, of the seed; 0 while nothing is to go wrong.
    pub fn below(&self, end: u64) -> u64 {
        let mut state = self.state();
        if matches!(state.script, Script::Dice(_)) { state.rng.below(end) } else { 0 }
    }

    /// Which of so many pauses, the shortest first, a process makes: by dice of the seed, and the longest without them.
    pub(crate) fn pause(&self, pauses: usize) -> usize {
        let mut state = self.state();
        match state.script {
            Script::Dice(_) => usize::try_from(state.rng.below(pauses as u64)).unwrap_or_default(),
            _ => pauses.saturating_sub(1),
        }
    }

    /// 80 random bits for an id.
    pub(crate) fn bits(&self) -> u128 {
        let mut state = self.state();
        (u128::from(state.rng.bits()) << 16) ^ u128::from(state.rng.bits() & 0xffff)
    }

    /// The point before the effect of a call. `menu` is what may go wrong with it.
    pub(crate) fn before(&self, who: &str, what: &str, menu: &[Fault]) -> Decision {
        let mut state = self.state();
        state.calls += 1;
        let crash = state.pass(&format!("{who} before {what}"));
        if crash {
            return state.decided(Decision { fault: Some(Fault::CrashBefore), ..Decision::default() });
        }
        let Script::Dice(dice) = state.script.clone() else {
            let twice = matches!(state.script, Script::Twice);
            let fault = matches!(state.script, Script::Sleeps(at) if at + 1 == state.passed.len()).then_some(Fault::Pause);
            return state.decided(Decision { delay: Duration::from_millis(1), fault, twice });
        };
        let delay = Duration::from_millis(1 + state.rng.below(dice.delay));
        let fault = if state.rng.chance(dice.crash) {
            Some(Fault::CrashBefore)
        } else if state.rng.chance(dice.pause) {
            Some(Fault::Pause)
        } else if state.rng.chance(dice.fail * menu.last().map_or(1, |fault| fault.weight())) {
            state.rng.pick(menu).copied()
        } else {
            None
        };
        state.decided(Decision { delay, fault, twice: false })
    }

    /// The point after the effect.
    pub(crate) fn after(&self, who: &str, what: &str) -> Decision {
        let mut state = self.state();
        let crash = state.pass(&format!("{who} after {what}"));
        if crash {
            return state.decided(Decision { fault: Some(Fault::CrashAfter), ..Decision::default() });
        }
        let Script::Dice(dice) = state.script.clone() else { return Decision::default() };
        let delay = Duration::from_millis(state.rng.below(dice.delay));
        let fault = state.rng.chance(dice.crash).then_some(Fault::CrashAfter);
        state.decided(Decision { delay, fault, twice: false })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn pass(&mut self, name: &str) -> bool {
        let at = self.passed.len();
        self.note(name);
        self.passed.push(name.to_owned());
        matches!(&self.script, Script::Crashes(points) if points.contains(&at))
    }

    fn decided(&mut self, decision: Decision) -> Decision {
        if let Some(fault) = decision.fault {
            *self.fired.entry(fault).or_default() += 1;
            self.note(&format!("{fault:?}"));
        }
        decision
    }

    /// FNV-1a.
    fn note(&mut self, fact: &str) {
        for byte in fact.bytes().chain([0]) {
            self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
