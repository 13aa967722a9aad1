//! The undo of an import of an earlier step, the way `rollcall undo` plans it.

use std::collections::BTreeMap;

use domain::choices::{Choices, remaining};
use domain::undo::{Import, undo};
use domain::{Basis, ChangeId, EmployeeId, Plan};

use crate::show;
use crate::world::World;

/// A plan that was committed, and how.
pub(crate) struct Imported {
    pub(crate) plan: Plan,
    pub(crate) skip: Vec<ChangeId>,
    pub(crate) same_person: BTreeMap<ChangeId, EmployeeId>,
}

/// The run of the import of that number, from 1.
pub(crate) fn run(number: usize) -> String {
    format!("run_{number}")
}

/// Plans the undo of an import, by default of the last, and gives the lines that are seen.
pub(crate) fn look(world: &mut World) -> Vec<String> {
    let number = world.undo.take().unwrap_or(world.imports.len());
    let Some(import) = number.checked_sub(1).and_then(|at| world.imports.get(at)) else { panic!("there is no import {number}") };
    let choices = Choices { skip: &import.skip, same_person: &import.same_person };
    let changes = remaining(&import.plan, choices).changes;
    let undos = world.imports.iter().enumerate().filter(|(_, import)| import.plan.undoes.is_some());
    let undos = undos.map(|(at, _)| run(at + 1)).collect();
    let settings = world.settings();
    let basis = Basis {
        account: "local",
        company: &world.company,
        today: world.today,
        base_epoch: 7,
        mapping_version: world.mapping.version,
        settings: &settings,
        directory: &world.directory,
    };
    let digest = import.plan.digest();
    let plan = undo(&basis, &Import { run: &run(number), digest: &digest, changes: &changes, undos: &undos });
    let flaws = domain::lint::lint(&plan, &plan.digest(), &settings);
    assert!(flaws.is_empty(), "{flaws:?}");
    let lines = show::lines(&plan, &[], world.complete_runs);
    world.planned = Some(plan);
    lines
}
