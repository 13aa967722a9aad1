//! The command as scripts use it: exit codes, JSON shapes and effects, against a simulated TriNet on loopback.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod auditing;
mod broken_sources;
mod command;
mod crashes;
mod daily_life;
mod edits;
mod explanations;
mod kills;
mod leaks;
mod mappings;
mod replays;
mod reviewers;
mod shapes;
mod specialist;
mod tidying;
mod toll;
mod undo;
