//! Flows through the real binaries, and the rules the repository keeps about itself.

mod lambda;
mod live;
mod mails;
mod redelivery;
mod rules;
mod template;
mod undo;
mod unfinished;
