//! From the claim that says who may what to roles by account.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::roles::Role;

/// The most entries that are looked at.
const ENTRIES_MAX: usize = 500;

/// The roles by account that a claim grants. Entries are `{account}:{role}`; what is not one of these grants nothing.
///
/// Three forms are read: a JSON array of texts, a text with blanks between the entries, and the same in square brackets, which
/// is how API Gateway hands an array on. Any other form grants nothing at all.
#[must_use]
pub fn grants(claim: Option<&Value>) -> BTreeMap<String, BTreeSet<Role>> {
    let mut grants: BTreeMap<String, BTreeSet<Role>> = BTreeMap::new();
    for entry in entries(claim).into_iter().take(ENTRIES_MAX) {
        let Some((account, role)) = entry.split_once(':') else { continue };
        if let (true, Some(role)) = (is_account(account), Role::of(role)) {
            grants.entry(account.to_owned()).or_default().insert(role);
        }
    }
    grants
}

fn entries(claim: Option<&Value>) -> Vec<&str> {
    match claim {
        Some(Value::Array(all)) => all.iter().map(Value::as_str).collect::<Option<_>>().unwrap_or_default(),
        Some(Value::String(text)) => {
            let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
            // A bracket, quote or comma that is left means a form that is not known.
            let known = !inner.contains(['[', ']', '"', '\'', ',', '{', '}', '\\']);
            if known { inner.split(' ').filter(|entry| !entry.is_empty()).collect() } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn is_account(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn three_forms_are_read_and_every_other_one_grants_nothing() {
        let (one, two) = ("acme:account-administrator", "acme:product-support-specialist");
        let both: BTreeSet<Role> = [Role::AccountAdministrator, Role::SupportSpecialist].into();
        for (claim, wanted) in [
            (json!([one, two]), Some(&both)),
            (json!(format!("[{one} {two}]")), Some(&both)),
            (json!(format!("{one} {two}")), Some(&both)),
            (json!(["us-east-1_Pool_Google", "acme:owner", one, two]), Some(&both)),
            (json!(format!("[\"{one}\",\"{two}\"]")), None),
            (json!(format!("{one},{two}")), None),
            (json!(format!("[{one}")), None),
            (json!(format!("[[{one}]]")), None),
            (json!([one, 7]), None),
            (json!([[one]]), None),
            (json!({"acme": [one]}), None),
            (json!("ACME:ACCOUNT-ADMINISTRATOR"), None),
            (json!("*:account-administrator"), None),
            (json!(":account-administrator"), None),
            (json!("account-administrator"), None),
            (json!(true), None),
            (json!(null), None),
        ] {
            assert_eq!(grants(Some(&claim)).get("acme"), wanted, "{claim}");
        }
        assert!(grants(None).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_grants_a_role_that_it_does_not_name(text in "[\\[\\]\"', :a-z-]{0,60}|.{0,40}") {
            for (account, roles) in grants(Some(&json!(text))) {
                for role in roles {
                    let entry = format!("{account}:{}", role.name());
                    prop_assert!(text.trim_matches(['[', ']']).split(' ').any(|it| it == entry), "{entry} of {text}");
                }
            }
        }
    }
}
