//! What is taken, besides what the shapes say: the values of filters, the forms of texts, the bounds of numbers.
//!
//! Who keeps to it is refused only for what the account is like. schemathesis holds it against the running API.

use domain::settings::{HighRisk, MAY_BE_OFF};
use serde_json::{Value, json};

use crate::view::words;

/// Something in it that is not blank.
const NOT_BLANK: &str = r"\S";
/// No control character.
const PRINTED: &str = r"^[^\u0000-\u001F\u007F-\u009F]*$";
/// One plain address: ASCII, and nothing that means something in a header of a mail.
const ADDRESS: &str = r"^[!#-'*+\-.-:=?A-~]+@[!#-'*+\-/-:=?A-~]+(\.[!#-'*+\-/-:=?A-~]+)+$";

/// Completes a parameter of a path, a query or a header.
pub(super) fn complete_parameter(parameter: &mut Value) {
    let (name, place) = (parameter["name"].as_str().unwrap_or_default(), parameter["in"].as_str().unwrap_or_default());
    let more = match (place, name) {
        ("path", "account") => json!({"maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$"}),
        ("path", "digest") => json!({"minLength": 71, "maxLength": 71, "pattern": "^sha256:[0-9a-f]{64}$"}),
        ("header", "If-Match") => json!({"minLength": 1}),
        ("query", "cursor") => json!({"minLength": 1, "maxLength": 1024, "pattern": "^[A-Za-z0-9_-]+$"}),
        ("query", filter) => values(filter).map_or(Value::Null, |values| json!({"enum": values})),
        _ => Value::Null,
    };
    extend(&mut parameter["schema"], more);
}

/// What a filter takes.
fn values(filter: &str) -> Option<Vec<Value>> {
    Some(match filter {
        "action" => words::Action::all(),
        "flag" => words::Flag::all(),
        "code" => words::Code::all(),
        "severity" => words::Severity::all(),
        "status" => words::EmployeeStatus::all(),
        "colour" => words::Colour::all(),
        "kind" => words::RunKind::all(),
        _ => return None,
    })
}

/// Completes the shapes of bodies.
pub(super) fn complete_bodies(schemas: &mut Value) {
    for (place, more) in bodies() {
        if let Some(schema) = schemas.pointer_mut(place) {
            extend(schema, more);
        }
    }
    // The generator does not say of alternatives that they refuse what they do not know.
    for name in ["Ask", "Transform"] {
        let alternatives = schemas[name]["oneOf"].as_array_mut().into_iter().flatten();
        for alternative in alternatives.filter(|it| it["type"] == "object") {
            alternative["additionalProperties"] = json!(false);
        }
    }
}

fn bodies() -> Vec<(&'static str, Value)> {
    let not_blank = || json!({"pattern": NOT_BLANK});
    let secret = || json!({"minLength": 1, "maxLength": 1024, "pattern": "^[!-~]+$"});
    let value = || json!({"maxLength": 254, "pattern": PRINTED});
    let recipients = || json!({"maxItems": 20, "items": {"type": "string", "maxLength": 254, "pattern": ADDRESS}});
    let demographics = || json!({"maxItems": domain::mapping::MAX_DEMOGRAPHICS});
    vec![
        ("/Connect/properties/company", json!({"minLength": 1, "pattern": r"^\s*[A-Za-z0-9_-]{1,20}\s*$"})),
        ("/Connect/properties/client_id", secret()),
        ("/Connect/properties/client_secret", secret()),
        ("/Connect/properties/recipients", recipients()),
        ("/Edit/properties/email", value()),
        ("/Edit/properties/employee_id", value()),
        ("/Ask/oneOf/1/properties/person", not_blank()),
        ("/Draft/properties/exclude", not_blank()),
        ("/Draft/properties/demographics", demographics()),
        ("/SetMapping/properties/exclude", not_blank()),
        ("/SetMapping/properties/demographics", demographics()),
        ("/Mapped/properties/name", not_blank()),
        ("/Mapped/properties/field", not_blank()),
        ("/Choices/properties/confirm", json!({"maxLength": 1000})),
        ("/SettingsView/properties/recipients", recipients()),
        ("/SettingsView/properties/guards_off/items", json!({"enum": MAY_BE_OFF})),
        ("/HighRiskView/properties/fields", json!({"minItems": 1, "items": {"type": "string", "enum": HighRisk::MAY_COUNT}})),
        ("/HighRiskView/properties/minimum", json!({"minimum": 1, "maximum": HighRisk::MAY_COUNT.len()})),
        ("/ValueTable/properties/table", json!({"minProperties": 1})),
        ("/LimitView/properties/percent", json!({"format": "int64", "maximum": u32::MAX})),
        ("/LimitView/properties/people", json!({"maximum": u64::MAX})),
    ]
}

fn extend(schema: &mut Value, more: Value) {
    if let (Some(schema), Value::Object(more)) = (schema.as_object_mut(), more) {
        schema.extend(more);
    }
}
