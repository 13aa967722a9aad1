//! Blanks that take a stored value away (D8).

use domain::{Field, SourcePerson};

use crate::read::Row;
use crate::values::value;
use crate::world::World;

/// The fields for which a row sends nothing at all, as far as their blanks may clear. A value that cannot be believed, or
/// that the value table leaves out, is no blank.
pub(crate) fn blanks(person: &SourcePerson, preferred: Option<&String>) -> Vec<Field> {
    let sent = [
        (Field::PreferredName, preferred.cloned()),
        (Field::DateOfBirth, value(person.birth_date.as_ref())),
        (Field::StartDate, value(person.service_date.as_ref())),
        (Field::EndDate, value(person.termination_date.as_ref())),
        (Field::ManagerEmail, value(person.manager_source_id.as_ref())),
        (Field::Demographic("Team".to_owned()), value(person.custom.get("team"))),
    ];
    sent.into_iter().filter(|(_, sent)| sent.is_none()).map(|(field, _)| field).collect()
}

/// The fields whose blank in this row takes the stored value away.
pub(crate) fn clears(row: &Row, rows: &[Row], world: &World, today: &str) -> Vec<Field> {
    let mut found = Vec::new();
    for field in &world.mapping.blank_clears {
        // Where nobody has a value, the source does not fill the field, and its blanks say nothing of the people.
        let is_filled = rows.iter().any(|other| !other.excluded && has_value(other, field));
        let is_granted = !world.snapshot.not_granted.contains(field);
        if row.blanks.contains(field) && is_filled && is_granted && !row.ended(today) {
            found.push(field.clone());
        }
    }
    found
}

/// Whether there is a value that can be used: after D17, which drops a Service Date after the End Date and with it the End
/// Date, and after a rehire, which drops the End Date.
fn has_value(row: &Row, field: &Field) -> bool {
    let value = match field {
        Field::PreferredName => &row.preferred,
        Field::DateOfBirth => &row.birth,
        Field::StartDate => &row.start,
        Field::EndDate => &row.end,
        Field::ManagerEmail => &row.manager,
        Field::Demographic(_) => &row.team,
        _ => &None,
    };
    value.is_some()
}
