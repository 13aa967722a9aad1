//! The changes and findings of a plan, filtered and a page at a time.

use std::collections::HashMap;

use axum::extract::State;
use axum::{Extension, Json};
use domain::text::fold;
use domain::{Action, Change, Code, EmployeeId, Field, Finding, Flag, Settings, Severity};
use futures::{StreamExt as _, TryStreamExt as _};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::paging::{self, Counted};
use crate::declared::Declared;
use crate::edge::{Account, Filter, Parameter, Problem, Search};
use crate::kept::{Kept, People};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{ChangeView, FindingView};

/// Up to how many people are read one by one for their names, where the directory is not at hand.
const ONE_BY_ONE: usize = 200;
/// How many of them at a time.
const AT_A_TIME: usize = 8;

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(list)).to(Permission::View, routes!(findings))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    #[param(value_type = Option<String>)]
    action: Option<Action>,
    #[param(value_type = Option<String>)]
    flag: Option<Flag>,
    /// `true`: with any flag; `false`: with none.
    flagged: Option<bool>,
    /// A field that changes.
    #[param(value_type = Option<String>)]
    field: Option<Field>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    cursor: Option<String>,
}

/// The changes of a plan, in its order.
#[utoipa::path(get, path = "/plans/{digest}/changes", tag = "review", operation_id = "listChanges", params(Which, ("rollcall-search" = Option<String>, Header, max_length = 100, description = "Part of a name, an email or an Employee ID, before or after the change, percent-encoded; letter case and accents do not count")), responses((status = 200, body = Counted<ChangeView>)))]
pub(crate) async fn list(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
    Parameter(digest): Parameter,
    Search(search): Search,
    Filter(which): Filter<Which>,
) -> Result<Json<Counted<ChangeView>>, Problem> {
    let limit = paging::limit(which.limit)?;
    let filter = format!("{:?}", (which.action, which.flag, which.flagged, &which.field, &search));
    let account = state.control.account(&account).await?;
    let stored = kept.plan(&state, &account.id, &digest).await?;
    let list = [account.id.as_str(), "changes", stored.digest.as_str(), &filter];
    let begin: usize = paging::begin(&state, &list, which.cursor.as_deref()).await?.unwrap_or(0);
    let people = match &search {
        Some(_) => Some(kept.people(&state, &account).await?),
        None => None,
    };
    let named = |change: &Change| match (&search, &people) {
        (Some(text), Some(people)) => holds(change, text, people, &account.settings),
        _ => true,
    };
    let taken = |change: &&Change| which.takes(change, &account.settings) && named(change);
    let all: Vec<&Change> = stored.plan.changes.iter().filter(taken).collect();
    let page = all.get(begin..all.len().min(begin.saturating_add(limit))).unwrap_or_default();
    let next = Some(begin.saturating_add(limit)).filter(|next| *next < all.len());
    let items = shown(&state, &kept, &account, page).await?;
    Ok(Json(Counted { items, next_cursor: paging::next(&state, &list, next).await?, total: all.len() }))
}

impl Which {
    fn takes(&self, change: &Change, settings: &Settings) -> bool {
        let has = |field: &Field| !settings.redacts(field) && change.fields.iter().any(|it| it.field == *field);
        self.action.is_none_or(|action| action == change.action)
            && self.flag.is_none_or(|flag| change.flags.contains(&flag))
            && self.flagged.is_none_or(|flagged| flagged != change.flags.is_empty())
            && self.field.as_ref().is_none_or(has)
    }
}

/// Whether a folded text stands in what identifies the person of a change, before or after it.
fn holds(change: &Change, folded: &str, people: &People, settings: &Settings) -> bool {
    let holds = |value: &Option<String>| value.as_ref().is_some_and(|value| fold(value).contains(folded));
    let identifies = |field: &Field| matches!(field, Field::Name | Field::Email | Field::EmployeeId) && !settings.redacts(field);
    let mut fields = change.fields.iter().filter(|it| identifies(&it.field));
    (identifies(&Field::Email) && holds(&change.email))
        || (identifies(&Field::EmployeeId) && holds(&change.employee_id))
        || fields.any(|it| holds(&it.before) || holds(&it.after))
        || people.place(&change.employee).is_some_and(|at| people.holds(at, folded))
}

