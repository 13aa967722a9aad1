//! `replay`: makes a recorded plan again and compares. Opens no data folder.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use sync::replay::{Bundle, Engine, Replay};

use crate::bundle;
use crate::cli::Global;
use crate::failure::{Failure, exit};
use crate::terminal;

pub(crate) fn run(global: &Global, path: &Path, values: bool) -> Result<u8, Failure> {
    let bundle = bundle::read(path, &bundle::passphrase(false, !global.no_input)?)?;
    let replay = bundle.replay();
    terminal::data(&if global.json { document(&bundle, &replay, values).to_string() } else { text(&bundle, &replay, values) });
    Ok(if replay.same { exit::DONE } else { exit::FAILURE })
}

fn document(bundle: &Bundle, replay: &Replay, values: bool) -> Value {
    let differences =
        replay.differences.iter().map(|difference| if values { json!(difference) } else { json!({"at": difference.at}) });
    json!({
        "same": replay.same,
        "digest": bundle.digest,
        "replayed": replay.replayed,
        "recorded_at": bundle.recorded_at,
        "recorded_by": bundle.engine,
        "replayed_by": Engine::this(),
        "differences": differences.collect::<Vec<_>>(),
    })
}

/// What the replay came to, for a person. Values only where they were asked for.
fn text(bundle: &Bundle, replay: &Replay, values: bool) -> String {
    let (then, now) = (&bundle.engine, Engine::this());
    let mut text = format!(
        "Plan {}\nRecorded {} by release {} (planner {}), replayed by {} (planner {}).\n",
        bundle.digest, bundle.recorded_at, then.release, then.planner, now.release, now.planner
    );
    if replay.same {
        text.push_str("The same: this release comes to the same plan.\n");
        return text;
    }
    let _ = writeln!(text, "Different: this release comes to {}\n", replay.replayed);
    let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "(nothing)".to_owned(), ToString::to_string);
    for difference in &replay.differences {
        let _ = match (&difference.recorded, &difference.replayed) {
            _ if values => {
                writeln!(text, "  {}: {} -> {}", difference.at, value(&difference.recorded), value(&difference.replayed))
            }
            (Some(_), None) => writeln!(text, "  - {}", difference.at),
            (None, Some(_)) => writeln!(text, "  + {}", difference.at),
            _ => writeln!(text, "  ~ {}", difference.at),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::SecretString;

    /// A bundle of the first form, from the company of the tests.
    fn golden() -> Bundle {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/golden/bundle-1");
        bundle::read(&path, &SecretString::from("correct horse battery".to_owned())).unwrap()
    }

    #[test]
    fn another_plan_is_told_by_ids_and_fields_and_by_values_only_where_asked() {
        let mut bundle = golden();
        let changes = bundle.plan["changes"].as_array().unwrap().clone();
        let renamed = changes.iter().find(|change| change["fields"].to_string().contains("Zed")).unwrap();
        let people = &mut bundle.inputs.snapshot.people;
        let person = people.iter_mut().find(|person| renamed["source_id"] == person.source_id.as_str()).unwrap();
        person.names.iter_mut().for_each(|name| name.first = name.first.take().map(|first| first.replace("Zed", "Zelda")));
        let replay = bundle.replay();
        assert!(!replay.same);
        let (shown, with_values) = (text(&bundle, &replay, false), text(&bundle, &replay, true));
        let place = format!("changes/{}/fields/preferred_name/after", renamed["employee"].as_str().unwrap());
        assert!(shown.contains(&format!("  ~ {place}\n")) && !shown.contains("Ze"), "{shown}");
        assert!(with_values.contains(&format!("{place}: \"Zed\" -> \"Zelda\"")), "{with_values}");
        assert!(!document(&bundle, &replay, false).to_string().contains("Ze"));
        assert!(document(&bundle, &replay, true).to_string().contains("Zelda"));
    }

    #[test]
    fn a_bundle_of_another_release_is_read_as_far_as_it_can_be() {
        let mut json = serde_json::to_value(golden()).unwrap();
        json["engine"]["release"] = json!("0.0.1");
        json["unknown"] = json!({"later": true});
        json["inputs"]["unknown"] = json!(1);
        json["inputs"]["snapshot"].as_object_mut().unwrap().remove("date_order");
        json["plan"]["unknown"] = json!([1]);
        let read = Bundle::from_json(json.to_string().as_bytes()).unwrap();
        let places: Vec<String> = read.replay().differences.into_iter().map(|difference| difference.at).collect();
        assert_eq!(places, ["unknown"], "what this release does not write is told");
        json["format"] = json!(2);
        assert!(Bundle::from_json(json.to_string().as_bytes()).unwrap_err().contains("later release"));
        assert!(Bundle::from_json(b"{\"format\": 1}").is_err());
    }
}
