//! The directory: who is in it, and edits by hand.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Json};
use domain::edit::Access;
use domain::{Employee, EmployeeId, EmployeeStatus, Field, Missing, Verdict};
use serde::Deserialize;
use sync::acting::{Act, Deed};
use sync::ports::{CommitWork, Work};
use sync::{Run, RunError, RunKind, RunState, history};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::paging::{self, Items};
use super::{accepted, acts, runs, started};
use crate::declared::Declared;
use crate::edge::{Account, Actor, Filter, IfMatch, Input, NotKept, Parameter, Problem, Tag, Tagged};
use crate::kept::Kept;
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{EmployeeDetail, EmployeeView, RunDetail};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default()
        .to(Permission::View, routes!(list))
        .to(Permission::View, routes!(show))
        .to(Permission::Operate, routes!(edit))
        .to(Permission::Operate, routes!(reveal))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    #[param(value_type = Option<String>)]
    status: Option<EmployeeStatus>,
    /// `true`: only those whom the source does not send (D1); `false`: only those whom it sends.
    missing: Option<bool>,
    /// Part of a name, an email or an Employee ID; letter case and accents do not count.
    #[param(max_length = 100)]
    search: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    cursor: Option<String>,
}

/// The directory by name, then id.
#[utoipa::path(get, path = "/employees", tag = "people", operation_id = "listEmployees", params(Which), responses((status = 200, body = Items<EmployeeView>)))]
pub(crate) async fn list(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
    Filter(which): Filter<Which>,
) -> Result<Json<Items<EmployeeView>>, Problem> {
    let (limit, search) = (paging::limit(which.limit)?, paging::search(which.search.as_deref())?);
    let filter = format!("{:?}", (which.status, which.missing, &search));
    let list = [account.as_str(), "employees", &filter];
    // By the id and not by the name, which is nobody's business in an address.
    let last: Option<EmployeeId> = paging::begin(&state, &list, which.cursor.as_deref()).await?;
    let account = state.control.account(&account).await?;
    let missing = state.control.missing(&account.id).await?;
    let missing: BTreeMap<&EmployeeId, &Missing> = missing.iter().map(|missing| (&missing.employee, missing)).collect();
    let people = kept.people(&state, &account).await?;
    let taken = |at: usize, employee: &Employee| {
        which.status.is_none_or(|status| status == employee.status)
            && which.missing.is_none_or(|wanted| wanted == missing.contains_key(&employee.id))
            && search.as_ref().is_none_or(|text| people.holds(at, text))
    };
    let begin = last.and_then(|last| people.place(&last)).map_or(0, |last| last + 1);
    let behind = people.all().iter().enumerate().skip(begin).filter(|(at, employee)| taken(*at, employee));
    let mut page: Vec<&Employee> = behind.map(|(_, employee)| employee).take(limit + 1).collect();
    let next = if page.len() > limit { page.pop().and(page.last()).map(|last| last.id.clone()) } else { None };
    let view = |it: &&Employee| EmployeeView::of(it, missing.get(&it.id).copied(), &account).hidden();
    Ok(Json(Items { items: page.iter().map(view).collect(), next_cursor: paging::next(&state, &list, next).await? }))
}

/// One employee, with where the values come from.
#[utoipa::path(get, path = "/employees/{employee}", tag = "people", operation_id = "getEmployee", responses((status = 200, body = EmployeeDetail)))]
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
) -> Result<Tagged<EmployeeDetail>, Problem> {
    let (account, employee, view) = find(&state, &account, id).await?;
    Ok(Tagged::of(EmployeeDetail::of(&employee, view.hidden(), &account)))
}

/// One employee with the date of birth. That somebody looked stands in the history before the answer is given.
#[utoipa::path(post, path = "/employees/{employee}/reveals", tag = "people", operation_id = "revealEmployee", responses((status = 200, body = EmployeeDetail)))]
pub(crate) async fn reveal(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
    Actor(actor): Actor,
) -> Result<(Extension<NotKept>, Json<EmployeeDetail>), Problem> {
    let (account, employee, view) = find(&state, &account, id).await?;
    acts::acting(&state).record(&account.id, &actor, Act::on(Deed::RevealedEmployee, &employee.id.0)).await?;
    Ok((Extension(NotKept), Json(EmployeeDetail::of(&employee, view, &account))))
}

async fn find(state: &ApiState, account: &str, id: String) -> Result<(sync::Account, Employee, EmployeeView), Problem> {
    let account = state.control.account(account).await?;
    let employee = state.directory.employee(&account.id, &EmployeeId(id)).await?;
    let employee = employee.ok_or_else(|| Problem::not_found("this address"))?;
    let missing = state.control.missing(&account.id).await?;
    let missing = missing.iter().find(|missing| missing.employee == employee.id);
    let view = EmployeeView::of(&employee, missing, &account);
    Ok((account, employee, view))
}

/// New values of an employee; what is left out stays (R24, R25).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    email: Option<String>,
    employee_id: Option<String>,
    status: Option<NewStatus>,
}

/// The status that a person may give.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum NewStatus {
    Deactivated,
}

/// Plans an edit of one employee and has it committed. The answer is the run; one that had nothing to write has ended already.
#[utoipa::path(patch, path = "/employees/{employee}", tag = "people", operation_id = "editEmployee", params(("If-Match" = String, Header, description = "ETag of the employee as it was read.")), request_body = Edit, responses((status = 202, body = RunDetail)))]
pub(crate) async fn edit(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
    Actor(actor): Actor,
    seen: IfMatch,
    Input(wanted): Input<Edit>,
) -> Result<Response, Problem> {
    let (account, employee, view) = find(&state, &account, id).await?;
    seen.holds_for(&Tag::of(&EmployeeDetail::of(&employee, view.hidden(), &account)))?;
    let values = [(Field::Email, wanted.email), (Field::EmployeeId, wanted.employee_id)];
    let values: Vec<(Field, String)> = values.into_iter().filter_map(|(field, value)| Some((field, value?))).collect();
    if values.iter().any(|(_, value)| value.chars().count() > 254 || value.chars().any(char::is_control)) {
        return Err(Problem::bad_request("A value has at most 254 characters, none of them a control character."));
    }
    let access = wanted.status.map_or(Access::Keep, |NewStatus::Deactivated| Access::Deactivate);
    let stored = runs::revising(&state).edit(&account.id, &employee.id.0, &values, access).await?;
    let mut run = Run::begin(stored.run.clone(), RunKind::Manual, &actor, state.clock.now());
    run.digest = Some(stored.digest.clone());
    run.mapping_version = stored.plan.mapping_version;
    match stored.plan.verdict {
        Verdict::Blocked => Err(RunError::Blocked(stored.plan.blocked_by()).into()),
        Verdict::NoChanges => {
            run.state = RunState::Skipped;
            run.finished_at = Some(state.clock.now());
            history::end(state.control.as_ref(), &account.id, &mut run).await?;
            Ok(accepted(&format!("/v1/accounts/{}/runs/{}", account.id, run.id), RunDetail::from(&run)))
        }
        Verdict::Apply | Verdict::Incomplete => {
            let work = CommitWork { run: Some(run.id.clone()), ..CommitWork::of(&account.id, stored.digest, &actor) };
            started::start(&state, &account.id, run, Work::Commit(work)).await
        }
    }
}
