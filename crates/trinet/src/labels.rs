//! What people call the fields that `TriNet` offers.

/// The known fields, by canonical path.
const LABELS: &[(&str, &str)] = &[
    ("employeeId", "TriNet employee id"),
    ("alternateId", "Alternate ID"),
    ("employmentInfo.employmentStatus", "Employment Status"),
    ("employmentInfo.employeeType", "Employee Type"),
    ("employmentInfo.regularTemporary", "Regular or Temporary"),
    ("employmentInfo.employeeClass", "Employee Class"),
    ("employmentInfo.flsaCode", "FLSA Status"),
    ("employmentInfo.jobCode", "Job Code"),
    ("employmentInfo.businessTitle", "Business Title"),
    ("employmentInfo.standardHours", "Standard Hours"),
    ("employmentInfo.serviceDate", "Service Date"),
    ("employmentInfo.effectiveDate", "Effective Date"),
    ("employmentInfo.terminationDate", "Termination Date"),
    ("employmentInfo.eventCode", "Event Code"),
    ("employmentInfo.eventDesc", "Event"),
    ("employmentInfo.reasonCode", "Reason Code"),
    ("employmentInfo.reasonDesc", "Reason"),
    ("employmentInfo.payGroup", "Pay Group"),
    ("employmentInfo.customGroupA", "Custom Group A"),
    ("employmentInfo.customGroupB", "Custom Group B"),
    ("employmentInfo.workEmail", "Work Email"),
    ("employmentInfo.workPhone", "Work Phone"),
    ("employmentInfo.workersCompCode.code", "Workers' Compensation Code"),
    ("employmentInfo.workersCompCode.state", "Workers' Compensation State"),
    ("employmentInfo.department.deptId", "Department Id"),
    ("employmentInfo.department.deptName", "Department"),
    ("employmentInfo.department.deptCode", "Department Code"),
    ("employmentInfo.location.locationId", "Work Location Id"),
    ("employmentInfo.location.locationName", "Work Location"),
    ("employmentInfo.supervisor.supervisorId", "Reports To (id)"),
    ("employmentInfo.supervisor.supervisorName", "Reports To (name)"),
    ("bioInfo.birthdate", "Date of Birth"),
    ("bioInfo.gender", "Gender"),
    ("bioInfo.ethnicity", "Ethnicity"),
    ("bioInfo.maritalStatus", "Marital Status"),
    ("homeAddress.city", "Home City"),
    ("homeAddress.state", "Home State"),
    ("homeAddress.postalCode", "Home Postal Code"),
    ("homeAddress.country", "Home Country"),
    ("workEligibility.citizenshipStatus", "Citizenship Status"),
];

/// A label for a canonical path: the known one, or the last key in words (`costCenter` → `Cost Center`).
pub(crate) fn label(path: &str) -> String {
    match LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(path)) {
        Some((_, label)) => (*label).to_owned(),
        None => words(path.rsplit('.').next().unwrap_or(path)),
    }
}

fn words(key: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for c in key.chars().filter(|c| c.is_alphanumeric()) {
        if words.is_empty() {
            words.extend(c.to_uppercase());
        } else {
            if c.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.push(c);
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_its_known_label_or_its_key_in_words() {
        assert_eq!(label("employmentInfo.department.deptName"), "Department");
        assert_eq!(label("bioInfo.birthDate"), "Date of Birth");
        assert_eq!(label("employmentInfo.costCenterURL"), "Cost Center URL");
        assert_eq!(label("homeAddress.address1"), "Address1");
    }
}
