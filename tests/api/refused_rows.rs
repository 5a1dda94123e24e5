//! Rows that cannot be true, and the constraint by which PostgreSQL refuses each.
//!
//! Most tests change one thing between a row that is accepted and one that is refused, so that nothing
//! but that thing can be the reason.

use crate::postgres;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, TransactionTrait as _,
};
use sqlx::postgres::PgDatabaseError;
use tokio::sync::OnceCell;

/// A register small enough to know by heart. Nodes from 20 on are not used yet.
const REGISTER: &str = "
insert into node (id, kind, created_in) values
  (1, 'STATE', 0), (2, 'STATE', 0), (3, 'ORGANIZATION', 0), (4, 'ORGANIZATION', 0), (5, 'ORGAN', 0), (6, 'ORGAN', 0),
  (7, 'MEETING', 0), (8, 'MEETING', 0), (9, 'DOCUMENT', 0), (10, 'DOCUMENT', 0), (11, 'PERSON', 0), (12, 'PERSON', 0),
  (13, 'OFFICE', 0), (14, 'SOURCE', 0), (15, 'MEMBERSHIP', 0), (16, 'MEMBERSHIP', 0), (17, 'TENURE', 0),
  (20, 'MEMBERSHIP', 0), (21, 'RELATION', 0), (22, 'FIGURE', 0), (23, 'TREATY_ACTION', 0), (24, 'DOCUMENT', 0),
  (25, 'ORGAN', 0), (26, 'OFFICE', 0), (27, 'CONTACT_POINT', 0), (28, 'MEMBERSHIP', 0), (29, 'STATE', 0),
  (30, 'MEETING', 0), (31, 'AGENDA_ITEM', 0), (32, 'PLACE', 0), (33, 'PROVISION', 0);
insert into slug (slug, node_id, kind) values
  ('armenia', 1, 'STATE'), ('belarus', 2, 'STATE'), ('commonwealth', 3, 'ORGANIZATION'), ('alliance', 4, 'ORGANIZATION'),
  ('council', 5, 'ORGAN'), ('parliament', 6, 'ORGAN'), ('summit', 7, 'MEETING'), ('talks', 8, 'MEETING'),
  ('treaty', 9, 'DOCUMENT'), ('protocol', 10, 'DOCUMENT'), ('ann', 11, 'PERSON'), ('ann-as-she-was', 11, 'PERSON'),
  ('ben', 12, 'PERSON'), ('secretary', 13, 'OFFICE'), ('page', 14, 'SOURCE'), ('new-document', 24, 'DOCUMENT'),
  ('new-organ', 25, 'ORGAN'), ('new-office', 26, 'OFFICE'), ('new-state', 29, 'STATE'), ('new-meeting', 30, 'MEETING'),
  ('new-place', 32, 'PLACE');
insert into state (id, slug, name, iso2) values (1, 'armenia', 'Armenia', 'AM'), (2, 'belarus', 'Belarus', null);
insert into organization (id, slug, name, kind) values
  (3, 'commonwealth', 'Commonwealth', 'INTERGOVERNMENTAL_ORGANIZATION'), (4, 'alliance', 'Alliance', 'ALLIANCE');
insert into organ (id, slug, name, kind, organization_id, state_id) values
  (5, 'council', 'Council', 'COUNCIL', 3, null), (6, 'parliament', 'Parliament', 'LEGISLATURE', null, 1);
insert into meeting (id, slug, name, kind, organization_id, date_edtf, date_earliest, date_latest, date_basis) values
  (7, 'summit', 'Summit', 'SUMMIT', 3, '1993', '1993-01-01', '1993-12-31', 'STATED'),
  (8, 'talks', 'Talks', 'MEETING', null, null, null, null, null);
insert into meeting_organization (meeting_id, organization_id, date_order) select 7, 3, date_order from meeting where id = 7;
insert into meeting_organ (meeting_id, organ_id, organization_id, date_order) select 7, 5, 3, date_order from meeting where id = 7;
insert into document (id, slug, name, kind) values (9, 'treaty', 'Treaty', 'TREATY'), (10, 'protocol', 'Protocol', 'PROTOCOL');
insert into person (id, slug, name) values (11, 'ann', 'Ann'), (12, 'ben', 'Ben');
insert into office (id, slug, name, body_id, body_kind) values (13, 'secretary', 'Secretary', 3, 'ORGANIZATION');
insert into source (id, slug, name, kind) values (14, 'page', 'Page', 'WEB_PAGE');
insert into membership (id, set_id, body_id, body_kind, member_id, member_kind, status) values
  (15, 15, 3, 'ORGANIZATION', 1, 'STATE', 'FULL'), (16, 16, 3, 'ORGANIZATION', 4, 'ORGANIZATION', 'OBSERVER');
