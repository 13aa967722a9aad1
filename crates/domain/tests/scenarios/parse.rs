//! Reads scenario files. A mistake in one ends the test with the file and line.

use std::collections::BTreeMap;

use crate::given::Given;

/// One scenario.
pub(crate) struct Scenario {
    /// File and line of the title.
    pub(crate) place: String,
    /// What happens, in a sentence.
    pub(crate) title: String,
    /// Ids of the rules that it shows.
    pub(crate) shows: Vec<String>,
    /// What is planned.
    pub(crate) given: Given,
    /// The lines of the expected plan.
    pub(crate) expect: Vec<String>,
}

/// A row of a table, by column.
pub(crate) type Row = BTreeMap<String, String>;

/// All scenarios of a file. Lines before the first title are for the reader.
pub(crate) fn scenarios(file: &str, text: &str) -> Vec<Scenario> {
    let mut found: Vec<Scenario> = Vec::new();
    let mut section = Section::default();
    for (number, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", number + 1);
        if let Some(title) = line.strip_prefix("## ") {
            section = Section::default();
            let (title, given) = (title.trim().to_owned(), Given::default());
            found.push(Scenario { place, title, shows: Vec::new(), given, expect: Vec::new() });
        } else if let Some(scenario) = found.last_mut() {
            section.read(scenario, line, &place);
        }
    }
    found
}

/// A cell `(blank)` stands for a value of nothing but blanks.
fn blank((column, cell): (String, String)) -> (String, String) {
    (column, if cell == "(blank)" { "  ".to_owned() } else { cell })
}

/// Where in a scenario the reader is: before any section, in a table, or in the plan.
#[derive(Default)]
struct Section {
    name: String,
    columns: Vec<String>,
}

impl Section {
    fn read(&mut self, scenario: &mut Scenario, line: &str, place: &str) {
        let text = line.trim();
        if ["source", "names", "directory", "plan"].contains(&text) {
            *self = Self { name: text.to_owned(), columns: Vec::new() };
        } else if text.is_empty() {
            // Blank lines only make it easier to read.
        } else if self.name == "plan" {
            scenario.expect.push(text.to_owned());
        } else if let Some(cells) = text.strip_prefix('|') {
            let cells: Vec<String> = cells.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
            if self.columns.is_empty() {
                self.columns = cells;
                return;
            }
            assert!(cells.len() == self.columns.len(), "{place}: the row has {} cells, not {}", cells.len(), self.columns.len());
            let row: Row = self.columns.iter().cloned().zip(cells).filter(|(_, cell)| !cell.is_empty()).map(blank).collect();
            scenario.given.row(&self.name, row, place);
        } else if let Some((key, value)) = text.split_once(':') {
            match key {
                "shows" => scenario.shows.extend(value.split_whitespace().map(str::to_owned)),
                key => scenario.given.line(key, value.trim(), place),
            }
        } else {
            panic!("{place}: neither a section, a table nor `key: value`");
        }
    }
}
