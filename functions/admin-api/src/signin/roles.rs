//! Who may do what: one table, for the router, the tests and `docs/roles.md`.

use std::collections::BTreeSet;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::edge::{Problem, registry};

/// Who may do what: a permission, what it lets a person do, and the roles that have it.
pub const TABLE: [(Permission, &str, &[Role]); 6] = {
    use Permission as May;
    use Role::{
        AccountAdministrator as Aa, DataSpecialist as Dis, EmployeeDataAdministrator as Eda, SupportSpecialist as Support,
    };
    [
        (
            May::View,
            "see the integration, its mapping and settings, plans, runs, people, explanations and CSV",
            &[Aa, Eda, Support, Dis],
        ),
        (
            May::Operate,
            "connect, test, map, set up, review, import, undo, switch auto-sync and choose its hour, edit people, reveal dates of birth",
            &[Aa, Eda],
        ),
        (
            May::Govern,
            "change guards, exclusion, hierarchy, and recipients once there are some, save all settings, and disconnect",
            &[Aa],
        ),
        (May::Settle, "change settings at all: each role those of its own rows", &[Aa, Dis]),
        (May::Repair, "deactivate the missing and sync everything again", &[Support, Dis]),
        (
            May::Specialise,
            "unlock the mapping, and change where the Employee ID is, whether blanks clear, and what is redacted",
            &[Dis],
        ),
    ]
};

/// What a route asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// To see.
    View,
    /// To run the sync.
    Operate,
    /// To set its limits, and to end it.
    Govern,
    /// To change some of the settings; which, the two rows around it say.
    Settle,
    /// To repair what a customer cannot.
    Repair,
    /// To change what a customer may not.
    Specialise,
}

impl Permission {
    /// Its name in the description of the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Operate => "operate",
            Self::Govern => "govern",
            Self::Settle => "settle",
            Self::Repair => "repair",
            Self::Specialise => "specialise",
        }
    }

    /// Who has it.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        TABLE.iter().find(|(permission, ..)| *permission == self).map_or(&[], |(_, _, roles)| roles)
    }
}

/// A role in one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Account Administrator.
    AccountAdministrator,
    /// Employee Data Administrator.
    EmployeeDataAdministrator,
    /// Product Support Specialist: staff.
    SupportSpecialist,
    /// Data and Integrations Specialist: staff.
    DataSpecialist,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] =
        [Self::AccountAdministrator, Self::EmployeeDataAdministrator, Self::SupportSpecialist, Self::DataSpecialist];

    /// Its name in tokens and answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AccountAdministrator => "account-administrator",
            Self::EmployeeDataAdministrator => "employee-data-administrator",
            Self::SupportSpecialist => "product-support-specialist",
            Self::DataSpecialist => "data-and-integrations-specialist",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::AccountAdministrator => "Account Administrator",
            Self::EmployeeDataAdministrator => "Employee Data Administrator",
            Self::SupportSpecialist => "Product Support Specialist",
            Self::DataSpecialist => "Data and Integrations Specialist",
        }
    }

    /// The role of a name; any other name is none.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What the caller may do in the account of this request. A handler asks it where the route's own permission is not all.
#[derive(Debug, Clone, Default)]
pub(crate) struct May(pub(crate) BTreeSet<Role>);

impl May {
    /// Whether one of the caller's roles has the permission.
    pub(crate) fn do_it(&self, permission: Permission) -> bool {
        permission.roles().iter().any(|role| self.0.contains(role))
    }

    /// Refuses whoever has not the permission, and says who has.
    pub(crate) fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.do_it(permission) {
            return Ok(());
        }
        let who: Vec<&str> = permission.roles().iter().map(|role| role.title()).collect();
        let detail = format!("Your role in this account does not include this. Who may do it: {}.", who.join(", "));
        Err(Problem::of(&registry::FORBIDDEN, detail))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for May {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}
