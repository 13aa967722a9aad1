//! The embedded engine, called directly: no socket, so that the runtime's clock can stand still. Every write it does is
//! recorded as a stream would.

use std::fmt;

use dynoxide::{Database as Engine, DynoxideError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::history::Scan;

/// The name of the table of employees.
pub const EMPLOYEES: &str = "employees";
/// The name of the table of everything else.
pub const CONTROL: &str = "control";

/// Two tables in memory.
pub struct Database {
    engine: Engine,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").finish_non_exhaustive()
    }
}

/// An answer: the status and the body.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON.
    pub body: String,
}

/// An item that a request wrote or removed: its table, its key, and the item after it.
#[derive(Debug, Clone)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The key.
    pub key: Value,
    /// The item now; `None` when it is gone.
    pub item: Option<Value>,
}

impl Database {
    /// Empty tables.
    ///
    /// # Errors
    /// When the engine cannot make them.
    pub fn new() -> Result<Self, String> {
        let engine = Engine::memory().map_err(|error| error.to_string())?;
        for table in [EMPLOYEES, CONTROL] {
            let request = json!({
                "TableName": table, "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            });
            let request = serde_json::from_value(request).map_err(|error| error.to_string())?;
            engine.create_table(request).map_err(|error| error.to_string())?;
        }
        Ok(Self { engine })
    }

    /// Tables that hold what a scan of others found.
    ///
    /// # Errors
    /// When an item cannot be put.
    pub fn holding(scan: &Scan) -> Result<Self, String> {
        let database = Self::new()?;
        for (table, items) in [(EMPLOYEES, &scan.employees), (CONTROL, &scan.control)] {
            for item in items {
                let (answer, _) = database.call("PutItem", &json!({"TableName": table, "Item": item}));
                if answer.status != 200 {
                    return Err(answer.body);
                }
            }
        }
        Ok(database)
    }

    /// Everything in both tables, in the order of the keys.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn scan(&self) -> Result<Scan, String> {
        Ok(Scan { employees: self.items(EMPLOYEES)?, control: self.items(CONTROL)? })
    }

    /// Answers a request as the service would, and says what it changed.
    #[must_use]
    pub fn call(&self, operation: &str, request: &Value) -> (Answer, Vec<Change>) {
        let answered = match operation {
            "GetItem" => answer(request, |request| self.engine.get_item(request)),
            "Query" => answer(request, |request| self.engine.query(request)),
            "PutItem" => answer(request, |request| self.engine.put_item(request)),
            "UpdateItem" => answer(request, |request| self.engine.update_item(request)),
            "DeleteItem" => answer(request, |request| self.engine.delete_item(request)),
            "BatchWriteItem" => answer(request, |request| self.engine.batch_write_item(request)),
            "TransactWriteItems" => answer(request, |request| self.engine.transact_write_items(request)),
            "TransactGetItems" => answer(request, |request| self.engine.transact_get_items(request)),
            other => Err(DynoxideError::ValidationException(format!("{other} is not simulated"))),
        };
        match answered {
            Ok(body) => {
                let changes = written(operation, request).into_iter().map(|(table, key)| self.change(table, key)).collect();
                (Answer { status: 200, body }, changes)
            }
            Err(error) => (Answer { status: error.status_code(), body: error.to_json() }, Vec::new()),
        }
    }

    fn change(&self, table: String, key: Value) -> Change {
        let request = json!({"TableName": table, "Key": key, "ConsistentRead": true});
        let found = answer(&request, |request| self.engine.get_item(request)).unwrap_or_default();
        let item = serde_json::from_str::<Value>(&found).ok().and_then(|mut found| found.get_mut("Item").map(Value::take));
        Change { table, key, item }
    }

    fn items(&self, table: &str) -> Result<Vec<Value>, String> {
        let mut items: Vec<Value> = Vec::new();
        let mut from = Value::Null;
        loop {
            let mut request = json!({"TableName": table, "ConsistentRead": true});
            if !from.is_null() {
                request["ExclusiveStartKey"] = from;
            }
            let body = answer(&request, |request| self.engine.scan(request)).map_err(|error| error.to_string())?;
            let mut page: Value = serde_json::from_str(&body).map_err(|error| error.to_string())?;
            items.extend(page["Items"].as_array_mut().map(std::mem::take).unwrap_or_default());
            from = page["LastEvaluatedKey"].take();
            if from.is_null() {
                break;
            }
        }
        items.sort_by_key(|item| (text(item, "pk"), text(item, "sk")));
        Ok(items)
    }
}

/// A text attribute of an item in DynamoDB's JSON; empty when there is none.
#[must_use]
pub fn text(item: &Value, name: &str) -> String {
    item[name]["S"].as_str().unwrap_or_default().to_owned()
}

/// The keys that a request writes, by table.
#[must_use]
pub fn written(operation: &str, request: &Value) -> Vec<(String, Value)> {
    let of = |put: &Value| {
        let item = if put["Key"].is_null() { &put["Item"] } else { &put["Key"] };
        (put["TableName"].as_str().unwrap_or_default().to_owned(), json!({"pk": item["pk"], "sk": item["sk"]}))
    };
    match operation {
        "PutItem" | "UpdateItem" | "DeleteItem" => vec![of(request)],
        "TransactWriteItems" => {
            let actions = request["TransactItems"].as_array().into_iter().flatten();
            actions.filter_map(|action| ["Put", "Update", "Delete"].iter().find_map(|kind| action.get(kind))).map(of).collect()
        }
        "BatchWriteItem" => {
            let tables = request["RequestItems"].as_object().into_iter().flatten();
            let put = |table: &str, write: &Value| {
                let item = &write["PutRequest"]["Item"];
                (table.to_owned(), json!({"pk": item["pk"], "sk": item["sk"]}))
            };
            tables
                .flat_map(|(table, writes)| writes.as_array().into_iter().flatten().map(move |write| put(table, write)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn answer<Q: DeserializeOwned, A: serde::Serialize>(
    request: &Value,
    call: impl FnOnce(Q) -> dynoxide::Result<A>,
) -> dynoxide::Result<String> {
    let request = serde_json::from_value(request.clone());
    let request = request.map_err(|error| DynoxideError::SerializationException(error.to_string()))?;
    let answer = call(request)?;
    serde_json::to_string(&answer).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}
