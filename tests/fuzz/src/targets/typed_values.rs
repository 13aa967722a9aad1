//! Values that a person types: days, emails, digests and names, alone and in an edit; and settings as a document.

use domain::basis::Basis;
use domain::dates::{self, DateOrder};
use domain::edit::{self, Access, Wanted};
use domain::text::{email_key, fold, is_email, present};
use domain::{Digest, Employee, Field, Settings};
use jiff::civil::date;
use std::collections::BTreeSet;
use sync::settings::AccountSettings;

use super::world;
use crate::target::{MARK, Target, behaviour, check_error};

pub(super) const TARGET: Target = Target { name: "typed-values", seeds, words: &WORDS, execute };

const WORDS: [&str; 12] = [
    "2024-02-29",
    "31/12/2024",
    "12/31/2024",
    "T00:00:00Z",
    "ann@acme.example",
    "@acme.example",
    "sha256:",
    "0000-12-31",
    "\u{a0}",
    "Ⅷ",
    "ﬁ",
    "ａｎｎ",
];

const FIELDS: [Field; 9] = [
    Field::Name,
    Field::PreferredName,
    Field::Email,
    Field::EmployeeId,
    Field::DateOfBirth,
    Field::StartDate,
    Field::EndDate,
    Field::ManagerEmail,
    Field::Status,
];

fn seeds() -> Vec<Vec<u8>> {
    let settings = AccountSettings {
        recipients: vec!["hrzq7x@acme.example".to_owned()],
        daily_hour: 2,
        time_zone: "America/New_York".to_owned(),
        employee_id_source: domain::EmployeeIdSource::EmployeeId,
        blank_clears: [Field::EndDate].into(),
        planning: Settings::default(),
    };
    let texts = [
        "2024-02-29",
        "2024-02-29T23:59:59+14:00",
        "12/31/2024",
        "03/04/2024",
        "0001-01-01",
        "9999-12-31",
        "annzq7x@acme.example",
        "Zoë Müller zq7x",
        "sha256:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
        "Yes",
    ];
    let texts = texts.map(|text| text.as_bytes().to_vec());
    texts.into_iter().chain([serde_json::to_vec(&settings).unwrap_or_default()]).collect()
}

fn execute(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    behaviour((days(&text), emails(&text), digest(&text), edits(&text), settings(input)))
}

/// What is read as a day is written and read as the same one.
fn days(text: &str) -> [bool; 5] {
    let orders = [DateOrder::Undeclared, DateOrder::MonthFirst, DateOrder::DayFirst];
    let read = orders.map(|order| dates::parse(text, order));
    for day in read.into_iter().flatten() {
        assert!((2..=9999).contains(&day.year()), "a day of no calendar that anybody sends");
        assert_eq!(dates::parse_iso(&day.to_string()), Some(day), "a day is written as another one");
    }
    if let Some(day) = read[0] {
        assert!(read.iter().flatten().all(|other| *other == day), "a day that was clear is another one in a declared order");
    }
    let [undeclared, month, day] = read.map(|day| day.is_some());
    [undeclared, month, day, dates::parse_iso(text).is_some(), dates::is_of_year_one(text)]
}

/// Keys by which identities are compared are keys of themselves.
fn emails(text: &str) -> [bool; 2] {
    let (key, folded) = (email_key(text), fold(text));
    assert_eq!(email_key(&key), key, "the key of an email has another key");
    assert_eq!(fold(&folded), folded, "a folded name folds on");
    assert!(folded.len() <= 40 * text.len(), "folding grows without end");
    let email = is_email(text);
    assert!(!email || (text.chars().count() <= 254 && present(Some(text)) == Some(text)), "an email is blank or too long");
    [email, key.is_ascii()]
}

fn digest(text: &str) -> bool {
    let read = Digest::parse(text);
    if let Some(digest) = &read {
        assert_eq!(Digest::parse(digest.as_str()).as_ref(), Some(digest), "a digest is written as another one");
    }
    read.is_some()
}

/// An edit of a field to the typed value, which field follows from the value: refused without quoting it, or a plan that does
/// just that.
fn edits(text: &str) -> Option<(usize, bool)> {
    let (settings, directory) = (Settings::default(), world::directory());
    let basis = Basis {
        account: "local",
        company: "ACME",
        today: date(2026, 3, 1),
        base_epoch: 1,
        mapping_version: 1,
        settings: &settings,
        directory: &directory,
    };
    let at = text.bytes().fold(0_usize, |sum, byte| sum + usize::from(byte)) % FIELDS.len();
    Some((at, edited(&basis, &directory, FIELDS.get(at)?, text)?))
}

fn edited(basis: &Basis<'_>, directory: &[Employee], field: &Field, text: &str) -> Option<bool> {
    let (values, demographics) = ([(field.clone(), text.to_owned())], BTreeSet::new());
    let wanted = Wanted { employee: &directory.first()?.id, values: &values, access: Access::Keep, demographics: &demographics };
    match edit::edit(basis, &wanted) {
        Ok(plan) => {
            let changed: Vec<&Field> = plan.changes.iter().flat_map(|change| change.fields.iter().map(|it| &it.field)).collect();
            assert!(changed.iter().all(|changed| *changed == field), "an edit changes another field");
            let after = plan.changes.iter().flat_map(|change| &change.fields).find_map(|change| change.after.clone());
            assert!(after.is_none_or(|after| after.len() <= text.len().max(10)), "an edit stores more than was typed");
            Some(changed.is_empty())
        }
        Err(error) => {
            check_error(&error.to_string());
            assert!(!format!("{error:?}").contains(MARK), "an error shows what was typed");
            None
        }
    }
}

fn settings(input: &[u8]) -> Option<bool> {
    let read: AccountSettings =
        Some(input).filter(|input| input.starts_with(b"{")).and_then(|input| serde_json::from_slice(input).ok())?;
    let json = serde_json::to_vec(&read).unwrap_or_default();
    assert_eq!(serde_json::from_slice::<AccountSettings>(&json).ok().as_ref(), Some(&read), "settings are stored as others");
    let checked = read.planning.check();
    checked.as_ref().err().iter().for_each(|error| assert!(error.to_string().len() <= 400 + input.len()));
    Some(checked.is_ok())
}
