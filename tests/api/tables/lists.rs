//! Indexes of lists.

use super::{is_claim, register, texts};
use crate::postgres;
use depositary::generate::{self, Options, Size};
use entity::{
    table,
    vocabulary::{NodeKind, TimelineKind, Vocabulary as _},
};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, TransactionTrait as _};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A list that the API pages through: table, column that names the parent, columns that order it before the key.
struct List {
    table: &'static str,
    parent: &'static str,
    order: &'static [&'static str],
    key: &'static str,
}

const fn list(table: &'static str, parent: &'static str, order: &'static [&'static str]) -> List {
    List { table, parent, order, key: "id" }
}

/// All that belongs to a parent. Lists of claims hold leading ones.
const LISTS: &[List] = &[
    list("place", "state_id", &["name"]),
    list("organ", "organization_id", &["name"]),
    list("organ", "parent_organ_id", &["name"]),
    list("organ", "treaty_id", &["name"]),
    list("organ", "state_id", &["name"]),
    list("office", "body_id", &["name"]),
    list("force", "body_id", &["name"]),
    list("topic", "broader_id", &["name"]),
    list("source", "origin_id", &["name"]),
    list("meeting", "part_of_id", &["date_order"]),
    list("meeting", "place_id", &["date_order"]),
    list("event", "part_of_id", &["date_order"]),
    list("event", "place_id", &["date_order"]),
    list("name", "subject_id", &["from_order"]),
    list("contact_point", "subject_id", &["from_order"]),
    list("membership", "body_id", &["from_order"]),
    list("membership", "member_id", &["from_order"]),
    list("treaty_action", "document_id", &["date_order"]),
    list("treaty_action", "party_id", &["date_order"]),
    list("treaty_action", "meeting_id", &["date_order"]),
    list("milestone", "subject_id", &["date_order"]),
    list("milestone", "meeting_id", &["date_order"]),
    list("milestone", "event_id", &["date_order"]),
    list("milestone", "place_id", &["date_order"]),
    list("milestone", "by_id", &["date_order"]),
    list("milestone", "instrument_id", &["date_order"]),
    list("relation", "subject_id", &["date_order"]),
    list("relation", "object_id", &["date_order"]),
    list("participation", "gathering_id", &[]),
    list("participation", "party_id", &[]),
    list("participation", "represents_id", &[]),
    list("participation", "office_id", &[]),
    list("agenda_item", "gathering_id", &["ordinal"]),
    list("tenure", "person_id", &["from_order"]),
    list("tenure", "office_id", &["from_order"]),
    list("tenure", "chosen_at_id", &["from_order"]),
    list("provision", "subject_id", &["from_order"]),
    list("figure", "subject_id", &["date_order"]),
    list("remark", "meeting_id", &["date_order"]),
    list("remark", "voice_id", &["date_order"]),
    list("claim", "subject_id", &["field"]),
    list("citation", "source_id", &["ordinal"]),
    // The ordinal is enough: no two citations of one subject share it.
    List { key: "ordinal", ..list("citation", "subject_id", &[]) },
    // Through a join table with a denormalized column of the order.
    List { key: "meeting_id", ..list("meeting_organization", "organization_id", &["date_order"]) },
    List { key: "meeting_id", ..list("meeting_organ", "organ_id", &["date_order"]) },
    List { key: "document_id", ..list("meeting_document", "meeting_id", &["document_name"]) },
];

/// Join tables, whose rows are found by either side; a list through them is short, or sorted.
const JOIN_TABLES: &[(&str, &str)] = &[
    ("meeting_organization", "meeting_id"),
    ("meeting_organ", "meeting_id"),
    ("meeting_convener", "meeting_id"),
    ("meeting_place", "meeting_id"),
    ("meeting_place", "place_id"),
    ("meeting_document", "document_id"),
    ("node_topic", "node_id"),
    ("node_topic", "topic_id"),
    ("remark_about", "node_id"),
    ("agenda_item_record", "record_id"),
    ("provision_party", "party_id"),
];

/// Lists that are read from a view, which takes each page from many indexes.
const VIEWS: &[(&str, &str)] = &[
    ("node_history", "node_id"),
    ("contradicted_by", "node_id"),
    ("contradiction_about", "record_id"),
    ("timeline_about", "record_id"),
];

/// Table of each kind of record, and the usual order of its list.
fn root_lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    let tables = table::all();
    NodeKind::RECORDS.iter().map(move |kind| {
        let table = tables.iter().find(|table| table.name == kind.table()).unwrap();
        let is_dated = table.columns.iter().any(|column| column.name == "date_order");
        (kind.table(), if is_dated { "date_order" } else { "name" })
    })
}

