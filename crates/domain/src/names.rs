//! Which of a person's names hold (R50, R51).

use jiff::civil::Date;

use crate::source::{NameKind, SourceName, SourcePerson};
use crate::text::present;

/// The name of a kind that holds on `today`: the latest that is effective already, else the earliest that will be.
/// A name without a date counts as the oldest.
fn name_of(row: &SourcePerson, kind: NameKind, today: Date) -> Option<&SourceName> {
    let names = || row.names.iter().filter(move |name| name.kind == kind && spelled(name).is_some());
    let effective = names().filter(|name| name.effective.is_none_or(|date| date <= today));
    effective
        .max_by_key(|name| (name.effective, spelled(name)))
        .or_else(|| names().min_by_key(|name| (name.effective, spelled(name))))
}

fn spelled(name: &SourceName) -> Option<String> {
    let parts: Vec<_> = [&name.first, &name.last].into_iter().filter_map(|part| present(part.as_deref())).collect();
    let joined = parts.join(" ");
    (!joined.is_empty()).then_some(joined)
}

/// The legal name: first and last joined (R50).
pub(crate) fn legal(row: &SourcePerson, today: Date) -> Option<String> {
    name_of(row, NameKind::Primary, today).and_then(spelled)
}

/// Whether the legal name is a first or a last name alone.
pub(crate) fn is_partial(row: &SourcePerson, today: Date) -> bool {
    let parts =
        |name: &SourceName| [&name.first, &name.last].into_iter().filter(|part| present(part.as_deref()).is_some()).count();
    name_of(row, NameKind::Primary, today).is_some_and(|name| parts(name) == 1)
}

/// The last name of the legal name.
pub(crate) fn legal_last(row: &SourcePerson, today: Date) -> Option<&str> {
    name_of(row, NameKind::Primary, today).and_then(|name| present(name.last.as_deref()))
}

/// The preferred first name; with the last name only where that differs from the legal one (R51).
pub(crate) fn preferred(row: &SourcePerson, today: Date) -> Option<String> {
    let preferred = name_of(row, NameKind::Preferred, today)?;
    let legal_last = legal_last(row, today);
    let last = present(preferred.last.as_deref());
    match present(preferred.first.as_deref()) {
        Some(first) if last.is_none() || last == legal_last => Some(first.to_owned()),
        _ => spelled(preferred),
    }
}

/// The next day on which another name of a kind begins to hold.
pub(crate) fn next(row: &SourcePerson, kind: NameKind, today: Date) -> Option<Date> {
    let days = row.names.iter().filter(|name| name.kind == kind).filter_map(|name| name.effective);
    days.filter(|date| *date > today).min()
}
