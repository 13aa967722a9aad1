//! Where two plans differ, by ids and names of fields, so that it can be told without a person's data.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

/// One place in which two plans differ.
#[derive(Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The place, such as `changes/emp_01…/fields/end_date/after`. Holds ids and names of fields, no value.
    pub at: String,
    /// What the first plan has there; personal data.
    pub recorded: Option<Value>,
    /// What the second one has; personal data.
    pub replayed: Option<Value>,
}

impl std::fmt::Debug for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Difference").field("at", &self.at).finish_non_exhaustive()
    }
}

/// The differences of two plans as JSON; of plans of other releases, too. People are compared with themselves, whatever the
/// number of their change.
#[must_use]
pub fn differences(recorded: &Value, replayed: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare("", Some(recorded), Some(replayed), &mut found);
    let moved = |difference: &Difference| difference.at.starts_with("changes/") && difference.at.ends_with("/id");
    if !found.iter().all(moved) {
        found.retain(|difference| !moved(difference));
    }
    if found.is_empty() && recorded != replayed {
        found.push(Difference { at: "order".to_owned(), recorded: None, replayed: None });
    }
    found
}

fn compare(at: &str, recorded: Option<&Value>, replayed: Option<&Value>, found: &mut Vec<Difference>) {
    if recorded == replayed {
        return;
    }
    let (left, right) = match (recorded, replayed) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => (by_name(left), by_name(right)),
        (Some(Value::Array(left)), Some(Value::Array(right))) => (by_identity(left), by_identity(right)),
        _ => {
            found.push(Difference { at: at.to_owned(), recorded: recorded.cloned(), replayed: replayed.cloned() });
            return;
        }
    };
    let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    for name in names {
        let inside = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
        compare(&inside, left.get(name).copied(), right.get(name).copied(), found);
    }
}

fn by_name(object: &serde_json::Map<String, Value>) -> BTreeMap<String, &Value> {
    object.iter().map(|(name, value)| (name.clone(), value)).collect()
}

/// The items of a list by what they are about. Several about the same are numbered.
fn by_identity(list: &[Value]) -> BTreeMap<String, &Value> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut items = BTreeMap::new();
    for item in list {
        let identity = identity(item);
        let number = seen.entry(identity.clone()).or_default();
        *number += 1;
        items.insert(if *number == 1 { identity } else { format!("{identity}#{number}") }, item);
    }
    items
}

fn identity(item: &Value) -> String {
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    let whole = || Some([text("code")?, text("source_id").unwrap_or("-"), text("field").unwrap_or("-")].join(","));
    let other = || ["guard", "employee", "field", "source_id"].into_iter().find_map(text).map(str::to_owned);
    item.as_str().map(str::to_owned).or_else(whole).or_else(other).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn places(recorded: &Value, replayed: &Value) -> Vec<String> {
        differences(recorded, replayed).into_iter().map(|difference| difference.at).collect()
    }

    #[test]
    fn people_are_compared_with_themselves_whatever_their_number() {
        let change = |id: &str, employee: &str, end: &str| json!({"id": id, "employee": employee, "fields": [{"field": "end_date", "after": end}]});
        let old = json!({"verdict": "apply", "changes": [change("c0001", "emp_a", "1"), change("c0002", "emp_b", "2")]});
        let new = json!({"verdict": "apply", "changes": [change("c0001", "emp_b", "3")]});
        assert_eq!(places(&old, &new), ["changes/emp_a", "changes/emp_b/fields/end_date/after"]);
        assert_eq!(differences(&old, &new)[1].recorded, Some(json!("2")));
        assert!(places(&old, &old).is_empty());
        let renumbered = json!({"verdict": "apply", "changes": [change("c0002", "emp_a", "1"), change("c0001", "emp_b", "2")]});
        assert_eq!(places(&old, &renumbered), ["changes/emp_a/id", "changes/emp_b/id"]);
    }

    #[test]
    fn findings_are_told_apart_by_code_person_and_field_and_repeats_are_counted() {
        let finding = |field: &str| json!({"code": "bad_date", "source_id": "7", "field": field, "message": "secret"});
        let (one, two) = (json!({"findings": [finding("a"), finding("a")]}), json!({"findings": [finding("a"), finding("b")]}));
        assert_eq!(places(&one, &two), ["findings/bad_date,7,a#2", "findings/bad_date,7,b"]);
    }

    #[test]
    fn what_only_one_release_knows_and_a_mere_order_are_told() {
        assert_eq!(places(&json!({"a": 1}), &json!({"a": 1, "b": 2})), ["b"]);
        assert_eq!(places(&json!({"a": ["x", "y"]}), &json!({"a": ["y", "x"]})), ["order"]);
    }

    #[test]
    fn no_value_is_in_the_place_or_in_the_debug_form() {
        let found = differences(&json!({"name": "Ada"}), &json!({"name": "Eve"}));
        assert!(!format!("{found:?}").contains("Ada") && !found[0].at.contains("Ada"));
    }
}
