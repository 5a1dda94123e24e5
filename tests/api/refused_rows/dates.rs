//! Dates and spells.

use super::tells;

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
