//! Keys and kinds.

use super::{refuses, tells};

#[actix_web::test]
async fn a_membership_under_the_key_of_a_meeting() {
    tells(
        "insert into membership (id, set_id, body_id, body_kind, member_id, member_kind, status) values ({}, 3, 'ORGANIZATION', 2, 'STATE', 'FULL')",
        "20, 20",
        &[("7, 7", "membership_is_node"), ("999, 999", "membership_is_node"), ("15, 15", "membership_pkey")],
    )
    .await;
}

#[actix_web::test]
async fn a_document_under_the_key_of_a_meeting() {
    tells(
        "insert into document (id, slug, name, kind) values ({}, 'New', 'TREATY')",
        "24, 'new-document'",
        &[("30, 'new-meeting'", "document_is_node")],
    )
    .await;
}

#[actix_web::test]
async fn a_statement_that_lies_about_its_own_kind() {
    tells(
        "insert into membership (id, set_id, node_kind, body_id, body_kind, member_id, member_kind, status) values ({}, 3, 'ORGANIZATION', 2, 'STATE', 'FULL')",
        "20, 20, 'MEMBERSHIP'",
        &[("30, 30, 'MEETING'", "membership_node_kind_fixed")],
    )
    .await;
}

#[actix_web::test]
async fn a_record_that_lies_about_its_own_kind() {
    refuses("document_node_kind_fixed", "update document set node_kind = 'MEETING' where id = 9").await;
}

#[actix_web::test]
async fn a_node_of_no_known_kind() {
    tells(
        "insert into node (id, kind, created_in) values (40, {})",
        "'STATE', 0",
        &[("'PLANET', 0", "node_kind_known"), ("'STATE', 999", "node_created_in")],
    )
    .await;
}

#[actix_web::test]
async fn a_membership_of_something_that_is_no_body() {
    tells(
        "insert into membership (id, set_id, body_id, body_kind, member_id, member_kind, status) values (20, 20, {}, 1, 'STATE', 'FULL')",
        "3, 'ORGANIZATION'",
        &[
            ("2, 'ORGANIZATION'", "membership_body"),
            ("2, 'STATE'", "membership_body_kind_known"),
            ("999, 'ORGANIZATION'", "membership_body"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_person_as_a_member() {
    tells(
        "insert into membership (id, set_id, body_id, body_kind, member_id, member_kind, status) values (20, 20, 3, 'ORGANIZATION', {}, 'FULL')",
        "1, 'STATE'",
        &[("11, 'STATE'", "membership_member"), ("11, 'PERSON'", "membership_member_kind_known")],
    )
    .await;
}

#[actix_web::test]
async fn an_organization_that_is_its_own_member() {
    tells(
        "insert into membership (id, set_id, body_id, body_kind, member_id, member_kind, status) values (20, 20, 3, 'ORGANIZATION', {}, 'ORGANIZATION', 'FULL')",
        "4",
        &[("3", "membership_not_of_itself")],
    )
    .await;
}

#[actix_web::test]
async fn an_office_without_a_body() {
    tells(
        "insert into office (id, slug, name, body_id, body_kind) values (26, 'new-office', 'Chair', {})",
        "5, 'ORGAN'",
        &[
            ("null, null", "body_id is null"),
            ("5, null", "body_kind is null"),
            ("11, 'PERSON'", "office_body_kind_known"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn an_organ_without_a_home() {
    tells(
        "insert into organ (id, slug, name, kind, treaty_id, parent_organ_id) values (25, 'new-organ', 'Organ', 'OTHER', {})",
        "9, null",
        &[("null, null", "organ_has_home"), ("null, 25", "organ_not_its_own_parent")],
    )
    .await;
}

#[actix_web::test]
async fn a_reference_with_half_a_kind() {
    tells(
        "insert into relation (id, set_id, relation, subject_id, subject_kind, object_id, object_kind, object_label) values (21, 21, 'EXTENDS', 9, 'DOCUMENT', {}, 'a protocol')",
        "10, 'DOCUMENT'",
        &[("10, null", "relation_object_whole"), ("null, 'DOCUMENT'", "relation_object_whole")],
    )
    .await;
}
