//! `settings`: shows an account's settings, or changes some.

use serde_json::Value;
use sync::settings::AccountSettings;

use super::Context;
use crate::failure::{Failure, exit};
use crate::terminal;

pub(crate) async fn run(context: &Context, changes: &[(String, String)]) -> Result<u8, Failure> {
    let account = &context.global.account;
    let settings = context.system.settings();
    let mut shown = settings.show(account).await?;
    if !changes.is_empty() {
        shown = settings.set(account, changed(&shown, changes)?).await?;
    }
    let document = document(&shown)?;
    terminal::data(&if context.global.json { document.to_string() } else { lines("", &document).concat() });
    Ok(exit::DONE)
}

fn document(settings: &AccountSettings) -> Result<Value, Failure> {
    serde_json::to_value(settings).map_err(|_| Failure::usage("the settings cannot be shown"))
}

/// The settings with some values replaced.
fn changed(settings: &AccountSettings, changes: &[(String, String)]) -> Result<AccountSettings, Failure> {
    let mut document = document(settings)?;
    for (name, text) in changes {
        let place = name.split('.').try_fold(&mut document, |place, key| place.get_mut(key));
        let place = place.filter(|place| !place.is_object());
        let place = place.ok_or_else(|| Failure::usage(format!("there is no setting {name}; see rollcall settings")))?;
        *place = value(place, text);
    }
    serde_json::from_value(document).map_err(|error| Failure::usage(format!("this is no value for that setting: {error}")))
}

/// A value as it is typed: a list by commas, a number, or a word.
fn value(old: &Value, text: &str) -> Value {
    let word = |text: &str| serde_json::from_str(text).ok().filter(Value::is_number).unwrap_or_else(|| Value::from(text));
    match old {
        Value::Array(_) => text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect(),
        Value::String(_) => Value::from(text),
        _ => word(text),
    }
}

/// One line a setting, by the name under which it is changed.
fn lines(prefix: &str, document: &Value) -> Vec<String> {
    let Value::Object(settings) = document else { return vec![format!("{prefix:28} {}\n", shown(document))] };
    let below = settings.iter().flat_map(|(name, value)| {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        lines(&path, value)
    });
    below.collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::Array(items) if items.is_empty() => "(none)".to_owned(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
