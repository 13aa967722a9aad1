//! Flows through the real binaries, and the rules the repository keeps about itself.

mod deployment;
mod invocations;
mod lambda;
mod live;
mod lookups;
mod mails;
mod reads;
mod redelivery;
mod rules;
mod template;
mod undo;
mod unfinished;
