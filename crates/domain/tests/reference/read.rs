//! What one source row says, in plain texts (R48–R52, D8, D14–D17, D19).

use domain::{Employment, Field, Mapping, NameKind, SourceName, SourcePerson};

use crate::clearing::blanks;
use crate::teams::looked_up;
use crate::values::{day, is_email, plausible_birth, value};

#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) source_id: String,
    pub(crate) name: Option<String>,
    /// A first or a last name alone.
    pub(crate) half_a_name: bool,
    pub(crate) preferred: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) bad_email: bool,
    pub(crate) id: Option<String>,
    pub(crate) birth: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    /// An End Date was sent, and it cannot be believed.
    pub(crate) bad_end: bool,
    /// D7: the Service Date lies after the End Date.
    pub(crate) rehired: bool,
    pub(crate) employment: Employment,
    pub(crate) manager: Option<String>,
    pub(crate) team: Option<String>,
    pub(crate) excluded: bool,
    pub(crate) blanks: Vec<Field>,
}

impl Row {
    pub(crate) fn read(person: &SourcePerson, mapping: &Mapping, today: &str) -> Self {
        let sent_email = value(person.email.as_ref());
        let email = sent_email.clone().filter(|email| is_email(email));
        let sent_end = value(person.termination_date.as_ref());
        let preferred = preferred_name(person, today);
        let mut row = Self {
            blanks: blanks(person, preferred.as_ref()),
            preferred,
            source_id: person.source_id.clone(),
            name: full_name(person, NameKind::Primary, today),
            half_a_name: holding(person, NameKind::Primary, today)
                .is_some_and(|name| value(name.first.as_ref()).is_some() != value(name.last.as_ref()).is_some()),
            bad_email: sent_email.is_some() && email.is_none(),
            email,
            id: value(person.employee_id.as_ref()),
            birth: value(person.birth_date.as_ref()).and_then(|text| day(&text)).filter(|birth| plausible_birth(birth, today)),
            start: value(person.service_date.as_ref()).and_then(|text| day(&text)),
            end: sent_end.as_ref().and_then(|text| day(text)),
            bad_end: false,
            rehired: false,
            employment: person.employment,
            manager: value(person.manager_source_id.as_ref()),
            team: looked_up(value(person.custom.get("team")), mapping),
            excluded: value(person.custom.get("excluded")).is_some_and(|text| text.to_lowercase() == "yes"),
        };
        row.bad_end = sent_end.is_some() && row.end.is_none();
        if row.start.is_some() && row.end.is_some() && row.start > row.end {
            if row.ended(today) && row.employment == Employment::Employed {
                row.rehired = true;
            } else {
                // D17: start after end, so the old dates are kept.
                row.start = None;
                row.bad_end = true;
            }
            row.end = None;
        }
        row
    }

    /// R10, D5: the End Date is here.
    pub(crate) fn ended(&self, today: &str) -> bool {
        self.end.as_ref().is_some_and(|end| end.as_str() <= today)
    }
}

fn spelled(name: &SourceName) -> Option<String> {
    match (value(name.first.as_ref()), value(name.last.as_ref())) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    }
}

/// The name that holds: the youngest of those that hold already, else the one that will hold first.
fn holding(person: &SourcePerson, kind: NameKind, today: &str) -> Option<SourceName> {
    let from = |name: &SourceName| name.effective.map(|day| day.to_string()).unwrap_or_default();
    let mut names: Vec<SourceName> =
        person.names.iter().filter(|name| name.kind == kind && spelled(name).is_some()).cloned().collect();
    names.sort_by_key(|name| (from(name), spelled(name)));
    let already = names.iter().rfind(|name| from(name).as_str() <= today);
    already.or(names.first()).cloned()
}

fn full_name(person: &SourcePerson, kind: NameKind, today: &str) -> Option<String> {
    spelled(&holding(person, kind, today)?)
}

/// R51: the preferred first name, and the last name with it only where it is another than the legal one.
fn preferred_name(person: &SourcePerson, today: &str) -> Option<String> {
    let preferred = holding(person, NameKind::Preferred, today)?;
    let legal_last = holding(person, NameKind::Primary, today).and_then(|name| value(name.last.as_ref()));
    let (first, last) = (value(preferred.first.as_ref()), value(preferred.last.as_ref()));
    if first.is_some() && (last.is_none() || last == legal_last) {
        return first;
    }
    spelled(&preferred)
}
