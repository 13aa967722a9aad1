//! Employees as items.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::employee::Provenance;
use domain::{ChangeId, Digest, Employee, EmployeeId, EmployeeStatus, Field, Profile, Receipt};
use sync::StoreError;

use super::Item;
use super::attributes::{self, PROVENANCE, RECEIPT_CHANGE, RECEIPT_PLAN, SORT, VERSION, corrupt, number, text};
use super::document::blob;

/// Prefix of demographics, so that none can be taken for another attribute.
const DEMOGRAPHIC: &str = "d:";
/// Prefix of the provenance of one field.
const PROVENANCE_OF: &str = "p:";

/// The item of an employee who is written for the first time: all values have one provenance.
pub(super) fn new_item(account: &str, employee: &Employee, from: &Provenance) -> Item {
    let mut item = attributes::key(account, &employee.id.0);
    item.insert(VERSION.to_owned(), number(employee.version));
    item.insert(PROVENANCE.to_owned(), provenance_value(from));
    let fields = Field::CORE.into_iter().chain(employee.profile.demographics.keys().cloned().map(Field::Demographic));
    for field in fields {
        if let Some(value) = employee.value(&field) {
            item.insert(attribute(&field).into_owned(), text(&value));
        }
    }
    if let Some(receipt) = &employee.receipt {
        item.extend(receipt_values(receipt).map(|(name, value)| (name.to_owned(), value)));
    }
    item
}

/// The attributes of a receipt.
pub(super) fn receipt_values(receipt: &Receipt) -> [(&'static str, AttributeValue); 2] {
    [(RECEIPT_PLAN, blob(&digest_bytes(&receipt.plan))), (RECEIPT_CHANGE, text(&receipt.change.0))]
}

/// The attribute of a field.
pub(super) fn attribute(field: &Field) -> Cow<'static, str> {
    Cow::Borrowed(match field {
        Field::Name => "nm",
        Field::PreferredName => "pn",
        Field::Email => "em",
        Field::EmployeeId => "ei",
        Field::DateOfBirth => "db",
        Field::StartDate => "sd",
        Field::EndDate => "ed",
        Field::ManagerEmail => "me",
        Field::Status => "st",
        Field::SourceId => "si",
        Field::Demographic(name) => return Cow::Owned(format!("{DEMOGRAPHIC}{name}")),
    })
}

/// The attribute of a field's provenance.
pub(super) fn provenance_attribute(field: &Field) -> String {
    format!("{PROVENANCE_OF}{}", attribute(field))
}

/// A provenance as it is stored.
pub(super) fn provenance_value(from: &Provenance) -> AttributeValue {
    AttributeValue::S(format!("{} {}", from.mapping, from.run))
}

/// The employee of an item.
pub(super) fn read(item: &Item) -> Result<Employee, StoreError> {
    let id = attributes::text_of(item, SORT).ok_or_else(|| corrupt("an employee"))?;
    parse(id, item).ok_or_else(|| corrupt(format!("employee {id}")))
}

/// Whether an item was written by one change of one plan.
pub(super) fn has_receipt(item: &Item, receipt: &Receipt) -> bool {
    receipt_values(receipt).iter().all(|(name, value)| item.get(*name) == Some(value))
}

fn parse(id: &str, item: &Item) -> Option<Employee> {
    let mut employee = Employee {
        id: EmployeeId(id.to_owned()),
        source_id: None,
        profile: Profile::default(),
        status: EmployeeStatus::default(),
        version: attributes::number_of(item, VERSION)?,
        receipt: read_receipt(item),
        provenance: BTreeMap::new(),
    };
    for (name, value) in item {
        if let Some(field) = field(name) {
            let read = employee.set(&field, Some(value.as_s().ok()?));
            read.then_some(())?;
        } else if let Some(field) = name.strip_prefix(PROVENANCE_OF).and_then(field) {
            employee.provenance.insert(field, read_provenance(value)?);
        }
    }
    if let Some(shared) = item.get(PROVENANCE) {
        let shared = read_provenance(shared)?;
        for field in item.keys().filter_map(|name| field(name)) {
            employee.provenance.entry(field).or_insert_with(|| shared.clone());
        }
    }
    Some(employee)
}

fn field(attribute_name: &str) -> Option<Field> {
    match attribute_name.strip_prefix(DEMOGRAPHIC) {
        Some(name) => Some(Field::Demographic(name.to_owned())),
        None => Field::CORE.into_iter().find(|field| attribute(field) == attribute_name),
    }
}

fn read_provenance(value: &AttributeValue) -> Option<Provenance> {
    let (mapping, run) = value.as_s().ok()?.split_once(' ')?;
    Some(Provenance { mapping: mapping.parse().ok()?, run: run.to_owned() })
}

fn read_receipt(item: &Item) -> Option<Receipt> {
    let plan = item.get(RECEIPT_PLAN)?.as_b().ok()?;
    let change = attributes::text_of(item, RECEIPT_CHANGE)?;
    let hex = plan.as_ref().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    Some(Receipt { plan: Digest::parse(&hex)?, change: ChangeId(change.to_owned()) })
}

fn digest_bytes(digest: &Digest) -> Vec<u8> {
    let digits = digest.short(64).as_bytes();
    digits.chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
