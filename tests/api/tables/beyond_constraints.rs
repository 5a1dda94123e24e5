//! What no constraint can afford to say.

use super::{is_claim, texts};
use crate::postgres;
use entity::{
    table,
    vocabulary::{NodeKind, Vocabulary as _},
};

#[actix_web::test]
async fn every_node_of_the_demonstration_is_a_row_of_its_kind() {
    let db = postgres::session(&postgres::clone_of(postgres::DEMONSTRATION).await).await;
    for kind in NodeKind::TERMS {
        let (kind, table) = (kind.name, kind.name.to_lowercase());
        let sql = format!("select id::text from node where kind = '{kind}' and id not in (select id from {table})");
        assert_eq!(texts(&db, &sql).await, [""; 0], "{kind}");
    }
}

#[actix_web::test]
async fn every_claim_set_of_the_demonstration_has_a_leader() {
    let db = postgres::session(&postgres::clone_of(postgres::DEMONSTRATION).await).await;
    for table in table::all().iter().filter(|table| is_claim(table.name)) {
        let sql = format!("select set_id::text from {} group by set_id having not bool_or(is_leading)", table.name);
        assert_eq!(texts(&db, &sql).await, [""; 0], "{}", table.name);
    }
}

#[actix_web::test]
async fn the_timelines_of_the_demonstration_hold_each_entry_once_and_as_it_is() {
    let db = postgres::session(&postgres::clone_of(postgres::DEMONSTRATION).await).await;
    let entry = "id, kind, what_id, what_kind, about_id, about_kind, modality, date_edtf, date_earliest, date_latest, date_basis, date_confidence, date_note, date_order";
    let twice = [
        "select id::text from timeline where is_leading group by id having count(*) > 1".to_owned(),
        "select format('%s of %s', id, record_id) from timeline_about where is_leading and record_id is not null group by record_id, id having count(*) > 1".to_owned(),
        // As it is in the timeline of the register.
        format!("select id::text from (select {entry} from timeline_about where is_leading except select {entry} from timeline where is_leading) as other"),
        // With the other entries of its node.
        "select format('%s of %s', timeline.id, record_id) from timeline join (select distinct record_id, what_id from timeline_about where is_leading and record_id is not null) as stands using (what_id)
         where is_leading and not exists (select from timeline_about as other where other.record_id = stands.record_id and other.id = timeline.id and other.is_leading)".to_owned(),
        // What is about a record stands in its timeline.
        "select timeline.id::text from timeline where is_leading and about_id is not null and not exists (
           select from timeline_about as other where other.record_id = about_id and other.id = timeline.id and other.is_leading)".to_owned(),
    ];
    for sql in twice {
        assert_eq!(texts(&db, &sql).await, [""; 0], "{sql}");
    }
    assert!(texts(&db, "select id::text from timeline_about where is_leading").await.len() > 800);
}

#[actix_web::test]
async fn everything_in_the_demonstration_is_cited() {
    let db = postgres::session(&postgres::clone_of(postgres::DEMONSTRATION).await).await;
    assert_eq!(texts(&db, "select format('%s %s', kind, id) from uncited").await, [""; 0]);
}
