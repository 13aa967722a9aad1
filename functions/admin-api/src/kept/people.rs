//! The directory by name, to be searched.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use domain::text::fold;
use domain::{Employee, EmployeeId, Field};
use sync::{Account, IntegrationState};

use super::{DIRECTORIES, Kept, PEOPLE_MAX};
use crate::edge::Problem;
use crate::state::ApiState;

/// The directory of an account as of an epoch, without what is redacted (R95): by name, then id.
pub(crate) struct People {
    account: String,
    epoch: u64,
    redacted: BTreeSet<Field>,
    employees: Vec<Employee>,
    places: HashMap<EmployeeId, usize>,
    texts: OnceLock<Vec<String>>,
}

impl People {
    fn of(account: &Account, mut employees: Vec<Employee>) -> Self {
        for employee in &mut employees {
            employee.profile.redact(&account.settings);
        }
        employees.sort_by(|one, other| (&one.profile.name, &one.id).cmp(&(&other.profile.name, &other.id)));
        let places = employees.iter().enumerate().map(|(at, employee)| (employee.id.clone(), at)).collect();
        let redacted = account.settings.redacted.clone();
        Self { account: account.id.clone(), epoch: account.epoch, redacted, employees, places, texts: OnceLock::new() }
    }

    fn is_of(&self, account: &Account) -> bool {
        self.account == account.id && self.epoch == account.epoch && self.redacted == account.settings.redacted
    }

    /// Everybody, by name, then id.
    pub(crate) fn all(&self) -> &[Employee] {
        &self.employees
    }

    /// Where somebody stands among all.
    pub(crate) fn place(&self, id: &EmployeeId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Somebody's name.
    pub(crate) fn name(&self, id: &EmployeeId) -> Option<&str> {
        self.employees.get(self.place(id)?)?.profile.name.as_deref()
    }

    /// Whether name, email or Employee ID of the one at a place hold a folded text.
    pub(crate) fn holds(&self, at: usize, folded: &str) -> bool {
        let texts = self.texts.get_or_init(|| self.employees.iter().map(text).collect());
        texts.get(at).is_some_and(|text| text.contains(folded))
    }
}

fn text(employee: &Employee) -> String {
    let profile = &employee.profile;
    let parts = [&profile.name, &profile.email, &profile.employee_id].into_iter().flatten();
    parts.map(|part| fold(part)).collect::<Vec<_>>().join("\n")
}

impl Kept {
    /// The directory of an account, as it was read before this is called. It is read once for each epoch: every writer moves
    /// that before and after it writes. What is read while one writes is not kept.
    pub(crate) async fn people(&self, state: &ApiState, account: &Account) -> Result<Arc<People>, Problem> {
        if let Some(kept) = self.kept_people(account) {
            return Ok(kept);
        }
        let _reading = self.reading.lock().await;
        if let Some(kept) = self.kept_people(account) {
            return Ok(kept);
        }
        let people = Arc::new(People::of(account, state.directory.employees(&account.id).await?));
        let stood_still = account.state != IntegrationState::Importing && {
            let now = state.control.account(&account.id).await?;
            now.epoch == account.epoch
        };
        if stood_still && people.all().len() <= PEOPLE_MAX {
            self.people.keep(people.clone(), DIRECTORIES);
        }
        Ok(people)
    }

    /// The directory, where it is at hand.
    pub(crate) fn kept_people(&self, account: &Account) -> Option<Arc<People>> {
        self.people.find(|people| people.is_of(account))
    }
}
