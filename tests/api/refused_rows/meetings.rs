//! Meetings and those who met.

use super::{begin, register, tells};
use crate::postgres;
use sea_orm::ConnectionTrait as _;

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
async fn the_date_of_a_meeting_changes_the_copies_of_its_order() {
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
