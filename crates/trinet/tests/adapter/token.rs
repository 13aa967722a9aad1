//! Tokens: kept, renewed, refused.

use sync::ports::{Silent, SourceOpener, Wanted};
use testkit::trinet::{Endpoint, Fault, Target, World};
use trinet::TriNet;

use crate::support::{Fixture, connection, credentials, limits, one_pass};

async fn fixture(edit: impl FnOnce(&mut World)) -> Fixture {
    let mut world = World::generated(250, 7);
    edit(&mut world);
    Fixture::new(world, one_pass()).await
}

#[tokio::test]
async fn one_token_serves_all_reads_of_an_opened_source() {
    let fixture = fixture(|_| {}).await;
    fixture.source.check().await.unwrap();
    fixture.fetch().await.unwrap();
    fixture.fetch().await.unwrap();
    assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 1);
    assert!(fixture.server.requests().iter().all(|request| request.method == "GET"));
}

#[tokio::test]
async fn a_token_that_is_dead_on_arrival_is_not_renewed_for_ever() {
    let fixture = fixture(|world| world.token_ttl_s = 0).await;
    assert_eq!(fixture.fetch().await.unwrap_err().code(), "credentials_rejected");
    assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 2);
    assert_eq!(fixture.server.request_count("/employees"), 2);
}

#[tokio::test]
async fn a_token_that_expires_in_mid_read_is_renewed_and_the_read_goes_on() {
    for fault in [Fault::TokenExpired, Fault::Unauthorized, Fault::EndpointNotAllowed] {
        let fixture = fixture(|world| world.faults.next(1, Target::EmployeesAt(101), fault.clone())).await;
        assert_eq!(fixture.fetch().await.unwrap().people.len(), 250, "{fault:?}");
        assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 2);
        assert_eq!(fixture.server.request_count("/employees"), 4, "only the refused page is read again");
    }
}

#[tokio::test]
async fn tokens_that_expire_between_reads_are_renewed() {
    let fixture = fixture(|_| {}).await;
    fixture.fetch().await.unwrap();
    fixture.server.with_world(World::expire_tokens);
    fixture.fetch().await.unwrap();
    assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 2);
}

#[tokio::test]
async fn a_second_refusal_is_about_the_credentials_or_the_permission_and_ends_the_read() {
    let check = async |fault: Fault, code: &str| {
        let fixture = fixture(|world| world.faults.always(Target::EmployeesAt(101), fault.clone())).await;
        assert_eq!(fixture.fetch().await.unwrap_err().code(), code, "{fault:?}");
        assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 2, "{fault:?}");
        assert_eq!(fixture.server.request_count("/employees"), 3, "{fault:?}");
    };
    check(Fault::TokenExpired, "credentials_rejected").await;
    check(Fault::Unauthorized, "credentials_rejected").await;
    check(Fault::EndpointNotAllowed, "permission_missing").await;
}

#[tokio::test]
async fn a_refused_token_request_is_never_repeated() {
    let check = async |fault: Fault, code: &str| {
        let fixture = fixture(|world| world.faults.always(Target::At(Endpoint::Token), fault.clone())).await;
        assert_eq!(fixture.fetch().await.unwrap_err().code(), code, "{fault:?}");
        assert_eq!(fixture.server.requests().len(), 1, "{fault:?}");
    };
    check(Fault::Unauthorized, "credentials_rejected").await;
    check(Fault::Status(400), "credentials_rejected").await;
    check(Fault::Forbidden, "permission_missing").await;
    check(Fault::Status(404), "source_malformed").await;
    check(Fault::HtmlWith200, "source_malformed").await;
    check(Fault::WrongShape, "source_malformed").await;
    check(Fault::Redirect("https://identity.trinet.com".to_owned()), "source_malformed").await;
}

#[tokio::test]
async fn a_failing_token_endpoint_is_tried_again() {
    let fixture = fixture(|world| world.faults.next(3, Target::At(Endpoint::Token), Fault::Status(503))).await;
    fixture.fetch().await.unwrap();
    assert_eq!(fixture.server.request_count("/oauth/accesstoken"), 4);
}

#[tokio::test]
async fn a_customer_who_disconnects_between_pages_rejects_the_credentials() {
    let fixture = fixture(|_| {}).await;
    fixture.fetch().await.unwrap();
    fixture.server.with_world(|world| world.credentials[0].revoked = true);
    assert_eq!(fixture.fetch().await.unwrap_err().code(), "credentials_rejected");
}

#[tokio::test]
async fn wrong_credentials_are_rejected() {
    let fixture = fixture(|_| {}).await;
    let (client_id, _) = fixture.server.credentials();
    let source = TriNet::new(limits()).open(&connection(&fixture.server.url(), "A1B"), credentials(&client_id, "wrong")).unwrap();
    assert_eq!(source.fetch(&Wanted::default(), &Silent).await.unwrap_err().code(), "credentials_rejected");
    assert_eq!(source.check().await.unwrap_err().code(), "credentials_rejected");
}
