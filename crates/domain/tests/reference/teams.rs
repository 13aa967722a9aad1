//! What becomes of a sent team: the value table, and one spelling for all.

use domain::transform::{Otherwise, Transform};
use domain::{Employee, Mapping};

use crate::judge::Fate;
use crate::read::Row;

/// The table of these worlds: from, to; and whether it keeps what it does not have.
fn table(mapping: &Mapping) -> Option<(Vec<(String, String)>, bool)> {
    for demographic in &mapping.demographics {
        for transform in &demographic.transforms {
            if let Transform::Values { table, otherwise } = transform {
                let table = table.iter().map(|(from, to)| (from.clone(), to.clone()));
                return Some((table.collect(), *otherwise == Otherwise::Keep));
            }
        }
    }
    None
}

/// The team that a sent value stands for.
pub(crate) fn looked_up(sent: Option<String>, mapping: &Mapping) -> Option<String> {
    let sent = sent?;
    let Some((table, keeps)) = table(mapping) else { return Some(sent) };
    for (from, to) in table {
        if from.trim().to_lowercase() == sent.trim().to_lowercase() {
            return Some(to);
        }
    }
    if keeps { Some(sent) } else { None }
}

/// Gives every row that is written the first spelling of its team.
pub(crate) fn spell(rows: &mut [Row], fates: &[Fate], directory: &[Employee], mapping: &Mapping) {
    let mut spellings: Vec<String> = table(mapping).into_iter().flat_map(|(table, _)| table).map(|(_, to)| to).collect();
    let mut stored: Vec<&String> = directory.iter().filter_map(|employee| employee.profile.demographics.get("Team")).collect();
    stored.sort_by_key(|team| (!is_well_spelled(team), *team));
    spellings.extend(stored.into_iter().cloned());
    let is_written = |number: usize| matches!(fates[number], Fate::New | Fate::Known(..));
    let mut written: Vec<usize> = (0..rows.len()).filter(|&number| is_written(number)).collect();
    written.sort_by_key(|&number| rows[number].source_id.clone());
    for &number in &written {
        spellings.extend(rows[number].team.clone());
    }
    for number in written {
        let Some(team) = &rows[number].team else { continue };
        let first = spellings.iter().find(|spelling| spelling.to_lowercase() == team.to_lowercase());
        rows[number].team = first.cloned();
    }
}

/// `Sales`, and neither `SALES` nor `sales`.
fn is_well_spelled(team: &str) -> bool {
    team.chars().next().is_some_and(char::is_uppercase) && team.chars().any(char::is_lowercase)
}
