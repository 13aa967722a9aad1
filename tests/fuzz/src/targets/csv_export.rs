//! Tables for a spreadsheet, read back by another reader: every cell whole, and none that begins a formula.

use sync::Run;

use super::api_view::csv::Csv;
use super::api_view::export::{history_csv, run_csv};
use super::world;
use crate::target::{Target, behaviour, roughly};

pub(super) const TARGET: Target = Target { name: "csv-export", seeds, words: &WORDS, execute };

const COLUMNS: usize = 3;
const WORDS: [&str; 16] =
    [",", ";", "\t", "\r", "\n", "\"", "\"\"", "=1+1", "+", "-", "@", "＝", "\u{200b}", "\u{feff}=", " =", "\u{1f}"];

fn seeds() -> Vec<Vec<u8>> {
    let (_, run) = world::stored();
    let texts =
        ["Ann Lee\u{1f}=1+1\u{1f}a;-1\u{1f}say \"x\"\u{1f}\u{1f}\r\n@x\u{1f}\u{202e}-5", "a,b\u{1f}'\u{1f}''=1\u{1f}\0=1"];
    let texts = texts.map(|text| text.as_bytes().to_vec());
    texts.into_iter().chain([serde_json::to_vec(&run).unwrap_or_default()]).collect()
}

fn execute(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let cells: Vec<&str> = text.split('\u{1f}').collect();
    let rows: Vec<&[&str]> = cells.chunks(COLUMNS).collect();
    let mut csv = Csv::with_columns(&["a", "b", "c"]);
    rows.iter().for_each(|row| csv.row(row));
    let written = csv.into_text();
    assert!(written.len() <= 3 * text.len() + 8 * rows.len() + 16, "a table is much larger than its cells");
    let read = read(&written, COLUMNS);
    assert_eq!(read.len(), rows.len() + 1, "a row is lost or added");
    for (row, read) in rows.iter().zip(read.iter().skip(1)) {
        for (column, read) in read.iter().enumerate() {
            let cell = row.get(column).copied().unwrap_or_default();
            assert!(is_disarmed_from(read, cell), "a cell is not what was written");
            assert!(!begins_formula(read), "a cell begins a formula (ASVS 1.2.10)");
        }
    }
    let quotes = written.bytes().filter(|byte| *byte == b'"').count();
    behaviour((roughly(rows.len()), roughly(quotes), roughly(written.len().saturating_sub(text.len())), history(input)))
}

/// The table of a stored run.
fn history(input: &[u8]) -> Option<u32> {
    let input = Some(input).filter(|input| input.starts_with(b"{"))?;
    let run: Run = serde_json::from_slice(input).ok()?;
    let (stored, _) = world::stored();
    let rows = read(&run_csv(&run, Some(&stored)), 13);
    assert_eq!(read(&history_csv(&[run]), 25).len(), 2, "a run is not one row of the history");
    Some(roughly(rows.len()))
}

fn read(text: &str, columns: usize) -> Vec<::csv::StringRecord> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records: Result<Vec<_>, _> = reader.records().collect();
    let records = records.unwrap_or_default();
    assert!(!records.is_empty(), "a table cannot be read");
    assert!(records.iter().all(|record| record.len() == columns), "a row has too many or too few cells");
    records
}

/// Whether a cell is the one that was written, but for single quotes that were added.
fn is_disarmed_from(read: &str, cell: &str) -> bool {
    let mut rest = cell.chars().peekable();
    let added_only = read.chars().all(|letter| rest.next_if_eq(&letter).is_some() || letter == '\'');
    added_only && rest.next().is_none()
}

/// Whether a spreadsheet would begin to read a formula, by its plainest rule.
fn begins_formula(cell: &str) -> bool {
    cell.split([';', '\t', '\r', '\n']).any(|part| part.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']))
}
