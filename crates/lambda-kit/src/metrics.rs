//! Counts for `CloudWatch`, in its embedded metric format: one JSON line on standard output, no call and no permission.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};

/// The namespace of every metric; `infra/template.yaml` names it in its alarms.
pub const NAMESPACE: &str = "Rollcall";

/// Writes `counts` under the function's name, and under the name followed by `dimensions`, so that the function's total is
/// a metric as well. Dimensions are few and fixed (a code), never an account or a person: each combination is a metric
/// that costs money and is readable by everyone who sees the dashboard.
pub fn count(dimensions: &[(&str, &str)], counts: &[(&str, u64)]) {
    let function = std::env::var("AWS_LAMBDA_FUNCTION_NAME").unwrap_or_else(|_| "local".to_owned());
    let line = line(SystemTime::now(), &function, dimensions, counts);
    // A metric that cannot be written must not fail the run.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn line(now: SystemTime, function: &str, dimensions: &[(&str, &str)], counts: &[(&str, u64)]) -> Value {
    let millis = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let metrics: Vec<Value> = counts.iter().map(|(name, _)| json!({"Name": name, "Unit": "Count"})).collect();
    let mut sets = vec![vec!["Function"]];
    if !dimensions.is_empty() {
        sets.push(std::iter::once("Function").chain(dimensions.iter().map(|(name, _)| *name)).collect());
    }
    let mut line = Map::new();
    line.insert(
        "_aws".into(),
        json!({
            "Timestamp": u64::try_from(millis).unwrap_or(u64::MAX),
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": sets, "Metrics": metrics}],
        }),
    );
    line.insert("Function".into(), json!(function));
    line.extend(dimensions.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
    line.extend(counts.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
    Value::Object(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_count_without_dimensions_is_the_functions_own() {
        let line = line(UNIX_EPOCH, "notify", &[], &[("Completed", 1)]);
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json!([["Function"]]));
        assert_eq!((line["Function"].as_str(), line["Completed"].as_u64()), (Some("notify"), Some(1)));
    }

    #[test]
    fn a_count_is_one_line_in_the_embedded_metric_format() {
        let now = UNIX_EPOCH + Duration::from_millis(1_700_000_000_123);
        let line = line(now, "auto-sync", &[("Code", "x")], &[("Failures", 1), ("Changes", 7)]);
        assert_eq!(
            line,
            json!({
                "_aws": {"Timestamp": 1_700_000_000_123_u64, "CloudWatchMetrics": [{
                    "Namespace": "Rollcall",
                    "Dimensions": [["Function"], ["Function", "Code"]],
                    "Metrics": [{"Name": "Failures", "Unit": "Count"}, {"Name": "Changes", "Unit": "Count"}],
                }]},
                "Function": "auto-sync", "Code": "x", "Failures": 1, "Changes": 7,
            })
        );
    }
}
