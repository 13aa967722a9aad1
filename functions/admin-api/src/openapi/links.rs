//! Where an answer leads: what was begun to where it is seen, an item of a list to itself, a page to the next one, a thing to
//! what may be done with the version that was read.
//!
//! Said once here and not at each handler, so that it can be read as the way through the API that it is.

use serde_json::{Map, Value, json};

/// A link: the operations whose answer it is part of, its status, the operation that it leads to, and with what.
type Link = (&'static [&'static str], &'static str, &'static str, &'static [With]);
/// A parameter of the target, and where its value stands. The account is that of the request, unless it is named.
type With = (&'static str, &'static str);

/// The first account of a session.
const ACCOUNT: &[With] = &[("account", "$response.body#/accounts/0/account")];
const RUN: &[With] = &[("run", "$response.body#/run_id")];
const DIGEST: &[With] = &[("digest", "$response.body#/digest")];
const EMPLOYEE: &[With] = &[("employee", "$response.body#/id")];
const SEEN: &[With] = &[("If-Match", "$response.header.ETag")];
const NEXT: &[With] = &[("cursor", "$response.body#/next_cursor")];
/// The same plan, person or run as in the request.
const SAME_DIGEST: With = ("digest", "$request.path.digest");
const SAME_EMPLOYEE: With = ("employee", "$request.path.employee");
const SAME_RUN: With = ("run", "$request.path.run");

const LINKS: &[Link] = &[
    // What was begun.
    (&["startReview", "deactivateMissing", "commitPlan", "editEmployee"], "202", "getRun", RUN),
    (&["connect", "checkConnection", "setUp", "syncEverythingAgain"], "202", "getIntegration", &[]),
    (&["lookUp"], "202", "getLookup", &[("lookup", "$response.body#/id")]),
    (&["undoRun", "tidyDemographics"], "201", "getPlan", DIGEST),
    // Where a session begins.
    (&["getSession"], "200", "getIntegration", ACCOUNT),
    (&["getSession"], "200", "getMapping", ACCOUNT),
    (&["getSession"], "200", "getSettings", ACCOUNT),
    (&["getSession"], "200", "listRuns", ACCOUNT),
    (&["getSession"], "200", "listEmployees", ACCOUNT),
    // Items of lists.
    (&["listRuns", "listEmployeeHistory"], "200", "getRun", &[("run", "$response.body#/items/0/run_id")]),
    (&["listEmployees"], "200", "getEmployee", &[("employee", "$response.body#/items/0/id")]),
    // The next page.
    (&["listRuns"], "200", "listRuns", NEXT),
    (&["listEmployees"], "200", "listEmployees", NEXT),
    (&["listEmployeeHistory"], "200", "listEmployeeHistory", &[SAME_EMPLOYEE, NEXT[0]]),
    (&["listChanges"], "200", "listChanges", &[SAME_DIGEST, NEXT[0]]),
    (&["listFindings"], "200", "listFindings", &[SAME_DIGEST, NEXT[0]]),
    (&["verifyHistory"], "200", "verifyHistory", NEXT),
    // What there is more to see.
    (&["getIntegration"], "200", "getRun", &[("run", "$response.body#/active_run")]),
    (&["getRun"], "200", "getPlan", DIGEST),
    (&["getRun"], "200", "exportRun", &[SAME_RUN]),
    (&["getPlan"], "200", "listChanges", DIGEST),
    (&["getPlan"], "200", "listFindings", DIGEST),
    (&["getEmployee"], "200", "explainEmployee", EMPLOYEE),
    (&["getEmployee"], "200", "listEmployeeHistory", EMPLOYEE),
    // What may be done with it.
    (&["getRun"], "200", "undoRun", RUN),
    (&["getPlan"], "200", "commitPlan", &[DIGEST[0], SEEN[0]]),
    (&["getEmployee"], "200", "editEmployee", &[EMPLOYEE[0], SEEN[0]]),
    (&["getEmployee"], "200", "revealEmployee", EMPLOYEE),
    (&["getMapping"], "200", "setMapping", SEEN),
    (&["getSettings"], "200", "setSettings", SEEN),
    (&["getIntegration"], "200", "checkConnection", &[]),
    (&["getIntegration"], "200", "lookUp", &[]),
    (&["getIntegration"], "200", "setUp", &[]),
    (&["getIntegration"], "200", "startReview", &[]),
    (&["getIntegration"], "200", "verifyHistory", &[]),
    (&["getIntegration"], "200", "connect", SEEN),
    (&["getIntegration"], "200", "switchAutoSync", SEEN),
    (&["getIntegration"], "200", "disconnect", SEEN),
];

/// Adds the links to the answers of the operations.
pub(super) fn add(paths: &mut Value) {
    let operations = paths.as_object_mut().into_iter().flatten().flat_map(|(_, methods)| methods.as_object_mut());
    for operation in operations.flat_map(|methods| methods.iter_mut().map(|(_, operation)| operation)) {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        for (_, status, to, with) in LINKS.iter().filter(|(from, ..)| from.contains(&id.as_str())) {
            let name = if *to == id { "next" } else { to };
            operation["responses"][status]["links"][name] = json!({"operationId": to, "parameters": parameters(with)});
        }
    }
}

fn parameters(with: &[With]) -> Map<String, Value> {
    let account = ("account", "$request.path.account");
    let own = with.iter().any(|(name, _)| *name == account.0);
    let all = Some(account).filter(|_| !own).into_iter().chain(with.iter().copied());
    all.map(|(name, place)| (name.to_owned(), json!(place))).collect()
}
