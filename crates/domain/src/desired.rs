//! Applying a mapping: one source row becomes what the directory should know of that person (R48–R54, D14–D17, D19).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

use crate::dates::{self, DateOrder};
use crate::field::Field;
use crate::finding::{Code, Finding};
use crate::lifecycle::{Standing, standing};
use crate::mapping::Mapping;
use crate::names;
use crate::settings::Settings;
use crate::source::{NameKind, SourcePerson};
use crate::text::{self, present};
use crate::transform;

/// What the directory should know of one person, as far as the source says. `None` never clears a stored value (D8).
pub struct Desired<'a> {
    /// The row.
    pub source: &'a SourcePerson,
    /// First and last primary name joined (R50).
    pub name: Option<String>,
    /// Whether that is a first or a last name alone.
    pub partial_name: bool,
    /// Preferred name (R51).
    pub preferred_name: Option<String>,
    /// A well-formed email, trimmed, as sent (D14).
    pub email: Option<String>,
    /// Whether an email was sent that is not one (D14).
    pub bad_email: bool,
    /// Employee ID, trimmed (D15).
    pub employee_id: Option<String>,
    /// A plausible date of birth (D17).
    pub date_of_birth: Option<Date>,
    /// Start Date.
    pub start_date: Option<Date>,
    /// End Date; an old one that a rehire overtook is left out (D7).
    pub end_date: Option<Date>,
    /// Whether an End Date was sent that cannot be read (D17).
    pub bad_end_date: bool,
    /// Whether the Service Date overtook the End Date (D7).
    pub rehired: bool,
    /// What status letter and dates come to.
    pub standing: Standing,
    /// The manager's source id (R52).
    pub manager: Option<&'a str>,
    /// Mapped demographics with a value.
    pub demographics: BTreeMap<&'a str, String>,
    /// Fields that the row leaves blank and whose blank clears a stored value (D8).
    pub clears: BTreeSet<Field>,
    /// Whether the source excludes the person (D19).
    pub excluded: bool,
    /// The earliest future day on which the same row says something else: a name that holds from then, an End Date, or a
    /// date of birth that is too late today.
    pub due: Option<Date>,
}

impl fmt::Debug for Desired<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desired").field("source_id", &self.source.source_id).finish_non_exhaustive()
    }
}

/// The age below which, and the one above which, a date of birth is taken for a mistake (D17).
const YOUNGEST: i16 = 13;
const OLDEST: i16 = 120;

/// Whether somebody born on that day can work here (D17).
pub(crate) fn is_plausible_birth(birth: Date, today: Date) -> bool {
    (YOUNGEST..=OLDEST).contains(&dates::age(birth, today))
}

/// How rows are read: the same for all rows of one plan.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The mapping.
    pub mapping: &'a Mapping,
    /// What is redacted.
    pub settings: &'a Settings,
    /// The account's local date.
    pub today: Date,
    /// How dates with slashes are read (D17).
    pub date_order: DateOrder,
}

/// Maps one row. Redacted fields are dropped here, before anything else sees them (R95).
#[must_use]
pub fn desire<'a>(row: &'a SourcePerson, reading: &Reading<'a>) -> (Desired<'a>, Vec<Finding>) {
    let Reading { mapping, settings, today, date_order } = *reading;
    let mut mapper = Mapper { row, settings, today, date_order, findings: Vec::new(), due: None };
    mapper.names_to_come();
    let (email, bad_email) = mapper.email();
    let date_of_birth = mapper.birth_date();
    let (start_date, end_date, bad_end_date, rehired) = mapper.employment_dates();
    let demographics = mapper.demographics(mapping);
    let mut desired = Desired {
        source: row,
        name: mapper.keep(Field::Name, names::legal(row, today)),
        partial_name: names::is_partial(row, today),
        preferred_name: mapper.keep(Field::PreferredName, names::preferred(row, today)),
        email,
        bad_email,
        employee_id: mapper.keep(Field::EmployeeId, present(row.employee_id.as_deref()).map(str::to_owned)),
        date_of_birth,
        start_date,
        end_date,
        bad_end_date,
        rehired,
        standing: standing(row.employment, end_date, today),
        manager: mapper.keep(Field::ManagerEmail, present(row.manager_source_id.as_deref())),
        demographics: demographics.values,
        clears: BTreeSet::new(),
        due: mapper.due,
        excluded: mapping.exclude.as_ref().and_then(|path| row.custom.get(path)).is_some_and(|value| text::is_yes(value)),
    };
    // Whoever has left keeps what is known of them: sources empty the records of leavers.
    if desired.standing != Standing::Ended {
        desired.clears =
            mapping.blank_clears.iter().filter(|field| mapper.is_blank(field, &demographics.blank)).cloned().collect();
    }
    (desired, mapper.findings)
}

