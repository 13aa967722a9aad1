//! Who reports to whom (R52, D12).

use domain::{EmployeeStatus, Field};

use crate::clearing::clears;
use crate::judge::{Fate, is_ended_by_review};
use crate::read::Row;
use crate::values::same_email;
use crate::world::World;

/// The manager's email to store, by row; `None` keeps the old one, unless a blank clears it.
pub(crate) fn managers(rows: &[Row], fates: &[Fate], world: &World, today: &str) -> Vec<Option<String>> {
    let mut managers = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let wanted = row.manager.as_ref().filter(|manager| has_manager(number, rows, fates, today) && **manager != row.source_id);
        managers.push(wanted.and_then(|manager| work_email(manager, rows, fates, world, today)));
    }
    // A new line in a loop is not taken; the old ones that then hold again may make another loop.
    loop {
        let looping: Vec<usize> = (0..rows.len())
            .filter(|&number| managers[number].is_some() && is_in_a_loop(number, rows, fates, world, &managers, today))
            .collect();
        if looping.is_empty() {
            return managers;
        }
        for number in looping {
            managers[number] = None;
        }
    }
}

/// Whether the source says who this person's manager is: they are in the directory afterwards, and have not left.
fn has_manager(number: usize, rows: &[Row], fates: &[Fate], today: &str) -> bool {
    match fates[number] {
        Fate::New => true,
        Fate::Known(..) => !rows[number].ended(today),
        _ => false,
    }
}

/// The work email of whoever has this source id, if they work here after the plan.
fn work_email(manager: &str, rows: &[Row], fates: &[Fate], world: &World, today: &str) -> Option<String> {
    if let Some(number) = rows.iter().position(|row| row.source_id == manager) {
        return match &fates[number] {
            Fate::New | Fate::Known(_, EmployeeStatus::Active, _) => email_after(number, rows, fates, world),
            _ => None,
        };
    }
    for (at, employee) in world.directory.iter().enumerate() {
        let goes_by_another_id = fates.iter().any(|fate| matches!(fate, Fate::Known(known, ..) if *known == at));
        let due = employee.profile.end_date.is_some_and(|end| end.to_string().as_str() <= today);
        if employee.source_id.as_deref() == Some(manager)
            && !goes_by_another_id
            && employee.status == EmployeeStatus::Active
            && !due
            && !is_ended_by_review(at, rows, world)
        {
            return employee.profile.email.clone();
        }
    }
    None
}

fn email_after(number: usize, rows: &[Row], fates: &[Fate], world: &World) -> Option<String> {
    match &fates[number] {
        Fate::Known(at, ..) => rows[number].email.clone().or_else(|| world.directory[*at].profile.email.clone()),
        _ => rows[number].email.clone(),
    }
}

fn is_in_a_loop(number: usize, rows: &[Row], fates: &[Fate], world: &World, managers: &[Option<String>], today: &str) -> bool {
    let start = email_after(number, rows, fates, world);
    let mut at = managers[number].clone();
    // No line is longer than there are people.
    for _ in 0..=rows.len() + world.directory.len() {
        if start.is_some() && same_email(at.as_ref(), start.as_ref()) {
            return true;
        }
        at = at.and_then(|email| manager_of(&email, rows, fates, world, managers, today));
    }
    false
}

/// The manager, after the plan, of whoever has this email after the plan.
fn manager_of(
    email: &String,
    rows: &[Row],
    fates: &[Fate],
    world: &World,
    managers: &[Option<String>],
    today: &str,
) -> Option<String> {
    let mut from_row = Vec::new();
    for number in 0..rows.len() {
        if !has_manager(number, rows, fates, today) {
            continue;
        }
        let old = if let Fate::Known(at, ..) = fates[number] {
            from_row.push(at);
            world.directory[at].profile.manager_email.clone()
        } else {
            None
        };
        if same_email(Some(email), email_after(number, rows, fates, world).as_ref()) {
            let is_cleared = clears(&rows[number], rows, world, today).contains(&Field::ManagerEmail);
            return managers[number].clone().or(old.filter(|_| !is_cleared));
        }
    }
    let stored = world
        .directory
        .iter()
        .enumerate()
        .find(|(at, employee)| !from_row.contains(at) && same_email(Some(email), employee.profile.email.as_ref()));
    stored.and_then(|(_, employee)| employee.profile.manager_email.clone())
}