/// How PostgreSQL would find a page if it could do nothing worse than use an index.
pub async fn plan(db: &DatabaseConnection, sql: &str) -> String {
    let transaction = db.begin().await.unwrap();
    let only_indexes = "set local enable_seqscan = off; set local enable_bitmapscan = off;
                        set local enable_sort = off; set local enable_incremental_sort = off";
    transaction.execute_unprepared(only_indexes).await.unwrap();
    let rows = postgres::rows(&transaction, &format!("explain (costs off) {sql}")).await;
    let lines = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>();
    lines.join("\n")
}

/// An index gives the rows of the page and no others, in its order.
async fn assert_served(db: &DatabaseConnection, sql: &str) {
    let plan = plan(db, sql).await;
    let is_served = plan.contains("Index Cond") && !plan.contains("Sort") && !plan.contains("Filter");
    assert!(is_served, "{sql}\n{plan}");
}

#[actix_web::test]
async fn every_page_of_what_belongs_to_a_parent_is_read_from_an_index() {
    let db = register().await;
    for List { table, parent, order, key } in LISTS {
        let leading = if is_claim(table) { "and is_leading" } else { "" };
        let columns = [*order, &[*key]].concat();
        let place = columns
            .iter()
            .map(|column| if matches!(*column, "name" | "document_name" | "field") { "'m'" } else { "5" })
            .collect::<Vec<_>>();
        let (columns, place) = (columns.join(", "), place.join(", "));
        let page = format!(
            "select * from {table} where {parent} = 1 {leading} and ({columns}) > ({place}) order by {columns} limit 11"
        );
        assert_served(&db, &page).await;
    }
    for (table, parent) in JOIN_TABLES {
        assert_served(&db, &format!("select * from {table} where {parent} = 1")).await;
    }
}

#[actix_web::test]
async fn every_page_of_all_records_is_read_from_an_index() {
    let db = register().await;
    for (table, order) in root_lists() {
        let place = if order == "name" { "'m'" } else { "5" };
        for (direction, beyond) in [("asc", ">"), ("desc", "<")] {
            let page = format!(
                "select * from {table} where ({order}, id) {beyond} ({place}, 5) order by {order} {direction}, id {direction} limit 11"
            );
            assert_served(&db, &page).await;
        }
    }
}

/// The whole timeline: one range of an index for each kind of entry, merged.
#[actix_web::test]
async fn a_page_of_the_timeline_is_merged_from_ranges_of_indexes() {
    let db = register().await;
    for (direction, beyond) in [("asc", ">"), ("desc", "<")] {
        let page = format!(
            "select id, date_edtf from timeline where is_leading and (date_order, id) {beyond} (5, 5) order by date_order {direction}, id {direction} limit 11"
        );
        let plan = plan(&db, &page).await;
        assert!(plan.contains("Merge Append") && !plan.contains("Filter") && !plan.contains("Sort  "), "{plan}");
        let scans: Vec<_> = plan.lines().filter(|line| line.contains("Scan")).collect();
        let ranges = plan.lines().filter(|line| line.contains("Index Cond: (ROW("));
        assert_eq!((scans.len(), ranges.count()), (TimelineKind::TERMS.len(), TimelineKind::TERMS.len()), "{plan}");
        assert!(scans.iter().all(|scan| scan.contains("-> ") && scan.contains("Index Scan")), "{plan}");
    }
}

/// The timeline of a record: ranges of indexes too, and sorted what no dated row of theirs leads to.
#[actix_web::test]
async fn a_page_of_the_timeline_of_a_record_is_read_from_ranges_of_indexes() {
    let page = "select id, date_edtf from timeline_about where record_id = 1 and is_leading and (date_order, id) > (5, 5) order by date_order, id limit 11";
    let plan = plan(&register().await, page).await;
    assert!(!plan.contains("Seq Scan"), "{plan}");
    // The last branch is what no dated row leads to.
    let (dated, _) = plan.rsplit_once("Subquery Scan on \"*SELECT*").unwrap();
    let scans = dated.lines().filter(|line| line.contains(" Scan using")).count();
    let ranges = dated.lines().filter(|line| line.contains("Index Cond") && line.contains("ROW(")).count();
    // An event and a document stand in their own timeline by their key; the meetings of an organization and of an
    // organ are looked up one by one, in the order of the join table.
    assert_eq!((scans, ranges), (40, 36), "{plan}");
}

