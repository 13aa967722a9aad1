//! Folders, binaries, roles, events and environment: the template against the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::model::{Template, function_folders, list, pascal, root, text};

#[test]
fn every_folder_is_one_function_and_every_function_one_folder() {
    let template = Template::load();
    let declared: BTreeSet<String> = template.of_type("AWS::Serverless::Function").into_iter().map(|(id, _)| id).collect();
    let wanted: BTreeSet<String> = function_folders().iter().map(|folder| format!("{}Function", pascal(folder))).collect();
    assert_eq!(declared, wanted);
}

#[test]
fn each_function_builds_its_own_binary_and_has_its_own_role_and_log() {
    let template = Template::load();
    for folder in function_folders() {
        let name = pascal(&folder);
        let function = template.resource(&format!("{name}Function"));
        assert_eq!(text(&function["Metadata"]["BuildMethod"]), "rust-cargolambda", "{folder}");
        assert_eq!(text(&function["Metadata"]["BuildProperties"]["Binary"]), folder);
        let properties = &function["Properties"];
        assert_eq!(text(&properties["CodeUri"]), format!("../functions/{folder}"));
        assert_eq!(text(&properties["Role"]), format!("{name}Role.Arn"));
        assert_eq!(text(&properties["LoggingConfig"]["LogGroup"]), format!("{name}Logs"));
        assert_eq!(text(&properties["LoggingConfig"]["LogFormat"]), "JSON", "{folder}");
        assert!(properties["Policies"].is_null(), "{folder}: its permissions stand in its role");
        assert!(!template.resource(&format!("{name}Logs"))["Properties"]["RetentionInDays"].is_null(), "{folder}");
        let trust = &template.resource(&format!("{name}Role"))["Properties"]["AssumeRolePolicyDocument"]["Statement"];
        assert_eq!(text(&list(trust)[0]["Principal"]["Service"]), "lambda.amazonaws.com", "{folder}");
    }
}

#[test]
fn functions_run_on_arm_unless_told_otherwise() {
    let template = Template::load();
    assert_eq!(text(&template.section("Parameters")["Architecture"]["Default"]), "arm64");
    let globals = &template.section("Globals")["Function"];
    assert_eq!(text(list(&globals["Architectures"])[0]), "Architecture");
    assert_eq!(text(&globals["Runtime"]), "provided.al2023");
    assert_eq!(text(&globals["Handler"]), "bootstrap");
    for (id, function) in template.of_type("AWS::Serverless::Function") {
        assert!(function["Properties"]["Architectures"].is_null(), "{id} has an architecture of its own");
    }
}

#[test]
fn a_function_that_may_take_long_is_behind_a_queue() {
    let template = Template::load();
    for (id, function) in template.of_type("AWS::Serverless::Function") {
        let properties = &function["Properties"];
        let timeout = properties["Timeout"].as_u64().unwrap();
        match id.as_str() {
            "AdminApiFunction" => assert_eq!(timeout, 29, "an HTTP API gives up after 30 seconds"),
            "NotifyFunction" => {
                assert_eq!(text(&properties["Events"]["Outbox"]["Type"]), "DynamoDB");
                let queue = &properties["Events"]["Queue"]["Properties"];
                assert_eq!(text(&queue["Queue"]), "MailQueue.Arn");
                assert_eq!(queue["BatchSize"].as_u64(), Some(1), "one bad address holds up no other");
                assert_eq!(text(list(&queue["FunctionResponseTypes"])[0]), "ReportBatchItemFailures");
            }
            _ => {
                let queue = &properties["Events"]["Queue"];
                assert_eq!(timeout, 900, "{id}");
                assert_eq!(text(&queue["Type"]), "SQS", "{id}");
                let event = &queue["Properties"];
                assert_eq!(event["BatchSize"].as_u64(), Some(1), "{id}");
                assert_eq!(text(list(&event["FunctionResponseTypes"])[0]), "ReportBatchItemFailures", "{id}");
                assert!(event["ScalingConfig"]["MaximumConcurrency"].as_u64() >= Some(2), "{id}");
            }
        }
    }
}

/// The names that the sources below `folder` pass to `lambda_kit::env`.
fn names_read(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(names_read(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            for call in ["required(\"", "optional(\""] {
                let found = source.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                names.extend(found.map(str::to_owned));
            }
        }
    }
    names
}

#[test]
fn the_variables_in_the_template_are_those_that_the_code_reads() {
    let template = Template::load();
    for folder in function_folders() {
        let read = names_read(&root().join("functions").join(&folder).join("src"));
        let set = template.environment(&format!("{}Function", pascal(&folder)));
        assert_eq!(set, read, "{folder}: the template sets the left, the code reads the right");
    }
}

#[test]
fn no_library_reads_the_environment_behind_the_template() {
    for library in ["domain", "sync", "trinet", "aws"] {
        let names = names_read(&root().join("crates").join(library).join("src"));
        assert!(names.is_empty(), "{library} reads {names:?}; a function's main passes configuration in");
    }
}

#[test]
fn only_our_own_crates_may_log_below_info() {
    let names = |folder: &str| {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        entries.map(|name| name.into_string().unwrap().replace('-', "_")).collect::<BTreeSet<_>>()
    };
    let in_functions: BTreeSet<String> = names("crates").union(&names("functions")).cloned().collect();
    let elsewhere = BTreeSet::from(["rollcall".to_owned(), "testkit".to_owned()]);
    let own: BTreeSet<String> = lambda_kit::logs::OWN.map(str::to_owned).into();
    assert_eq!(own, in_functions.difference(&elsewhere).cloned().collect(), "crates/lambda-kit/src/logs.rs");
}
