//! The endpoints that this adapter reads. There is no other, and all of them are reads.

/// What is read of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// A page of people. `offset` is the 1-based index of the first record.
    Employees { view: View, limit: usize, offset: usize },
    /// All departments.
    Departments,
    /// What the company is; the cheapest test of a connection.
    Organisation,
}

/// How much of a person is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// R35.
    Basic,
    /// R36.
    All,
}

impl Endpoint {
    /// The path below the version; `company` was checked and needs no encoding.
    pub(crate) fn path(self, company: &str) -> String {
        match self {
            Self::Employees { .. } => format!("company/{company}/employees"),
            Self::Departments => format!("company/{company}/departments"),
            Self::Organisation => format!("manage-company/{company}/org-details"),
        }
    }

    /// The query, if it has one.
    pub(crate) fn query(self) -> Option<String> {
        match self {
            Self::Employees { view, limit, offset } => {
                let view = if view == View::All { "All" } else { "Basic" };
                Some(format!("viewType={view}&limit={limit}&offset={offset}"))
            }
            Self::Departments => None,
            Self::Organisation => Some("viewType=Basic".to_owned()),
        }
    }

    /// Its name in sentences and logs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Employees { view: View::Basic, .. } => "GET employees",
            Self::Employees { view: View::All, .. } => "GET employees?viewType=All",
            Self::Departments => "GET departments",
            Self::Organisation => "GET org-details",
        }
    }
}