/// With numbers as they are in a register, PostgreSQL merges those ranges and stops at the end of the page.
#[actix_web::test]
async fn a_page_of_the_timeline_of_a_state_is_merged() {
    let db = register().await;
    let size = Size { organizations: 20, memberships: 400, meetings: 400, documents: 800, actions: 12_000 };
    generate::run(&db, &Options { size, seed: 1, is_cited: false }).await.unwrap();
    db.execute_unprepared("analyze").await.unwrap();
    let page = "explain (analyze, costs off, timing off) select id, date_edtf from timeline_about
                where record_id = (select party_id from treaty_action group by party_id order by count(*) desc limit 1)
                  and is_leading and (date_order, id) > (5, 5) order by date_order, id limit 11";
    let plan = texts(&db, page).await.join("\n");
    let line = |name: &str| plan.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{plan}"));
    assert!(line("treaty_action_of_party").contains("Index Scan"), "{plan}");
    assert!(plan.contains("Merge Append"), "{plan}");
    let rows = line("treaty_action_of_party").split("rows=").nth(1).and_then(|rest| rest.split(' ').next());
    assert!(rows.unwrap().parse::<f64>().unwrap() < 40.0, "{plan}");
}

/// What later revisions changed is found without reading what earlier ones did.
#[actix_web::test]
async fn changes_since_a_revision_are_found_by_their_revisions() {
    let page = "select id from change where revision_id = any(array(select id from revision where number > 5)) and (revision_number, id) > (6, 5) order by revision_number, id limit 11";
    let db = register().await;
    let plan = plan(&db, page).await;
    for wanted in [
        "revision_number_once",
        "node_by_revision",
        "node_change_pkey",
        "Index Cond: (created_in = revision.id)",
        "(revision_id = revision",
    ] {
        assert!(plan.contains(wanted), "{wanted}: {plan}");
    }
    assert!(!plan.contains("Seq Scan"), "{plan}");
}

/// `TreatyAction` is stored in `treaty_action`.
fn table_of(type_name: &str) -> String {
    type_name.chars().fold(String::new(), |mut table, letter| {
        if letter.is_uppercase() && !table.is_empty() {
            table.push('_');
        }
        table.push(letter.to_ascii_lowercase());
        table
    })
}

/// What stands between two marks, wherever they stand.
fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from).skip(1).filter_map(move |rest| rest.split_once(to).map(|(found, _)| found))
}

/// The definitions of the schema, read as text, name no list that the tables above lack.
#[test]
fn no_list_of_the_schema_is_missing_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema");
    let mut defined = BTreeSet::new();
    let mut roots = BTreeSet::new();
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    let texts = files.map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>();
    // `pub Contradiction: contradiction, RecordContradiction: contradiction_about {`
    let published = texts.iter().flat_map(|text| between(text, "    pub ", " {")).flat_map(|types| types.split(", "));
    let published = published.filter_map(|each| each.split_once(": "));
    let published: BTreeMap<_, _> = published.map(|(name, table)| (name.to_owned(), table.to_owned())).collect();
    for text in texts {
        // `organs -> [Organ] by organ.organization_id;`
        let by_column = between(&text, "] by ", ";").filter_map(|found| found.split_once('.'));
        defined.extend(by_column.map(|(table, column)| (table.to_owned(), column.to_owned())));
        // `organs -> [Organ] through meeting_organ(meeting_id, organ_id);`
        let through = between(&text, "] through ", ",").filter_map(|found| found.split_once('('));
        defined.extend(through.map(|(table, column)| (table.to_owned(), column.to_owned())));
        // `object.many::<Name>("names", "…", Link::Column("subject_id"))`
        for call in text.split("many::<").skip(1) {
            let column = between(call, "Link::", "\")").next().and_then(|link| link.strip_prefix("Column(\""));
            if let (Some((target, _)), Some(column)) = (call.split_once('>'), column) {
                let table = published.get(target).cloned().unwrap_or_else(|| table_of(target));
                defined.insert((table, column.to_owned()));
            }
        }
        // `Link::Through(JoinTable { table: "remark_about", parent: "node_id", … })`
        for link in between(&text, "JoinTable {", "}") {
            let [table, parent] = ["table: \"", "parent: \""].map(|name| between(link, name, "\"").next());
            defined.extend(table.zip(parent).map(|(table, parent)| (table.to_owned(), parent.to_owned())));
        }
        // `concept::<State>(…)`
        roots.extend(between(&text, "concept::<", ">").map(table_of));
    }
    let lists = LISTS
        .iter()
        .map(|list| (list.table, list.parent))
        .chain(JOIN_TABLES.iter().copied())
        .chain(VIEWS.iter().copied());
    let lists = lists.map(|(table, column)| (table.to_owned(), column.to_owned())).collect::<BTreeSet<_>>();
    assert_eq!(defined, lists);
    assert_eq!(roots, root_lists().map(|(table, _)| table.to_owned()).collect());
}
