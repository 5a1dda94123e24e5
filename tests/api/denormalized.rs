//! The denormalized columns of join tables equal the columns of the records that they copy, whatever is done to either.

use crate::{app::TestApp, postgres, seed};
use depositary::generate::{self, Options, Size};
use proptest::{prelude::*, strategy::ValueTree as _};
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait as _};
use serde_json::json;
use std::collections::BTreeSet;

const COPIES: [(&str, &str); 3] = [
    (
        "select meeting_id, meeting_slug, meeting_name, meeting_date_edtf from meeting_organization",
        "select id, slug, name, date_edtf from meeting join meeting_organization on meeting_id = id",
    ),
    (
        "select meeting_id, meeting_slug, meeting_name, meeting_date_edtf from meeting_organ",
        "select id, slug, name, date_edtf from meeting join meeting_organ on meeting_id = id",
    ),
    (
        "select document_id, meeting_id, document_slug, document_name, document_kind from meeting_document",
        "select distinct document.id, meeting_id, slug, name, kind from milestone join document on document.id = subject_id
         where is_leading and subject_kind = 'DOCUMENT' and meeting_id is not null",
    ),
];

/// How many copies there are in each table, where all equal what they are of.
pub async fn counted(db: &impl ConnectionTrait, what: &str) -> Vec<i64> {
    let mut all = Vec::new();
    for (copies, originals) in COPIES {
        let differing = format!(
            "select row_to_json(differing) as row from (({copies} except all {originals}) union all ({originals} except all {copies})) differing"
        );
        let rows = postgres::rows(db, &differing).await;
        let rows: Vec<serde_json::Value> = rows.iter().map(|row| row.try_get("", "row").unwrap()).collect();
        assert!(rows.is_empty(), "after {what}, {copies} differs: {rows:?}");
        let rows = postgres::rows(db, &format!("select count(*) as number from ({copies}) copies")).await;
        all.push(rows[0].try_get("", "number").unwrap());
    }
    all
}

async fn generated() -> DatabaseConnection {
    let db = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let size = Size { organizations: 4, memberships: 20, meetings: 30, documents: 40, actions: 50 };
    generate::run(&db, &Options { size, seed: 7, is_cited: false }).await.unwrap();
    db
}

