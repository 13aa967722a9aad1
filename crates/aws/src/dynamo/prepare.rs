//! Turns one change into requests.

use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use domain::employee::Provenance;
use domain::{Change, Employee, EmployeeStatus, Field, Profile, Receipt};
use sync::StoreError;
use sync::ports::WriteBatch;

use super::attributes::{self, EMPLOYEE, PARTITION, VERSION, corrupt, number, text};
use super::employee_item::{self, attribute, provenance_attribute, provenance_value, receipt_values};
use super::expression::Expression;
use super::transaction::{delete, put, update};
use super::unit::{ConditionalUpdate, Unit, Write};
use super::{Item, Tables};

/// The requests of one change.
///
/// # Errors
/// When a value is none of its field's type; such a plan was not made by the planner.
pub(super) fn prepare(tables: &Tables, batch: &WriteBatch<'_>, change: &Change) -> Result<Write, StoreError> {
    let draft = Draft {
        tables,
        account: &batch.lease.account,
        change,
        receipt: Receipt { plan: batch.plan.clone(), change: change.id.clone() },
        provenance: Provenance { mapping: batch.mapping_version, run: batch.run.to_owned() },
    };
    if change.base_version == 0 {
        return draft.creation();
    }
    draft.employee()?;
    let mut takes = Vec::new();
    let mut frees = Vec::new();
    for field in &change.fields {
        let key = |value: &Option<String>| value.as_deref().and_then(|value| attributes::identifier(&field.field, value));
        let (before, after) = (key(&field.before), key(&field.after));
        if before != after {
            frees.extend(before);
            takes.extend(after);
        }
    }
    if takes.is_empty() && frees.is_empty() { Ok(draft.update()) } else { draft.identifier_change(takes, frees) }
}

struct Draft<'a> {
    tables: &'a Tables,
    account: &'a str,
    change: &'a Change,
    receipt: Receipt,
    provenance: Provenance,
}

impl Draft<'_> {
    /// The change's values in an otherwise empty employee.
    fn employee(&self) -> Result<Employee, StoreError> {
        let mut employee = Employee {
            id: self.change.employee.clone(),
            source_id: self.change.source_id.clone(),
            profile: Profile::default(),
            status: EmployeeStatus::default(),
            version: 1,
            receipt: Some(self.receipt.clone()),
            provenance: [].into(),
        };
        for field in &self.change.fields {
            if !employee.set(&field.field, field.after.as_deref()) {
                return Err(corrupt(format!("change {} of the plan", self.change.id)));
            }
        }
        Ok(employee)
    }

    fn update(self) -> Write {
        let (expression, condition) = self.expression();
        let key = attributes::key(self.account, &self.change.employee.0);
        Write::Update(Box::new(ConditionalUpdate { key, condition, expression, receipt: self.receipt }))
    }

    fn expression(&self) -> (Expression, String) {
        let mut expression = Expression::default();
        let condition = expression.equals(VERSION, number(self.change.base_version));
        expression.put(VERSION, Some(number(self.change.base_version + 1)));
        for (name, value) in receipt_values(&self.receipt) {
            expression.put(name, Some(value));
        }
        for field in &self.change.fields {
            expression.put(&attribute(&field.field), field.after.as_deref().map(text));
            expression.put(&provenance_attribute(&field.field), Some(provenance_value(&self.provenance)));
        }
        (expression, condition)
    }

    fn creation(self) -> Result<Write, StoreError> {
        let employee = self.employee()?;
        let takes = [Field::Email, Field::EmployeeId, Field::SourceId]
            .iter()
            .filter_map(|field| attributes::identifier(field, &employee.value(field)?))
            .collect();
        let item = employee_item::new_item(self.account, &employee, &self.provenance);
        let bytes = size(&item);
        let person = put(Put::builder()
            .table_name(&self.tables.employees)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", PARTITION)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld))?;
        self.unit(person, bytes, takes, Vec::new())
    }

    fn identifier_change(self, takes: Vec<String>, frees: Vec<String>) -> Result<Write, StoreError> {
        let (expression, condition) = self.expression();
        let bytes = size(&expression.values);
        let person = update(
            Update::builder()
                .table_name(&self.tables.employees)
                .set_key(Some(attributes::key(self.account, &self.change.employee.0)))
                .condition_expression(condition)
                .update_expression(expression.update())
                .set_expression_attribute_names(Some(expression.names))
                .set_expression_attribute_values(Some(expression.values))
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld),
        )?;
        self.unit(person, bytes, takes, frees)
    }

    fn unit(self, person: TransactWriteItem, bytes: usize, takes: Vec<String>, frees: Vec<String>) -> Result<Write, StoreError> {
        let mut actions = vec![person];
        for sort in &takes {
            actions.push(self.take(sort)?);
        }
        for sort in &frees {
            actions.push(self.free(sort)?);
        }
        let taking = takes.len();
        let person = [self.change.employee.0.clone()];
        let takes: Vec<String> = person.into_iter().chain(takes).collect();
        let bytes = bytes + 256 * actions.len() + takes.iter().chain(&frees).map(String::len).sum::<usize>();
        Ok(Write::Unit(Unit { actions, frees, takes, bytes, taking, receipt: self.receipt }))
    }

    fn take(&self, sort: &str) -> Result<TransactWriteItem, StoreError> {
        let mut item = attributes::key(self.account, sort);
        item.insert(EMPLOYEE.to_owned(), self.own());
        put(Put::builder()
            .table_name(&self.tables.control)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#pk) OR #employee = :self")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#employee", EMPLOYEE)
            .expression_attribute_values(":self", self.own()))
    }

    fn free(&self, sort: &str) -> Result<TransactWriteItem, StoreError> {
        delete(
            Delete::builder()
                .table_name(&self.tables.control)
                .set_key(Some(attributes::key(self.account, sort)))
                .condition_expression("attribute_not_exists(#pk) OR #employee = :self")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_names("#employee", EMPLOYEE)
                .expression_attribute_values(":self", self.own()),
        )
    }

    fn own(&self) -> AttributeValue {
        text(&self.change.employee.0)
    }
}

fn size(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + value.as_s().map_or(32, String::len)).sum()
}
