//! A plan as a review shows it.

use domain::{
    Action, Change, ChangeId, Code, Counts, Digest, DuplicateCandidate, EmployeeId, Field, FieldChange, Finding, Flag, Objection,
    Severity, Verdict,
};
use serde::Serialize;
use sync::{Run, StoredPlan};
use utoipa::ToSchema;

use super::RunView;

/// A plan, and the run that acted on it where one did.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlanView {
    /// `plan_…`.
    pub plan_id: String,
    /// What a commit names.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// What came out of planning.
    #[schema(value_type = String)]
    pub verdict: Verdict,
    /// The guards that object.
    #[schema(value_type = Vec<String>)]
    pub blocked_by: Vec<Code>,
    /// What each of them says, with the people and fields that it is about.
    #[schema(value_type = Vec<super::schema::Objection>)]
    pub objections: Vec<Objection>,
    /// How many people fell under what.
    #[schema(value_type = super::schema::Counts)]
    pub counts: Counts,
    /// What a commit does.
    pub changes: Vec<ChangeView>,
    /// Everything worth telling; holds no value of a person.
    pub findings: Vec<FindingView>,
    /// The run of a commit or of a daily sync; left out where the plan was only made or shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunView>,
}

impl PlanView {
    /// The same plan with the run that acted on it.
    #[must_use]
    pub fn with_run(mut self, run: &Run) -> Self {
        self.run = Some(run.into());
        self
    }
}

impl From<&StoredPlan> for PlanView {
    fn from(stored: &StoredPlan) -> Self {
        let plan = &stored.plan;
        Self {
            plan_id: stored.id.clone(),
            digest: stored.digest.clone(),
            verdict: plan.verdict,
            blocked_by: plan.blocked_by(),
            objections: plan.objections.clone(),
            counts: plan.counts.clone(),
            changes: plan.changes.iter().map(ChangeView::from).collect(),
            findings: plan.findings.iter().map(FindingView::from).collect(),
            run: None,
        }
    }
}

/// Something worth telling, with what to do about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingView {
    /// What was found.
    #[schema(value_type = String)]
    pub code: Code,
    /// How bad it is.
    #[schema(value_type = String)]
    pub severity: Severity,
    /// The person concerned, by the source's id.
    pub source_id: Option<String>,
    /// The field concerned.
    #[schema(value_type = Option<String>)]
    pub field: Option<Field>,
    /// What was found and what follows.
    pub message: String,
    /// What to do next.
    pub next_step: &'static str,
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            source_id: finding.source_id.clone(),
            field: finding.field.clone(),
            message: finding.message.clone(),
            next_step: finding.code.next_step(),
        }
    }
}

/// What happens to one person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeView {
    /// `c0001` and so on; what `skip` and `same_person` name.
    #[schema(value_type = String)]
    pub id: ChangeId,
    /// What is done.
    #[schema(value_type = String)]
    pub action: Action,
    /// The person's id in the source.
    pub source_id: Option<String>,
    /// The email after the change.
    pub email: Option<String>,
    /// The Employee ID after the change.
    pub employee_id: Option<String>,
    /// The fields that change.
    #[schema(value_type = Vec<super::schema::FieldChange>)]
    pub fields: Vec<FieldChange>,
    /// What a reviewer must look at.
    #[schema(value_type = Vec<String>)]
    pub flags: Vec<Flag>,
    /// Directory people who may be this new person (D18).
    pub duplicates: Vec<DuplicateView>,
}

impl From<&Change> for ChangeView {
    fn from(change: &Change) -> Self {
        Self {
            id: change.id.clone(),
            action: change.action,
            source_id: change.source_id.clone(),
            email: change.email.clone(),
            employee_id: change.employee_id.clone(),
            fields: change.fields.clone(),
            flags: change.flags.clone(),
            duplicates: change.duplicates.iter().map(DuplicateView::from).collect(),
        }
    }
}

/// Somebody of the directory who may be the person of a creation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateView {
    /// The employee to name in `same_person`.
    #[schema(value_type = String)]
    pub employee: EmployeeId,
    /// What *same person* would write.
    #[schema(value_type = Vec<super::schema::FieldChange>)]
    pub fields: Vec<FieldChange>,
}

impl From<&DuplicateCandidate> for DuplicateView {
    fn from(candidate: &DuplicateCandidate) -> Self {
        Self { employee: candidate.employee.clone(), fields: candidate.fields.clone() }
    }
}
