//! Who may do what: the three walls, as permissions.

use std::collections::BTreeSet;

use super::model::{Grant, Template, function_folders, pascal};

const EMPLOYEES: &str = "EmployeesTable.Arn";
const CONTROL: &str = "ControlTable.Arn";
const SECRETS: &str = "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:rollcall/${Stage}/*";
const SCHEDULES: &str = "arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${DailySchedules}/*";
const SENDER: &str = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailFrom}";
const SENDER_DOMAIN: &str = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${Domain}";

const READ: &str = "dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query";
const WRITE: &str = "dynamodb:ConditionCheckItem dynamodb:PutItem dynamodb:UpdateItem";
const REMOVE: &str = "dynamodb:DeleteItem dynamodb:BatchWriteItem";
const TAKE: &str = "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes";
const SEND: &str = "sqs:SendMessage";
const LOG: &str = "logs:CreateLogStream logs:PutLogEvents";
const READ_STREAM: &str = "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams";
const READ_SECRET: &str = "secretsmanager:GetSecretValue";
const STORE_SECRET: &str = "secretsmanager:CreateSecret secretsmanager:PutSecretValue secretsmanager:DescribeSecret \
                            secretsmanager:TagResource";
const SCHEDULE: &str = "scheduler:CreateSchedule scheduler:GetSchedule scheduler:UpdateSchedule scheduler:DeleteSchedule";

/// Each function with everything it may do, and nothing else. The log is every function's and added below.
const MAY: &[(&str, &[(&str, &str)])] = &[
    (
        "setup-sync",
        &[
            (READ, EMPLOYEES),
            (READ, CONTROL),
            (WRITE, CONTROL),
            (REMOVE, CONTROL),
            (READ_SECRET, SECRETS),
            (TAKE, "SetupQueue.Arn"),
        ],
    ),
    (
        "import-review",
        &[
            (READ, EMPLOYEES),
            (READ, CONTROL),
            (WRITE, CONTROL),
            (REMOVE, CONTROL),
            (READ_SECRET, SECRETS),
            (TAKE, "ReviewQueue.Arn"),
        ],
    ),
    (
        "auto-sync",
        &[
            (READ, EMPLOYEES),
            (READ, CONTROL),
            (WRITE, CONTROL),
            (REMOVE, CONTROL),
            (READ_SECRET, SECRETS),
            (TAKE, "DailyQueue.Arn"),
            (SEND, "CommitQueue.Arn"),
        ],
    ),
    (
        "import-commit",
        &[
            (READ, EMPLOYEES),
            (WRITE, EMPLOYEES),
            (READ, CONTROL),
            (WRITE, CONTROL),
            (REMOVE, CONTROL),
            (TAKE, "CommitQueue.Arn"),
            (SEND, "CommitQueue.Arn"),
        ],
    ),
    (
        "notify",
        &[
            (READ_STREAM, "ControlTable.StreamArn"),
            ("dynamodb:GetItem dynamodb:UpdateItem", CONTROL),
            ("ses:SendEmail", SENDER),
            ("ses:SendEmail", SENDER_DOMAIN),
            (SEND, "NotifyDeadLetters.Arn"),
        ],
    ),
    (
        "admin-api",
        &[
            (READ, EMPLOYEES),
            (READ, CONTROL),
            (WRITE, CONTROL),
            (REMOVE, CONTROL),
            (STORE_SECRET, SECRETS),
            (SEND, "SetupQueue.Arn"),
            (SEND, "ReviewQueue.Arn"),
            (SEND, "DailyQueue.Arn"),
            (SEND, "CommitQueue.Arn"),
            (SCHEDULE, SCHEDULES),
            ("iam:PassRole", "DailyScheduleRole.Arn"),
        ],
    ),
];

