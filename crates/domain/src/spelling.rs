//! Values of a demographic that differ only in letter case are one value: they are merged to the spelling that came first
//! (2.1 of the requirements; "Sales" and "SALES" would be two bars in every report).

use std::collections::{BTreeSet, HashMap};

use crate::desired::Desired;
use crate::employee::Employee;
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::mapping::{Demographic, Mapping};
use crate::transform::Transform;

/// Gives each value of the rows that are written the spelling that came first, and tells of the demographics where that
/// changed one.
///
/// First is what the mapping itself prescribes (the results of a value table), then what the directory holds (of
/// several a capitalised one, else the first by letter), then the rows by source id. A demographic whose letter case the mapping sets is left alone.
pub fn merge(
    rows: &mut [Desired<'_>],
    is_written: impl Fn(usize) -> bool,
    mapping: &Mapping,
    directory: &[Employee],
    findings: &mut Vec<Finding>,
) {
    for demographic in mapping.demographics.iter().filter(|demographic| !sets_case(demographic)) {
        let mut spellings = first_spellings(demographic, directory);
        let mut merged = false;
        for (_, row) in rows.iter_mut().enumerate().filter(|(index, _)| is_written(*index)) {
            let Some(value) = row.demographics.get_mut(demographic.name.as_str()) else { continue };
            let first = spellings.entry(value.to_lowercase()).or_insert_with(|| value.clone());
            if first != value {
                value.clone_from(first);
                merged = true;
            }
        }
        if merged {
            let field = Field::Demographic(demographic.name.clone());
            findings.push(Finding::of(Code::ValueSpellingMerged, None, Some(field)));
        }
    }
}

fn sets_case(demographic: &Demographic) -> bool {
    demographic.transforms.iter().any(|transform| matches!(transform, Transform::Case(_)))
}

/// The first spelling by the value in lower case, as far as mapping and directory have one.
fn first_spellings(demographic: &Demographic, directory: &[Employee]) -> HashMap<String, String> {
    let values = directory.iter().filter_map(|employee| employee.profile.demographics.get(&demographic.name));
    let different: BTreeSet<&str> = values.map(String::as_str).collect();
    // Which of several stored spellings came first nobody knows any more. The choice must not depend on how many have it, or
    // it would change with the import that follows from it.
    let (capitalised, others): (Vec<&str>, Vec<&str>) = different.into_iter().partition(|value| is_capitalised(value));
    let tables = demographic.transforms.iter().filter_map(|transform| match transform {
        Transform::Values { table, .. } => Some(table.values().map(String::as_str)),
        _ => None,
    });
    let mut first = HashMap::new();
    for value in tables.flatten().chain(capitalised).chain(others) {
        first.entry(value.to_lowercase()).or_insert_with(|| value.to_owned());
    }
    first
}

/// `Sales`, not `SALES` nor `sales`.
fn is_capitalised(value: &str) -> bool {
    value.starts_with(char::is_uppercase) && value.contains(char::is_lowercase)
}
