//! Names of demographics that are nearly those of earlier data: "TEAM" beside "TEAM NAME" breaks the trend (R59).

use std::collections::BTreeSet;

use crate::employee::Employee;
use crate::mapping::Mapping;
use crate::text::fold;

/// A mapped demographic that nobody has yet, and one that people have, whose name is nearly the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearName {
    /// The name in the mapping.
    pub mapped: String,
    /// The name in the directory, which no mapping fills.
    pub existing: String,
}

/// The names of the directory's demographics.
#[must_use]
pub fn existing(directory: &[Employee]) -> BTreeSet<&str> {
    directory.iter().flat_map(|employee| employee.profile.demographics.keys()).map(String::as_str).collect()
}

/// Mapped names that are new to the directory and near to one that it has and that is not mapped.
#[must_use]
pub fn near_names(mapping: &Mapping, existing: &BTreeSet<&str>) -> Vec<NearName> {
    let mapped: BTreeSet<&str> = mapping.demographics.iter().map(|demographic| demographic.name.as_str()).collect();
    let mut found = Vec::new();
    for name in mapped.difference(existing) {
        for other in existing.difference(&mapped).filter(|other| is_near(name, other)) {
            found.push(NearName { mapped: (*name).to_owned(), existing: (*other).to_owned() });
        }
    }
    found
}

/// Whether two names may mean one thing: the same letters and digits, the words of one among those of the other, or a slip
/// of the pen apart.
#[must_use]
pub fn is_near(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    let (joined_left, joined_right) = (left.concat(), right.concat());
    if joined_left.is_empty() || joined_right.is_empty() {
        return false;
    }
    let set = |words: &[String]| words.iter().cloned().collect::<BTreeSet<_>>();
    let (set_left, set_right) = (set(&left), set(&right));
    set_left.is_subset(&set_right) || set_right.is_subset(&set_left) || is_slip(&joined_left, &joined_right)
}

/// The words of a name, folded; whatever is neither a letter nor a digit parts them.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether one edit apart (two for eight letters and more); very short names are alike only when equal.
fn is_slip(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let allowed = match left.len().min(right.len()) {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    left.len().abs_diff(right.len()) <= allowed && edits(&left, &right) <= allowed
}

/// How many letters must be put in, taken out or replaced to make one word of the other.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (at, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_near_when_they_may_mean_one_thing() {
        let check = |left: &str, right: &str, near: bool| {
            assert_eq!((is_near(left, right), is_near(right, left)), (near, near), "{left:?} {right:?}");
        };
        check("TEAM", "TEAM NAME", true);
        check("Team", "team", true);
        check("Work-Location", "Work Location", true);
        check("WorkLocation", "Work Location", true);
        check("Département", "Departement", true);
        check("Department", "Departments", true);
        check("Department", "Departmant", true);
        check("Department", "Depratment", true);
        check("Department", "Division", false);
        check("Team", "Teem", true);
        check("Team", "Tier", false);
        check("Job", "Jab", false);
        check("Job", "Job Title", true);
        check("Location", "Position", false);
        check("Cost Centre", "Cost Center", true);
        check("Region", "Religion", false);
        check("Region", "Regions", true);
        check("Office", "Officer 2", false);
        check("Level", "Levels 1", false);
        check("---", "Team", false);
        check("", "", false);
    }

    #[test]
    fn edits_are_counted() {
        let check = |left: &str, right: &str, expect| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(edits(&letters(left), &letters(right)), expect, "{left} {right}");
        };
        check("", "", 0);
        check("", "abc", 3);
        check("abc", "", 3);
        check("kitten", "sitting", 3);
        check("flaw", "lawn", 2);
        check("abcd", "abdc", 2);
        check("same", "same", 0);
    }
}
