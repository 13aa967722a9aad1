//! Who may do what: the three walls, as permissions.

use std::collections::BTreeSet;

use super::model::{Grant, Template, function_folders, pascal};

const EMPLOYEES: &str = "EmployeesTable.Arn";
const CONTROL: &str = "ControlTable.Arn";
const SECRETS: &str = "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:rollcall/${Stage}/*";
const SCHEDULES: &str = "arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${DailySchedules}/*";
const SENDER: &str = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailFrom}";
const SENDER_DOMAIN: &str = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${Domain}";

const READ: &str = "dynamodb:GetItem dynamodb:Query";
const SAVE: &str = "dynamodb:PutItem";
const SAVE_PLANS: &str = "dynamodb:PutItem dynamodb:BatchWriteItem";
const WRITE: &str = "dynamodb:PutItem dynamodb:UpdateItem";
const FREE: &str = "dynamodb:DeleteItem";
const LOOK_UP: &str = "dynamodb:GetItem";
const CHECK: &str = "dynamodb:ConditionCheckItem";
const MARK: &str = "dynamodb:GetItem dynamodb:UpdateItem";
const FOLLOW: &str = "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams";
const TAKE: &str = "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes";
const SEND: &str = "sqs:SendMessage";
const POSTPONE: &str = "sqs:ChangeMessageVisibility";
const LOG: &str = "logs:CreateLogStream logs:PutLogEvents";
const READ_SECRET: &str = "secretsmanager:GetSecretValue";
const STORE_SECRET: &str = "secretsmanager:CreateSecret secretsmanager:PutSecretValue secretsmanager:DeleteSecret";
const SCHEDULE: &str = "scheduler:CreateSchedule scheduler:UpdateSchedule scheduler:DeleteSchedule";
const MAIL: &str = "ses:SendEmail";

