//! The table: what goes wrong on the wire, row by row, and how it has to end.

mod broken;
mod pages;
mod records;
mod refused;

use domain::Code;

use super::stage::Stage;

/// One way in which a fault of the list happens.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The row of the list of faults.
    pub row: &'static str,
    /// What goes wrong.
    pub name: &'static str,
    /// What the account does meanwhile.
    pub by: By,
    /// How that has to end.
    pub end: End,
    /// Makes it go wrong.
    pub arrange: fn(&mut Stage),
}

/// What an account does when it meets the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A manual or a daily sync, by dice; a daily one by dice in several invocations.
    Sync,
    /// It connects again, which tests each permission.
    Connect,
    /// It lists the fields of the source.
    Fields,
}

/// How an act has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With an error of this code.
    Fails(&'static str),
    /// With the plan of an honest read.
    AsIfNothing,
    /// As it does without a fault, where there is no plan.
    Done,
    /// With a plan that this guard stops.
    Stops(Code),
    /// With a plan of these changes, and this finding.
    Plans(&'static [&'static str], Option<Code>),
}

/// All of them, by row.
pub fn all() -> impl Iterator<Item = Variant> {
    refused::TABLE.iter().chain(broken::TABLE).chain(pages::TABLE).chain(records::TABLE).copied()
}

const fn sync(row: &'static str, name: &'static str, end: End, arrange: fn(&mut Stage)) -> Variant {
    Variant { row, name, by: By::Sync, end, arrange }
}

const fn connect(row: &'static str, name: &'static str, end: End, arrange: fn(&mut Stage)) -> Variant {
    Variant { row, name, by: By::Connect, end, arrange }
}

const fn fields(row: &'static str, name: &'static str, end: End, arrange: fn(&mut Stage)) -> Variant {
    Variant { row, name, by: By::Fields, end, arrange }
}
