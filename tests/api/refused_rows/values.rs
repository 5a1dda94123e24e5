//! Vocabularies, figures and other values.

use super::tells;

#[actix_web::test]
async fn a_value_that_no_vocabulary_has() {
    tells(
        "update membership set {} where id = 15",
        "status = 'ASSOCIATE', role = 'LEADER', rank = 'PREFERRED', modality = 'PLANNED'",
        &[
            ("status = 'FORMER'", "membership_status_known"),
            ("role = ''", "membership_role_known"),
            ("rank = 'normal'", "membership_rank_known"),
            ("modality = 'DONE'", "membership_modality_known"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_figure_without_a_value_that_is_not_unspecified() {
    tells(
        "insert into figure (id, set_id, subject_id, subject_kind, measure, qualifier, value) values (22, 22, 7, 'MEETING', 'documents', {})",
        "'EXACT', 0",
        &[
            ("'EXACT', null", "figure_value_by_qualifier"),
            ("'AT_LEAST', null", "figure_value_by_qualifier"),
            ("'UNSPECIFIED', 7", "figure_value_by_qualifier"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_range_that_is_reversed_or_open() {
    tells(
        "insert into figure (id, set_id, subject_id, subject_kind, measure, qualifier, value, value_to) values (22, 22, 7, 'MEETING', 'documents', {})",
        "'RANGE', 10, 20",
        &[
            ("'RANGE', 20, 10", "figure_range"),
            ("'RANGE', 10, 10", "figure_range"),
            ("'RANGE', 10, null", "figure_range"),
            ("'ABOUT', 10, 20", "figure_range"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_figure_that_is_no_number() {
    tells(
        "insert into figure (id, set_id, subject_id, subject_kind, measure, qualifier, value, value_to) values (22, 22, 7, 'MEETING', 'documents', {})",
        "'RANGE', -1e300, 1e300",
        &[
            ("'EXACT', 'NaN', null", "figure_value_finite"),
            ("'EXACT', 'infinity', null", "figure_value_finite"),
            ("'EXACT', '-infinity', null", "figure_value_finite"),
            ("'RANGE', 1, 'infinity'", "figure_value_finite"),
            ("'RANGE', 1, 'NaN'", "figure_value_finite"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_contact_point_with_neither_value_nor_reason_or_with_both() {
    tells(
        "insert into contact_point (id, set_id, subject_id, subject_kind, kind, value, missing_reason) values (27, 27, 3, 'ORGANIZATION', 'PHONE', {})",
        "null, 'MASKED'",
        &[("null, null", "contact_point_value_or_reason"), ("'12', 'MASKED'", "contact_point_value_or_reason")],
    )
    .await;
}

#[actix_web::test]
async fn a_place_with_half_its_coordinates_or_off_the_globe() {
    tells(
        "insert into place (id, slug, name, latitude, longitude) values (32, 'new-place', 'Minsk', {})",
        "53.9, 27.6",
        &[
            ("53.9, null", "place_coordinates_whole"),
            ("91, 27.6", "place_latitude_range"),
            ("53.9, -181", "place_longitude_range"),
            ("53.9, 'NaN'", "place_longitude_range"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_length_of_time_that_is_none() {
    tells(
        "update document set term_duration = '{}' where id = 9",
        "P5Y6M",
        &[
            ("P", "document_term_duration_form"),
            ("", "document_term_duration_form"),
            ("5 years", "document_term_duration_form"),
            ("P5Y\n", "document_term_duration_form"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_list_of_items_that_is_no_list() {
    tells(
        "insert into provision (id, set_id, subject_id, subject_kind, kind, text, items) values (33, 33, 9, 'DOCUMENT', 'SCOPE', {})",
        "'Trade.', '[\"tariffs\"]'",
        &[("'Trade.', '{}'", "provision_items_listed"), ("'', '[]'", "provision_text_present")],
    )
    .await;
}
