//! What the kills hit and what came of them.

use std::collections::BTreeMap;
use std::fmt;

/// Where a kill found the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Nothing of the day was written.
    Before,
    /// Some people were written, and the import had not ended.
    Within,
    /// The import had ended.
    After,
}

/// Counts over all kills.
#[derive(Debug, Default)]
pub(crate) struct Toll {
    pub(crate) kills: u64,
    phases: BTreeMap<(String, Phase), u64>,
    /// Kills within an import, by the tenth of its people that were written.
    tenths: [u64; 10],
    /// Recoveries that began with another command than the one that was killed.
    pub(crate) other_first: u64,
    pub(crate) lost: u64,
    pub(crate) doubled: u64,
    pub(crate) half_changed: u64,
    pub(crate) unrecorded: u64,
    pub(crate) recorded_twice: u64,
    /// Most changes that were found written already after one day's kills.
    most_repeated: u64,
    /// The same on days of one kill: what one kill costs.
    most_repeated_by_one: u64,
    /// Days on which a read was interrupted, the most pages that one of them cost more, and days that cost more than a page a kill.
    reads: u64,
    most_pages: usize,
    over_a_page: u64,
    /// Days on which more than a batch was repeated for each kill.
    over_a_batch: u64,
    /// Kills since the last comparison.
    since: u64,
}

impl Toll {
    pub(crate) fn kill(&mut self, command: &str, phase: Phase, written: u64, planned: u64) {
        self.kills += 1;
        self.since += 1;
        *self.phases.entry((command.to_owned(), phase)).or_default() += 1;
        if phase == Phase::Within {
            let tenth = usize::try_from(written * 10 / planned.max(1)).unwrap().min(9);
            self.tenths[tenth] += 1;
        }
    }

    /// Notes how many changes were found written already since the last note.
    pub(crate) fn repeats(&mut self, repeated: u64, batch: u64) {
        self.most_repeated = self.most_repeated.max(repeated);
        if self.since == 1 {
            self.most_repeated_by_one = self.most_repeated_by_one.max(repeated);
        }
        self.over_a_batch += u64::from(repeated > batch * self.since);
        self.since = 0;
    }

    /// Notes the pages asked for until each kill of a day and until all was done, where an undisturbed day asks for `pages`.
    ///
    /// A read that had asked for all its pages has ended, but for the page in flight: what comes after it is that page, or the
    /// read of another sync, which may be interrupted like the first. A read that had not must go on, and not begin again.
    pub(crate) fn pages(&mut self, at_kills: &[usize], in_all: usize, pages: usize) {
        let (mut begun, mut interrupted) = (0, 0);
        for asked in at_kills {
            match asked - begun {
                0 => {}
                whole if whole >= pages => (begun, interrupted) = (*asked, 0),
                _ => interrupted += 1,
            }
        }
        let read = in_all - begun;
        // Less than a whole read, and none of it interrupted, is the pages that were in flight.
        let more = if interrupted == 0 && read < pages { read } else { read.saturating_sub(pages) };
        self.reads += u64::from(interrupted > 0);
        self.most_pages = self.most_pages.max(more);
        let allowed = if read < pages { at_kills.len() } else { interrupted };
        self.over_a_page += u64::from(more > allowed);
    }

    /// One line for a program to read.
    pub(crate) fn figures(&self) -> String {
        let phase = |command: &str, phase| self.phases.get(&(command.to_owned(), phase)).copied().unwrap_or_default();
        let of = |command| [Phase::Before, Phase::Within, Phase::After].map(|it| phase(command, it).to_string()).join("/");
        format!(
            "figure: kills before/half-way/after: commit={} auto_run={}; kills={} lost={} doubled={} half_changed={} unrecorded={} \
             recorded_twice={} reads_interrupted={} extra_pages_max={} extra_writes_max={}",
            of("commit"),
            of("auto"),
            self.kills,
            self.lost,
            self.doubled,
            self.half_changed,
            self.unrecorded,
            self.recorded_twice,
            self.reads,
            self.most_pages,
            self.most_repeated_by_one
        )
    }

    /// Kills that hit an import half done.
    pub(crate) fn in_the_middle(&self) -> u64 {
        self.tenths.iter().sum()
    }

    /// Everything that must be nought.
    pub(crate) fn harm(&self) -> u64 {
        self.lost
            + self.doubled
            + self.half_changed
            + self.unrecorded
            + self.recorded_twice
            + self.over_a_batch
            + self.over_a_page
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} kills, {} of them recovered by another command first", self.kills, self.other_first)?;
        for ((command, phase), kills) in &self.phases {
            writeln!(f, "  {command:6} {phase:?}: {kills}")?;
        }
        writeln!(f, "  within, by tenths of the people written: {:?}", self.tenths)?;
        writeln!(
            f,
            "  lost {}, doubled {}, half changed {}, unrecorded {}, recorded twice {}",
            self.lost, self.doubled, self.half_changed, self.unrecorded, self.recorded_twice
        )?;
        write!(
            f,
            "  found written already: {} at most in one day, over a batch a kill on {} days\n  reads interrupted {}: {} pages more at most, \
             over a page a kill on {} days",
            self.most_repeated, self.over_a_batch, self.reads, self.most_pages, self.over_a_page
        )
    }
}

/// A seeded choice (xorshift), so that a run can be repeated up to the moments at which the system runs its processes.
#[derive(Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

#[test]
fn pages_are_counted_by_read() {
    let over = |at_kills: &[usize], in_all| {
        let mut toll = Toll::default();
        toll.pages(at_kills, in_all, 10);
        (toll.most_pages, toll.over_a_page)
    };
    let fine: [(&[usize], usize, usize); 7] =
        [(&[0], 10, 0), (&[4], 10, 0), (&[4], 11, 1), (&[10], 11, 1), (&[10], 20, 0), (&[10, 16], 21, 1), (&[3, 6], 12, 2)];
    for (at_kills, in_all, more) in fine {
        assert_eq!(over(at_kills, in_all), (more, 0), "{at_kills:?} {in_all}");
    }
    // A read that began again.
    for (at_kills, in_all) in [(&[4][..], 14), (&[10], 13), (&[10, 16], 26), (&[3, 6], 16), (&[0], 11), (&[10], 21)] {
        assert_eq!(over(at_kills, in_all).1, 1, "{at_kills:?} {in_all}");
    }
}
