//! Flows through the real binaries, and the rules the repository keeps about itself.

mod lambda;
mod redelivery;
mod rules;
mod template;
