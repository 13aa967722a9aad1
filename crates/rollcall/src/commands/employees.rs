//! `employees`: the directory.

use std::fmt::Write as _;

use admin_api::view::{self, EmployeeView};
use domain::EmployeeStatus;
use serde_json::json;
use sync::ports::{ControlStore as _, Directory as _};

use super::Context;
use crate::cli::Status;
use crate::failure::{Failure, exit};
use crate::terminal;

pub(crate) async fn run(context: &Context, status: Option<Status>, missing_only: bool) -> Result<u8, Failure> {
    let (store, id) = (&context.system.store, &context.global.account);
    let account = store.account(id).await?;
    let missing = store.missing(id).await?;
    let directory = store.employees(id).await?;
    let wanted = status.map(|status| match status {
        Status::Active => EmployeeStatus::Active,
        Status::Former => EmployeeStatus::Former,
        Status::Deactivated => EmployeeStatus::Deactivated,
    });
    let mut employees = view::employees(&directory, &missing, &account);
    employees.retain(|employee| wanted.is_none_or(|wanted| employee.status == wanted));
    employees.retain(|employee| !missing_only || employee.missing.is_some());
    if context.global.json {
        terminal::data(&json!(employees).to_string());
    } else {
        terminal::data(&table(&employees));
    }
    Ok(exit::DONE)
}

fn table(employees: &[EmployeeView]) -> String {
    let mut text = format!("{:26} {:34} {:14} {:12} {:11} {}\n", "NAME", "EMAIL", "EMPLOYEE ID", "STATUS", "START", "END");
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    for employee in employees {
        let _ = writeln!(
            text,
            "{:26} {:34} {:14} {:12} {:11} {}",
            or_dash(employee.name.clone()),
            or_dash(employee.email.clone()),
            or_dash(employee.employee_id.clone()),
            employee.status.as_str(),
            or_dash(employee.start_date.map(|date| date.to_string())),
            or_dash(employee.end_date.map(|date| date.to_string())),
        );
        if let Some(missing) = employee.missing {
            let _ = writeln!(
                text,
                "    missing from TriNet since {}, {} {}",
                missing.since,
                missing.runs,
                if missing.runs == 1 { "run" } else { "runs" }
            );
        }
    }
    let _ = writeln!(text, "\n{} people", employees.len());
    text
}