insert into tenure (id, set_id, person_id, office_id) values (17, 17, 11, 13);
insert into citation (subject_id, source_id, section, ordinal) values (15, 14, 'members', 1);
";

/// A session in the register, which all tests share: each undoes what it does, one after the other.
async fn register() -> DatabaseConnection {
    static DATABASE: OnceCell<String> = OnceCell::const_new();
    let make = async || {
        let name = postgres::clone_of(postgres::EMPTY).await;
        let db = postgres::session(&name).await;
        db.execute_unprepared(REGISTER).await.expect("the register of these tests");
        db.close().await.expect("closed");
        name
    };
    postgres::session(DATABASE.get_or_init(make).await).await
}

/// A transaction that waits for those of other tests, and is undone in the end.
async fn begin(db: &DatabaseConnection) -> DatabaseTransaction {
    let transaction = db.begin().await.expect("a transaction");
    transaction.execute_unprepared("select pg_advisory_xact_lock(1)").await.expect("a turn");
    transaction
}

/// Name of the constraint that refuses, or of the column that may not be null.
fn reason(cause: &DbErr) -> String {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = cause else {
        panic!("no refusal: {cause}");
    };
    let error = cause.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
    let error = error.unwrap_or_else(|| panic!("no refusal: {cause}"));
    let column = error.column().map(|column| format!("{column} is null"));
    error.constraint().map(str::to_owned).or(column).unwrap_or_else(|| panic!("no constraint refuses: {cause}"))
}

/// Runs statements in a transaction, with all that is otherwise checked at its end, and undoes them.
async fn attempt(db: &DatabaseConnection, sql: &str) -> Result<(), DbErr> {
    let transaction = begin(db).await;
    let outcome = transaction.execute_unprepared(&format!("{sql}; set constraints all immediate")).await;
    transaction.rollback().await.expect("undone");
    outcome.map(|_| ())
}

async fn assert_refused(db: &DatabaseConnection, sql: &str, constraint: &str) {
    match attempt(db, sql).await {
        Ok(()) => panic!("accepted, though {constraint} should refuse: {sql}"),
        Err(cause) => assert_eq!(reason(&cause), constraint, "{cause}: {sql}"),
    }
}

/// Statements that a constraint refuses.
async fn refuses(constraint: &str, sql: &str) {
    assert_refused(&register().await, sql, constraint).await;
}

/// Statements that are accepted with one thing in place of `{}`, and that constraints refuse with others.
async fn tells(sql: &str, right: &str, wrong: &[(&str, &str)]) {
    assert!(sql.contains("{}"), "nothing to replace: {sql}");
    let db = register().await;
    let sql = |text| sql.replace("{}", text);
    attempt(&db, &sql(right)).await.unwrap_or_else(|cause| panic!("{cause}: {}", sql(right)));
    for (wrong, constraint) in wrong {
        assert_refused(&db, &sql(wrong), constraint).await;
    }
}

// Keys and kinds

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

// Deleting

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

// Slugs

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
        "iso2 = 'BY', iso3 = 'BLR', iso_numeric = '112'",
        &[
            ("iso2 = 'AM'", "state_iso2_once"),
            ("iso2 = 'by'", "state_iso2_form"),
            ("iso3 = 'BY'", "state_iso3_form"),
            ("iso_numeric = '12'", "state_iso_numeric_form"),
        ],
    )
    .await;
}

// Claim sets

#[actix_web::test]
async fn two_leaders_of_one_claim_set() {
    tells(
        "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values (20, 15, {}, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER')",
        "false",
        &[("true", "membership_one_leader")],
    )
    .await;
}

#[actix_web::test]
async fn a_claim_in_the_set_of_another_matter() {
    tells(
        "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values (20, {}, false, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER')",
        "15",
        &[("16", "membership_one_set"), ("999", "membership_one_set")],
    )
    .await;
}

