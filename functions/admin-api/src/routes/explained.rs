//! One employee explained: where each value comes from, and what was written when and by whom.

use axum::Json;
use axum::extract::State;
use domain::explain::Reason;
use domain::{EmployeeId, Field, FieldChange};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sync::explain::{Explaining, Explanation};
use sync::written::{self, Writing};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::paging::{self, Items};
use crate::declared::Declared;
use crate::edge::{Account, Filter, Parameter, Problem};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::{hide, hide_explained, schema, words};

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::View, routes!(explain)).to(Permission::View, routes!(history))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfField {
    /// One field; all without it.
    #[param(value_type = Option<String>)]
    field: Option<Field>,
}

/// What is known about one field of an employee.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExplanationView {
    /// The field.
    #[schema(value_type = String)]
    field: Field,
    /// Its value; a date of birth is hidden.
    value: Option<String>,
    /// The source field that fills it.
    source: Option<String>,
    /// The rule by which it is filled, in a sentence.
    rule: &'static str,
    /// Where the value comes from, in a sentence.
    sentence: String,
    /// What wrote it.
    written: Option<OriginView>,
    /// Why the newest plan did not change it.
    findings: Vec<ReasonView>,
}

/// What wrote a value.
#[derive(Debug, Serialize, ToSchema)]
struct OriginView {
    run: String,
    mapping_version: u32,
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    actor: Option<String>,
}

/// Something worth telling about a field.
#[derive(Debug, Serialize, ToSchema)]
struct ReasonView {
    #[schema(value_type = Option<words::Code>)]
    code: Option<domain::Code>,
    message: String,
    next_step: String,
}

impl From<Reason> for ReasonView {
    fn from(reason: Reason) -> Self {
        Self { code: reason.code, message: reason.sentence, next_step: reason.next_step }
    }
}

impl From<Explanation> for ExplanationView {
    fn from(mut explanation: Explanation) -> Self {
        hide_explained(&mut explanation);
        Self {
            field: explanation.field,
            value: explanation.value,
            source: explanation.source,
            rule: explanation.rule,
            sentence: explanation.sentence,
            written: explanation.written.map(|origin| OriginView {
                run: origin.run,
                mapping_version: origin.mapping_version,
                at: origin.at,
                actor: origin.actor,
            }),
            findings: explanation.not_changed.into_iter().map(ReasonView::from).collect(),
        }
    }
}

/// Where the values of an employee come from, by which rule, when and by whom, and why they were not changed.
#[utoipa::path(get, path = "/employees/{employee}/explanation", tag = "people", operation_id = "explainEmployee", params(OfField), responses((status = 200, body = Vec<ExplanationView>)))]
pub(crate) async fn explain(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
    Filter(of): Filter<OfField>,
) -> Result<Json<Vec<ExplanationView>>, Problem> {
    let explaining = Explaining {
        control: state.control.clone(),
        plans: state.plans.clone(),
        runs: state.runs.clone(),
        directory: state.directory.clone(),
    };
    let found = explaining.explain_employee(&account, &EmployeeId(id), of.field.as_ref(), &trinet::field_path).await?;
    let fields = found.ok_or_else(|| Problem::not_found("this address"))?;
    Ok(Json(fields.into_iter().map(ExplanationView::from).collect()))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    cursor: Option<String>,
}

/// What one run wrote to an employee.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WritingView {
    /// The run.
    run_id: String,
    /// When it ended, or began where it has not ended.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who asked for it.
    actor: String,
    /// What was done.
    #[schema(value_type = words::Action)]
    action: domain::Action,
    /// The fields; dates of birth are hidden.
    #[schema(value_type = Vec<schema::FieldChange>)]
    fields: Vec<FieldChange>,
}

impl From<Writing> for WritingView {
    fn from(Writing { run, action, mut fields }: Writing) -> Self {
        hide(&mut fields);
        Self { run_id: run.id, at: run.finished_at.unwrap_or(run.started_at), actor: run.actor, action, fields }
    }
}

/// What was written to an employee, newest first. A page ends after forty plans that it had to read, and may then be short,
/// or empty, and still have a next one.
#[utoipa::path(get, path = "/employees/{employee}/history", tag = "people", operation_id = "listEmployeeHistory", params(Page), responses((status = 200, body = Items<WritingView>)))]
pub(crate) async fn history(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
    Filter(asked): Filter<Page>,
) -> Result<Json<Items<WritingView>>, Problem> {
    let limit = paging::limit(asked.limit)?;
    let list = [account.as_str(), "employee history", &id];
    let before: Option<String> = paging::begin(&state, &list, asked.cursor.as_deref()).await?;
    exists(&state, &account, &id).await?;
    let settings = state.control.account(&account).await?.settings;
    let ports = (state.plans.as_ref(), state.runs.as_ref());
    let page = written::page(ports, (&account, &settings), &EmployeeId(id.clone()), before.as_deref(), limit).await?;
    let items = page.writings.into_iter().map(WritingView::from).collect();
    Ok(Json(Items { items, next_cursor: paging::next(&state, &list, page.next).await? }))
}

/// By the directory's own id only: a person's email or number is for no address.
async fn exists(state: &ApiState, account: &str, id: &str) -> Result<(), Problem> {
    let employee = state.directory.employee(account, &EmployeeId(id.to_owned())).await?;
    employee.map(drop).ok_or_else(|| Problem::not_found("this address"))
}
