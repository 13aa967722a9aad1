//! The places and spellings under which one value may come. Documentation, observed answers and other readers of this
//! API disagree; all of them are accepted, the observed one first.

/// The spellings of one value, best first. The first is the canonical one, which `fields` lists and a mapping should use.
type Family = &'static [&'static str];

/// Values that have more than one spelling and may be mapped.
const FAMILIES: &[Family] = &[
    DEPARTMENT_NAME,
    DEPARTMENT_ID,
    DEPARTMENT_CODE,
    &[
        "employmentInfo.location.locationId",
        "employmentInfo.location.locationtId",
        "employmentInfo.locationId",
        "employmentInfo.locationtId",
        "location.locationId",
        "locationId",
    ],
    &[
        "employmentInfo.location.locationName",
        "employmentInfo.location.locationtName",
        "employmentInfo.locationName",
        "employmentInfo.locationtName",
        "location.locationName",
        "locationName",
    ],
    SUPERVISOR_ID,
    &["employmentInfo.supervisor.supervisorName", "employmentInfo.supervisorName", "supervisor.supervisorName", "supervisorName"],
    CUSTOM_GROUP_A,
    CUSTOM_GROUP_B,
    ALTERNATE_ID,
    BIRTH_DATE,
    EMAIL,
    SERVICE_DATE,
    TERMINATION_DATE,
    STATUS,
    &["employmentInfo.regularTemporary", "employmentInfo.temporaryIndicator"],
    &["employmentInfo.workersCompCode.code", "employmentInfo.workersCompCodes.workersCompCode"],
    &["employmentInfo.workersCompCode.state", "employmentInfo.workersCompCodes.state"],
    &["bioInfo.gender", "biographicalInfo.gender"],
    &["bioInfo.ethnicity", "biographicalInfo.ethnicity"],
    &["bioInfo.maritalStatus", "biographicalInfo.maritalStatus"],
    &["employmentInfo.standardHours", "employmentInfo.standardHoursPerWeek"],
];

pub(crate) const DEPARTMENT_NAME: Family = &[
    "employmentInfo.department.deptName",
    "employmentInfo.departmentName",
    "employmentInfo.deptName",
    "departmentSplit[0].departmentName",
    "departmentSplit[0].deptName",
    "employmentInfo.departmentSplit[0].departmentName",
    "department.deptName",
    "departmentName",
];
pub(crate) const DEPARTMENT_ID: Family = &[
    "employmentInfo.department.deptId",
    "employmentInfo.departmentId",
    "employmentInfo.deptId",
    "departmentSplit[0].deptId",
    "employmentInfo.departmentSplit[0].deptId",
    "department.deptId",
    "departmentId",
];
/// Stands in the list of departments only, as far as anybody saw.
pub(crate) const DEPARTMENT_CODE: Family =
    &["employmentInfo.department.deptCode", "employmentInfo.deptCode", "departmentSplit[0].deptCode", "department.deptCode"];

pub(crate) const EMPLOYEE_ID: Family = &["employeeId", "employmentInfo.employeeId"];
pub(crate) const ALTERNATE_ID: Family = &["alternateId", "employmentInfo.alternateId"];
pub(crate) const CUSTOM_GROUP_A: Family = &["employmentInfo.customGroupA", "employmentInfo.groupA", "customGroupA", "groupA"];
pub(crate) const CUSTOM_GROUP_B: Family = &["employmentInfo.customGroupB", "employmentInfo.groupB", "customGroupB", "groupB"];
pub(crate) const EMAIL: Family = &["employmentInfo.workEmail", "workEmail"];
pub(crate) const BIRTH_DATE: Family = &["bioInfo.birthdate", "biographicalInfo.birthdate", "birthdate"];
pub(crate) const SERVICE_DATE: Family = &["employmentInfo.serviceDate", "serviceDate"];
pub(crate) const TERMINATION_DATE: Family = &["employmentInfo.terminationDate", "terminationDate"];
pub(crate) const STATUS: Family = &["employmentInfo.employmentStatus", "employmentStatus"];
pub(crate) const SUPERVISOR_ID: Family =
    &["employmentInfo.supervisor.supervisorId", "employmentInfo.supervisorId", "supervisor.supervisorId", "supervisorId"];
/// A supervisor that is null as a whole: the field is granted and blank.
pub(crate) const SUPERVISOR_AS_A_WHOLE: Family = &["employmentInfo.supervisor", "supervisor"];

/// All spellings of the value at a path, best first; the path alone when no other is known. Letter case does not count.
pub(crate) fn spellings(path: &str) -> Vec<&str> {
    let is_path = |spelling: &&str| spelling.eq_ignore_ascii_case(path);
    match FAMILIES.iter().find(|family| family.iter().any(is_path)) {
        Some(family) => family.to_vec(),
        None => vec![path],
    }
}

/// The spelling under which a value is listed.
pub(crate) fn canonical(path: &str) -> &str {
    spellings(path).into_iter().next().unwrap_or(path)
}

/// Whether a value under this key is never read, whatever a mapping says: pay and national identity numbers.
pub(crate) fn is_never_read(key: &str) -> bool {
    const BEGINNINGS: [&str; 6] = ["payinfo", "payrate", "comprate", "nationalid", "socialsecurity", "bank"];
    let begins = |beginning: &&str| key.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning));
    key.eq_ignore_ascii_case("ssn") || BEGINNINGS.iter().any(begins)
}

/// Whether a path leads through a key that is never read.
pub(crate) fn leads_to_never_read(path: &str) -> bool {
    path.split(['.', '[', ']']).any(is_never_read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_belongs_to_two_values() {
        let mut all: Vec<String> =
            FAMILIES.iter().flat_map(|family| family.iter()).map(|path| path.to_ascii_lowercase()).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn any_spelling_leads_to_the_canonical_one() {
        assert_eq!(canonical("departmentSplit[0].departmentName"), DEPARTMENT_NAME[0]);
        assert_eq!(canonical("EMPLOYMENTINFO.LOCATIONTNAME"), "employmentInfo.location.locationName");
        assert_eq!(canonical("homeAddress.state"), "homeAddress.state");
    }

    #[test]
    fn pay_and_identity_numbers_are_recognised_by_key() {
        let check = |path: &str, expect: bool| assert_eq!(leads_to_never_read(path), expect, "{path}");
        check("payInfo.compRate", true);
        check("bioInfo.SSN", true);
        check("bioInfo.nationalIdType", true);
        check("list[0].ssn", true);
        check("employmentInfo.payGroup", false);
        check("employmentInfo.className", false);
        check("", false);
        check("größe", false);
    }
}
