//! CSV that a spreadsheet can open without running anything: RFC 4180, with formulas disarmed (ASVS 1.2.10).

/// A table of text, as CSV.
#[derive(Debug)]
pub struct Csv {
    text: String,
    columns: usize,
}

impl Csv {
    /// A table with these columns. It begins with a byte order mark: without it Excel takes UTF-8 for something else.
    #[must_use]
    pub fn with_columns(names: &[&str]) -> Self {
        let mut csv = Self { text: "\u{feff}".to_owned(), ..Self::going_on(names) };
        csv.row(names);
        csv
    }

    /// Goes on with a table of these columns: what is added follows what another one held.
    #[must_use]
    pub fn going_on(names: &[&str]) -> Self {
        Self { text: String::new(), columns: names.len() }
    }

    /// Bytes of the text.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Adds a row. Cells that are missing are empty, those too many are left out.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        for column in 0..self.columns {
            if column > 0 {
                self.text.push(',');
            }
            self.text.push_str(&quoted(&disarmed(cells.get(column).map_or("", AsRef::as_ref))));
        }
        self.text.push_str("\r\n");
    }

    /// The text. Lines end with CR LF.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n', ';', '\t']) || cell != cell.trim() {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The cell with a single quote wherever a spreadsheet could begin to read a formula: at its start, and behind a semicolon, a
/// tab or a line break, which some take for the end of a cell even between quotes. Nothing is taken away.
fn disarmed(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for (at, letter) in cell.char_indices() {
        if begins && is_dangerous(cell.get(at..).unwrap_or_default()) {
            text.push('\'');
            begins = false;
        }
        begins = matches!(letter, ';' | '\t' | '\r' | '\n') || (begins && is_skipped(letter));
        text.push(letter);
    }
    text
}

/// Whether text at the start of a cell may be read as a formula: by its first letter, or by the first behind blanks and
/// letters that nobody sees.
fn is_dangerous(rest: &str) -> bool {
    if rest.starts_with(['\t', '\r', '\n', '\0']) {
        return true;
    }
    let first = rest.chars().find(|letter| !is_skipped(*letter));
    first.is_some_and(|letter| {
        matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫' | '−')
    })
}

fn is_skipped(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_disarmed_where_a_formula_could_begin_and_nowhere_else() {
        for (cell, expect) in [
            ("", ""),
            ("Ann Lee", "Ann Lee"),
            ("1990-04-12", "1990-04-12"),
            ("ann+hr@acme.example", "ann+hr@acme.example"),
            ("O'Hara", "O'Hara"),
            ("a = b - c", "a = b - c"),
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("+49 30 1", "'+49 30 1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t'=1"),
            ("\r", "'\r"),
            ("\0=1", "'\0=1"),
            ("  =1", "'  =1"),
            ("\u{feff}\u{200b}=1", "'\u{feff}\u{200b}=1"),
            ("a;=1", "a;'=1"),
            ("a\n =1", "a\n' =1"),
            ("a,=1", "a,=1"),
        ] {
            assert_eq!(disarmed(cell), expect, "{cell:?}");
        }
    }

    #[test]
    fn what_would_end_a_cell_is_quoted_and_quotes_are_doubled() {
        for (cell, expect) in [
            ("a", "a"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("a\r\nb", "\"a\r\nb\""),
            (" a", "\" a\""),
            ("a;b", "\"a;b\""),
        ] {
            assert_eq!(quoted(cell), expect);
        }
    }
}