/// The demographics of one row: those with a value, and those for which nothing was sent. What was sent and is not usable
/// is neither.
struct Demographics<'a> {
    values: BTreeMap<&'a str, String>,
    blank: BTreeSet<&'a str>,
}

struct Mapper<'a> {
    row: &'a SourcePerson,
    settings: &'a Settings,
    today: Date,
    date_order: DateOrder,
    findings: Vec<Finding>,
    due: Option<Date>,
}

impl Mapper<'_> {
    fn keep<T>(&self, field: Field, value: Option<T>) -> Option<T> {
        value.filter(|_| !self.settings.redacts(&field))
    }

    fn note(&mut self, code: Code, field: Field) {
        if !self.settings.redacts(&field) {
            self.findings.push(Finding::person(code, &self.row.source_id, Some(field)));
        }
    }

    /// Remembers a day on which the row will say something else.
    fn due(&mut self, date: Option<Date>) {
        self.due = self.due.into_iter().chain(date.filter(|date| *date > self.today)).min();
    }

    fn names_to_come(&mut self) {
        for (kind, field) in [(NameKind::Primary, Field::Name), (NameKind::Preferred, Field::PreferredName)] {
            self.due(self.keep(field, names::next(self.row, kind, self.today)));
        }
    }

    fn email(&mut self) -> (Option<String>, bool) {
        match self.keep(Field::Email, present(self.row.email.as_deref())) {
            None => (None, false),
            Some(email) if text::is_email(email) => (Some(email.to_owned()), false),
            Some(_) => {
                self.note(Code::BadEmail, Field::Email);
                (None, true)
            }
        }
    }

    fn date(&mut self, field: &Field, sent: Option<&str>) -> (Option<Date>, bool) {
        let Some(sent) = self.keep(field.clone(), present(sent)) else { return (None, false) };
        let date = dates::parse(sent, self.date_order);
        if date.is_none() {
            self.note(Code::BadDate, field.clone());
        }
        (date, date.is_none())
    }

    fn birth_date(&mut self) -> Option<Date> {
        let sent = self.row.birth_date.as_deref();
        if present(sent).is_some_and(dates::is_of_year_one) {
            self.note(Code::ImplausibleBirthDate, Field::DateOfBirth);
            return None;
        }
        let (birth, _) = self.date(&Field::DateOfBirth, sent);
        let plausible = birth.is_none_or(|birth| is_plausible_birth(birth, self.today));
        if !plausible {
            self.due(birth.and_then(|birth| dates::birthday(birth, YOUNGEST)));
            self.note(Code::ImplausibleBirthDate, Field::DateOfBirth);
        }
        birth.filter(|_| plausible)
    }

    /// Start, End, whether the End could not be read, and whether the person was rehired (D7, D17).
    fn employment_dates(&mut self) -> (Option<Date>, Option<Date>, bool, bool) {
        let (start, _) = self.date(&Field::StartDate, self.row.service_date.as_deref());
        let (end, bad_end) = self.date(&Field::EndDate, self.row.termination_date.as_deref());
        self.due(end);
        match (start, end) {
            (Some(start), Some(end)) if start > end => {
                let rehired = end <= self.today && self.row.employment == crate::source::Employment::Employed;
                if rehired {
                    return (Some(start), None, false, true);
                }
                self.note(Code::StartAfterEnd, Field::StartDate);
                (None, None, true, false)
            }
            _ => (start, end, bad_end, false),
        }
    }

    fn demographics<'m>(&mut self, mapping: &'m Mapping) -> Demographics<'m> {
        let mut found = Demographics { values: BTreeMap::new(), blank: BTreeSet::new() };
        for demographic in &mapping.demographics {
            let field = Field::Demographic(demographic.name.clone());
            if self.settings.redacts(&field) {
                continue;
            }
            let sent = |path: &str| self.row.custom.get(path).map(String::as_str);
            match transform::apply(&demographic.transforms, &demographic.field, sent) {
                Ok(Some(value)) => drop(found.values.insert(&demographic.name, value)),
                Ok(None) => drop(found.blank.insert(&demographic.name)),
                Err(code) => self.note(code, field),
            }
        }
        found
    }

    /// Whether the source sent nothing for a field, redacted fields aside.
    fn is_blank(&self, field: &Field, blank: &BTreeSet<&str>) -> bool {
        let row = self.row;
        let sent = match field {
            Field::PreferredName => names::preferred(row, self.today),
            Field::DateOfBirth => row.birth_date.clone(),
            Field::StartDate => row.service_date.clone(),
            Field::EndDate => row.termination_date.clone(),
            Field::ManagerEmail => row.manager_source_id.clone(),
            Field::Demographic(name) => return blank.contains(name.as_str()),
            Field::Name | Field::Email | Field::EmployeeId | Field::Status | Field::SourceId => return false,
        };
        present(sent.as_deref()).is_none() && !self.settings.redacts(field)
    }
}
