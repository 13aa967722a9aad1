//! Reads a file of scenarios: steps of plain text, which `world.rs` lives through.

use std::collections::BTreeMap;

/// One situation: what is given, step by step, and what must come of each step.
pub(crate) struct Scenario {
    /// File and line.
    pub(crate) place: String,
    pub(crate) title: String,
    /// The rules that it shows, such as `R21` and `D9`.
    pub(crate) shows: Vec<String>,
    pub(crate) steps: Vec<Step>,
}

/// What changes before something is looked at, and what must be seen.
#[derive(Default)]
pub(crate) struct Step {
    pub(crate) given: Vec<(Given, String)>,
    /// `plan`, `undo`, `mapping`, `what if` or `next step`: what is looked at.
    pub(crate) look_at: String,
    pub(crate) expect: Vec<String>,
}

/// Something that a step changes.
pub(crate) enum Given {
    /// `key: value`
    Line(String, String),
    /// A row of a table, by the table's name.
    Row(String, Row),
}

/// A row of a table: cells by column, without empty ones.
pub(crate) type Row = BTreeMap<String, String>;

const TABLES: [&str; 3] = ["source", "names", "directory"];
const LOOKS: [&str; 5] = ["plan", "undo", "mapping", "what if", "next step"];

/// All scenarios of a file. Lines before the first title are for the reader.
pub(crate) fn scenarios(file: &str, text: &str) -> Vec<Scenario> {
    let mut found: Vec<Scenario> = Vec::new();
    let mut table = Table::default();
    for (number, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", number + 1);
        if let Some(title) = line.strip_prefix("## ") {
            table = Table::default();
            let title = title.trim().to_owned();
            found.push(Scenario { place, title, shows: Vec::new(), steps: vec![Step::default()] });
        } else if let Some(scenario) = found.last_mut() {
            table.read(scenario, line.trim(), &place);
        }
    }
    found
}

/// A cell `(blank)` stands for a value of nothing but blanks.
fn blank((column, cell): (String, String)) -> (String, String) {
    (column, if cell == "(blank)" { "  ".to_owned() } else { cell })
}

/// The table in which the reader is, if it is in one.
#[derive(Default)]
struct Table {
    name: String,
    columns: Vec<String>,
}

impl Table {
    fn read(&mut self, scenario: &mut Scenario, text: &str, place: &str) {
        if text.is_empty() {
            return;
        }
        if text.starts_with("===") {
            *self = Self::default();
            scenario.steps.push(Step::default());
            return;
        }
        let Some(step) = scenario.steps.last_mut() else { return };
        if TABLES.contains(&text) && step.look_at.is_empty() {
            *self = Self { name: text.to_owned(), columns: Vec::new() };
        } else if LOOKS.contains(&text) && step.look_at.is_empty() {
            text.clone_into(&mut step.look_at);
        } else if !step.look_at.is_empty() {
            step.expect.push(text.to_owned());
        } else if let Some(cells) = text.strip_prefix('|') {
            let cells: Vec<String> = cells.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
            if self.columns.is_empty() {
                self.columns = cells;
                return;
            }
            assert!(cells.len() == self.columns.len(), "{place}: the row has {} cells, not {}", cells.len(), self.columns.len());
            let row: Row = self.columns.iter().cloned().zip(cells).filter(|(_, cell)| !cell.is_empty()).map(blank).collect();
            step.given.push((Given::Row(self.name.clone(), row), place.to_owned()));
        } else if let Some((key, value)) = text.split_once(':') {
            match key {
                "shows" => scenario.shows.extend(value.split_whitespace().map(str::to_owned)),
                key => step.given.push((Given::Line(key.to_owned(), value.trim().to_owned()), place.to_owned())),
            }
        } else {
            panic!("{place}: neither a section, a table nor `key: value`");
        }
    }
}
