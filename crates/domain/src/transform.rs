//! Small transforms of a mapped demographic: a typed list, applied in order, and no language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dates::{self, DateOrder};
use crate::finding::Code;
use crate::text::present;

/// One step on the way from a source value to a demographic. A blank stays blank, except that [`Self::Concatenate`] may find
/// a value in another field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Transform {
    /// Blanks around the value go, and blanks inside become one.
    Trim,
    /// Letter case.
    Case(Case),
    /// The value and those of other fields, in this order; blank ones are passed over.
    Concatenate {
        /// Paths of the other source fields.
        fields: Vec<String>,
        /// What stands between two values.
        separator: String,
    },
    /// Each value by another; letter case and blanks around a value do not count.
    Values {
        /// From the source's value to the demographic's.
        table: BTreeMap<String, String>,
        /// What becomes of a value that the table does not have.
        #[serde(default)]
        otherwise: Otherwise,
    },
    /// A date in another form. What is not a date of the first form is left out, with a finding.
    Date {
        /// The form that the source sends.
        from: DateForm,
        /// The form that the demographic gets.
        to: DateForm,
    },
}

/// Letter case of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// `SALES`
    Upper,
    /// `sales`
    Lower,
    /// `Sales And Support`: the first letter of each word.
    Title,
}

/// What becomes of a value that a table does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// It stays as it is.
    #[default]
    Keep,
    /// It counts as no value, with a finding; a stored one stays.
    LeaveOut,
}

/// The form of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateForm {
    /// `2026-03-31`, or the date part of an ISO date-time.
    #[serde(rename = "YYYY-MM-DD")]
    Iso,
    /// `03/31/2026`
    #[serde(rename = "MM/DD/YYYY")]
    MonthFirst,
    /// `31/03/2026`
    #[serde(rename = "DD/MM/YYYY")]
    DayFirst,
    /// `2026-03`. Nothing is read from it.
    #[serde(rename = "YYYY-MM")]
    Month,
    /// `2026`. Nothing is read from it.
    #[serde(rename = "YYYY")]
    Year,
}

/// A value on its way, or why there is none any more.
type Step = Result<Option<String>, Code>;

/// Applies a list of transforms to the value of `field`. `sent` gives the source's values by path.
///
/// # Errors
/// The code of the finding, when a value was left out.
pub fn apply<'a>(transforms: &[Transform], field: &str, sent: impl Fn(&str) -> Option<&'a str>) -> Step {
    let first = present(sent(field)).map(str::to_owned);
    let last = transforms.iter().try_fold(first, |value, transform| transform.apply(value, &sent))?;
    Ok(present(last.as_deref()).map(str::to_owned))
}

impl Transform {
    fn apply<'a>(&self, value: Option<String>, sent: &impl Fn(&str) -> Option<&'a str>) -> Step {
        if let Self::Concatenate { fields, separator } = self {
            let others = fields.iter().filter_map(|path| present(sent(path)));
            let parts: Vec<&str> = present(value.as_deref()).into_iter().chain(others).collect();
            return Ok((!parts.is_empty()).then(|| parts.join(separator)));
        }
        let Some(value) = value else { return Ok(None) };
        match self {
            Self::Trim => Ok(Some(value.split_whitespace().collect::<Vec<_>>().join(" "))),
            Self::Case(case) => Ok(Some(case.apply(&value))),
            Self::Values { table, otherwise } => look_up(table, *otherwise, value),
            Self::Date { from, to } => from.read(&value).map(|date| Some(to.write(date))).ok_or(Code::BadDate),
            Self::Concatenate { .. } => Ok(Some(value)),
        }
    }

    /// Paths of the source fields that it reads besides the mapped one.
    pub fn other_fields(&self) -> impl Iterator<Item = &str> {
        let fields = if let Self::Concatenate { fields, .. } = self { fields.as_slice() } else { &[] };
        fields.iter().map(String::as_str)
    }

    /// Why it cannot be used, in a clause.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Concatenate { fields, .. } if fields.is_empty() => Some("concatenates no other field"),
            Self::Concatenate { fields, .. } if fields.iter().any(|path| path.trim().is_empty()) => {
                Some("concatenates a field without a path")
            }
            Self::Values { table, .. } if table.is_empty() => Some("has a table without values"),
            Self::Values { table, .. } if keys_repeat(table) => Some("has a table with one value twice, letter case aside"),
            Self::Values { table, .. } if table.values().any(|value| value.trim().is_empty()) => {
                Some("has a table that leads to a blank")
            }
            Self::Date { from: DateForm::Month | DateForm::Year, .. } => Some("reads dates that have no day"),
            _ => None,
        }
    }
}

