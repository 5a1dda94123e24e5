//! Deleting.

use super::tells;

#[actix_web::test]
async fn deleting_the_node_of_a_live_record() {
    tells(
        "delete from node where id = {}",
        "20",
        &[("12", "person_is_node"), ("1", "state_is_node"), ("15", "membership_is_node")],
    )
    .await;
}

#[actix_web::test]
async fn deleting_a_record_that_others_name() {
    tells(
        "delete from {}",
        "person where id = 12",
        &[
            ("person where id = 11", "tenure_person"),
            ("source where id = 14", "citation_source"),
            ("organ where id = 5", "meeting_organ_organ"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn deleting_a_record_and_its_node_that_statements_of_several_kinds_name() {
    tells(
        "delete from organization where id = 4; {}",
        "delete from citation; delete from membership where id = 16; delete from node where id = 4",
        &[("delete from node where id = 4", "membership_member")],
    )
    .await;
}
