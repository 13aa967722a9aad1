//! What happened, as somebody outside could have written it down: calls of use cases and their ends, and the records of the
//! tables' streams. The checker knows nothing else.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One line of a history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Milliseconds since 1970, of the simulation's own clock.
    pub at: i64,
    /// The process.
    pub who: String,
    /// The account that it works for.
    pub account: String,
    /// What happened.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Kind {
    /// A use case was called.
    Invoke {
        /// Which.
        what: String,
        /// With what.
        input: Value,
        /// How many milliseconds its process's own clock is fast.
        #[serde(default)]
        clock_off: i64,
    },
    /// It ended well.
    Ok {
        /// Which.
        what: String,
        /// With what.
        output: Value,
    },
    /// It ended with an error.
    Fail {
        /// Which.
        what: String,
        /// The code of the error.
        code: String,
    },
    /// Nobody knows how it ended: the process died or ran out of time.
    Info {
        /// Which.
        what: String,
    },
    /// A table's stream: an item is as it is now.
    Stored {
        /// The table.
        table: String,
        /// The item, in DynamoDB's JSON.
        item: Value,
    },
    /// A table's stream: an item is gone.
    Removed {
        /// The table.
        table: String,
        /// Its key, in DynamoDB's JSON.
        key: Value,
    },
    /// A mail server took a mail.
    Mail {
        /// The mail's id.
        mail: String,
    },
    /// The source was called.
    Read,
    /// From here on nothing goes wrong any more, and everything has to come to rest.
    Healed,
    /// Everything is at rest.
    Quiet,
}

/// A history that is being written.
#[derive(Debug, Default)]
pub struct History(Mutex<Vec<Event>>);

impl History {
    /// A history that goes on after these lines.
    #[must_use]
    pub fn after(events: Vec<Event>) -> Self {
        Self(Mutex::new(events))
    }

    /// Writes one line.
    pub fn write(&self, at: i64, who: &str, account: &str, kind: Kind) {
        let event = Event { at, who: who.to_owned(), account: account.to_owned(), kind };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    /// What the last line of which there is something to tell tells.
    pub fn last<T>(&self, tell: impl Fn(&Event) -> Option<T>) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().find_map(tell)
    }

    /// All lines so far.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// All items of both tables at the end, in DynamoDB's JSON.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scan {
    /// Employees.
    pub employees: Vec<Value>,
    /// Everything else.
    pub control: Vec<Value>,
}

/// A history and the scan after it as JSON lines: events first, the scan last.
///
/// # Errors
/// When a line cannot be written as JSON.
pub fn to_lines(events: &[Event], scan: &Scan) -> serde_json::Result<String> {
    let mut text = String::new();
    for event in events {
        text.push_str(&serde_json::to_string(event)?);
        text.push('\n');
    }
    text.push_str(&serde_json::to_string(scan)?);
    text.push('\n');
    Ok(text)
}

/// The inverse of [`to_lines`].
///
/// # Errors
/// When a line is not what was written.
pub fn from_lines(text: &str) -> serde_json::Result<(Vec<Event>, Scan)> {
    let mut lines: Vec<&str> = text.lines().collect();
    let scan = lines.pop().map(serde_json::from_str).transpose()?.unwrap_or_default();
    Ok((lines.into_iter().map(serde_json::from_str).collect::<Result<_, _>>()?, scan))
}
