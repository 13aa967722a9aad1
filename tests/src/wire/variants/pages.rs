//! F19–F22: people who move between pages, come twice or are missing, and pages that contradict one another.

use testkit::trinet::{Fault, Target};

use super::End::{AsIfNothing, Fails};
use super::{Stage, Variant, fields, sync};
use crate::wire::company::{id, person};

const INCOMPLETE: super::End = Fails("source_incomplete");
const TOO_BIG: super::End = Fails("source_too_big");
const UNSTABLE: super::End = Fails("source_unstable");

pub(super) const TABLE: &[Variant] = &[
    sync("F19", "somebody joins before the cursor", AsIfNothing, |stage| joins(stage, 1)),
    sync("F19", "somebody joins before the cursor in each pass", UNSTABLE, |stage| joins(stage, 3)),
    sync("F19", "somebody leaves before the cursor", AsIfNothing, |stage| leaves(stage, 1)),
    sync("F19", "somebody leaves before the cursor in each pass", UNSTABLE, |stage| leaves(stage, 3)),
    sync("F19", "a row slips between two pages", AsIfNothing, |stage| {
        let page = stage.later_page();
        stage.next(1, page, Fault::SkipRows { rows: 1 });
    }),
    sync("F19", "each page in reverse order", AsIfNothing, |stage| stage.always(Target::EmployeesAll, Fault::ReverseRows)),
    fields("F19", "somebody joins in each pass while fields are listed", UNSTABLE, |stage| joins(stage, 3)),
    sync("F20", "a row comes twice, equal", AsIfNothing, |stage| again(stage, Some(1), false)),
    sync("F20", "a row comes twice, differing", AsIfNothing, |stage| again(stage, Some(1), true)),
    sync("F20", "a row comes twice in each pass, equal", UNSTABLE, |stage| again(stage, None, false)),
    sync("F20", "a row comes twice in each pass, differing", UNSTABLE, |stage| again(stage, None, true)),
    sync("F20", "a record is listed twice", UNSTABLE, |stage| {
        let twin = stage.person(9).clone();
        stage.people().push(twin);
    }),
    sync("F20", "two records of one id", UNSTABLE, |stage| {
        let twin = person(9).email("somebody.else@acme.example");
        stage.people().push(twin);
    }),
    sync("F21", "200 and nobody", INCOMPLETE, |stage| stage.always(Target::EmployeesAll, Fault::ZeroPeople)),
    sync("F21", "200 and null", INCOMPLETE, |stage| stage.always(Target::EmployeesAll, Fault::NullData)),
    sync("F21", "the company is empty", INCOMPLETE, |stage| stage.people().clear()),
    sync("F21", "200 and nobody, once", AsIfNothing, |stage| stage.next(1, Target::EmployeesAt(1), Fault::ZeroPeople)),
    sync("F21", "200 and nobody, from the second page on", INCOMPLETE, |stage| {
        stage.always(Target::EmployeesFrom(8), Fault::ZeroPeople);
    }),
    sync("F22", "a short page", AsIfNothing, |stage| {
        let rows = usize::try_from(1 + stage.rng.below(6)).unwrap_or(1);
        let at = if stage.rng.chance(500) { 1 } else { 8 };
        stage.always(Target::EmployeesAt(at), Fault::ShortPage { rows });
    }),
    sync("F22", "the last page is empty", AsIfNothing, |stage| stage.always(Target::EmployeesAt(22), Fault::SaysMore)),
    sync("F22", "an empty page that says there are more", INCOMPLETE, |stage| {
        let page = stage.page();
        stage.always(page, Fault::EmptyPageWithMore);
    }),
    sync("F22", "a page ends the list too early, once", AsIfNothing, |stage| {
        let at = if stage.rng.chance(500) { 1 } else { 8 };
        stage.next(1, Target::EmployeesAt(at), Fault::EndsEarly);
    }),
    sync("F22", "the first page always ends the list", INCOMPLETE, |stage| {
        stage.always(Target::EmployeesAt(1), Fault::EndsEarly);
    }),
    sync("F22", "the same page for ever", UNSTABLE, |stage| stage.always(Target::EmployeesAll, Fault::SamePageForEver)),
    sync("F22", "new pages for ever", TOO_BIG, |stage| {
        stage.says = "8 pages";
        stage.limits.page_size = 3;
        stage.always(Target::EmployeesAll, Fault::NewPageForEver);
    }),
    sync("F22", "new people for ever", TOO_BIG, |stage| {
        stage.says = "60 people";
        stage.limits.pages_max = 100;
        stage.always(Target::EmployeesAll, Fault::NewPageForEver);
    }),
    fields("F22", "new pages for ever while fields are listed", TOO_BIG, |stage| {
        stage.always(Target::EmployeesAll, Fault::NewPageForEver);
    }),
];

/// Somebody who sorts before everybody, so that every row moves by one.
fn joins(stage: &mut Stage, passes: usize) {
    stage.keeps = true;
    for pass in 0..passes {
        let newcomer = person(100 + pass);
        let newcomer = testkit::trinet::WorldPerson { employee_id: format!("{:011}", 9 - pass), ..newcomer };
        stage.next(1, Target::EmployeesAt(1), Fault::ThenInsert(Box::new(newcomer)));
    }
}

/// Somebody of the first page, so that the first row of the second moves to a page that was read.
fn leaves(stage: &mut Stage, passes: usize) {
    stage.keeps = true;
    for pass in 0..passes {
        stage.next(1, Target::EmployeesAt(1), Fault::ThenRemove(id(2 + pass)));
    }
}

fn again(stage: &mut Stage, times: Option<u32>, differing: bool) {
    let page = stage.later_page();
    match times {
        Some(times) => stage.next(times, page, Fault::RepeatRow { differing }),
        None => stage.always(page, Fault::RepeatRow { differing }),
    }
}
