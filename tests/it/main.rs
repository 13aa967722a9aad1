//! Flows through the real binaries, and the rules the repository keeps about itself.

mod rules;
mod template;
