//! What an explanation costs.

use std::sync::{Arc, Mutex};

use admin_api::signin::SignIn;
use async_trait::async_trait;
use domain::{Employee, EmployeeId};
use sync::StoreError;
use sync::ports::Directory;

use crate::issuer::{self, Provider, StoppedClock};
use crate::world::World;

/// A directory that notes what is read of it.
struct Noting {
    directory: Arc<dyn Directory>,
    read: Arc<Mutex<Vec<String>>>,
}

#[async_trait]
impl Directory for Noting {
    async fn employees(&self, account: &str) -> Result<Vec<Employee>, StoreError> {
        self.read.lock().unwrap().push("everybody".to_owned());
        self.directory.employees(account).await
    }

    async fn employee(&self, account: &str, id: &EmployeeId) -> Result<Option<Employee>, StoreError> {
        self.read.lock().unwrap().push(id.0.clone());
        self.directory.employee(account, id).await
    }
}

#[tokio::test]
async fn an_explanation_reads_its_employee_once_and_nobody_else() {
    let read = Arc::new(Mutex::default());
    let sign_in = SignIn::at(issuer::expected(), Arc::new(Provider::default()), Arc::new(StoppedClock::default())).unwrap();
    let noting = |directory: Arc<dyn Directory>| Arc::new(Noting { directory, read: read.clone() });
    let world = World::changed(sign_in, |state| state.directory = noting(state.directory.clone())).await;
    world.imported().await;
    let employee = world.store.employees("acme").await.unwrap().remove(0).id.0;
    let of = |id: &str| format!("/v1/accounts/acme/employees/{id}/explanation");
    assert_eq!(world.get(&of(&employee)).await.status, 200);
    assert_eq!(*read.lock().unwrap(), [employee], "once, and nobody else");
    read.lock().unwrap().clear();
    assert_eq!(world.get(&of("emp_nobody")).await.problem(), (404, "not_found"));
    assert_eq!(*read.lock().unwrap(), ["emp_nobody"]);
}
