//! Names that say nothing are not used.

use super::tree::{expect_none, files};

/// Everything and nothing fits under these. (People have `managers`; a `manager` in code is another thing.)
const SAY_NOTHING: [&str; 13] =
    ["core", "common", "util", "utils", "utility", "helper", "helpers", "manager", "shared", "misc", "types", "stuff", "base"];

#[test]
fn no_folder_and_no_module_has_a_name_under_which_everything_fits() {
    let mut problems = Vec::new();
    for file in files() {
        for part in file.path.split('/') {
            let stem = part.split('.').next().unwrap();
            if stem.split(['-', '_']).any(|word| SAY_NOTHING.contains(&word)) {
                problems.push(file.path.clone());
            }
        }
    }
    expect_none(&problems, "name it after what it does");
}

#[test]
fn the_vendor_is_named_in_its_own_adapter_and_where_it_is_chosen() {
    // A role is called `source`; only who makes or simulates one may import the adapter.
    let allowed = ["crates/trinet/", "crates/testkit/", "crates/rollcall/", "functions/", "tests/", "xtask/examples/"];
    let imports = |text: &str| text.lines().any(|line| line.trim_start().starts_with("use trinet"));
    let files = files();
    let elsewhere = files.iter().filter(|file| file.path.ends_with(".rs") && imports(&file.text));
    let problems: Vec<String> =
        elsewhere.filter(|file| !allowed.iter().any(|it| file.path.starts_with(it))).map(|file| file.path.clone()).collect();
    expect_none(&problems, "use the `Source` port");
}
