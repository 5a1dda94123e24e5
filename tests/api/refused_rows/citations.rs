//! Citations.

use super::tells;

#[actix_web::test]
async fn a_citation_of_nothing() {
    tells(
        "insert into citation (subject_id, source_id, ordinal) values ({}, 14, 2)",
        "15",
        &[("999", "citation_subject"), ("null", "subject_id is null")],
    )
    .await;
}

#[actix_web::test]
async fn a_citation_whose_source_is_a_state() {
    tells(
        "insert into citation (subject_id, source_id, ordinal) values (15, {}, 2)",
        "14",
        &[("1", "citation_source"), ("null", "source_id is null")],
    )
    .await;
}

#[actix_web::test]
async fn the_same_citation_twice() {
    tells(
        "insert into citation (subject_id, source_id, section, ordinal) values (15, 14, {})",
        "'observers', 2",
        &[("'members', 2", "citation_once"), ("'observers', 1", "citation_ordinal_once")],
    )
    .await;
}

#[actix_web::test]
async fn a_citation_of_a_passage_or_field_that_cannot_be() {
    tells(
        "update citation set {}",
        "field = 'foundedOn', paragraph = 1, sentence = 1, source_row = 1, volume = '1155', page = '331', locator = 'article 2', quotation = 'a b c d e f g h i j k l m n o'",
        &[
            ("field = 'founded on'", "citation_field_form"),
            ("paragraph = 0", "citation_paragraph_natural"),
            ("sentence = 0", "citation_sentence_natural"),
            ("source_row = 0", "citation_source_row_natural"),
            ("volume = ''", "citation_volume_present"),
            ("page = ''", "citation_page_present"),
            ("locator = ''", "citation_locator_present"),
            ("quotation = ''", "citation_quotation_short"),
            ("quotation = 'a b c d e f g h i j k l m n o p'", "citation_quotation_short"),
            ("copied_from_id = id", "citation_not_copied_from_itself"),
            ("copied_from_id = 999", "citation_copied_from"),
        ],
    )
    .await;
}
