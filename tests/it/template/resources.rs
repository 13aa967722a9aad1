//! Tables, queues, API and parameters.

use std::fs;

use super::model::{Template, list, root, text};

#[test]
fn tables_outlive_the_stack_and_can_be_put_back() {
    let template = Template::load();
    let tables = template.of_type("AWS::DynamoDB::Table");
    assert_eq!(tables.len(), 2);
    for (id, table) in tables {
        assert_eq!(text(&table["DeletionPolicy"]), "Retain", "{id}");
        assert_eq!(text(&table["UpdateReplacePolicy"]), "Retain", "{id}");
        let properties = &table["Properties"];
        assert_eq!(text(&properties["BillingMode"]), "PAY_PER_REQUEST", "{id}");
        let recovery = &properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"];
        assert_eq!(recovery.as_bool(), Some(true), "{id}");
        let keys: Vec<String> = list(&properties["KeySchema"]).iter().map(|key| text(&key["AttributeName"])).collect();
        assert_eq!(keys, ["pk", "sk"], "{id}");
    }
}

#[test]
fn a_key_of_the_stack_encrypts_the_tables_unless_somebody_asks_for_another() {
    let template = Template::load();
    assert_eq!(text(&template.section("Parameters")["EncryptionKey"]["Default"]), "customer");
    let serde_yaml_ng::Value::Tagged(asked) = &template.section("Conditions")["HasCustomerKey"] else { panic!("no condition") };
    assert_eq!(list(&asked.value).into_iter().map(text).collect::<Vec<_>>(), ["EncryptionKey", "customer"]);
    for (id, table) in template.of_type("AWS::DynamoDB::Table") {
        let serde_yaml_ng::Value::Tagged(choice) = &table["Properties"]["SSESpecification"] else { panic!("{id}: no choice") };
        let choice = list(&choice.value);
        assert_eq!(text(choice[0]), "HasCustomerKey", "{id}");
        assert_eq!((choice[1]["SSEEnabled"].as_bool(), text(&choice[1]["SSEType"])), (Some(true), "KMS".to_owned()), "{id}");
        assert_eq!(text(&choice[1]["KMSMasterKeyId"]), "DataKey.Arn", "{id}");
    }
    assert_eq!(template.resource("DataKey")["Properties"]["EnableKeyRotation"].as_bool(), Some(true));
}

#[test]
fn only_control_expires_and_streams() {
    let template = Template::load();
    let control = &template.resource("ControlTable")["Properties"];
    assert_eq!(text(&control["TimeToLiveSpecification"]["AttributeName"]), "expires_at");
    assert_eq!(text(&control["StreamSpecification"]["StreamViewType"]), "NEW_IMAGE");
    let employees = &template.resource("EmployeesTable")["Properties"];
    assert!(employees["TimeToLiveSpecification"].is_null(), "an employee never expires");
    assert!(employees["StreamSpecification"].is_null(), "nobody listens to employees");
}

#[test]
fn every_queue_has_dead_letters_of_its_own() {
    let template = Template::load();
    let queues = template.of_type("AWS::SQS::Queue");
    let (dead, alive): (Vec<_>, Vec<_>) = queues.into_iter().partition(|(id, _)| id.ends_with("DeadLetters"));
    for (id, queue) in &alive {
        let redrive = &queue["Properties"]["RedrivePolicy"];
        let expected = format!("{}DeadLetters.Arn", id.trim_end_matches("Queue"));
        assert_eq!(text(&redrive["deadLetterTargetArn"]), expected, "{id}");
        assert!(redrive["maxReceiveCount"].as_u64().is_some_and(|count| (3..=10).contains(&count)), "{id}");
    }
    for (id, queue) in &dead {
        assert_eq!(queue["Properties"]["MessageRetentionPeriod"].as_u64(), Some(14 * 24 * 3600), "{id}");
        assert!(!template.resource(&format!("{id}Alarm")).is_null());
    }
    for (id, queue) in alive.iter().chain(&dead) {
        assert_eq!(queue["Properties"]["SqsManagedSseEnabled"].as_bool(), Some(true), "{id} is not encrypted");
    }
}

#[test]
fn a_message_stays_hidden_for_six_times_the_readers_timeout() {
    let template = Template::load();
    for (id, function) in template.of_type("AWS::Serverless::Function") {
        let properties = &function["Properties"];
        let Some(queue) = properties["Events"]["Queue"]["Properties"].get("Queue").map(text) else { continue };
        let queue = template.resource(queue.trim_end_matches(".Arn"));
        let visibility = queue["Properties"]["VisibilityTimeout"].as_u64().unwrap();
        assert!(visibility >= 6 * properties["Timeout"].as_u64().unwrap(), "{id}");
    }
}

