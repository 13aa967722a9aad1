//! Tests each permission and says what a missing one costs (R34–R38).

use domain::Field;
use sync::SourceError;
use sync::ports::{PermissionCheck, Wanted};

use crate::api::Api;
use crate::endpoint::{Endpoint, View};
use crate::envelope::{self, Page, Scalar};
use crate::row::Reader;

/// Runs all tests. Only a missing permission is a failed check.
///
/// # Errors
/// When the source cannot be reached, rejects the credentials, gives nothing at all of the company, or is something else
/// than `TriNet` PEO.
pub(crate) async fn all(api: &Api) -> Result<Vec<PermissionCheck>, SourceError> {
    api.tokens.header(&api.http).await?;
    let company = organisation(api).await;
    let basic = employees(api, View::Basic).await;
    if let (Err(SourceError::NotPermitted { .. }), Err(SourceError::NotPermitted { .. })) = (&company, &basic) {
        return Err(SourceError::NotPermitted { what: format!("company {} (check the Company ID)", api.address.company) });
    }
    // An answer that is no documented one counts as a missing permission only when the employees show that this is TriNet.
    let basic = permission(basic)?;
    let company = if basic.is_some() { refusal(company)? } else { permission(company)? };
    let full = permission(employees(api, View::All).await)?;
    let departments =
        refusal(api.get(Endpoint::Departments).await.and_then(|body| envelope::data(&body, "GET departments").map(drop)))?;
    Ok(vec![
        passed("token", true, "The Client ID and Client Secret are valid."),
        company_check(company, &api.address.company),
        match basic {
            Some(_) => passed("employees", true, "Name, Work Email and Employee ID can be read."),
            None => failed("employees", true, BASIC_MISSING),
        },
        full_check(full),
        match departments {
            Some(()) => passed("departments", false, "Department Name and Code can be read."),
            None => failed("departments", false, DEPARTMENTS_MISSING),
        },
    ])
}

const BASIC_MISSING: &str = "Nobody can be imported: Name, Work Email and Employee ID cannot be read. \
    Ask a TriNet Integration Administrator to grant GET employees.";
const FULL_MISSING: &str = "Start Date, End Date, Date of Birth and Manager Email cannot be read, so nobody would ever be \
    deactivated and there would be no hierarchy; importing is not possible. \
    Ask a TriNet Integration Administrator to grant GET employees?viewType=All.";
const DEPARTMENTS_MISSING: &str = "Department Code will be missing, and Department Name where TriNet sends only a department id. \
    Ask a TriNet Integration Administrator to grant GET departments.";
const COMPANY_MISSING: &str = "The company's own details cannot be read; nothing that is imported needs them. \
    Ask a TriNet Integration Administrator to grant GET org-details if the Company ID should be verified.";

/// What an endpoint that could be read says about itself.
struct Organisation {
    company: Option<String>,
}

async fn organisation(api: &Api) -> Result<Organisation, SourceError> {
    #[derive(serde::Deserialize)]
    struct Details<'a> {
        #[serde(borrow, rename = "companyId")]
        company: Option<Scalar<'a>>,
    }
    let name = Endpoint::Organisation.name();
    let body = api.get(Endpoint::Organisation).await?;
    let data = envelope::data(&body, name)?;
    let details: Option<Details<'_>> = serde_json::from_str(data.get())
        .map_err(|_| SourceError::Malformed { what: format!("data of the wrong shape for {name}") })?;
    let company = details.and_then(|details| details.company);
    Ok(Organisation { company: company.as_ref().and_then(Scalar::text).map(|text| text.trim().to_owned()) })
}

/// Reads one person; gives the core fields that the record has no place for.
async fn employees(api: &Api, view: View) -> Result<Vec<Field>, SourceError> {
    let endpoint = Endpoint::Employees { view, limit: 1, offset: 1 };
    let body = api.get(endpoint).await?;
    let page = Page::parse(&body, endpoint.name())?;
    let Some(row) = page.rows.first() else { return Ok(Vec::new()) };
    let mut reader = Reader::new(&Wanted::default());
    match reader.read(row.get()) {
        Ok(_) => Ok(reader.not_granted().into_iter().collect()),
        Err(_) => Err(SourceError::Malformed { what: format!("a row that is not an employee for {}", endpoint.name()) }),
    }
}

/// A missing permission as `None`.
fn permission<T>(result: Result<T, SourceError>) -> Result<Option<T>, SourceError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(SourceError::NotPermitted { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A missing permission or an answer of undocumented form as `None`.
fn refusal<T>(result: Result<T, SourceError>) -> Result<Option<T>, SourceError> {
    match result {
        Err(SourceError::Malformed { .. }) => Ok(None),
        other => permission(other),
    }
}

fn company_check(company: Option<Organisation>, asked: &str) -> PermissionCheck {
    match company {
        None => failed("company", false, COMPANY_MISSING),
        Some(Organisation { company: Some(answered) }) if !answered.eq_ignore_ascii_case(asked) => {
            failed("company", true, &format!("Company {asked} was asked for and another one answered. Check the Company ID."))
        }
        Some(_) => passed("company", false, &format!("Company {asked} answers to these credentials.")),
    }
}

fn full_check(full: Option<Vec<Field>>) -> PermissionCheck {
    let Some(not_granted) = full else { return failed("employees_all", true, FULL_MISSING) };
    let mut detail = "Service Date, Termination Date and Reports To can be read.".to_owned();
    if !not_granted.is_empty() {
        let fields: Vec<&str> = not_granted.iter().map(title).collect();
        detail = format!(
            "The full view can be read, but its first record has no place for {0}: {0} may be missing. \
             Ask a TriNet Integration Administrator whether the credentials include it.",
            fields.join(", ")
        );
    }
    passed("employees_all", true, &detail)
}

fn title(field: &Field) -> &'static str {
    match field {
        Field::DateOfBirth => "Date of Birth",
        Field::StartDate => "Start Date",
        Field::EndDate => "End Date",
        Field::ManagerEmail => "Manager Email",
        _ => "another field",
    }
}

fn passed(name: &str, required: bool, detail: &str) -> PermissionCheck {
    PermissionCheck { name: name.to_owned(), passed: true, detail: detail.to_owned(), required }
}

fn failed(name: &str, required: bool, detail: &str) -> PermissionCheck {
    PermissionCheck { name: name.to_owned(), passed: false, detail: detail.to_owned(), required }
}
