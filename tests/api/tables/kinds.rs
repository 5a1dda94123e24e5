//! How a new kind of record and one of statement are let in, and taken away again.

use super::{lists::plan, migrations::inventory, texts};
use crate::postgres;
use depositary::database::roles::Access;
use migration::{
    admit::{Sort, admit, any_record, dismiss},
    timeline::Dated,
};
use sea_orm::ConnectionTrait as _;

const OBSERVED: Dated = Dated {
    kind: "OBSERVATION",
    table: "observation",
    date: "date",
    is_second: false,
    has_modality: false,
    about: ["subject_id", "subject_kind"],
    which: "is_leading",
    stands: &[["subject_id", ""], ["place_id", "place_id <> subject_id"]],
};

/// What the migration of a statement makes, as far as timelines read it.
const TABLE: &str = "
    create table observation (id bigint primary key, is_leading boolean, subject_id bigint, place_id bigint,
      subject_kind text constraint observation_subject_kind_known check (subject_kind in ('STATE')),
      date_edtf text, date_earliest date, date_latest date, date_basis text, date_confidence text, date_note text, date_order int);
    create index observation_by_date on observation (date_order, id) where is_leading;
    create index observation_of_subject on observation (subject_id, date_order, id) where is_leading;
    create index observation_at_place on observation (place_id, date_order, id) where is_leading and place_id <> subject_id;";

#[actix_web::test]
async fn a_new_kind_is_let_in_wherever_all_are_listed_and_taken_away_again() {
    // A migration runs as the owner of the tables, and so does this.
    let database = postgres::clone_of(postgres::EMPTY).await;
    let db = postgres::session_at(&postgres::url_for(Access::Own, &database).await).await;
    let before = inventory(&db).await;
    let run = async |sql: &str| db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    for sql in [
        &admit("ANNEX", Sort::Record),
        &admit("OBSERVATION", Sort::Statement),
        TABLE,
        &any_record("observation", "subject"),
        &OBSERVED.admit(),
    ] {
        run(sql).await;
    }
    let listing = |kind: &str| {
        format!(
            "select conname::text from pg_constraint where contype = 'c' and pg_get_constraintdef(oid) like '%''{kind}''%'
             union select relname::text from pg_class where relkind = 'v' and pg_get_viewdef(oid) like '%''{kind}''%' order by 1"
        )
    };
    let nodes =
        "insert into node (id, kind, created_in) values (1, 'PLACE', 0), (2, 'ANNEX', 0), (3, 'OBSERVATION', 0)";
    run(nodes).await;
    let (annex, observation) = (texts(&db, &listing("ANNEX")).await, texts(&db, &listing("OBSERVATION")).await);
    for place in ["node_kind_known", "slug_kind_known", "milestone_by_kind_known", "contradiction", "contradicted_by"] {
        assert!(annex.iter().any(|each| each == place), "{place}: {annex:?}");
    }
    assert!(!annex.iter().any(|each| each == "membership_body_kind_known"), "{annex:?}");
    assert_eq!(
        observation,
        [
            "claim_subject_kind_known",
            "node_change_kind_known",
            "node_kind_known",
            "timeline",
            "timeline_about",
            "tombstone_kind_known"
        ]
    );

    run("insert into observation (id, is_leading, subject_id, subject_kind, place_id, date_order) values (3, true, 2, 'ANNEX', 1, 7)").await;
    let entries =
        "select format('%s %s %s', record_id, kind, what_kind) from timeline_about where is_leading order by 1";
    assert_eq!(texts(&db, entries).await, ["1 OBSERVATION OBSERVATION", "2 OBSERVATION OBSERVATION"]);
    let page =
        "select id from timeline where is_leading and (date_order, id) > (5, 5) order by date_order, id limit 11";
    let plan = plan(&db, page).await;
    assert!(plan.contains("observation_by_date") && !plan.contains("Filter") && !plan.contains("Sort  "), "{plan}");

    run("delete from observation; delete from node").await;
    for sql in [&OBSERVED.dismiss(), "drop table observation", &dismiss("OBSERVATION", Sort::Statement)] {
        run(sql).await;
    }
    run(&dismiss("ANNEX", Sort::Record)).await;
    assert_eq!(inventory(&db).await, before);
}