/// Changes as an answer shows them: with names, without what is redacted, and with dates of birth hidden.
pub(super) async fn shown(
    state: &ApiState,
    kept: &Kept,
    account: &sync::Account,
    changes: &[&Change],
) -> Result<Vec<ChangeView>, Problem> {
    let names = names(state, kept, account, changes).await?;
    Ok(changes.iter().map(|change| view(change, &names, &account.settings).hidden()).collect())
}

/// One change with its dates of birth.
pub(super) async fn clear(
    state: &ApiState,
    kept: &Kept,
    account: &sync::Account,
    change: &Change,
) -> Result<ChangeView, Problem> {
    let names = names(state, kept, account, &[change]).await?;
    Ok(view(change, &names, &account.settings))
}

fn view(change: &Change, names: &HashMap<&EmployeeId, String>, settings: &Settings) -> ChangeView {
    let mut change = change.clone();
    change.hide_redacted(settings);
    let name = names.get(&change.employee).cloned();
    let view = ChangeView::from(&change);
    let changes = change.fields.iter().any(|it| it.field == Field::Name);
    if changes { view } else { ChangeView { name: name.clone(), name_before: name, ..view } }
}

/// The names in the directory of those whose change does not tell it.
async fn names<'a>(
    state: &ApiState,
    kept: &Kept,
    account: &sync::Account,
    changes: &[&'a Change],
) -> Result<HashMap<&'a EmployeeId, String>, Problem> {
    let tells = |change: &&&Change| change.fields.iter().any(|it| it.field == Field::Name);
    let without = changes.iter().filter(|change| change.action != Action::Create && !tells(change));
    let ids: Vec<&EmployeeId> = without.map(|change| &change.employee).collect();
    if account.settings.redacts(&Field::Name) || ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = match kept.kept_people(account) {
        None if ids.len() > ONE_BY_ONE => Some(kept.people(state, account).await?),
        kept => kept,
    };
    if let Some(people) = people {
        return Ok(ids.into_iter().filter_map(|id| Some((id, people.name(id)?.to_owned()))).collect());
    }
    let mut reads = Vec::with_capacity(ids.len());
    for id in ids {
        let (directory, account) = (state.directory.clone(), account.id.clone());
        reads.push(async move { Ok::<_, sync::StoreError>((id, directory.employee(&account, id).await?)) });
    }
    let read: Vec<_> = futures::stream::iter(reads).buffer_unordered(AT_A_TIME).try_collect().await?;
    Ok(read.into_iter().filter_map(|(id, employee)| Some((id, employee?.profile.name?))).collect())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhichFindings {
    #[param(value_type = Option<String>)]
    code: Option<Code>,
    #[param(value_type = Option<String>)]
    severity: Option<Severity>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    cursor: Option<String>,
}

/// The findings of a plan, in its order.
#[utoipa::path(get, path = "/plans/{digest}/findings", tag = "review", operation_id = "listFindings", params(WhichFindings), responses((status = 200, body = Counted<FindingView>)))]
pub(crate) async fn findings(
    State(state): State<ApiState>,
    Extension(kept): Extension<Kept>,
    Account(account): Account,
    Parameter(digest): Parameter,
    Filter(which): Filter<WhichFindings>,
) -> Result<Json<Counted<FindingView>>, Problem> {
    let limit = paging::limit(which.limit)?;
    let stored = kept.plan(&state, &account, &digest).await?;
    let filter = format!("{:?}", (which.code, which.severity));
    let list = [account.as_str(), "findings", stored.digest.as_str(), &filter];
    let begin: usize = paging::begin(&state, &list, which.cursor.as_deref()).await?.unwrap_or(0);
    let taken = |finding: &&Finding| {
        which.code.is_none_or(|code| code == finding.code) && which.severity.is_none_or(|severity| severity == finding.severity)
    };
    let all: Vec<&Finding> = stored.plan.findings.iter().filter(taken).collect();
    let page = all.get(begin..all.len().min(begin.saturating_add(limit))).unwrap_or_default();
    let next = Some(begin.saturating_add(limit)).filter(|next| *next < all.len());
    let items = page.iter().map(|finding| FindingView::from(*finding)).collect();
    Ok(Json(Counted { items, next_cursor: paging::next(&state, &list, next).await?, total: all.len() }))
}
