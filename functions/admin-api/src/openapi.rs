//! The description of the API, OpenAPI 3.1, made from the handlers and the shapes of [`crate::view`].
//!
//! What all operations have in common is added here, so that no handler can forget it: the parameters of the path, the
//! sign-in, the `Idempotency-Key`, and the problems that are possible.

mod inputs;
mod links;

use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::declared::{Access, Accesses};

/// What the description says besides its operations.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Rollcall admin API",
        description = "Keeps an employee directory true to TriNet. Errors are `application/problem+json`; each code has a page \
                       at `/v1/problems/{code}`. The words of answers are open: expect others than `x-extensible-enum` lists.",
        license(name = "MIT OR Apache-2.0")
    ),
    servers((url = "/")),
    tags(
        (name = "about", description = "The API itself, and who is signed in."),
        (name = "integration", description = "Connecting, setting up and running by itself."),
        (name = "mapping", description = "Which fields are taken over."),
        (name = "review", description = "What a sync would change, and its import."),
        (name = "history", description = "What was done."),
        (name = "people", description = "The directory.")
    ),
    components(schemas(crate::view::ProblemView))
)]
pub(crate) struct Document;

/// The properties of answers that may be left out, by shape; all others are there, `null` where there is nothing.
const MAY_BE_LEFT_OUT: [(&str, &[&str]); 2] = [("PlanView", &["run"]), ("ProblemView", &["blocked_by", "errors", "request_id"])];

/// The whole description as JSON, in a fixed order.
pub(crate) fn complete(document: &utoipa::openapi::OpenApi, accesses: &Accesses) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    for ((path, method), access) in accesses {
        if let Some(operation) = document["paths"][path].get_mut(method.to_lowercase()) {
            complete_operation(operation, path, method, *access);
        }
    }
    links::add(&mut document["paths"]);
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        for (name, schema) in schemas.iter_mut() {
            name_the_items(name, schema);
            require_what_is_always_there(name, schema);
        }
    }
    inputs::complete_bodies(&mut document["components"]["schemas"]);
    document["components"]["securitySchemes"] = json!({
        "signed_in": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "An access token of the sign-in provider."},
    });
    document
}

fn complete_operation(operation: &mut Value, path: &str, method: &str, access: Access) {
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let known = |parameters: &[Value], name: &str| parameters.iter().any(|it| it["name"] == name);
    for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        if !known(&parameters, name) {
            let schema = json!({"type": "string", "minLength": 1, "maxLength": 128});
            parameters.push(json!({"name": name, "in": "path", "required": true, "schema": schema}));
        }
    }
    let repeats = matches!(method, "POST" | "PATCH");
    if repeats {
        let schema = json!({"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[!-~]+$"});
        let about = "A new random value with each new request, the same one when a request is repeated.";
        let key = json!({"name": "Idempotency-Key", "in": "header", "required": true, "schema": schema, "description": about});
        parameters.push(key);
    }
    let guarded = known(&parameters, "If-Match");
    parameters.iter_mut().for_each(inputs::complete_parameter);
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    match access {
        Access::Public => operation["security"] = json!([]),
        Access::SignedIn => operation["security"] = json!([{"signed_in": []}]),
        Access::To(permission) => {
            operation["security"] = json!([{"signed_in": []}]);
            let roles: Vec<&str> = permission.roles().iter().map(|role| role.name()).collect();
            operation["x-permission"] = json!(permission.name());
            operation["x-roles"] = json!(roles);
        }
    }
    let has_body = operation.get("requestBody").is_some();
    for (status, possible) in problems(access, repeats, guarded, has_body) {
        if possible && operation["responses"].get(status).is_none() {
            operation["responses"][status] = json!({
                "description": description(status),
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemView"}}},
            });
        }
    }
    complete_headers(&mut operation["responses"]);
}

fn description(status: &str) -> &str {
    match status {
        // What the gateway refuses does not reach us.
        "429" => {
            "Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document"
        }
        _ => crate::view::title(status.parse().unwrap_or(500)),
    }
}

/// What is begun or made is found at an address, and who asked too often may ask again.
fn complete_headers(responses: &mut Value) {
    if let Some(refusal) = responses.get_mut("429") {
        let schema = json!({"type": "integer"});
        refusal["headers"]["Retry-After"] = json!({"schema": schema, "description": "Seconds after which to ask again."});
    }
    for status in ["201", "202"] {
        if let Some(response) = responses.get_mut(status) {
            let schema = json!({"type": "string", "format": "uri-reference"});
            response["headers"]["Location"] = json!({"required": true, "schema": schema, "description": "Where to look at it."});
        }
    }
}

fn problems(access: Access, repeats: bool, guarded: bool, has_body: bool) -> [(&'static str, bool); 14] {
    let person = access != Access::Public;
    let account = matches!(access, Access::To(_));
    [
        ("400", true),
        ("401", person),
        ("403", account),
        ("404", account),
        ("409", account),
        ("412", guarded || repeats),
        ("413", has_body),
        ("415", has_body),
        ("422", repeats || has_body),
        ("428", guarded),
        ("429", true),
        ("500", true),
        ("502", account),
        ("503", true),
    ]
}

/// A page of a list names what it is a page of, which the generator would write out once more, as it was before it was completed.
fn name_the_items(name: &str, schema: &mut Value) {
    if let Some((_, item)) = name.split_once('_') {
        schema["properties"]["items"]["items"] = json!({"$ref": format!("#/components/schemas/{item}")});
    }
}

/// Answers leave nothing out. Bodies that are sent are known by their refusing what they do not know.
fn require_what_is_always_there(name: &str, schema: &mut Value) {
    if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
        return;
    }
    if let Some(parts) = schema.get_mut("allOf").and_then(Value::as_array_mut) {
        parts.iter_mut().for_each(|part| require_what_is_always_there(name, part));
    }
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let left_out = MAY_BE_LEFT_OUT.iter().find(|(shape, _)| *shape == name).map_or(&[][..], |(_, properties)| properties);
    let always: Vec<&String> = properties.keys().filter(|property| !left_out.contains(&property.as_str())).collect();
    schema["required"] = json!(always);
}
