//! Look-ups, answered from a simulated company.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use domain::{Demographic, Field, Mapping};
use sync::lookup::{Answer, HIDDEN, Looking, Lookup, LookupState, Question};
use sync::ports::{Directory as _, LookupStore as _, RunStore as _};
use trinet::Limits;

use crate::deployment::{ACCOUNT, Deployment};

async fn answered(deployment: &Deployment, id: &str, question: Question) -> Lookup {
    let lookups = deployment.store.clone();
    let looking = Looking { planning: deployment.planning.clone(), lookups, path: trinet::field_path };
    let lookup = Lookup::begin(id.to_owned(), "ann", question, jiff::Timestamp::now());
    deployment.store.save_lookup(ACCOUNT, &lookup).await.unwrap();
    looking.answer(ACCOUNT, id).await.unwrap();
    let pages = deployment.pages();
    looking.answer(ACCOUNT, id).await.unwrap();
    looking.answer(ACCOUNT, "look_gone").await.unwrap();
    assert_eq!(deployment.pages(), pages, "a message that comes twice or late does not even read");
    deployment.store.lookup(ACCOUNT, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_look_is_answered_with_mapped_fields_alone_and_changes_nothing() {
    let deployment = Deployment::new(40, Limits::default()).await;
    let person = deployment.trinet.with_world(|world| world.companies[0].people[0].clone());
    let demographics = vec![Demographic::plain("Team", "employmentInfo.department.deptName")];
    let mapping = Some(Mapping { demographics, ..Mapping::default() });

    let preview = Question::Preview { person: person.work_email.to_uppercase(), mapping: mapping.clone() };
    let lookup = answered(&deployment, "look_1", preview).await;
    let Some(Answer::Preview(preview)) = &lookup.answer else { panic!("{:?}", lookup.error) };
    let value = |field: &str| preview.values.iter().find(|it| it.field.as_str() == field).and_then(|it| it.value.as_deref());
    assert_eq!((value("email"), value("date_of_birth")), (Some(&*person.work_email), Some(HIDDEN)));
    assert!(value("Team").is_some() && value("Department").is_none(), "the draft counts, not the mapping in use");

    let lookup = answered(&deployment, "look_2", Question::WhatIf { mapping }).await;
    let Some(Answer::WhatIf(what_if)) = &lookup.answer else { panic!("{:?}", lookup.error) };
    assert!(what_if.counts.create > 0 && !what_if.people.is_empty());
    let births = what_if.people.iter().flat_map(|person| &person.fields).filter(|it| it.field == Field::DateOfBirth);
    assert!(births.filter_map(|it| it.after.as_deref()).all(|after| after == HIDDEN));
    let born = Mapping { demographics: vec![Demographic::plain("Born", "bioInfo.birthdate")], ..Mapping::default() };
    let lookup = answered(&deployment, "look_5", Question::WhatIf { mapping: Some(born) }).await;
    assert_eq!((lookup.state, lookup.error.unwrap().code.as_str()), (LookupState::Failed, "bad_request"));

    let lookup = answered(&deployment, "look_3", Question::Fields).await;
    assert!(matches!(&lookup.answer, Some(Answer::Fields(fields)) if fields.len() > 5));
    let nobody = Question::Preview { person: "nobody@acme.example".to_owned(), mapping: None };
    let lookup = answered(&deployment, "look_4", nobody).await;
    assert_eq!((lookup.state, lookup.error.unwrap().code.as_str()), (LookupState::Failed, "unknown_person"));
    assert!(deployment.store.employees(ACCOUNT).await.unwrap().is_empty(), "nobody is imported");
    assert!(deployment.store.runs(ACCOUNT, 9).await.unwrap().is_empty(), "a look is no run");
}
