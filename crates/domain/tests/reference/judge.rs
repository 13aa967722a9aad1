//! What becomes of every row and of everybody whom no row has.

use domain::settings::ExcludedExisting;
use domain::{Action, Code, Coverage, Employee, EmployeeStatus, Employment, Field, Trigger};

use crate::clearing::clears;
use crate::fields::{Change, changes};
use crate::identity::{is_contested, is_like_somebody, is_seen, may_be, refusal};
use crate::read::Row;
use crate::reporting::managers;
use crate::teams::spell;
use crate::values::alike;
use crate::world::World;
use crate::{NEW, Picture};

#[derive(Clone, PartialEq)]
pub(crate) enum Fate {
    Excluded,
    Refused(Code),
    /// D14: new, and without a name or with a bad email.
    Unusable,
    EndedNotImported,
    Held,
    New,
    /// The employee, with the status and End Date that they will have.
    Known(usize, EmployeeStatus, Option<String>),
}

pub(crate) fn picture(world: &World) -> Picture {
    let today = world.today.to_string();
    let people = world.snapshot.people.iter();
    let mut rows: Vec<Row> = people.map(|person| Row::read(person, &world.mapping, &today)).collect();
    let directory = &world.directory;
    let active = directory.iter().filter(|employee| employee.status == EmployeeStatus::Active).count();
    let mut picture = Picture::default();
    // D13: nobody, or fewer than half of all, is not believed. Of those whom a part leaves out it says nothing (R17).
    let is_whole = world.snapshot.coverage == Coverage::Everybody;
    if rows.is_empty() || (is_whole && rows.len() * 2 < active) {
        return picture;
    }
    let fates: Vec<Fate> = (0..rows.len()).map(|number| fate(number, &rows, world, &today)).collect();
    spell(&mut rows, &fates, directory, &world.mapping);
    let managers = managers(&rows, &fates, world, &today);
    for (number, row) in rows.iter().enumerate() {
        match &fates[number] {
            Fate::Excluded => exclude(&mut picture, number, &rows, world),
            Fate::Refused(code) => {
                picture.counts.refused += 1;
                picture.refused.insert((row.source_id.clone(), *code));
            }
            Fate::Unusable => picture.counts.refused += 1,
            Fate::EndedNotImported => picture.counts.ended_not_imported += 1,
            Fate::Held => {
                picture.counts.held += 1;
                picture.held.insert(row.source_id.clone());
            }
            Fate::New => {
                change(&mut picture, Some(&row.source_id), Action::Create, NEW);
                picture.new_managers.extend(managers[number].clone().map(|email| (row.source_id.clone(), email)));
                picture.new_teams.extend(row.team.clone().map(|team| (row.source_id.clone(), team)));
            }
            Fate::Known(at, status, end) => {
                let clears = clears(row, &rows, world, &today);
                let fields = changes(row, &directory[*at], *status, end.as_ref(), managers[number].as_ref(), &clears);
                let is_cleared = |(field, _, after): &&Change| after.is_none() && clears.contains(field);
                picture.counts.cleared += fields.iter().filter(is_cleared).count();
                known(&mut picture, row, &directory[*at], *status, &fields, world);
            }
        }
    }
    if is_whole {
        absent(&mut picture, &rows, world, &today);
    }
    picture
}

fn fate(number: usize, rows: &[Row], world: &World, today: &str) -> Fate {
    let row = &rows[number];
    if row.excluded {
        return Fate::Excluded;
    }
    if let Some(code) = refusal(number, rows, &world.directory) {
        return Fate::Refused(code);
    }
    if let Some(&at) = may_be(row, rows, &world.directory).first() {
        let is_granted = !world.snapshot.not_granted.contains(&Field::EndDate);
        let cleared = clears(row, rows, world, today);
        let employee = &world.directory[at];
        if ends_before_it_began(row, employee, &cleared) {
            return Fate::Known(at, employee.status, employee.profile.end_date.map(|date| date.to_string()));
        }
        let (status, end) = status(row, employee, is_granted, cleared.contains(&Field::EndDate), today);
        return Fate::Known(at, status, end);
    }
    if row.ended(today) || (row.employment == Employment::Ended && row.end.is_none()) {
        Fate::EndedNotImported
    } else if row.bad_email || row.name.is_none() {
        Fate::Unusable
    } else if world.trigger == Trigger::Auto && is_like_somebody(row, rows, &world.directory) {
        Fate::Held
    } else {
        Fate::New
    }
}

/// D17: no start was sent, or none that can be read, and the stored one lies after the End Date that was. The old dates stay.
fn ends_before_it_began(row: &Row, employee: &Employee, cleared: &[Field]) -> bool {
    let text = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let (start, stored_end) = (text(employee.profile.start_date), text(employee.profile.end_date));
    let sent = row.end.is_some() && row.end != stored_end && row.start.is_none();
    sent && start > row.end && !cleared.contains(&Field::StartDate)
}

