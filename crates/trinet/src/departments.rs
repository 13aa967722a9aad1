//! The list of departments: names and codes by id (R37).

use std::collections::HashMap;

use serde::Deserialize;
use sync::SourceError;

use crate::api::Api;
use crate::endpoint::Endpoint;
use crate::envelope::{self, Scalar};
use crate::spelling;

/// What the list knows of a department besides its id.
#[derive(Debug, Default)]
pub(crate) struct Department {
    name: Option<String>,
    code: Option<String>,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Name,
    Code,
}

impl Part {
    /// What a path asks for, in any spelling.
    pub(crate) fn of(path: &str) -> Option<Self> {
        match spelling::canonical(path) {
            path if path == spelling::DEPARTMENT_NAME[0] => Some(Self::Name),
            path if path == spelling::DEPARTMENT_CODE[0] => Some(Self::Code),
            _ => None,
        }
    }
}

impl Department {
    pub(crate) fn part(&self, part: Part) -> Option<&str> {
        match part {
            Part::Name => self.name.as_deref(),
            Part::Code => self.code.as_deref(),
        }
    }
}

#[derive(Deserialize)]
struct Listed<'a> {
    #[serde(borrow, rename = "deptId")]
    id: Option<Scalar<'a>>,
    #[serde(borrow, rename = "deptName")]
    name: Option<Scalar<'a>>,
    #[serde(borrow, rename = "deptCode")]
    code: Option<Scalar<'a>>,
}

/// Reads all departments, by id.
///
/// # Errors
/// As [`Api::get`], and when the answer is not a list.
pub(crate) async fn read(api: &Api) -> Result<HashMap<String, Department>, SourceError> {
    let body = api.get(Endpoint::Departments).await?;
    parse(&body)
}

pub(crate) fn parse(body: &[u8]) -> Result<HashMap<String, Department>, SourceError> {
    let name = Endpoint::Departments.name();
    let data = envelope::data(body, name)?;
    let listed: Option<Vec<Listed<'_>>> = serde_json::from_str(data.get())
        .map_err(|_| SourceError::Malformed { what: format!("data of the wrong shape for {name}") })?;
    let text = |scalar: Option<Scalar<'_>>| scalar.as_ref().and_then(Scalar::text).map(|text| text.trim().to_owned());
    let by_id = |one: Listed<'_>| Some((text(one.id)?, Department { name: text(one.name), code: text(one.code) }));
    Ok(listed.unwrap_or_default().into_iter().filter_map(by_id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_read_by_id_whatever_the_type_of_the_id() {
        let body = br#"{"data":[{"deptId":"100020","deptName":" Engineering ","deptCode":"ENG","deptEmployeeCount":3},
            {"deptId":7,"deptName":null},{"deptName":"No id"}],"_statusCode":"200"}"#;
        let departments = parse(body).unwrap();
        assert_eq!(departments.len(), 2);
        assert_eq!(departments["100020"].part(Part::Name), Some("Engineering"));
        assert_eq!(departments["100020"].part(Part::Code), Some("ENG"));
        assert_eq!(departments["7"].part(Part::Name), None);
    }

    #[test]
    fn no_list_is_malformed_and_null_is_none() {
        assert!(parse(br#"{"data":null}"#).unwrap().is_empty());
        for body in [&br#"{"data":{}}"#[..], br#"{"data":[1]}"#, b"<html>"] {
            assert_eq!(parse(body).unwrap_err().code(), "source_malformed");
        }
    }
}
