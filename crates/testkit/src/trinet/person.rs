//! One person as the company entered them, and when TriNet lets the API see them.

use jiff::civil::Date;
use serde_json::Value;

use super::world::TerminationVisibility;

/// A person of a simulated company. Blank strings and `None` reach the wire as absent values
/// (see [`AbsentStyle`](super::AbsentStyle)).
#[derive(Debug, Clone, PartialEq)]
pub struct WorldPerson {
    /// TriNet's id: 11 digits, zero-padded.
    pub employee_id: String,
    /// The customer's own number; often blank.
    pub alternate_id: String,
    /// Legal first name.
    pub first_name: String,
    /// Middle name.
    pub middle_name: String,
    /// Legal last name.
    pub last_name: String,
    /// Preferred first name; with `preferred_last` also blank there is no preferred entry.
    pub preferred_first: String,
    /// Preferred last name; blank means the legal one.
    pub preferred_last: String,
    /// Work email; may be blank.
    pub work_email: String,
    /// Work phone.
    pub work_phone: String,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// `M`, `F`, `X` or `U`.
    pub gender: String,
    /// Service date: start date, or the latest start after a rehire.
    pub service_date: Option<Date>,
    /// Last day entered by the company, past or future.
    pub termination_date: Option<Date>,
    /// Status letter: `A L P S T U D`, or anything else for a test.
    pub status: String,
    /// Employee id of the manager; blank for none.
    pub manager: String,
    /// Department name, as listed in the company's departments.
    pub department: String,
    /// Location name, as listed in the company's locations.
    pub location: String,
    /// Job title.
    pub business_title: String,
    /// Job code.
    pub job_code: String,
    /// First free field.
    pub custom_group_a: String,
    /// Second free field.
    pub custom_group_b: String,
    /// `F` full time or `P` part time.
    pub employee_type: String,
    /// `R` regular or `T` temporary.
    pub regular_temporary: String,
    /// Hours a week, as text.
    pub standard_hours: String,
    /// Exempt from overtime: only such a hire may have an early access date.
    pub exempt: bool,
    /// The date from which an exempt future hire is visible.
    pub early_access_date: Option<Date>,
    /// Until the final check is processed, an ended status (T, U, D) is still shown as `A`.
    pub final_check_processed: bool,
    /// Edits of the rendered JSON, for values that no field above can hold.
    pub edits: Vec<WireEdit>,
}

/// An edit of a rendered employee, addressed by JSON pointer (`/employmentInfo/workEmail`).
#[derive(Debug, Clone, PartialEq)]
pub enum WireEdit {
    /// Puts a value, creating objects on the way.
    Set(String, Value),
    /// Takes the key away.
    Remove(String),
}

impl Default for WorldPerson {
    fn default() -> Self {
        Self {
            employee_id: String::new(),
            alternate_id: String::new(),
            first_name: String::new(),
            middle_name: String::new(),
            last_name: String::new(),
            preferred_first: String::new(),
            preferred_last: String::new(),
            work_email: String::new(),
            work_phone: String::new(),
            birth_date: None,
            gender: String::new(),
            service_date: None,
            termination_date: None,
            status: "A".to_owned(),
            manager: String::new(),
            department: String::new(),
            location: String::new(),
            business_title: String::new(),
            job_code: String::new(),
            custom_group_a: String::new(),
            custom_group_b: String::new(),
            employee_type: "F".to_owned(),
            regular_temporary: "R".to_owned(),
            standard_hours: "40".to_owned(),
            exempt: true,
            early_access_date: None,
            final_check_processed: true,
            edits: Vec::new(),
        }
    }
}

impl WorldPerson {
    /// An active person with a work email made from the name and nothing else set.
    #[must_use]
    pub fn new(employee_id: &str, first_name: &str, last_name: &str) -> Self {
        Self {
            employee_id: employee_id.to_owned(),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            work_email: super::names::email(first_name, last_name, "acme.example"),
            ..Self::default()
        }
    }

    /// Sets the preferred first name.
    #[must_use]
    pub fn prefers(mut self, first: &str) -> Self {
        first.clone_into(&mut self.preferred_first);
        self
    }

    /// Sets the manager's employee id.
    #[must_use]
    pub fn reports_to(mut self, manager: &str) -> Self {
        manager.clone_into(&mut self.manager);
        self
    }

    /// Sets the work email; blank for none.
    #[must_use]
    pub fn email(mut self, email: &str) -> Self {
        email.clone_into(&mut self.work_email);
        self
    }

    /// Sets the date of birth.
    #[must_use]
    pub fn born(mut self, date: Date) -> Self {
        self.birth_date = Some(date);
        self
    }

    /// Sets the service date.
    #[must_use]
    pub fn started(mut self, date: Date) -> Self {
        self.service_date = Some(date);
        self
    }

    /// Sets an End Date and leaves the status as it is.
    #[must_use]
    pub fn ends(mut self, date: Date) -> Self {
        self.termination_date = Some(date);
        self
    }

    /// Sets status `T` and the End Date, final check processed.
    #[must_use]
    pub fn terminated(mut self, date: Date) -> Self {
        "T".clone_into(&mut self.status);
        self.termination_date = Some(date);
        self
    }

    /// Puts any JSON value at a pointer of the rendered employee.
    #[must_use]
    pub fn with_json(mut self, pointer: &str, value: Value) -> Self {
        self.edits.push(WireEdit::Set(pointer.to_owned(), value));
        self
    }

    /// Takes a key out of the rendered employee.
    #[must_use]
    pub fn without_json(mut self, pointer: &str) -> Self {
        self.edits.push(WireEdit::Remove(pointer.to_owned()));
        self
    }

    /// Whether the API shows this person on `today`: future hires are hidden until 00:00 US Central on the hire
    /// date, or on the early access date when they are exempt. Somebody with an earlier End Date stays listed.
    #[must_use]
    pub fn is_visible(&self, today: Date) -> bool {
        let Some(start) = self.service_date else { return true };
        let came_before = self.termination_date.is_some_and(|end| end < start);
        let early = self.exempt && self.early_access_date.is_some_and(|date| date <= today);
        start <= today || early || came_before
    }

    /// The status letter the API shows: an ended status waits for its date and for the final check.
    #[must_use]
    pub fn shown_status(&self, today: Date) -> &str {
        if self.ending_is_pending(today) { "A" } else { &self.status }
    }

    /// The End Date the API shows.
    #[must_use]
    pub fn shown_termination_date(&self, today: Date, mode: TerminationVisibility) -> Option<Date> {
        match mode {
            TerminationVisibility::BeforeStatus => self.termination_date,
            TerminationVisibility::WithStatus => {
                let hidden = self.ending_is_pending(today) || self.termination_date.is_some_and(|end| end > today);
                if hidden { None } else { self.termination_date }
            }
        }
    }

    fn ending_is_pending(&self, today: Date) -> bool {
        let ended = matches!(self.status.as_str(), "T" | "U" | "D");
        ended && (!self.final_check_processed || self.termination_date.is_some_and(|end| end > today))
    }
}
