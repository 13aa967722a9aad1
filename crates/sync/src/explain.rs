//! Where a value came from, by which rule, when and by whom, or why it was not changed.

use std::sync::Arc;

use domain::{Employee, EmployeeId, Field, Finding, Mapping};
use jiff::Timestamp;

use crate::error::RunError;
use crate::ports::{ControlStore, Directory, PlanStore, RunStore};

/// The ports of explaining. Reads only.
#[derive(Clone)]
pub struct Explaining {
    /// Mappings.
    pub control: Arc<dyn ControlStore>,
    /// Stored plans, for what they found.
    pub plans: Arc<dyn PlanStore>,
    /// Import history.
    pub runs: Arc<dyn RunStore>,
    /// The directory, to read.
    pub directory: Arc<dyn Directory>,
}

impl std::fmt::Debug for Explaining {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explaining").finish_non_exhaustive()
    }
}

/// What is known about one field of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The field.
    pub field: Field,
    /// The value; personal data.
    pub value: Option<String>,
    /// The source field that the mapping names for it; `None` for core fields, which an adapter knows, and for what no
    /// mapping fills.
    pub source: Option<String>,
    /// The rule by which it is filled, in a sentence.
    pub rule: &'static str,
    /// What wrote it; `None` when nothing did or a person edited it by hand.
    pub written: Option<Written>,
    /// What the last plan found about it: why it was not changed.
    pub findings: Vec<Finding>,
}

/// The run that wrote a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The run.
    pub run: String,
    /// The mapping version that it used.
    pub mapping_version: u32,
    /// When it began; `None` when history no longer has the run.
    pub at: Option<Timestamp>,
    /// Who asked for it.
    pub actor: Option<String>,
}

/// How many runs back the last plan is looked for.
const RUNS_BACK: usize = 20;

impl Explaining {
    /// Explains one field, or all fields, of a person named by directory id, source id, Employee ID or email.
    ///
    /// # Errors
    /// When there is no such person, or the store fails.
    pub async fn explain(&self, account: &str, person: &str, field: Option<&Field>) -> Result<Vec<Explanation>, RunError> {
        let employee = self.find(account, person).await?;
        let mapping = crate::mapping::current(self.control.as_ref(), &self.control.account(account).await?).await?;
        let findings = self.findings(account, &employee).await?;
        let fields = match field {
            Some(field) => vec![field.clone()],
            None => all_fields(&employee, &mapping),
        };
        let mut explained = Vec::with_capacity(fields.len());
        for field in fields {
            explained.push(self.one(account, &employee, &mapping, field, &findings).await?);
        }
        Ok(explained)
    }

    async fn one(
        &self,
        account: &str,
        employee: &Employee,
        mapping: &Mapping,
        field: Field,
        findings: &[Finding],
    ) -> Result<Explanation, RunError> {
        let written = match employee.provenance.get(&field) {
            None => None,
            Some(origin) => {
                let run = self.runs.run(account, &origin.run).await?;
                Some(Written {
                    run: origin.run.clone(),
                    mapping_version: origin.mapping,
                    at: run.as_ref().map(|run| run.started_at),
                    actor: run.map(|run| run.actor),
                })
            }
        };
        let (source, rule) = origin(&field, mapping);
        let about = findings.iter().filter(|finding| finding.field.as_ref() == Some(&field) || finding.field.is_none());
        let findings = about.cloned().collect();
        Ok(Explanation { value: employee.value(&field), field, source, rule, written, findings })
    }

    async fn find(&self, account: &str, person: &str) -> Result<Employee, RunError> {
        if let Some(employee) = self.directory.employee(account, &EmployeeId(person.to_owned())).await? {
            return Ok(employee);
        }
        let key = domain::text::email_key(person);
        let named = |employee: &Employee| {
            let email = employee.profile.email.as_deref().map(domain::text::email_key);
            let ids = [employee.source_id.as_deref(), employee.profile.employee_id.as_deref()];
            ids.contains(&Some(person)) || email.as_ref() == Some(&key)
        };
        let none = || RunError::BadRequest("nobody of the directory has that id or email; see `rollcall employees`".to_owned());
        self.directory.employees(account).await?.into_iter().find(named).ok_or_else(none)
    }

    /// What the newest plan found about the person.
    async fn findings(&self, account: &str, employee: &Employee) -> Result<Vec<Finding>, RunError> {
        let newest = self.runs.runs(account, RUNS_BACK).await?.into_iter().find_map(|run| run.digest);
        let plan = match &newest {
            Some(digest) => self.plans.plan(account, digest).await?,
            None => None,
        };
        let findings = plan.map(|stored| stored.plan.findings).unwrap_or_default();
        let of_person = |finding: &Finding| employee.source_id.is_some() && finding.source_id == employee.source_id;
        let of_all = |finding: &Finding| finding.source_id.is_none() && finding.field.is_some();
        Ok(findings.into_iter().filter(|finding| of_person(finding) || of_all(finding)).collect())
    }
}

fn all_fields(employee: &Employee, mapping: &Mapping) -> Vec<Field> {
    let mapped = mapping.demographics.iter().map(|demographic| demographic.name.clone());
    let names: std::collections::BTreeSet<String> = mapped.chain(employee.profile.demographics.keys().cloned()).collect();
    Field::CORE.into_iter().chain(names.into_iter().map(Field::Demographic)).collect()
}

/// The mapped source field, where a mapping names one, and the rule of a directory field.
fn origin(field: &Field, mapping: &Mapping) -> (Option<String>, &'static str) {
    let rule = match field {
        Field::Name => "First and last primary name, joined (R50).",
        Field::PreferredName => "The preferred first name; with the last name where that differs (R51).",
        Field::Email => "The work email, as sent (R20, D14).",
        Field::EmployeeId => "The account's Employee ID field (R29, D15).",
        Field::DateOfBirth => "The date of birth, when it is plausible (D17).",
        Field::StartDate => "The Service Date (R31).",
        Field::EndDate => "The Termination Date (R10).",
        Field::ManagerEmail => "The work email of the person reported to (R52).",
        Field::Status => "Only a reached End Date ends; absence never does (R10, R11).",
        Field::SourceId => "The source's own id, which remembers the match (D15).",
        Field::Demographic(_) => "A custom demographic, by the mapping (R54).",
    };
    let mapped = mapping.demographics.iter().find(|demographic| demographic.name == field.as_str());
    let path = match field {
        Field::EmployeeId => Some(mapping.employee_id_source.path().to_owned()),
        _ => mapped.map(|demographic| demographic.field.clone()),
    };
    (path, rule)
}
