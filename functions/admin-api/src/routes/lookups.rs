//! Looks into the source. They are asked for here and done by setup-sync: this function cannot read the source (third wall).

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use sync::lookup::{Asking, LookupState, Question};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::accepted;
use super::mapping::Draft;
use crate::declared::Declared;
use crate::edge::{Account, Actor, Input, Parameter, Problem};
use crate::signin::Permission;
use crate::state::ApiState;
use crate::view::LookupView;

/// The most characters by which somebody is named.
const PERSON_CHARS_MAX: usize = 254;
/// After how many seconds a lookup that goes on is worth another look.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("1");

/// The routes of this group.
pub(crate) fn routes() -> Declared {
    Declared::default().to(Permission::Operate, routes!(ask)).to(Permission::Operate, routes!(show))
}

/// What is asked. A mapping is a draft to try; without one, the mapping in use counts. Holds personal data.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Ask {
    /// Which fields the source has.
    Fields {},
    /// What a mapping makes of one person.
    Preview {
        /// Email, Employee ID or the source's id.
        #[schema(min_length = 1, max_length = 254)]
        person: String,
        #[serde(default)]
        mapping: Option<Draft>,
    },
    /// What a mapping would do to everybody.
    WhatIf {
        #[serde(default)]
        mapping: Option<Draft>,
    },
}

/// Has the source looked into. The answer says where it will be found.
#[utoipa::path(post, path = "/lookups", tag = "mapping", operation_id = "lookUp", request_body = Ask, responses((status = 202, body = LookupView)))]
pub(crate) async fn ask(
    State(state): State<ApiState>,
    Account(account): Account,
    Actor(actor): Actor,
    Input(asked): Input<Ask>,
) -> Result<Response, Problem> {
    let lookup = asking(&state).ask(&account, &actor, question(asked)?).await?;
    let location = format!("/v1/accounts/{account}/lookups/{}", lookup.id);
    let mut response = accepted(&location, LookupView::from(lookup));
    response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    Ok(response)
}

fn question(asked: Ask) -> Result<Question, Problem> {
    Ok(match asked {
        Ask::Fields {} => Question::Fields,
        Ask::Preview { person, mapping } => {
            let person = person.trim().to_owned();
            if !(1..=PERSON_CHARS_MAX).contains(&person.chars().count()) {
                return Err(Problem::bad_request(
                    "Name one person, by an email, Employee ID or TriNet id of 1 to 254 characters.",
                ));
            }
            Question::Preview { person, mapping: mapping.map(Into::into) }
        }
        Ask::WhatIf { mapping } => Question::WhatIf { mapping: mapping.map(Into::into) },
    })
}

/// A lookup, with what it found once it is done.
#[utoipa::path(get, path = "/lookups/{lookup}", tag = "mapping", operation_id = "getLookup", responses((status = 200, body = LookupView)))]
pub(crate) async fn show(
    State(state): State<ApiState>,
    Account(account): Account,
    Parameter(id): Parameter,
) -> Result<Response, Problem> {
    let lookup = asking(&state).see(&account, &id).await?.ok_or_else(|| Problem::not_found("this address"))?;
    let runs = lookup.state == LookupState::Running;
    let mut response = Json(LookupView::from(lookup)).into_response();
    if runs {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    Ok(response)
}

fn asking(state: &ApiState) -> Asking {
    let (control, lookups) = (state.control.clone(), state.lookups.clone());
    Asking { control, lookups, queue: state.queue.clone(), clock: state.clock.clone() }
}