#[actix_web::test]
async fn a_claim_set_under_the_key_of_a_later_claim() {
    tells(
        "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values
         (20, 15, false, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER'), (28, {}, false, 3, 'ORGANIZATION', 1, 'STATE', 'CANDIDATE')",
        "15",
        &[("20", "membership_one_set")],
    )
    .await;
}

#[actix_web::test]
async fn a_claim_set_whose_first_claim_is_deleted_or_leaves() {
    let other = "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values (20, 15, false, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER');";
    tells(
        &format!("{other} {{}}"),
        "delete from membership where id = 15; update membership set set_id = 20, is_leading = true where id = 20",
        &[
            ("delete from membership where id = 15", "membership_one_set"),
            ("update membership set set_id = 20 where id = 15", "membership_one_set"),
        ],
    )
    .await;
}

// Dates and spells

#[actix_web::test]
async fn a_membership_that_certainly_ended_before_it_started() {
    tells(
        "update membership set ended = 'YES', from_edtf = '1994-05', from_earliest = '1994-05-01', from_latest = '1994-05-31', from_basis = 'STATED',
           to_edtf = {}, to_basis = 'STATED' where id = 15",
        "'1994', to_earliest = '1994-01-01', to_latest = '1994-12-31'",
        &[("'1993', to_earliest = '1993-01-01', to_latest = '1993-12-31'", "membership_spell_order")],
    )
    .await;
}

#[actix_web::test]
async fn an_end_of_something_that_has_not_ended() {
    tells(
        "update membership set to_edtf = '1994', to_basis = 'STATED', ended = {} where id = 15",
        "'YES'",
        &[
            ("'NO'", "membership_spell_end"),
            ("'NOT_STATED'", "membership_spell_end"),
            ("'PERHAPS'", "membership_ended_known"),
            ("null", "ended is null"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn bounds_of_a_date_that_is_not_written() {
    tells(
        "update meeting set {} where id = 8",
        "date_edtf = '1999', date_basis = 'STATED', date_earliest = '1999-01-01', date_note = 'From the minutes.'",
        &[
            ("date_earliest = '1999-01-01'", "meeting_date_written"),
            ("date_latest = '1999-01-01'", "meeting_date_written"),
            ("date_note = 'From the minutes.'", "meeting_date_written"),
            ("date_confidence = 'LOW'", "meeting_date_written"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_date_that_does_not_say_where_it_comes_from() {
    tells(
        "update meeting set date_edtf = '1999', date_basis = {} where id = 8",
        "'INFERRED'",
        &[("null", "meeting_date_based"), ("'HEARSAY'", "meeting_date_basis_known")],
    )
    .await;
}

#[actix_web::test]
async fn a_last_possible_day_before_the_first() {
    tells(
        "update meeting set date_earliest = '1993-06-01', date_latest = '{}' where id = 7",
        "1993-06-01",
        &[("1993-05-31", "meeting_date_bounds")],
    )
    .await;
}

#[actix_web::test]
async fn a_day_outside_the_years_that_can_be_written() {
    tells(
        "update meeting set date_earliest = {} where id = 7",
        "'0001-01-01', date_latest = '9999-12-31'",
        &[
            ("'1993-01-01', date_latest = 'infinity'", "meeting_date_years"),
            ("'1993-01-01', date_latest = '10000-01-01'", "meeting_date_years"),
            ("'0001-12-31 BC'", "meeting_date_years"),
            ("null, date_latest = '0001-12-31 BC'", "meeting_date_years"),
        ],
    )
    .await;
}

// Vocabularies, figures and other values

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

// Relations and acts

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

// Citations

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
        "field = 'foundedOn', paragraph = 1, sentence = 1, source_row = 1",
        &[
            ("field = 'founded on'", "citation_field_form"),
            ("paragraph = 0", "citation_paragraph_natural"),
            ("sentence = 0", "citation_sentence_natural"),
            ("source_row = 0", "citation_source_row_natural"),
            ("copied_from_id = id", "citation_not_copied_from_itself"),
            ("copied_from_id = 999", "citation_copied_from"),
        ],
    )
    .await;
}

// Meetings and those who met

/// Convenes the meeting without a date, whose order is that of undated ones.
const CONVENE: &str = "insert into meeting_organization (meeting_id, organization_id, date_order) select 8, 3, date_order from meeting where id = 8;";

#[actix_web::test]
async fn an_organ_that_met_without_its_organization_having_the_meeting() {
    tells(
        "{} insert into meeting_organ (meeting_id, organ_id, organization_id, date_order) select 8, 5, 3, date_order from meeting where id = 8",
        CONVENE,
        &[("", "meeting_organ_organization")],
    )
    .await;
}

#[actix_web::test]
async fn an_organ_that_met_and_hides_or_changes_its_organization() {
    tells(
        &format!("{CONVENE} insert into meeting_organ (meeting_id, organ_id, organization_id, date_order) select {{}}, date_order from meeting where id = 8"),
        "8, 5, 3",
        &[
            ("8, 5, null::bigint", "meeting_organ_organ"),
            ("8, 6, 3", "meeting_organ_organ"),
            ("8, 5, 4", "meeting_organ_organ"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn an_organ_of_no_organization_meets_without_one() {
    tells(
        "insert into meeting_organ (meeting_id, organ_id, organization_id, date_order) select 8, {}, date_order from meeting where id = 8",
        "6, null::bigint",
        &[("5, null::bigint", "meeting_organ_organ")],
    )
    .await;
}

#[actix_web::test]
async fn an_organ_that_met_moves_to_another_organization() {
    tells(
        "update organ set organization_id = {} where id = 5",
        "3",
        &[("4", "meeting_organ_organ"), ("null, state_id = 1", "meeting_organ_organ")],
    )
    .await;
}

#[actix_web::test]
async fn a_meeting_of_an_organization_that_does_not_have_it() {
    tells(
        "update meeting set organization_id = {} where id = 7",
        "3",
        &[("4", "meeting_convened"), ("999", "meeting_organization")],
    )
    .await;
}

#[actix_web::test]
async fn a_meeting_among_those_of_an_organization_under_another_date() {
    tells(
        "insert into meeting_organization (meeting_id, organization_id, date_order) select 7, 4, date_order {} from meeting where id = 7",
        "",
        &[("+ 1", "meeting_organization_meeting"), ("* null", "date_order is null")],
    )
    .await;
}

#[actix_web::test]
async fn a_meeting_among_those_of_an_organ_under_another_date() {
    tells(
        "insert into meeting_organ (meeting_id, organ_id, organization_id, date_order) select 7, 6, null, date_order {} from meeting where id = 7",
        "",
        &[("+ 1", "meeting_organ_meeting")],
    )
    .await;
}

#[actix_web::test]
async fn the_date_of_a_meeting_carries_to_the_copies_of_its_order() {
    let db = register().await;
    let transaction = begin(&db).await;
    let orders = "select array[meeting.date_order, meeting_organization.date_order, meeting_organ.date_order]
                  from meeting, meeting_organization, meeting_organ
                  where meeting.id = 7 and meeting_organization.meeting_id = 7 and meeting_organ.meeting_id = 7";
    let orders = async || postgres::rows(&transaction, orders).await[0].try_get_by_index::<Vec<i32>>(0).unwrap();
    let before = orders().await;
    assert_eq!(before, [before[0]; 3]);
    let sql =
        "update meeting set date_edtf = '1994', date_earliest = '1994-01-01', date_latest = '1994-12-31' where id = 7";
    transaction.execute_unprepared(sql).await.unwrap();
    let after = orders().await;
    assert_eq!(after, [before[0] + 365 * 4; 3]);
}

#[actix_web::test]
async fn a_part_of_itself() {
    tells("update meeting set part_of_id = {} where id = 8", "7", &[("8", "meeting_not_part_of_itself")]).await;
}

// The register and its revisions

#[actix_web::test]
async fn a_second_register() {
    tells(
        "{}",
        "update register set revision = 0",
        &[
            ("insert into register (revision) values (0)", "register_pkey"),
            ("insert into register (is_only, revision) values (false, 0)", "register_is_only"),
            ("update register set revision = 999", "register_revision"),
        ],
    )
    .await;
}

#[actix_web::test]
async fn a_revision_of_nobody_or_of_a_number_that_is_taken() {
    tells(
        "insert into revision (number, author) values ({})",
        "1, 'an editor'",
        &[("1, ''", "revision_author_present"), ("0, 'an editor'", "revision_number_once")],
    )
    .await;
}

#[actix_web::test]
async fn a_tombstone_or_a_change_of_no_known_kind() {
    tells(
        "insert into tombstone (node_id, kind, deleted_in) values (50, {}, 0)",
        "'STATE'",
        &[("'PLANET'", "tombstone_kind_known"), ("null", "kind is null")],
    )
    .await;
    tells(
        "insert into node_change (revision_id, ordinal, node_id, kind, change) values (0, 1, 50, {})",
        "'STATE', 'DELETED'",
        &[("'PLANET', 'DELETED'", "node_change_kind_known"), ("'STATE', 'LOST'", "node_change_change_known")],
    )
    .await;
}