#[actix_web::test]
async fn copies_are_equal_in_a_register_that_was_generated_and_in_one_that_was_imported() {
    let counts = counted(&generated().await, "generating").await;
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    let app = TestApp::demonstration().await;
    let counts = counted(&app.db().await, "importing").await;
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

/// The row of a table at a place, counted round.
fn pick(table: &str, place: usize) -> String {
    format!("(select id from {table} order by id offset {place} % greatest((select count(*) from {table}), 1) limit 1)")
}

/// Something that may happen to a register: which, and to which rows.
fn change((which, one, other): (usize, usize, usize)) -> String {
    let (milestone, meeting, document) = (pick("milestone", one), pick("meeting", other), pick("document", other));
    match which {
        0 => format!("update milestone set meeting_id = {meeting} where id = {milestone}"),
        1 => format!("update milestone set meeting_id = null where id = {milestone}"),
        2 => format!("update milestone set is_leading = not is_leading where id = {milestone}"),
        3 => format!("update milestone set subject_id = {document} where id = {milestone}"),
        4 => format!("update milestone set period = 'P1Y' where id = {milestone}"),
        5 => "update milestone set meeting_id = null".to_owned(),
        6 => format!("update milestone set meeting_id = {meeting}"),
        7 => format!("delete from milestone where id = {milestone}"),
        8 => format!(
            "with new as (insert into node (kind, created_in) values ('MILESTONE', 0) returning id)
             insert into milestone (id, set_id, subject_id, subject_kind, step, meeting_id)
             select id, id, {document}, 'DOCUMENT', 'SIGNING', {meeting} from new"
        ),
        9 => format!("update document set name = name || ' {one}' where id = {document}"),
        10 => format!("update document set slug = slug || '-{one}', kind = 'OTHER' where id = {document}"),
        11 => format!("update meeting set name = name || ' {one}', slug = slug || '-{one}' where id = {meeting}"),
        12 => format!("update meeting set date_edtf = null, date_earliest = null, date_latest = null, date_basis = null where id = {meeting}"),
        13 => format!(
            "update meeting set date_edtf = '1993', date_earliest = '1993-01-01', date_latest = '1993-12-31', date_basis = 'STATED' where id = {meeting}"
        ),
        14 => format!("delete from meeting_organ where meeting_id = {meeting}"),
        _ => format!(
            "insert into meeting_organ (meeting_id, organ_id, organization_id, date_order)
             select meeting.id, organ.id, organ.organization_id, date_order from meeting join organ using (organization_id)
             where meeting.id = {meeting} order by organ.id limit 1 on conflict do nothing"
        ),
    }
}

#[actix_web::test]
async fn copies_stay_equal_whatever_happens() {
    let db = generated().await;
    let changes = prop::collection::vec((0..16_usize, 0..100_usize, 0..100_usize), 1..12);
    let mut runner = seed::runner();
    let mut happened = BTreeSet::new();
    for _ in 0..60 {
        let transaction = db.begin().await.unwrap();
        for each in changes.new_tree(&mut runner).unwrap().current() {
            let sql = change(each);
            // What the register itself refuses did not happen.
            transaction.execute_unprepared("savepoint before").await.unwrap();
            if transaction.execute_unprepared(&sql).await.is_err() {
                transaction.execute_unprepared("rollback to before").await.unwrap();
            } else {
                happened.insert(each.0);
            }
            counted(&transaction, &sql).await;
        }
        transaction.rollback().await.unwrap();
    }
    assert_eq!(happened, (0..16).collect(), "each kind of change happened");
}

/// A document may be entered after the statement that names it.
#[actix_web::test]
async fn a_document_that_comes_later_is_listed_too() {
    let db = generated().await;
    let transaction = db.begin().await.unwrap();
    let meeting = pick("meeting", 3);
    let sql = format!(
        "insert into node (id, kind, created_in) values (-1, 'DOCUMENT', 0), (-2, 'MILESTONE', 0);
         insert into slug (slug, node_id, kind) values ('late', -1, 'DOCUMENT');
         insert into milestone (id, set_id, subject_id, subject_kind, step, meeting_id)
           values (-2, -2, -1, 'DOCUMENT', 'SIGNING', {meeting});
         insert into document (id, slug, name, kind) values (-1, 'late', 'Late', 'TREATY')"
    );
    transaction.execute_unprepared(&sql).await.unwrap();
    counted(&transaction, "a late document").await;
    let rows = postgres::rows(&transaction, "select document_name from meeting_document where document_id = -1").await;
    assert_eq!(rows.len(), 1);
}

/// A join table is read alone for its denormalized columns, and joined for other columns.
#[actix_web::test]
async fn lists_show_the_same_with_denormalized_columns_and_with_more() {
    let app = TestApp::demonstration().await;
    let denormalized = "nodes { name slug documents(first: 50) { totalCount nodes { slug name kind } } }";
    let more =
        "nodes { name slug partOf { slug } documents(first: 50) { totalCount nodes { slug name kind termDuration } } }";
    let answer = async |fields: &str, arguments: &str| {
        let query =
            format!("{{ organization(slug: \"cis\") {{ meetings(first: 50{arguments}) {{ totalCount {fields} }} }} }}");
        let mut data = app.ask(&query, json!({})).await.data()["organization"]["meetings"].clone();
        for meeting in data["nodes"].as_array_mut().unwrap() {
            meeting.as_object_mut().unwrap().remove("partOf");
            for document in meeting["documents"]["nodes"].as_array_mut().unwrap() {
                document.as_object_mut().unwrap().remove("termDuration");
            }
        }
        data
    };
    let from_one = answer(denormalized, "").await;
    assert!(from_one["nodes"].as_array().unwrap().len() > 3, "{from_one}");
    assert_eq!(from_one, answer(more, "").await);
    assert_eq!(from_one, answer(denormalized, ", filter: { modality: [OCCURRED, PLANNED, ANNOUNCED, EXPECTED, PROPOSED, CONSIDERED, DECLINED, CANCELLED, POSTPONED] }").await);
}

/// A join table that links records of many kinds to the parent does not count for one kind alone.
#[actix_web::test]
async fn what_is_on_a_topic_is_counted_by_its_kind() {
    let app = TestApp::holding(
        r#"
[[source]]
slug = "page"
name = "Page"
kind = "WEB_PAGE"
cite = ["page"]

[[topic]]
slug = "order"
name = "Order"
cite = ["page"]

[[document]]
slug = "one"
name = "One"
kind = "TREATY"
topics = ["order"]
cite = ["page"]

[[document]]
slug = "two"
name = "Two"
kind = "TREATY"
topics = ["order"]
cite = ["page"]

[[meeting]]
slug = "summit"
name = "Summit"
kind = "SUMMIT"
topics = ["order"]
cite = ["page"]
"#,
    )
    .await;
    let query = "{ topic(slug: \"order\") { documents { totalCount } meetings { totalCount } events { totalCount } remarksOn { totalCount } } }";
    let answer = app.ask(query, json!({})).await;
    let topic = &answer.data()["topic"];
    let counts = ["documents", "meetings", "events", "remarksOn"].map(|list| topic[list]["totalCount"].clone());
    assert_eq!(counts, [2, 1, 0, 0]);
}

/// A join table that names several kinds is not counted for one of them.
#[actix_web::test]
async fn what_is_counted_through_a_table_of_several_kinds_is_what_is_listed() {
    let app = TestApp::demonstration().await;
    let lists = ["meetings", "documents", "events", "provisionsOn", "agendaItemsOn", "remarksOn", "figuresOn"];
    let fields = lists.map(|list| format!("{list}(first: 100) {{ totalCount nodes {{ id }} }}")).join(" ");
    let answer = app.ask(&format!("{{ topic(slug: \"terrorism\") {{ {fields} }} }}"), json!({})).await;
    let topic = &answer.data()["topic"];
    for list in lists {
        let listed = topic[list]["nodes"].as_array().unwrap().len();
        assert_eq!(topic[list]["totalCount"], listed, "{list}");
    }
    assert!(topic["events"]["totalCount"].as_i64() < topic["meetings"]["totalCount"].as_i64(), "{topic}");
}
