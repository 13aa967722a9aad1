//! One page of the employee list.

use serde_json::{Value, json};

use super::access::Access;
use super::answer::Answer;
use super::endpoint::Call;
use super::faults::Fault;
use super::person::WorldPerson;
use super::wire::Totals;
use super::wire_employee::render;
use super::world::{Company, World};

/// Answers `employees`. Only the rows of the page are rendered.
pub(super) fn answer(world: &World, company: &Company, call: &Call, access: &Access, fault: Option<&Fault>) -> Answer {
    let (limit, mut skip) = (call.limit(), call.offset() - 1);
    match fault {
        Some(Fault::SkipRows { rows }) => skip = skip.saturating_add(*rows),
        Some(Fault::SamePageForEver | Fault::NewPageForEver) => skip = 0,
        _ => {}
    }
    let listed = || listed(world, company, call);
    let mut page: Vec<&WorldPerson> = listed().skip(skip).take(limit + 1).collect();
    let mut has_more = page.len() > limit;
    page.truncate(limit);
    let filtered = call.param("employeeId").is_some() || call.param("employmentStatus").is_some();
    if page.is_empty() && filtered && skip == 0 {
        return Answer::success(Value::Null, world.requests_answered, world.wire.meta);
    }
    let mut rows: Vec<Value> = page.iter().map(|person| render(world, company, person, call, access)).collect();
    spoil_rows(fault, &mut rows, &mut has_more);
    if fault == Some(&Fault::NewPageForEver) {
        rows.iter_mut().zip(call.offset()..).for_each(|(row, number)| row["employeeId"] = json!(format!("9{number:010}")));
    }
    if let Some(Fault::RepeatRow { differing }) = fault
        && let Some(last) = skip.checked_sub(1).and_then(|index| listed().nth(index))
    {
        let mut row = render(world, company, last, call, access);
        if *differing {
            row["employmentInfo"]["businessTitle"] = json!("Changed between pages");
        }
        rows.insert(0, row);
    }
    let total = match world.wire.totals {
        Totals::RowsInPage => Some(rows.len()),
        Totals::Overall => Some(listed().count()),
        Totals::Omitted => None,
    };
    let mut data = json!({ "hasMore": has_more });
    data["employeeData"] = Value::Array(rows);
    if let Some(total) = total {
        data["employeesTotal"] = json!(total);
    }
    Answer::success(data, world.requests_answered, world.wire.meta)
}

fn spoil_rows(fault: Option<&Fault>, rows: &mut Vec<Value>, has_more: &mut bool) {
    match fault {
        Some(Fault::ZeroPeople) => {
            rows.clear();
            *has_more = false;
        }
        Some(Fault::ShortPage { rows: kept }) => rows.truncate(*kept),
        Some(Fault::EmptyPageWithMore) => {
            rows.clear();
            *has_more = true;
        }
        Some(Fault::SamePageForEver | Fault::NewPageForEver | Fault::SaysMore) => *has_more = true,
        Some(Fault::EndsEarly) => *has_more = false,
        Some(Fault::ReverseRows) => rows.reverse(),
        _ => {}
    }
}

/// Everybody the call may list, in the order of ids.
fn listed<'a>(world: &World, company: &'a Company, call: &'a Call) -> impl Iterator<Item = &'a WorldPerson> {
    let today = world.clock.today();
    let id = call.param("employeeId");
    let status = call.param("employmentStatus").filter(|_| world.wire.honours_status_filter);
    company.people.iter().filter(move |person| {
        person.is_visible(today)
            && id.is_none_or(|id| person.employee_id == id)
            && status.is_none_or(|status| person.shown_status(today) == status)
    })
}
