//! A plan as a review shows it.

use domain::{
    Action, Change, ChangeId, Code, Counts, Digest, DuplicateCandidate, EmployeeId, Field, FieldChange, Finding, Flag, Objection,
    Severity, Trigger, Verdict,
};
use jiff::Timestamp;
use serde::Serialize;
use sync::{Account, Run, StoredPlan};
use utoipa::ToSchema;

use super::{RunView, mask};

/// A plan, and the run that acted on it where one did.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlanView {
    /// `plan_…`.
    pub plan_id: String,
    /// What a commit names.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// What came out of planning.
    #[schema(value_type = super::words::Verdict)]
    pub verdict: Verdict,
    /// The guards that object.
    #[schema(value_type = Vec<super::words::Code>)]
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
        Self {
            changes: stored.plan.changes.iter().map(ChangeView::from).collect(),
            findings: stored.plan.findings.iter().map(FindingView::from).collect(),
            ..Self::summary(stored)
        }
    }
}

impl PlanView {
    /// A plan without its changes and findings.
    #[must_use]
    pub fn summary(stored: &StoredPlan) -> Self {
        let plan = &stored.plan;
        Self {
            plan_id: stored.id.clone(),
            digest: stored.digest.clone(),
            verdict: plan.verdict,
            blocked_by: plan.blocked_by(),
            objections: plan.objections.clone(),
            counts: plan.counts.clone(),
            changes: Vec::new(),
            findings: Vec::new(),
            run: None,
        }
    }
}

/// A plan as the API shows it: with where it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReviewView {
    /// The plan.
    #[serde(flatten)]
    pub plan: PlanView,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Who asked for it.
    #[schema(value_type = super::words::Trigger)]
    pub trigger: Trigger,
    /// The mapping version that was used.
    pub mapping_version: u32,
    /// The directory epoch that it was computed from.
    pub directory_epoch: u64,
    /// Whether something came between, so that it cannot be committed any more (F38, F40).
    pub stale: bool,
    /// What came between.
    pub stale_because: Option<&'static str>,
    /// The run that committed it, or tried to; `null` while none did.
    pub run_id: Option<String>,
    /// The run that made it.
    pub review_run: String,
    /// How many changes a reviewer must look at.
    pub flagged: usize,
    /// Whether all its changes and findings stand in it; otherwise they are listed, a page at a time.
    pub whole: bool,
}

impl ReviewView {
    /// `plan` shows `stored`; `run` is the one that acted on it.
    #[must_use]
    pub fn of(plan: PlanView, stored: &StoredPlan, account: &Account, run: Option<&Run>) -> Self {
        let stale_because = account.outdates(stored);
        let (changes, findings) = (&stored.plan.changes, &stored.plan.findings);
        Self {
            whole: plan.changes.len() == changes.len() && plan.findings.len() == findings.len(),
            plan,
            created_at: stored.created_at,
            trigger: stored.plan.trigger,
            mapping_version: stored.plan.mapping_version,
            directory_epoch: stored.plan.base_epoch,
            stale: stale_because.is_some(),
            stale_because,
            run_id: run.map(|run| run.id.clone()),
            review_run: stored.run.clone(),
            flagged: changes.iter().filter(|change| !change.flags.is_empty()).count(),
        }
    }
}

/// Something worth telling, with what to do about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingView {
    /// What was found.
    #[schema(value_type = super::words::Code)]
    pub code: Code,
    /// How bad it is.
    #[schema(value_type = super::words::Severity)]
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
    #[schema(value_type = super::words::Action)]
    pub action: Action,
    /// The person's id in the source.
    pub source_id: Option<String>,
    /// The email after the change.
    pub email: Option<String>,
    /// The Employee ID after the change.
    pub employee_id: Option<String>,
    /// The person's id in the directory; `null` of somebody new.
    #[schema(value_type = Option<String>)]
    pub employee: Option<EmployeeId>,
    /// The name after the change, where it is known.
    pub name: Option<String>,
    /// The name before the change, where it is known.
    pub name_before: Option<String>,
    /// The fields that change.
    #[schema(value_type = Vec<super::schema::FieldChange>)]
    pub fields: Vec<FieldChange>,
    /// What a reviewer must look at.
    #[schema(value_type = Vec<super::words::Flag>)]
    pub flags: Vec<Flag>,
    /// Directory people who may be this new person (D18).
    pub duplicates: Vec<DuplicateView>,
}

impl ChangeView {
    /// The same with dates of birth hidden.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        mask::hide(&mut self.fields);
        for candidate in &mut self.duplicates {
            mask::hide(&mut candidate.fields);
        }
        self
    }
}

impl From<&Change> for ChangeView {
    fn from(change: &Change) -> Self {
        let name = change.fields.iter().find(|it| it.field == Field::Name);
        Self {
            employee: Some(change.employee.clone()).filter(|_| change.action != Action::Create),
            name: name.and_then(|name| name.after.clone()),
            name_before: name.and_then(|name| name.before.clone()),
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
    /// What a reviewer must look at in that, by the account's own settings.
    #[schema(value_type = Vec<super::words::Flag>)]
    pub flags: Vec<Flag>,
}

impl From<&DuplicateCandidate> for DuplicateView {
    fn from(candidate: &DuplicateCandidate) -> Self {
        let DuplicateCandidate { employee, base_version: _, fields, flags } = candidate.clone();
        Self { employee, fields, flags }
    }
}
