//! Flows through the real binaries, and the rules the repository keeps about itself.

mod deployment;
mod edits;
mod invocations;
mod lambda;
mod live;
mod lookups;
mod mails;
mod overtaken;
mod reads;
mod redelivery;
mod rules;
mod template;
mod undo;
mod unfinished;
