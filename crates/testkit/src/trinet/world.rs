//! Everything the simulated TriNet knows: companies, credentials, clock, wire and faults.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use jiff::civil::Date;

use super::clock::Clock;
use super::credentials::{Credential, Token};
use super::faults::Faults;
use super::person::WorldPerson;
use super::wire::WireVariant;

/// What a missing scope does to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingScope {
    /// The values it guards are left out.
    OmitSections,
    /// The values it guards are null.
    NullSections,
    /// The call is refused with 403.
    Forbid,
}

/// When an End Date becomes visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminationVisibility {
    /// As soon as it is entered, also for a date to come.
    BeforeStatus,
    /// Together with the ended status: on its date and after the final check.
    WithStatus,
}

/// The state of the simulator. Change it with [`SimulatedTriNet::with_world`](super::SimulatedTriNet::with_world).
#[derive(Debug, Clone)]
pub struct World {
    /// The companies on the platform.
    pub companies: Vec<Company>,
    /// The credentials; the first is the default one.
    pub credentials: Vec<Credential>,
    /// The time; it moves only when told to.
    pub clock: Clock,
    /// The life of a token in simulated seconds; TriNet's is 3599.
    pub token_ttl_s: u32,
    /// The shape of the wire.
    pub wire: WireVariant,
    /// What a missing scope does.
    pub missing_scope: MissingScope,
    /// The status of a used-up quota: 429, or 500 as older gateways say.
    pub quota_status: u16,
    /// When End Dates show.
    pub termination_visibility: TerminationVisibility,
    /// The faults to come.
    pub faults: Faults,
    pub(super) tokens: BTreeMap<String, Token>,
    pub(super) tokens_issued: u64,
    pub(super) requests_answered: u64,
    pub(super) days_scripted: usize,
}

/// A company (a TriNet legal entity).
#[derive(Debug, Clone)]
pub struct Company {
    /// Company id: three upper-case letters or digits.
    pub id: String,
    /// Name.
    pub name: String,
    /// Time zone code: `ET`, `CT`, `MT` or `PT`.
    pub timezone: String,
    /// Departments.
    pub departments: Vec<Department>,
    /// Locations.
    pub locations: Vec<Location>,
    /// Everybody, kept in the order of their ids.
    pub people: Vec<WorldPerson>,
    /// Entries of the change feed, oldest first (assumed shape).
    pub changes: Vec<Change>,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Id.
    pub id: String,
    /// Code.
    pub code: String,
    /// Name; people refer to it.
    pub name: String,
}

/// A work location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Id.
    pub id: String,
    /// Name; people refer to it.
    pub name: String,
    /// City.
    pub city: String,
    /// Two-letter state.
    pub state: String,
}

/// An entry of the change feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose record changed.
    pub employee_id: String,
    /// What kind of change, for example `employment` or `name`.
    pub change_type: String,
    /// From when it holds.
    pub effective_date: Date,
    /// When it was entered.
    pub change_date: Date,
}

impl World {
    /// A world with these companies, one full credential for all of them, and the clock at noon of `today`.
    #[must_use]
    pub fn new(today: Date, companies: Vec<Company>) -> Self {
        let ids: Vec<&str> = companies.iter().map(|company| company.id.as_str()).collect();
        let credentials = vec![Credential::full("simulated-client", "simulated-secret", &ids)];
        Self {
            companies,
            credentials,
            clock: Clock::at_noon(today),
            token_ttl_s: 3599,
            wire: WireVariant::observed(),
            missing_scope: MissingScope::OmitSections,
            quota_status: StatusCode::TOO_MANY_REQUESTS.as_u16(),
            termination_visibility: TerminationVisibility::BeforeStatus,
            faults: Faults::default(),
            tokens: BTreeMap::new(),
            tokens_issued: 0,
            requests_answered: 0,
            days_scripted: 0,
        }
    }

    /// One company `A1B` with just these people; departments and locations are taken from them.
    #[must_use]
    pub fn with_people(people: Vec<WorldPerson>) -> Self {
        let mut company = Company::new("A1B", "Acme");
        for person in &people {
            company.add_department(&person.department);
            company.add_location(&person.location);
        }
        company.people = people;
        Self::new(super::bundled::BUNDLED_TODAY, vec![company])
    }

    /// The company with that id.
    #[must_use]
    pub fn company(&self, id: &str) -> Option<&Company> {
        self.companies.iter().find(|company| company.id == id)
    }

    /// The company with that id, to be edited.
    pub fn company_mut(&mut self, id: &str) -> Option<&mut Company> {
        self.companies.iter_mut().find(|company| company.id == id)
    }

    /// The person with that employee id, in any company.
    #[must_use]
    pub fn person(&self, employee_id: &str) -> Option<&WorldPerson> {
        self.companies.iter().find_map(|company| company.person(employee_id))
    }

    /// The person with that employee id, in any company, to be edited.
    pub fn person_mut(&mut self, employee_id: &str) -> Option<&mut WorldPerson> {
        self.companies.iter_mut().find_map(|company| company.person_mut(employee_id))
    }

    /// Takes a person out of every company, as if the record had never been there.
    pub fn remove_person(&mut self, employee_id: &str) -> Option<WorldPerson> {
        self.companies.iter_mut().find_map(|company| {
            let index = company.people.iter().position(|person| person.employee_id == employee_id)?;
            Some(company.people.remove(index))
        })
    }

    /// Makes every token that is out expire now.
    pub fn expire_tokens(&mut self) {
        let now = self.clock.now();
        self.tokens.values_mut().for_each(|token| token.expires = now);
    }

    /// Lists are served in the order of employee ids; equal ids keep their order.
    pub(super) fn sort_people(&mut self) {
        for company in &mut self.companies {
            if !company.people.is_sorted_by(|a, b| a.employee_id <= b.employee_id) {
                company.people.sort_by(|a, b| a.employee_id.cmp(&b.employee_id));
            }
        }
    }
}

impl Company {
    /// A company without people.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            timezone: "PT".to_owned(),
            departments: Vec::new(),
            locations: Vec::new(),
            people: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// The person with that id.
    #[must_use]
    pub fn person(&self, employee_id: &str) -> Option<&WorldPerson> {
        self.people.iter().find(|person| person.employee_id == employee_id)
    }

    /// The person with that id, to be edited.
    pub fn person_mut(&mut self, employee_id: &str) -> Option<&mut WorldPerson> {
        self.people.iter_mut().find(|person| person.employee_id == employee_id)
    }

    /// Adds a department of that name, unless there is one or the name is blank.
    pub fn add_department(&mut self, name: &str) {
        if name.is_empty() || self.departments.iter().any(|department| department.name == name) {
            return;
        }
        let number = self.departments.len() + 1;
        self.departments.push(Department {
            id: format!("{}", 100_000 + number * 10),
            code: format!("{}", number * 10),
            name: name.to_owned(),
        });
    }

    /// Adds a location of that name, unless there is one or the name is blank.
    pub fn add_location(&mut self, name: &str) {
        if name.is_empty() || self.locations.iter().any(|location| location.name == name) {
            return;
        }
        let number = self.locations.len() + 1;
        self.locations.push(Location {
            id: format!("L{number:02}"),
            name: name.to_owned(),
            city: name.to_owned(),
            state: "CA".to_owned(),
        });
    }
}
