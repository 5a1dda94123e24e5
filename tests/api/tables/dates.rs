//! The order of dates.

use super::{register, texts};
use crate::seed;
use edtf::Edtf;
use proptest::{prelude::*, strategy::ValueTree as _};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use std::fmt::Write as _;

fn read(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// What PostgreSQL says of the order of dates, in one statement.
async fn orders(db: &DatabaseConnection, dates: &[Edtf]) -> Vec<i32> {
    let days = |day: fn(&Edtf) -> Option<time::Date>| {
        dates.iter().map(|date| day(date).map_or("null".to_owned(), |day| day.to_string())).collect::<Vec<_>>()
    };
    let sql = "select edtf_order(nullif(earliest, 'null')::date, nullif(latest, 'null')::date)
               from unnest($1::text[], $2::text[]) with ordinality as bounds (earliest, latest, place) order by place";
    let values = [days(Edtf::earliest).into(), days(Edtf::latest).into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn assert_same_orders(dates: &[Edtf]) {
    let orders = orders(&register().await, dates).await;
    assert_eq!(orders.len(), dates.len());
    for (order, date) in orders.into_iter().zip(dates) {
        assert_eq!(order, date.order(), "{}", date.as_str());
    }
}

#[actix_web::test]
async fn postgresql_orders_dates_as_the_program_does() {
    let texts = [
        "0001-01-01",
        "[..0001-01-01]",
        "[0001-01-01..]",
        "0001",
        "1992-05-15",
        "1993",
        "1993-12",
        "1999~",
        "199X",
        "2001-21",
        "2003-09-18/2003-09-19",
        "[2009-11,2010-11]",
        "[..1999-04-02]",
        "/2002-10-07",
        "2002-10-07/",
        "2005-03-XX",
        "2000-02-29",
        "9999-12-31",
        "[..9999-12-31]",
        "[9999-12-31..]",
        "XXXX",
    ];
    assert_same_orders(&texts.map(read)).await;
}

/// A date of any form that has bounds of any kind.
fn any_date() -> impl Strategy<Value = Edtf> {
    let day =
        (1..=9999_i32, 1..=365_u16).prop_map(|(year, day)| time::Date::from_ordinal_date(year, day).expect("a day"));
    let days = (day.clone(), day).prop_map(|(one, other)| (one.min(other), one.max(other)));
    let form =
        prop::sample::select(vec!["A", "A/B", "[..A]", "[A..]", "/A", "A/", "[A,B]", "Y", "Y-M", "Y-M-XX", "XXXX"]);
    (days, form).prop_map(|((first, last), form)| {
        let (first, last) = (first.to_string(), last.to_string());
        read(&form.replace("Y-M", &first[..7]).replace('Y', &first[..4]).replace('A', &first).replace('B', &last))
    })
}

#[actix_web::test]
async fn postgresql_orders_any_dates_as_the_program_does() {
    let mut runner = seed::runner();
    let dates = prop::collection::vec(any_date(), 2000).new_tree(&mut runner).expect("dates").current();
    assert_same_orders(&dates).await;
}

/// The life of a treaty in the order that is documented: by the first possible day, else the last; on equal days
/// "up to D" before D before "from D on"; undated last; then by key.
#[actix_web::test]
async fn the_dates_of_a_treaty_stand_in_the_documented_order() {
    const LIFE: &[&str] =
        &["1992-05-15", "1993", "[..1994-04-20]", "1994-04-20", "[1994-04-20..]", "1994-05", "XXXX", ""];
    let db = register().await;
    let mut sql = "insert into node (id, kind, created_in) values (1, 'DOCUMENT', 0);
                   insert into slug (slug, node_id, kind) values ('treaty', 1, 'DOCUMENT');
                   insert into document (id, slug, name, kind) values (1, 'treaty', 'Treaty', 'TREATY');"
        .to_owned();
    let day = |day: Option<time::Date>| day.map_or("null".to_owned(), |day| format!("'{day}'"));
    // The later a date, the lower its key, so that the order of keys cannot be what is seen; those without any
    // bound are told apart by nothing else.
    let ids = [90, 80, 70, 60, 50, 40, 20, 30];
    for (date, id) in LIFE.iter().zip(ids) {
        let known = Edtf::parse(date).ok();
        let text = known.as_ref().map_or("null, null".to_owned(), |date| format!("'{}', 'STATED'", date.as_str()));
        let [earliest, latest] = [Edtf::earliest, Edtf::latest].map(|bound| day(known.as_ref().and_then(bound)));
        write!(
            sql,
            "insert into node (id, kind, created_in) values ({id}, 'MILESTONE', 0);
             insert into milestone (id, set_id, subject_id, subject_kind, step, date_edtf, date_basis, date_earliest, date_latest)
             values ({id}, {id}, 1, 'DOCUMENT', 'EXTENSION', {text}, {earliest}, {latest});"
        )
        .unwrap();
    }
    db.execute_unprepared(&sql).await.unwrap();
    let found = texts(&db, "select coalesce(date_edtf, '') from milestone order by date_order, id").await;
    assert_eq!(found, LIFE);
}
