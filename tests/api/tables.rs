//! The tables as migrations leave them: names of constraints, indexes, the order of dates, and the way back.

use crate::postgres;
use depositary::{
    edtf::Edtf,
    generate::{self, Options, Size},
};
use entity::{
    table,
    vocabulary::{NodeKind, Vocabulary as _},
};
use migration::{Migrator, MigratorTrait as _};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement, TransactionTrait as _};
use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

async fn register() -> DatabaseConnection {
    postgres::session(&postgres::clone_of(postgres::EMPTY).await).await
}

/// The first column of the rows that a statement finds.
async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    postgres::rows(db, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

// Constraints

/// Names that PostgreSQL would have given: a refusal by one of them says nothing.
#[actix_web::test]
async fn every_constraint_has_a_name_of_our_own() {
    let sql = "select format('%s on %s', conname, conrelid::regclass) from pg_constraint
               where connamespace = 'public'::regnamespace and contype in ('f', 'c', 'u', 'x')
                 and (conname ~ '_(fkey|check|excl)[0-9]*$'
                   or contype = 'u' and conname = concat_ws('_', conrelid::regclass, (
                     select string_agg(attname, '_' order by place) from unnest(conkey) with ordinality as key (number, place)
                     join pg_attribute on attrelid = conrelid and attnum = number), 'key')
                   or not starts_with(conname, conrelid::regclass || '_'))";
    assert_eq!(texts(&register().await, sql).await, [""; 0]);
}

/// Foreign keys without an index, and why.
const NO_INDEX: &[(&str, &str)] = &[
    ("meeting_organization", "organizations are hardly ever deleted; their meetings are found by another index"),
    ("register_revision", "one row"),
    ("relation_rule_allows", "a rule goes by a migration, if ever"),
];

/// Deleting a row asks every table that may refer to it.
///
/// The first column of each foreign key narrows the rows down to few; the others repeat what it implies, a kind or
/// an order.
#[actix_web::test]
async fn every_foreign_key_has_an_index_that_begins_with_its_first_column() {
    let sql = "select conname::text from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
               where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
                 select from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
                 where indrelid = conrelid and indkey[0] = conkey[1] and amname = 'btree'
                   and (indpred is null or pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname)))
               order by 1";
    let without = texts(&register().await, sql).await;
    assert_eq!(without, NO_INDEX.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

// Migrations

/// All that a schema consists of, one thing a line.
async fn inventory(db: &DatabaseConnection) -> Vec<String> {
    let sql = "select what from (
        select format('%s %s', case relkind when 'r' then 'table' when 'v' then 'view' when 'S' then 'sequence' else relkind::text end, relname)
          from pg_class where relnamespace = 'public'::regnamespace and relkind <> 'i'
        union all select pg_get_indexdef(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'i'
        union all select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, coalesce(column_default, generation_expression))
          from information_schema.columns where table_schema = 'public'
        union all select format('constraint %s on %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
          from pg_constraint where connamespace = 'public'::regnamespace
        union all select format('view %s', pg_get_viewdef(oid)) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
        union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
        union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
        union all select format('type %s', typname) from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
        union all select format('extension %s', extname) from pg_extension
      ) as all_things (what) order by what";
    let things = texts(db, sql).await;
    things.into_iter().filter(|thing| !thing.contains("seaql_migrations")).collect()
}

#[actix_web::test]
async fn migrations_reverse_to_nothing_and_apply_again() {
    let db = postgres::session(&postgres::blank().await).await;
    let nothing = inventory(&db).await;
    Migrator::up(&db, None).await.unwrap();
    let first = inventory(&db).await;
    for kind in NodeKind::TERMS {
        assert!(first.contains(&format!("table {}", kind.name.to_lowercase())), "{first:#?}");
    }
    Migrator::down(&db, None).await.unwrap();
    assert_eq!(inventory(&db).await, nothing);
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(inventory(&db).await, first);
}

#[actix_web::test]
async fn each_migration_reverses_what_it_did() {
    let db = postgres::session(&postgres::blank().await).await;
    let mut before = Vec::new();
    for _ in Migrator::migrations() {
        before.push(inventory(&db).await);
        Migrator::up(&db, Some(1)).await.unwrap();
    }
    while let Some(before) = before.pop() {
        assert_ne!(inventory(&db).await, before);
        Migrator::down(&db, Some(1)).await.unwrap();
        assert_eq!(inventory(&db).await, before);
    }
}

// The order of dates

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
    let mut runner = TestRunner::new(Config::default());
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

// Indexes of lists

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
    // Through a table that carries a copy of the order.
    List { key: "meeting_id", ..list("meeting_organization", "organization_id", &["date_order"]) },
    List { key: "meeting_id", ..list("meeting_organ", "organ_id", &["date_order"]) },
    List { key: "document_id", ..list("meeting_document", "meeting_id", &["document_name"]) },
];

/// Tables between, whose rows are found by either side; a list through them is short, or sorted.
const BETWEEN: &[(&str, &str)] = &[
    ("meeting_organization", "meeting_id"),
    ("meeting_organ", "meeting_id"),
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

/// Records that the root lists, by their usual order.
const ROOTS: &[(&str, &str)] = &[
    ("state", "name"),
    ("organization", "name"),
    ("organ", "name"),
    ("person", "name"),
    ("office", "name"),
    ("meeting", "date_order"),
    ("document", "name"),
    ("event", "date_order"),
    ("force", "name"),
    ("topic", "name"),
    ("place", "name"),
    ("source", "name"),
];

/// How PostgreSQL would find a page if it could do nothing worse than use an index.
async fn plan(db: &DatabaseConnection, sql: &str) -> String {
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

fn is_claim(table: &str) -> bool {
    let table = table::all().into_iter().find(|known| known.name == table).expect("a table");
    table.columns.iter().any(|column| column.name == "is_leading")
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
    for (table, parent) in BETWEEN {
        assert_served(&db, &format!("select * from {table} where {parent} = 1")).await;
    }
}

#[actix_web::test]
async fn every_page_of_all_records_is_read_from_an_index() {
    let db = register().await;
    for (table, order) in ROOTS {
        let place = if *order == "name" { "'m'" } else { "5" };
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
        assert_eq!((scans.len(), ranges.count()), (17, 17), "{plan}");
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
    // organ are looked up one by one, in the order of the table between.
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
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
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
                defined.insert((table_of(target), column.to_owned()));
            }
        }
        // `Link::Through(Between { table: "remark_about", parent: "node_id", … })`
        for link in between(&text, "Between {", "}") {
            let [table, parent] = ["table: \"", "parent: \""].map(|name| between(link, name, "\"").next());
            defined.extend(table.zip(parent).map(|(table, parent)| (table.to_owned(), parent.to_owned())));
        }
        // `concept::<State>(…)`
        roots.extend(between(&text, "concept::<", ">").map(table_of));
    }
    let lists =
        LISTS.iter().map(|list| (list.table, list.parent)).chain(BETWEEN.iter().copied()).chain(VIEWS.iter().copied());
    let lists = lists.map(|(table, column)| (table.to_owned(), column.to_owned())).collect::<BTreeSet<_>>();
    assert_eq!(defined, lists);
    assert_eq!(roots, ROOTS.iter().map(|(table, _)| (*table).to_owned()).collect());
}

// What no constraint can afford to say

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
