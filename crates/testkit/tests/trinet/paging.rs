//! Paging, filters and the company-level lists.

use std::collections::BTreeSet;

use crate::reader::{Reader, body};
use reqwest::Method;
use testkit::trinet::{Totals, World};

#[tokio::test]
async fn three_pages_cover_everybody_exactly_once() {
    let reader = Reader::of(World::bundled()).await;
    let ids = reader.ids().await;
    assert_eq!(reader.server.request_count("/employees"), 3);
    assert_eq!(ids.len(), 266);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 266);
}

#[tokio::test]
async fn a_generated_company_of_any_size_is_covered_exactly_once() {
    for people in [1, 99, 100, 101, 200, 1_234] {
        let reader = Reader::of(World::generated(people, 7)).await;
        let ids: BTreeSet<_> = reader.ids().await.into_iter().collect();
        assert_eq!(ids.len(), people);
    }
}

#[tokio::test]
async fn offset_and_limit_are_tolerant() {
    let reader = Reader::of(World::bundled()).await;
    for (query, rows, first) in [
        ("", 100, "00001000001"),
        ("?offset=0", 100, "00001000001"),
        ("?offset=1&limit=7", 7, "00001000001"),
        ("?offset=101&limit=1000", 100, "00001000101"),
        ("?offset=x&limit=0", 100, "00001000001"),
        ("?offset=266&viewType=aLL", 1, "00001000266"),
    ] {
        let data = reader.json(&format!("/v1/company/A1B/employees{query}")).await["data"].take();
        assert_eq!(data["employeeData"].as_array().unwrap().len(), rows, "{query}");
        assert_eq!(data["employeeData"][0]["employeeId"], first, "{query}");
    }
    let past = reader.page(267).await;
    assert_eq!((past["hasMore"].as_bool(), past["employeeData"].as_array().unwrap().len()), (Some(false), 0));
}

#[tokio::test]
async fn a_filter_that_finds_nobody_has_null_data() {
    let reader = Reader::of(World::bundled()).await;
    assert!(reader.json("/v1/company/A1B/employees?employeeId=00000000000").await["data"].is_null());
    assert!(reader.json("/v1/company/A1B/employees?employmentStatus=Q").await["data"].is_null());
    let ended = reader.json("/v1/company/A1B/employees?employmentStatus=T").await;
    assert_eq!(ended["data"]["employeeData"].as_array().unwrap().len(), 18);
    reader.server.with_world(|world| world.wire.honours_status_filter = false);
    let ignored = reader.json("/v1/company/A1B/employees?employmentStatus=T").await;
    assert_eq!(ignored["data"]["employeeData"].as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn the_total_can_be_of_the_page_of_the_list_or_missing() {
    let reader = Reader::of(World::bundled()).await;
    assert_eq!(reader.page(201).await["employeesTotal"], 66);
    reader.server.with_world(|world| world.wire.totals = Totals::Overall);
    assert_eq!(reader.page(201).await["employeesTotal"], 266);
    reader.server.with_world(|world| world.wire.totals = Totals::Omitted);
    assert!(reader.page(201).await.get("employeesTotal").is_none());
}

#[tokio::test]
async fn company_lists_come_whole_in_the_envelope() {
    let reader = Reader::of(World::bundled()).await;
    for (list, rows) in [("departments", 6), ("locations", 4), ("paygroups", 1)] {
        let body = reader.json(&format!("/v1/company/A1B/{list}")).await;
        assert_eq!(body["data"].as_array().unwrap().len(), rows, "{list}");
        assert_eq!(body["_statusCode"], "200");
    }
    let supervisors = reader.json("/v1/company/A1B/supervisors").await;
    assert_eq!(supervisors["data"][0]["employeeId"], "00001000001");
    assert!(supervisors["data"][0]["frirstName"].is_string());
    assert!(reader.json("/v1/company/A1B/jobs").await["data"][0]["key"].is_string());
}

#[tokio::test]
async fn org_details_name_the_company_and_its_time_zone() {
    let reader = Reader::of(World::bundled()).await;
    let basic = reader.json("/v1/manage-company/A1B/org-details").await;
    assert_eq!(basic["data"]["companyName"], "Acme");
    assert!(basic["data"].get("timezone").is_none());
    let all = reader.json("/v1/manage-company/A1B/org-details?viewType=All").await;
    assert_eq!(all["data"]["timezone"], "PT");
}

#[tokio::test]
async fn unknown_paths_get_the_error_envelope() {
    let reader = Reader::of(World::bundled()).await;
    for path in ["/v2/company/A1B/employees", "/v1/company/A1B/salaries", "/", "/v1/company/A1B/employees/extra"] {
        let answer = reader.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        let body = body(answer).await;
        assert_eq!((&body["_statusCode"], &body["data"]), (&"404".into(), &serde_json::Value::Null));
    }
}

#[tokio::test]
async fn a_write_is_refused_and_recorded() {
    let reader = Reader::of(World::bundled()).await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let answer = reader.send(method, "/v1/company/A1B/employees").await.unwrap();
        assert_eq!(answer.status(), 405);
    }
    assert_eq!(reader.server.write_attempts(), 4);
    let last = reader.server.requests().pop().unwrap();
    assert_eq!((last.method.as_str(), last.path.as_str(), last.status), ("DELETE", "/v1/company/A1B/employees", 405));
    reader.server.clear_requests();
    assert!(reader.server.requests().is_empty());
}

#[tokio::test]
async fn a_stopped_server_frees_its_port() {
    let reader = Reader::of(World::bundled()).await;
    let address = reader.server.url().trim_start_matches("http://").parse().unwrap();
    reader.server.stop().await;
    let again = testkit::trinet::SimulatedTriNet::start_on(address, World::bundled()).await.unwrap();
    assert_eq!(again.url(), reader.server.url());
}
