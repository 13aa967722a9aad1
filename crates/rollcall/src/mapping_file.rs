//! A mapping file: the demographics and the field that excludes, as a person writes them.

use domain::transform::Transform;
use domain::{Demographic, Mapping};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    exclude: Option<String>,
    #[serde(default)]
    demographic: Vec<DemographicRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemographicRow {
    name: String,
    field: String,
    #[serde(default)]
    transforms: Vec<Transform>,
}

/// Reads the text of a mapping file.
///
/// # Errors
/// A clause that says what is wrong and in which line, without any value of the file: tables of values may hold people's.
pub(crate) fn parse(text: &str) -> Result<Mapping, String> {
    let parsed: MappingFile = toml::from_str(text).map_err(|error| wrong(text, &error))?;
    let demographics = parsed.demographic.into_iter();
    let demographics = demographics.map(|row| Demographic {
        name: row.name.trim().to_owned(),
        field: row.field.trim().to_owned(),
        transforms: row.transforms,
    });
    let exclude = parsed.exclude.map(|path| path.trim().to_owned());
    Ok(Mapping { exclude, demographics: demographics.collect(), ..Mapping::default() })
}

/// The parser's own words but for what they quote. Keys are quoted no more than values: those of a table are values.
fn wrong(text: &str, error: &toml::de::Error) -> String {
    let message = error.message();
    let expected = QUOTING.iter().find(|(kind, _)| message.starts_with(kind)).map(|(_, before)| message.rsplit_once(before));
    let said = match expected {
        Some(Some((_, expected))) => format!("something else stands where {expected} is expected"),
        Some(None) => "something stands where nothing is expected".to_owned(),
        None => message.chars().take(KEPT).collect(),
    };
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    format!("{said} (line {})", before.matches('\n').count() + 1)
}

/// How the parser's sentences begin that quote the file, and what stands in them between the quote and what it would take.
const QUOTING: [(&str, &str); 5] = [
    ("invalid type", ", expected "),
    ("invalid value", ", expected "),
    ("unknown variant", ", expected "),
    ("unknown field", ", expected "),
    ("unexpected keys in table", ", available keys: "),
];

/// So much of what the parser says is enough.
const KEPT: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_without_a_value() {
        let row = |rest: &str| format!("[[demographic]]\nname = \"Team\"\nfield = \"a\"\n{rest}");
        for (text, expect) in [
            (row("transforms = \"Ann\""), "something else stands where a sequence is expected (line 4)"),
            (row("transforms = [{ case = \"Ann\" }]"), "stands where one of `upper`, `lower`, `title` is expected (line 4)"),
            (row("transforms = [{ values = { Ann = \"1983\" } }]"), "stands where table, otherwise is expected (line 4)"),
            ("exclude = 1983".to_owned(), "something else stands where a string is expected (line 1)"),
            ("fields = 1".to_owned(), "something else stands where `exclude` or `demographic` is expected (line 1)"),
            ("[[demographic]]\nname = \"Team\"".to_owned(), "missing field `field` (line 1)"),
        ] {
            let sentence = parse(&text).unwrap_err();
            assert!(sentence.ends_with(expect), "{sentence}");
            assert!(!sentence.contains("Ann") && !sentence.contains("1983"), "{sentence}");
        }
    }
}