fn key(value: &str) -> String {
    value.trim().to_lowercase()
}

fn keys_repeat(table: &BTreeMap<String, String>) -> bool {
    let keys: std::collections::BTreeSet<String> = table.keys().map(|value| key(value)).collect();
    keys.len() < table.len()
}

fn look_up(table: &BTreeMap<String, String>, otherwise: Otherwise, value: String) -> Step {
    let wanted = key(&value);
    match (table.iter().find(|(from, _)| key(from) == wanted), otherwise) {
        (Some((_, to)), _) => Ok(Some(to.clone())),
        (None, Otherwise::Keep) => Ok(Some(value)),
        (None, Otherwise::LeaveOut) => Err(Code::ValueNotInTable),
    }
}

impl Case {
    fn apply(self, text: &str) -> String {
        match self {
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
            Self::Title => title(text),
        }
    }
}

fn title(text: &str) -> String {
    let mut begins = true;
    let cased = text.chars().flat_map(|c| {
        let letters: String = if begins { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
        // An apostrophe does not begin a word: "Men's Wear".
        begins = !(c.is_alphanumeric() || matches!(c, '\'' | '’'));
        letters.chars().collect::<Vec<_>>()
    });
    cased.collect()
}

impl DateForm {
    fn read(self, text: &str) -> Option<jiff::civil::Date> {
        match self {
            Self::Iso => dates::parse_iso(text),
            Self::MonthFirst => dates::parse_slashed(text, DateOrder::MonthFirst),
            Self::DayFirst => dates::parse_slashed(text, DateOrder::DayFirst),
            Self::Month | Self::Year => None,
        }
    }

    fn write(self, date: jiff::civil::Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self {
            Self::Iso => date.to_string(),
            Self::MonthFirst => format!("{month:02}/{day:02}/{year:04}"),
            Self::DayFirst => format!("{day:02}/{month:02}/{year:04}"),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Year => format!("{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values<const N: usize>(rows: [(&str, &str); N], otherwise: Otherwise) -> Transform {
        Transform::Values { table: rows.map(|(from, to)| (from.to_owned(), to.to_owned())).into(), otherwise }
    }

    #[test]
    fn a_list_is_applied_in_order() {
        let sent = |path: &str| match path {
            "city" => Some("  new   york "),
            "state" => Some("NY"),
            "blank" => Some("  "),
            "day" => Some("03/04/2026"),
            "iso" => Some("2026-03-04T23:59:59Z"),
            "men" => Some("men's WEAR and o’neill"),
            _ => None,
        };
        let check = |field: &str, transforms: &[Transform], expect: Result<Option<&str>, Code>| {
            assert_eq!(apply(transforms, field, sent), expect.map(|value| value.map(str::to_owned)), "{field} {transforms:?}");
        };
        let with = |fields: &[&str]| Transform::Concatenate {
            fields: fields.iter().map(|path| (*path).to_owned()).collect(),
            separator: ", ".to_owned(),
        };
        check("city", &[], Ok(Some("new   york")));
        check("blank", &[], Ok(None));
        check("city", &[Transform::Trim], Ok(Some("new york")));
        check("city", &[Transform::Case(Case::Upper)], Ok(Some("NEW   YORK")));
        check("city", &[Transform::Trim, Transform::Case(Case::Title), with(&["state"])], Ok(Some("New York, NY")));
        check("city", &[with(&["state"]), Transform::Trim, Transform::Case(Case::Lower)], Ok(Some("new york, ny")));
        check("men", &[Transform::Case(Case::Title)], Ok(Some("Men's Wear And O’neill")));
        check("nothing", &[Transform::Case(Case::Upper), with(&["blank", "state", "nothing"])], Ok(Some("NY")));
        check("nothing", &[with(&["blank"])], Ok(None));
        let table = |otherwise| values([(" ny ", "New York"), ("SF", "San Francisco")], otherwise);
        check("state", &[table(Otherwise::LeaveOut)], Ok(Some("New York")));
        check("city", &[table(Otherwise::Keep)], Ok(Some("new   york")));
        check("city", &[table(Otherwise::LeaveOut)], Err(Code::ValueNotInTable));
        check("blank", &[table(Otherwise::LeaveOut)], Ok(None));
        let date = |from, to| Transform::Date { from, to };
        check("day", &[date(DateForm::MonthFirst, DateForm::Iso)], Ok(Some("2026-03-04")));
        check("day", &[date(DateForm::DayFirst, DateForm::Iso)], Ok(Some("2026-04-03")));
        check("day", &[date(DateForm::DayFirst, DateForm::MonthFirst)], Ok(Some("04/03/2026")));
        check("iso", &[date(DateForm::Iso, DateForm::DayFirst)], Ok(Some("04/03/2026")));
        check("iso", &[date(DateForm::Iso, DateForm::Month)], Ok(Some("2026-03")));
        check("iso", &[date(DateForm::Iso, DateForm::Year)], Ok(Some("2026")));
        check("day", &[date(DateForm::Iso, DateForm::Year)], Err(Code::BadDate));
        check("day", &[date(DateForm::Year, DateForm::Year)], Err(Code::BadDate));
    }

    #[test]
    fn a_transform_that_cannot_mean_anything_says_so() {
        let check = |transform: Transform, expect: Option<&str>| assert_eq!(transform.problem(), expect, "{transform:?}");
        let with = |fields: Vec<String>| Transform::Concatenate { fields, separator: String::new() };
        check(Transform::Trim, None);
        check(with(vec!["a.b".to_owned()]), None);
        check(with(Vec::new()), Some("concatenates no other field"));
        check(with(vec![" ".to_owned()]), Some("concatenates a field without a path"));
        check(values([("a", "b"), ("c", "b")], Otherwise::Keep), None);
        check(values([], Otherwise::Keep), Some("has a table without values"));
        check(values([("a", "b"), ("A ", "c")], Otherwise::Keep), Some("has a table with one value twice, letter case aside"));
        check(values([("a", " ")], Otherwise::Keep), Some("has a table that leads to a blank"));
        check(Transform::Date { from: DateForm::Iso, to: DateForm::Year }, None);
        check(Transform::Date { from: DateForm::Month, to: DateForm::Year }, Some("reads dates that have no day"));
    }

    #[test]
    fn a_transform_is_written_as_documented() {
        let check = |json: &str| {
            let read: Transform = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        };
        check(r#""trim""#);
        check(r#"{"case":"upper"}"#);
        check(r#"{"concatenate":{"fields":["a.b"],"separator":" / "}}"#);
        check(r#"{"values":{"table":{"SF":"San Francisco"},"otherwise":"leave_out"}}"#);
        check(r#"{"date":{"from":"MM/DD/YYYY","to":"YYYY"}}"#);
        assert!(serde_json::from_str::<Transform>(r#"{"date":{"from":"MM/DD/YYYY","to":"YY"}}"#).is_err());
    }
}
