//! Reads the directory.

use async_trait::async_trait;
use domain::{Employee, EmployeeId};
use sync::StoreError;
use sync::ports::Directory;

use super::{DynamoStore, employee_item};

#[async_trait]
impl Directory for DynamoStore {
    async fn employees(&self, account: &str) -> Result<Vec<Employee>, StoreError> {
        let items = self.query(&self.tables.employees, account, "").await?;
        items.iter().map(employee_item::read).collect()
    }

    async fn employee(&self, account: &str, id: &EmployeeId) -> Result<Option<Employee>, StoreError> {
        let item = self.get(&self.tables.employees, account, &id.0).await?;
        item.as_ref().map(employee_item::read).transpose()
    }
}