/// What no function may ever do, or only those named: an action (or the service it begins with), where, who, and why.
const NEVER: &[(&str, &str, &[&str], &str)] = &[
    ("dynamodb:DeleteItem", EMPLOYEES, &[], "people are deactivated, never deleted"),
    ("dynamodb:BatchWriteItem", EMPLOYEES, &[], "a batch write has no condition, and deletes"),
    ("dynamodb:PutItem", EMPLOYEES, &["import-commit"], "one writer of employees"),
    ("dynamodb:UpdateItem", EMPLOYEES, &["import-commit"], "one writer of employees"),
    ("dynamodb:PartiQL", "", &[], "a second way past the actions that are listed"),
    ("dynamodb:Scan", "", &[], "a scan reads across accounts"),
    ("secretsmanager:GetSecretValue", "", &["setup-sync", "import-review", "auto-sync"], "only who reads TriNet"),
    ("secretsmanager:BatchGetSecretValue", "", &[], "reads secrets by another name"),
    ("secretsmanager:CreateSecret", "", &["admin-api"], "credentials come from people"),
    ("secretsmanager:PutSecretValue", "", &["admin-api"], "credentials come from people"),
    ("secretsmanager:DeleteSecret", "", &[], "a disconnect writes an empty credential, which can be seen in the history"),
    ("ses:", "", &["notify"], "nothing else may send mail"),
    ("scheduler:", "", &["admin-api"], "people turn auto-sync on and off"),
    ("iam:", "", &["admin-api"], "to hand the schedule's role to the schedule"),
    ("kms:", "", &[], "keys are used through the services that hold them"),
    ("lambda:", "", &[], "functions meet in queues"),
    ("sts:", "", &[], "no function becomes another role"),
    ("s3:", "", &[], "nothing is kept in buckets"),
];

fn grants_of(function: &str) -> BTreeSet<Grant> {
    Template::load().grants(&format!("{}Role", pascal(function)))
}

fn spelled_out(function: &str, may: &[(&str, &str)]) -> BTreeSet<Grant> {
    let log = (LOG, format!("{}Logs.Arn", pascal(function)));
    let all = may.iter().map(|(actions, resource)| (*actions, (*resource).to_owned())).chain([log]);
    all.flat_map(|(actions, on)| actions.split_whitespace().map(move |action| (action.to_owned(), on.clone()))).collect()
}

#[test]
fn each_function_may_do_exactly_what_the_table_says() {
    for (function, may) in MAY {
        let (actual, expected) = (grants_of(function), spelled_out(function, may));
        let extra: Vec<_> = actual.difference(&expected).collect();
        let missing: Vec<_> = expected.difference(&actual).collect();
        assert!(extra.is_empty() && missing.is_empty(), "{function} has {extra:?} too many and lacks {missing:?}");
    }
}

#[test]
fn the_table_speaks_of_every_function() {
    let told: BTreeSet<String> = MAY.iter().map(|(function, _)| (*function).to_owned()).collect();
    assert_eq!(told, function_folders());
}

#[test]
fn the_walls_stand() {
    for (action, resource, but, why) in NEVER {
        for function in function_folders() {
            let held = grants_of(&function).into_iter().find(|(a, on)| a.starts_with(action) && on.starts_with(resource));
            let allowed = but.contains(&function.as_str());
            assert!(allowed || held.is_none(), "{function} may {held:?}; {why}");
        }
    }
}

#[test]
fn who_reads_a_secret_writes_no_employee_and_the_other_way_round() {
    for function in function_folders() {
        let grants = grants_of(&function);
        let reads_secrets = grants.iter().any(|(action, _)| action == READ_SECRET);
        let writes_employees = grants.iter().any(|(action, on)| on == EMPLOYEES && WRITE.contains(action.as_str()));
        let stores_secrets = grants.iter().any(|(action, _)| STORE_SECRET.contains(action.as_str()));
        let powers = [reads_secrets, writes_employees, stores_secrets].into_iter().filter(|power| *power).count();
        assert!(powers <= 1, "{function} stands on both sides of a wall");
    }
}

#[test]
fn no_permission_is_wider_than_a_named_resource() {
    let with_reason = [(SECRETS, "one secret per account, created at run time"), (SCHEDULES, "one schedule per account")];
    let mut roles: Vec<String> = function_folders().iter().map(|folder| format!("{}Role", pascal(folder))).collect();
    roles.push("DailyScheduleRole".to_owned());
    for role in roles {
        for (action, resource) in Template::load().grants(&role) {
            assert!(!action.contains('*'), "{role} may {action}");
            let has_reason = with_reason.iter().any(|(wide, _)| *wide == resource);
            assert!(!resource.contains('*') || has_reason, "{role} may {action} on {resource}");
        }
    }
}

#[test]
fn a_schedule_can_only_send_to_the_daily_queue() {
    let grants = Template::load().grants("DailyScheduleRole");
    assert_eq!(grants, BTreeSet::from([(SEND.to_owned(), "DailyQueue.Arn".to_owned())]));
}
