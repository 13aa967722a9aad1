//! Update expressions. Names and values are always placeholders: field names may be reserved words, and values are data.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Item;

/// A condition and what is set and removed under it.
#[derive(Debug, Default)]
pub(super) struct Expression {
    pub(super) names: HashMap<String, String>,
    pub(super) values: Item,
    set: Vec<String>,
    remove: Vec<String>,
}

impl Expression {
    /// Sets an attribute, or removes it where there is no value.
    pub(super) fn put(&mut self, attribute: &str, value: Option<AttributeValue>) {
        let name = self.name(attribute);
        match value {
            Some(value) => {
                let value = self.value(value);
                self.set.push(format!("{name} = {value}"));
            }
            None => self.remove.push(name),
        }
    }

    /// The condition that an attribute has a value.
    pub(super) fn equals(&mut self, attribute: &str, value: AttributeValue) -> String {
        format!("{} = {}", self.name(attribute), self.value(value))
    }

    /// The whole update expression.
    pub(super) fn update(&self) -> String {
        [("SET", &self.set), ("REMOVE", &self.remove)]
            .into_iter()
            .filter(|(_, clauses)| !clauses.is_empty())
            .map(|(verb, clauses)| format!("{verb} {}", clauses.join(", ")))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn name(&mut self, attribute: &str) -> String {
        // The same attribute may stand in condition and update: one placeholder serves both.
        if let Some((name, _)) = self.names.iter().find(|(_, known)| *known == attribute) {
            return name.clone();
        }
        let name = format!("#{}", self.names.len());
        self.names.insert(name.clone(), attribute.to_owned());
        name
    }

    fn value(&mut self, value: AttributeValue) -> String {
        let name = format!(":{}", self.values.len());
        self.values.insert(name.clone(), value);
        name
    }
}
