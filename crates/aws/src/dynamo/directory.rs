//! Reads the directory.

use async_trait::async_trait;
use domain::{Employee, EmployeeId};
use sync::StoreError;
use sync::ports::Directory;

use super::{DynamoStore, employee_item};

#[async_trait]
impl Directory for DynamoStore {
    async fn employees(&self, account: &str) -> Result<Vec<Employee>, StoreError> {
        let mut employees = Vec::new();
        // Page by page: the items of a large company take several times the memory of its employees.
        self.query_pages(&self.tables.employees, account, "", (usize::MAX, true), |items| {
            for item in &items {
                employees.push(employee_item::read(item)?);
            }
            Ok(())
        })
        .await?;
        Ok(employees)
    }

    async fn employee(&self, account: &str, id: &EmployeeId) -> Result<Option<Employee>, StoreError> {
        let item = self.get(&self.tables.employees, account, &id.0).await?;
        item.as_ref().map(employee_item::read).transpose()
    }
}