/// D5, D7, D8, D21. A blank End Date says that there is none only where it may be read and was not sent garbled.
fn status(row: &Row, employee: &Employee, granted: bool, cleared: bool, today: &str) -> (EmployeeStatus, Option<String>) {
    let stored = employee.profile.end_date.map(|date| date.to_string());
    let end_is_known = granted && !row.bad_end;
    let works = row.employment == Employment::Employed && !row.ended(today);
    if row.ended(today) {
        return (EmployeeStatus::Former, row.end.clone());
    }
    if employee.status == EmployeeStatus::Former && works && end_is_known {
        return (EmployeeStatus::Active, row.end.clone());
    }
    if employee.status == EmployeeStatus::Active && (row.rehired || (works && cleared)) {
        return (EmployeeStatus::Active, None);
    }
    let end = row.end.clone().or(stored);
    let due = end.as_ref().is_some_and(|end| end.as_str() <= today);
    // Ended on the stored day (D5), unless the source says that the person works and has no End Date any more (D7).
    if employee.status == EmployeeStatus::Active && due && !(works && end_is_known) {
        return (EmployeeStatus::Former, end);
    }
    (employee.status, end)
}

fn known(picture: &mut Picture, row: &Row, employee: &Employee, status: EmployeeStatus, fields: &[Change], world: &World) {
    let action = match (employee.status, status) {
        _ if fields.is_empty() => {
            picture.counts.unchanged += 1;
            return;
        }
        (before, after) if before == after => Action::Update,
        (_, EmployeeStatus::Active) => Action::Reactivate,
        _ => Action::Deactivate,
    };
    change(picture, Some(&row.source_id), action, &employee.id.0);
    for (field, before, after) in fields {
        picture.fields.insert((employee.id.0.clone(), field.clone(), before.clone(), after.clone()));
    }
    // D3, D4.
    let turned = fields.iter().filter(|(field, before, after)| match (before, after) {
        (Some(before), Some(after)) => world.settings.high_risk.fields.contains(field) && !alike(before, after),
        _ => false,
    });
    if turned.count() >= world.settings.high_risk.minimum {
        picture.high_risk.insert(employee.id.0.clone());
    }
}

/// D6: left as they are, unless the account ends them and a person reviews who, without any doubt, they are.
fn exclude(picture: &mut Picture, number: usize, rows: &[Row], world: &World) {
    picture.counts.excluded += 1;
    let found = may_be(&rows[number], rows, &world.directory);
    let wanted = world.settings.excluded_existing == ExcludedExisting::Deactivate && world.trigger != Trigger::Auto;
    if let ([at], true) = (&found[..], wanted) {
        let employee = &world.directory[*at];
        if employee.status == EmployeeStatus::Active && !is_contested(*at, number, rows, &world.directory) {
            end(picture, Some(&rows[number].source_id), &employee.id.0, "deactivated");
        }
    }
}

/// Whether a person ends this employee by reviewing the plan: excluded, where the account wants that (D6), or missing, where
/// support asked for that (R13).
pub(crate) fn is_ended_by_review(at: usize, rows: &[Row], world: &World) -> bool {
    let directory = &world.directory;
    let excluded = (0..rows.len()).any(|number| {
        rows[number].excluded
            && may_be(&rows[number], rows, directory) == [at]
            && !is_contested(at, number, rows, directory)
            && world.settings.excluded_existing == ExcludedExisting::Deactivate
            && world.trigger != Trigger::Auto
    });
    excluded || (world.trigger == Trigger::DeactivateMissing && !is_seen(at, rows, directory))
}

/// D1, D5.
fn absent(picture: &mut Picture, rows: &[Row], world: &World, today: &str) {
    for (at, employee) in world.directory.iter().enumerate() {
        if employee.status != EmployeeStatus::Active || is_seen(at, rows, &world.directory) {
            continue;
        }
        if employee.profile.end_date.is_some_and(|end| end.to_string().as_str() <= today) {
            end(picture, employee.source_id.as_ref(), &employee.id.0, "former");
        } else {
            picture.counts.missing_from_source += 1;
            picture.missing.insert(employee.id.0.clone());
            if world.trigger == Trigger::DeactivateMissing {
                end(picture, employee.source_id.as_ref(), &employee.id.0, "deactivated");
            }
        }
    }
}

fn change(picture: &mut Picture, source_id: Option<&String>, action: Action, whom: &str) {
    let counts = &mut picture.counts;
    *match action {
        Action::Create => &mut counts.create,
        Action::Update => &mut counts.update,
        Action::Deactivate => &mut counts.deactivate,
        Action::Reactivate => &mut counts.reactivate,
    } += 1;
    picture.changes.insert((source_id.cloned(), action, whom.to_owned()));
}

/// D21. Nothing but the status changes.
fn end(picture: &mut Picture, source_id: Option<&String>, whom: &str, status: &str) {
    change(picture, source_id, Action::Deactivate, whom);
    picture.fields.insert((whom.to_owned(), Field::Status, Some("active".to_owned()), Some(status.to_owned())));
}