/// A function, and what it may do: actions on a resource.
type Row = (&'static str, &'static str, &'static str);

/// Each function with everything it may do, and nothing else. Its log is every function's and added below.
const MAY: &[Row] = &[
    ("setup-sync", READ, EMPLOYEES),
    ("setup-sync", READ, CONTROL),
    ("setup-sync", SAVE, CONTROL),
    ("setup-sync", READ_SECRET, SECRETS),
    ("setup-sync", TAKE, "SetupQueue.Arn"),
    ("setup-sync", SEND, "SetupQueue.Arn"),
    ("import-review", READ, EMPLOYEES),
    ("import-review", READ, CONTROL),
    ("import-review", SAVE_PLANS, CONTROL),
    ("import-review", READ_SECRET, SECRETS),
    ("import-review", TAKE, "ReviewQueue.Arn"),
    ("import-review", SEND, "ReviewQueue.Arn"),
    ("auto-sync", READ, EMPLOYEES),
    ("auto-sync", READ, CONTROL),
    ("auto-sync", SAVE_PLANS, CONTROL),
    ("auto-sync", READ_SECRET, SECRETS),
    ("auto-sync", TAKE, "DailyQueue.Arn"),
    ("auto-sync", SEND, "DailyQueue.Arn"),
    ("auto-sync", SEND, "CommitQueue.Arn"),
    ("import-commit", WRITE, EMPLOYEES),
    ("import-commit", LOOK_UP, EMPLOYEES),
    ("import-commit", READ, CONTROL),
    ("import-commit", WRITE, CONTROL),
    ("import-commit", FREE, CONTROL),
    ("import-commit", CHECK, CONTROL),
    ("import-commit", TAKE, "CommitQueue.Arn"),
    ("import-commit", SEND, "CommitQueue.Arn"),
    ("notify", FOLLOW, "ControlTable.StreamArn"),
    ("notify", MARK, CONTROL),
    ("notify", MAIL, SENDER),
    ("notify", MAIL, SENDER_DOMAIN),
    ("notify", SEND, "NotifyDeadLetters.Arn"),
    ("notify", SEND, "MailQueue.Arn"),
    ("notify", TAKE, "MailQueue.Arn"),
    ("notify", POSTPONE, "MailQueue.Arn"),
    ("admin-api", READ, EMPLOYEES),
    ("admin-api", READ, CONTROL),
    ("admin-api", SAVE, CONTROL),
    ("admin-api", STORE_SECRET, SECRETS),
    ("admin-api", SEND, "SetupQueue.Arn"),
    ("admin-api", SEND, "ReviewQueue.Arn"),
    ("admin-api", SEND, "DailyQueue.Arn"),
    ("admin-api", SEND, "CommitQueue.Arn"),
    ("admin-api", SCHEDULE, SCHEDULES),
    ("admin-api", "iam:PassRole", "DailyScheduleRole.Arn"),
];

/// What no function may ever do, or only those named: an action (or the service it begins with), where, who, and why.
const NEVER: &[(&str, &str, &[&str], &str)] = &[
    ("dynamodb:DeleteItem", EMPLOYEES, &[], "people are deactivated, never deleted"),
    ("dynamodb:BatchWriteItem", EMPLOYEES, &[], "a batch write has no condition, and deletes"),
    ("dynamodb:PutItem", EMPLOYEES, &["import-commit"], "one writer of employees"),
    ("dynamodb:UpdateItem", EMPLOYEES, &["import-commit"], "one writer of employees"),
    ("dynamodb:DeleteItem", "", &["import-commit"], "it frees an identifier for the next to take"),
    ("dynamodb:PartiQL", "", &[], "a second way past the actions that are listed"),
    ("dynamodb:Scan", "", &[], "a scan reads across accounts"),
    ("secretsmanager:GetSecretValue", "", &["setup-sync", "import-review", "auto-sync"], "only who reads TriNet"),
    ("secretsmanager:BatchGetSecretValue", "", &[], "reads secrets by another name"),
    ("secretsmanager:CreateSecret", "", &["admin-api"], "credentials come from people"),
    ("secretsmanager:PutSecretValue", "", &["admin-api"], "credentials come from people"),
    ("secretsmanager:DeleteSecret", "", &["admin-api"], "only a person who disconnects ends a credential"),
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

fn spelled_out(function: &str) -> BTreeSet<Grant> {
    let log = (LOG, format!("{}Logs.Arn", pascal(function)));
    let rows = MAY.iter().filter(|(of, _, _)| *of == function).map(|(_, actions, on)| (*actions, (*on).to_owned()));
    rows.chain([log])
        .flat_map(|(actions, on)| actions.split_whitespace().map(move |action| (action.to_owned(), on.clone())))
        .collect()
}

#[test]
fn each_function_may_do_exactly_what_the_table_says() {
    for function in function_folders() {
        let (actual, expected) = (grants_of(&function), spelled_out(&function));
        let extra: Vec<_> = actual.difference(&expected).collect();
        let missing: Vec<_> = expected.difference(&actual).collect();
        assert!(extra.is_empty() && missing.is_empty(), "{function} has {extra:?} too many and lacks {missing:?}");
    }
}

#[test]
fn the_table_speaks_of_every_function() {
    let told: BTreeSet<String> = MAY.iter().map(|(function, _, _)| (*function).to_owned()).collect();
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
    let (mut actions, mut reasoned) = (0, BTreeSet::new());
    let mut roles: Vec<String> = function_folders().iter().map(|folder| format!("{}Role", pascal(folder))).collect();
    roles.push("DailyScheduleRole".to_owned());
    for role in &roles {
        for (action, resource) in Template::load().grants(role) {
            actions += 1;
            assert!(!action.contains('*'), "{role} may {action}");
            let has_reason = with_reason.iter().any(|(wide, _)| *wide == resource);
            assert!(!resource.contains('*') || has_reason, "{role} may {action} on {resource}");
            if has_reason {
                reasoned.insert(resource);
            }
        }
    }
    println!(
        "figure: {} functions, {actions} permissions of {} roles, 0 wildcards but the ends of {} names",
        function_folders().len(),
        roles.len(),
        reasoned.len()
    );
}

#[test]
fn a_schedule_can_only_send_to_the_daily_queue() {
    let grants = Template::load().grants("DailyScheduleRole");
    assert_eq!(grants, BTreeSet::from([(SEND.to_owned(), "DailyQueue.Arn".to_owned())]));
}
