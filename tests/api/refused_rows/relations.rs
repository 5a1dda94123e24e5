//! Relations and acts.

use super::tells;

#[actix_web::test]
async fn a_relation_that_no_rule_allows() {
    tells(
        "insert into relation (id, set_id, relation, subject_id, subject_kind, object_id, object_kind) values (21, 21, {})",
        "'EXTENDS', 9, 'DOCUMENT', 10, 'DOCUMENT'",
        &[
            ("'EXTENDS', 9, 'DOCUMENT', 7, 'MEETING'", "relation_rule_allows"),
            ("'LEGAL_SUCCESSOR_OF', 1, 'STATE', 3, 'ORGANIZATION'", "relation_rule_allows"),
            ("'RESEMBLES', 9, 'DOCUMENT', 10, 'DOCUMENT'", "relation_relation_known"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_relation_that_lies_about_a_kind() {
    tells(
        "insert into relation (id, set_id, relation, subject_id, subject_kind, object_id, object_kind) values (21, 21, 'EXTENDS', {})",
        "9, 'DOCUMENT', 10, 'DOCUMENT'",
        &[("7, 'DOCUMENT', 10, 'DOCUMENT'", "relation_subject"), ("9, 'DOCUMENT', 7, 'DOCUMENT'", "relation_object")],
    )
    .await;
}

#[actix_web::test]
async fn a_relation_to_nothing() {
    tells(
        "insert into relation (id, set_id, relation, subject_id, subject_kind, object_label) values (21, 21, 'EXTENDS', 9, 'DOCUMENT', {})",
        "'an earlier treaty'",
        &[("null", "relation_object_named")],
    )
    .await;
}

#[actix_web::test]
async fn a_person_as_the_party_of_a_treaty_action() {
    tells(
        "insert into treaty_action (id, set_id, document_id, action, party_id, party_kind, party_label) values (23, 23, 9, 'SIGNATURE', {})",
        "1, 'STATE', null",
        &[
            ("11, 'PERSON', null", "treaty_action_by_subject_of_law"),
            ("11, 'STATE', null", "treaty_action_party"),
            ("null, null, null", "treaty_action_party_named"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_treaty_action_on_something_that_is_no_document() {
    tells(
        "insert into treaty_action (id, set_id, document_id, action, party_id, party_kind) values (23, 23, {}, 'SIGNATURE', 1, 'STATE')",
        "9",
        &[("7", "treaty_action_document"), ("null", "document_id is null")],
    )
    .await;
}

#[actix_web::test]
async fn a_tenure_that_replaces_itself() {
    tells("update tenure set replaces_id = {}", "12", &[("11", "tenure_replaces_another"), ("1", "tenure_replaces")])
        .await;
}

#[actix_web::test]
async fn a_matter_of_an_agenda_before_the_first() {
    tells(
        "insert into agenda_item (id, set_id, gathering_id, gathering_kind, title, ordinal) values (31, 31, {})",
        "7, 'MEETING', 'Trade', 1",
        &[
            ("7, 'MEETING', 'Trade', 0", "agenda_item_ordinal_natural"),
            ("7, 'MEETING', '', 1", "agenda_item_title_present"),
            ("3, 'ORGANIZATION', 'Trade', 1", "agenda_item_gathering_kind_known"),
        ],
    )
    .await;
}
