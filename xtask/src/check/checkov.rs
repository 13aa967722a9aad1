//! checkov over the template: what it finds stands in `infra/checkov.md`, with a reason.

use std::collections::BTreeSet;

use crate::process::command;
use crate::repository::{read, root};
use crate::{Outcome, python};

const EXPLAINED: &str = "infra/checkov.md";

/// What checkov said of the template.
#[derive(Debug, PartialEq, Eq)]
struct Scan {
    passed: usize,
    /// Check and resource, such as `CKV_AWS_27` and `AWS::SQS::Queue.SetupQueue`.
    failed: Vec<(String, String)>,
}

/// A row of [`EXPLAINED`]: a check, and a resource or a type of resources.
type Row = (String, String);

/// Scans, and says how much passed, failed and is explained.
///
/// # Errors
/// When something is found that is not explained, or explained and not found.
pub(crate) fn run() -> Outcome<String> {
    let program = python::CHECKOV.installed()?.join("checkov");
    let arguments = ["--quiet", "--compact", "--skip-download", "--framework", "cloudformation", "--file", "infra/template.yaml"];
    let output = command(program, &arguments).output().map_err(|error| format!("checkov could not be started: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let scan = scan(&printed).ok_or_else(|| {
        format!("checkov printed no result ({}): {printed}{}", output.status, String::from_utf8_lossy(&output.stderr))
    })?;
    judge(&scan, &rows(&read(&root().join(EXPLAINED))?))
}

/// Reads what it prints; `None` where it has another form than this knows.
fn scan(printed: &str) -> Option<Scan> {
    let number = |word: &str| printed.split_once(word)?.1.split([',', '\n']).next()?.trim().parse::<usize>().ok();
    let (passed, wanted) = (number("Passed checks:")?, number("Failed checks:")?);
    let (mut failed, mut check) = (Vec::new(), "");
    for line in printed.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("Check: ") {
            check = rest.split(':').next().unwrap_or_default();
        } else if let Some(resource) = line.strip_prefix("FAILED for resource: ") {
            failed.push((check.to_owned(), resource.to_owned()));
        }
    }
    (failed.len() == wanted).then_some(Scan { passed, failed })
}

fn rows(page: &str) -> Vec<Row> {
    let cells = |line: &str| {
        let mut cells = line.strip_prefix("| ")?.split(" | ").map(str::trim);
        let (check, resource, why) = (cells.next()?, cells.next()?, cells.next()?);
        (check.starts_with("CKV") && why.len() > 20).then(|| (check.to_owned(), resource.to_owned()))
    };
    page.lines().filter_map(cells).collect()
}

fn judge(scan: &Scan, rows: &[Row]) -> Outcome<String> {
    let explains = |row: &Row, (check, resource): &(String, String)| {
        row.0 == *check && (row.1 == *resource || resource.strip_prefix(&row.1).is_some_and(|name| name.starts_with('.')))
    };
    let unexplained: Vec<String> = scan
        .failed
        .iter()
        .filter(|failure| !rows.iter().any(|row| explains(row, failure)))
        .map(|(check, resource)| format!("{check} {resource}"))
        .collect();
    let idle: Vec<String> = rows
        .iter()
        .filter(|row| !scan.failed.iter().any(|failure| explains(row, failure)))
        .map(|(check, resource)| format!("{check} {resource}"))
        .collect();
    if !unexplained.is_empty() {
        return Err(format!("correct infra/template.yaml, or say in {EXPLAINED} why it stays: {}", unexplained.join(", ")));
    }
    if !idle.is_empty() {
        return Err(format!("checkov does not find this any more; take it out of {EXPLAINED}: {}", idle.join(", ")));
    }
    let checks: BTreeSet<&str> = scan.failed.iter().map(|(check, _)| check.as_str()).collect();
    Ok(format!("{} passed, {} failed of {} checks, unexplained 0", scan.passed, scan.failed.len(), checks.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "cloudformation scan results:\n\nPassed checks: 87, Failed checks: 2, Skipped checks: 0\n\n\
        Check: CKV_AWS_27: \"Ensure that: it is encrypted\"\n\tFAILED for resource: AWS::SQS::Queue.Setup\n\tFile: x:1-2\n\
        Check: CKV_AWS_26: \"Ensure\"\n\tFAILED for resource: AWS::SNS::Topic.Alarm\n\tFile: x:3-4\n";

    fn row(check: &str, resource: &str) -> Row {
        (check.to_owned(), resource.to_owned())
    }

    #[test]
    fn what_checkov_prints_is_read_or_refused() {
        let failed = vec![row("CKV_AWS_27", "AWS::SQS::Queue.Setup"), row("CKV_AWS_26", "AWS::SNS::Topic.Alarm")];
        assert_eq!(scan(PRINTED), Some(Scan { passed: 87, failed }));
        assert_eq!(scan(&PRINTED.replace("Failed checks: 2", "Failed checks: 3")), None);
        assert_eq!(scan("no such file"), None);
    }

    #[test]
    fn a_finding_needs_a_reason_and_a_reason_a_finding() {
        let scan = scan(PRINTED).unwrap();
        let (queues, topic) = (row("CKV_AWS_27", "AWS::SQS::Queue"), row("CKV_AWS_26", "AWS::SNS::Topic.Alarm"));
        let judged = |rows: &[Row]| judge(&scan, rows);
        assert_eq!(judged(&[queues.clone(), topic.clone()]).unwrap(), "87 passed, 2 failed of 2 checks, unexplained 0");
        let missing = judged(std::slice::from_ref(&queues)).unwrap_err();
        assert!(missing.ends_with("why it stays: CKV_AWS_26 AWS::SNS::Topic.Alarm"), "{missing}");
        assert!(judged(&[row("CKV_AWS_27", "AWS::SQS::Que"), topic.clone()]).is_err());
        let idle = judged(&[queues, topic, row("CKV_AWS_33", "AWS::KMS::Key")]).unwrap_err();
        assert!(idle.ends_with("CKV_AWS_33 AWS::KMS::Key"), "{idle}");
    }

    #[test]
    fn a_row_without_a_reason_explains_nothing() {
        let page = "| check | resource | why |\n|---|---|---|\n| CKV_AWS_1 | AWS::A::B | because it is a queue of its own |\n| CKV_AWS_2 | AWS::A::B | no |\n";
        assert_eq!(rows(page), [row("CKV_AWS_1", "AWS::A::B")]);
    }
}