#[test]
fn mail_that_cannot_be_sent_is_set_aside() {
    let template = Template::load();
    let outbox = &template.resource("NotifyFunction")["Properties"]["Events"]["Outbox"]["Properties"];
    assert_eq!(text(&outbox["Stream"]), "ControlTable.StreamArn");
    assert_eq!(text(&outbox["DestinationConfig"]["OnFailure"]["Destination"]), "NotifyDeadLetters.Arn");
    assert_eq!(outbox["BisectBatchOnFunctionError"].as_bool(), Some(true));
    assert!(outbox["MaximumRetryAttempts"].as_u64().is_some_and(|tries| tries <= 20), "it would try for a day");
    let pattern: serde_json::Value =
        serde_json::from_str(&text(&list(&outbox["FilterCriteria"]["Filters"])[0]["Pattern"])).unwrap();
    assert_eq!(pattern["eventName"], serde_json::json!(["INSERT"]));
    assert_eq!(pattern["dynamodb"]["Keys"]["sk"]["S"], serde_json::json!([{"prefix": "OUTBOX#"}]));
}

#[test]
fn a_mail_that_fails_waits_in_a_queue_of_its_own_for_48_hours_and_more() {
    let template = Template::load();
    let queue = &template.resource("MailQueue")["Properties"];
    let seconds = |name: &str| queue[name].as_u64().unwrap();
    let tries = queue["RedrivePolicy"]["maxReceiveCount"].as_u64().unwrap();
    let tried_for = u64::try_from(sync::delivering::TRIED_FOR.as_secs()).unwrap();
    assert!(tries * seconds("VisibilityTimeout") > tried_for, "also where every try crashes");
    assert!(seconds("MessageRetentionPeriod") > tried_for + seconds("VisibilityTimeout"));
    let alarm = &template.resource("MailGivenUpAlarm")["Properties"];
    assert_eq!((text(&alarm["Namespace"]), text(&alarm["MetricName"])), ("Rollcall".to_owned(), "GivenUp".to_owned()));
    assert_eq!(text(&list(&alarm["Dimensions"])[0]["Value"]), "NotifyFunction");
}

#[test]
fn the_api_is_closed_until_sign_in_is_configured() {
    let template = Template::load();
    let routes = template.of_type("AWS::ApiGatewayV2::Route");
    let mut open = Vec::new();
    for (id, route) in &routes {
        let (key, authorization) = (text(&route["Properties"]["RouteKey"]), &route["Properties"]["AuthorizationType"]);
        match authorization {
            serde_yaml_ng::Value::Tagged(choice) => {
                let choice: Vec<String> = list(&choice.value).into_iter().map(text).collect();
                assert_eq!(choice, ["HasSignIn", "JWT", "AWS_IAM"], "{id}");
            }
            other => match text(other).as_str() {
                "AWS_IAM" => assert_eq!(id.as_str(), "MachineApiRoute"),
                "NONE" => open.push(key),
                other => panic!("{id} has {other}"),
            },
        }
    }
    open.sort();
    // What a page needs before anybody is signed in. `GET /v1/{proxy+}` is closed, and goes before `GET /{proxy+}`.
    let public =
        ["GET /", "GET /v1/config", "GET /v1/health", "GET /v1/openapi.json", "GET /v1/problems/{code}", "GET /{proxy+}"];
    assert_eq!(open, public);
    let closed: Vec<String> = routes.iter().map(|(_, route)| text(&route["Properties"]["RouteKey"])).collect();
    assert!(closed.contains(&"$default".to_owned()) && closed.contains(&"GET /v1/{proxy+}".to_owned()));
    for parameter in ["JwtIssuer", "SignInDomain"] {
        assert_eq!(text(&template.section("Parameters")[parameter]["Default"]), "");
    }
}

#[test]
fn nothing_has_a_fixed_name() {
    let template = Template::load();
    let names = ["TableName", "QueueName", "FunctionName", "RoleName", "LogGroupName", "TopicName", "AlarmName"];
    for (id, resource) in template.section("Resources").as_mapping().unwrap() {
        for name in names {
            let is_reference = resource["Type"].as_str() == Some("AWS::Lambda::Permission");
            assert!(resource["Properties"][name].is_null() || is_reference, "{id:?} has a fixed {name}");
        }
    }
}

#[test]
fn no_secret_is_a_parameter_or_a_variable() {
    let template = Template::load();
    let parameters = template.section("Parameters").as_mapping().unwrap().keys().map(text);
    let functions = template.of_type("AWS::Serverless::Function");
    let variables = functions.iter().flat_map(|(id, _)| template.environment(id));
    for name in parameters.chain(variables) {
        let lower = name.to_lowercase();
        let sounds_secret = ["secret", "password", "token", "credential"].iter().any(|word| lower.contains(word));
        assert!(!sounds_secret || name == "SECRET_PREFIX", "{name}");
    }
    assert!(template.of_type("AWS::SecretsManager::Secret").is_empty(), "secrets are created at run time");
}

#[test]
fn samconfig_names_the_template_only_where_it_is_built_or_checked() {
    let text = fs::read_to_string(root().join("samconfig.toml")).unwrap();
    let mut section = "";
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        if line.starts_with("template_file") {
            let allowed = section.contains(".build.") || section.contains(".validate.");
            assert!(allowed, "{section} names the template: a deploy would ship the sources");
        }
    }
}
