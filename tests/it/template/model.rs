//! The template as data: resources with their properties, and the statements of each role.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml_ng::Value;

/// The root of the repository.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folders below `functions/`: each is one Lambda function.
pub(super) fn function_folders() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("functions")).unwrap();
    let folders = entries.map(|entry| entry.unwrap()).filter(|entry| entry.path().join("Cargo.toml").exists());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// `setup-sync` as `SetupSync`.
pub(super) fn pascal(folder: &str) -> String {
    folder.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// A parsed template.
pub(super) struct Template(Value);

/// One permission: an action on a resource, both as the template writes them (`EmployeesTable.Arn` for `!GetAtt`).
pub(super) type Grant = (String, String);

impl Template {
    pub(super) fn load() -> Self {
        let text = fs::read_to_string(root().join("infra/template.yaml")).unwrap();
        Self(serde_yaml_ng::from_str(&text).unwrap())
    }

    pub(super) fn section(&self, name: &str) -> &Value {
        &self.0[name]
    }

    pub(super) fn resource(&self, id: &str) -> &Value {
        let resource = &self.0["Resources"][id];
        assert!(!resource.is_null(), "the template has no resource {id}");
        resource
    }

    /// Logical ids and bodies of the resources of type `kind`.
    pub(super) fn of_type(&self, kind: &str) -> Vec<(String, &Value)> {
        let all = self.0["Resources"].as_mapping().unwrap().iter();
        let wanted = all.filter(|(_, body)| body["Type"].as_str() == Some(kind));
        wanted.map(|(id, body)| (text(id), body)).collect()
    }

    /// Environment variables of a function, with those of all functions.
    pub(super) fn environment(&self, function: &str) -> BTreeSet<String> {
        let own = &self.resource(function)["Properties"]["Environment"]["Variables"];
        own.as_mapping().unwrap().keys().map(text).collect()
    }

    /// Everything that the role `id` may do.
    pub(super) fn grants(&self, id: &str) -> BTreeSet<Grant> {
        let properties = &self.resource(id)["Properties"];
        assert!(properties["ManagedPolicyArns"].is_null(), "{id} has permissions that cannot be read here");
        let policies = properties["Policies"].as_sequence().unwrap();
        let statements = policies.iter().flat_map(|policy| list(&policy["PolicyDocument"]["Statement"]));
        statements.flat_map(|statement| pairs(id, statement)).collect()
    }
}

fn pairs(id: &str, statement: &Value) -> Vec<Grant> {
    assert_eq!(statement["Effect"].as_str(), Some("Allow"), "{id}: only plain permissions");
    assert!(statement["NotAction"].is_null() && statement["NotResource"].is_null(), "{id}: name what is allowed");
    let actions = list(&statement["Action"]);
    let resources: Vec<String> = list(&statement["Resource"]).into_iter().map(text).collect();
    assert!(!actions.is_empty() && !resources.is_empty(), "{id}: a statement without action or resource");
    actions.into_iter().flat_map(|action| resources.iter().map(move |it| (text(action), it.clone()))).collect()
}

/// A value that may stand alone or in a list, as a list.
pub(super) fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Sequence(items) => items.iter().collect(),
        other => vec![other],
    }
}

/// A scalar as text; `!Ref X` as `X`, `!GetAtt X.Y` as `X.Y`, `!Sub` as its pattern.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Tagged(tagged) => match &tagged.value {
            Value::Sequence(items) => text(&items[0]),
            other => text(other),
        },
        other => panic!("not a scalar: {other:?}"),
    }
}
