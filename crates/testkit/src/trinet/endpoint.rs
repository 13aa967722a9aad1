//! What a request asks for: its endpoint, company, query and credentials.

use axum::extract::Query;
use axum::http::{HeaderMap, Method, Uri, header};

/// The endpoints the simulator knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Endpoint {
    /// `/oauth/accesstoken`
    Token,
    /// `/v1/company/{company}/employees`
    Employees,
    /// `/v1/company/{company}/departments`
    Departments,
    /// `/v1/company/{company}/locations`
    Locations,
    /// `/v1/company/{company}/jobs`
    Jobs,
    /// `/v1/company/{company}/paygroups`
    PayGroups,
    /// `/v1/company/{company}/supervisors`
    Supervisors,
    /// `/v1/manage-company/{company}/org-details`
    OrgDetails,
    /// `/v1/company/{company}/employee-changes` (path known, shape assumed)
    EmployeeChanges,
    /// Any other path.
    Unknown,
}

impl Endpoint {
    fn of_list(name: &str) -> Self {
        match name {
            "employees" => Self::Employees,
            "departments" => Self::Departments,
            "locations" => Self::Locations,
            "jobs" => Self::Jobs,
            "paygroups" => Self::PayGroups,
            "supervisors" => Self::Supervisors,
            "employee-changes" => Self::EmployeeChanges,
            _ => Self::Unknown,
        }
    }

    fn of_path(path: &str) -> (Self, String) {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            ["oauth", "accesstoken"] => (Self::Token, String::new()),
            ["v1", "company", company, list] => (Self::of_list(list), (*company).to_owned()),
            ["v1", "manage-company", company, "org-details"] => (Self::OrgDetails, (*company).to_owned()),
            _ => (Self::Unknown, String::new()),
        }
    }
}

/// A request, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) endpoint: Endpoint,
    pub(super) company: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) authorization: String,
    pub(super) form: String,
}

impl Call {
    pub(super) fn new(method: Method, uri: &Uri, headers: &HeaderMap, form: String) -> Self {
        let (endpoint, company) = Endpoint::of_path(uri.path());
        let query = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default();
        let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        Self {
            method,
            path: uri.path().to_owned(),
            endpoint,
            company,
            query,
            authorization: authorization.unwrap_or_default().to_owned(),
            form,
        }
    }

    /// The first query value of that name; blank counts as absent.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub(super) fn wants_all_view(&self) -> bool {
        self.param("viewType").is_some_and(|view| view.eq_ignore_ascii_case("all"))
    }

    /// Page size: 1..=100, 100 when absent or unreadable (the limit is assumed).
    pub(super) fn limit(&self) -> usize {
        self.param("limit").and_then(|text| text.parse().ok()).filter(|&n: &usize| (1..=100).contains(&n)).unwrap_or(100)
    }

    /// Index of the first record, 1-based; 0 and unreadable count as 1 (assumed).
    pub(super) fn offset(&self) -> usize {
        self.param("offset").and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
    }
}
