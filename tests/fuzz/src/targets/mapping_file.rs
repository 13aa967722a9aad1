//! A mapping file, and the values that pass through the mapping it holds.

use domain::mapping::Editor;
use domain::{Mapping, transform};

use crate::target::{Target, behaviour, check_error, roughly};

#[path = "../../../../crates/rollcall/src/mapping_file.rs"]
mod file;

pub(super) const TARGET: Target = Target { name: "mapping-file", seeds, words: &WORDS, execute };

const WORDS: [&str; 18] = [
    "[[demographic]]",
    "name = ",
    "field = ",
    "transforms = ",
    "exclude = ",
    "\"trim\"",
    "{ case = \"upper\" }",
    "\"lower\"",
    "\"title\"",
    "concatenate",
    "separator = ",
    "fields = ",
    "values",
    "table = ",
    "otherwise = \"leave_out\"",
    "date",
    "\"MM/DD/YYYY\"",
    "\"YYYY-MM\"",
];

fn seeds() -> Vec<Vec<u8>> {
    [
        "exclude = \"zq7x.no\"\n[[demographic]]\nname = \"Team zq7x\"\nfield = \"employmentInfo.department.deptName\"\n",
        "[[demographic]]\nname = \"A\"\nfield = \"a.zq7x\"\ntransforms = [\"trim\", { case = \"title\" }, { concatenate = { fields = \
         [\"b\"], separator = \" / \" } }]\n",
        "[[demographic]]\nname = \"B\"\nfield = \"b\"\ntransforms = [{ values = { table = { zq7x = \"New Yorkzq7x\", SF = \"San\" }, \
         otherwise = \"leave_out\" } }]\n",
        "[[demographic]]\nname = \"C\"\nfield = \"c\"\ntransforms = [{ date = { from = \"MM/DD/YYYY\", to = \"YYYY-MM\" } }]\n",
        "[[demographic]]\nname = \"D\"\nfield = \"c\"\ntransforms = \"zq7x\"\n",
        "[[demographic]]\nname = \"D\"\nfield = \"c\"\ntransforms = [\"zq7x\"]\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

fn execute(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mapping = match file::parse(&text) {
        Ok(mapping) => mapping,
        Err(sentence) => {
            check_error(&sentence);
            return behaviour(sentence.split('`').next());
        }
    };
    let checked = mapping.check();
    let json = serde_json::to_string(&mapping).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Mapping>(&json).ok().as_ref(), Some(&mapping), "a mapping is stored as another one");
    let revised = Mapping::default().revise(mapping.clone(), true, Editor::Customer);
    assert_eq!(revised.is_ok(), checked.is_ok(), "a mapping is checked and saved by two rules");
    let kinds = mapping.demographics.iter().flat_map(|one| one.transforms.iter().map(std::mem::discriminant)).collect::<Vec<_>>();
    let values = mapping.demographics.iter().map(|one| value(one, input.len())).collect::<Vec<_>>();
    behaviour((checked.err().map(|error| std::mem::discriminant(&error)), kinds, values, mapping.exclude.is_some()))
}

/// What becomes of sample values: how long they are, or why there is none.
fn value(demographic: &domain::Demographic, length: usize) -> Option<u32> {
    let sent = |path: &str| match path.len() % 4 {
        0 => Some(" new   york\u{130} "),
        1 => Some("03/04/2026"),
        2 => Some("2026-03-04T23:59:59Z"),
        _ => None,
    };
    let value = transform::apply(&demographic.transforms, &demographic.field, sent).ok()??;
    assert!(value == value.trim() && !value.is_empty(), "a blank counts as a value");
    // Each join adds at most what the file holds, and letter case at most triples a letter.
    let most = 3 * (64 + length) * (1 + demographic.transforms.len()) * (1 + demographic.transforms.len());
    assert!(value.len() <= most, "a value grows without end");
    Some(roughly(value.len()))
}
