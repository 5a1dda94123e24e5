//! Slugs.

use super::tells;

#[actix_web::test]
async fn a_slug_that_is_not_the_records_own() {
    tells(
        "update person set slug = '{}' where id = 11",
        "ann-as-she-was",
        &[("summit", "person_owns_slug"), ("nobody", "person_owns_slug"), ("ben", "person_by_slug")],
    )
    .await;
}

#[actix_web::test]
async fn a_slug_that_another_record_has_or_had() {
    tells(
        "insert into slug (slug, node_id, kind) values ('{}', 1, 'STATE')",
        "hayastan",
        &[("belarus", "slug_pkey"), ("ann-as-she-was", "slug_pkey")],
    )
    .await;
}

#[actix_web::test]
async fn a_slug_of_a_wrong_form() {
    let wrong = ["", "-", "A", "a b", "a_b", "a--b", "-a", "a-", "ä", "a/b", "a\n", "a\nb"];
    let wrong = wrong.map(|slug| (slug, "slug_form"));
    tells("insert into slug (slug, node_id, kind) values ('{}', 1, 'STATE')", "a1-b2", &wrong).await;
}

#[actix_web::test]
async fn a_slug_of_a_statement_or_of_a_kind_that_is_a_lie() {
    tells(
        "insert into slug (slug, node_id, kind) values ('other', {})",
        "1, 'STATE'",
        &[
            ("15, 'MEMBERSHIP'", "slug_kind_known"),
            ("1, 'PERSON'", "slug_kind"),
            ("999, 'STATE'", "slug_node"),
            ("1, null", "kind is null"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_record_without_a_name() {
    tells(
        "update state set name = {} where id = 1",
        "'Hayastan'",
        &[("''", "state_name_present"), ("null", "name is null")],
    )
    .await;
}

#[actix_web::test]
async fn a_code_of_a_state_that_is_no_code_or_another_states() {
    tells(
        "update state set {} where id = 2",
        "iso2 = 'BY', iso3 = 'BLR', iso_numeric = '112', iso_former = 'BYAA'",
        &[
            ("iso2 = 'AM'", "state_iso2_once"),
            ("iso2 = 'by'", "state_iso2_form"),
            ("iso3 = 'BY'", "state_iso3_form"),
            ("iso_numeric = '12'", "state_iso_numeric_form"),
            ("iso_former = 'BYA'", "state_iso_former_form"),
        ],
    )
    .await;
}
