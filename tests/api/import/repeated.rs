//! Importing again: what is unchanged is not touched.
use crate::{import::register::Register, wait};
use depositary::import::{self, Options};
use std::collections::BTreeMap;

const SET: &str = r#"
[[organ]]
slug = "council"
name = "Council"
kind = "COUNCIL"
organization = "cis"
cite = ["page 1 2.1"]

[[organ]]
slug = "committee"
name = "Committee"
kind = "COMMITTEE"
organization = "cis"
parent_organ = "council"
cite = ["page 1 2.2"]

[[membership]]
body = "cis"
member = "armenia"
status = "FULL"
from = "1991-12-21"
cite = ["page 1 1.3"]

[[meeting]]
slug = "first"
name = "First"
kind = "SESSION"
organs = ["council"]
date = { edtf = "1993", basis = "INFERRED", confidence = "LOW", note = "guessed" }
topics = ["war"]
cite = ["page 2 1.1", { source = "page", section = "3", named_as = "Erste", key = "a" }]

[[meeting.participation]]
party = { label = "Member states", count = 2 }
role = "ATTENDED"
cite = [{ source = "page", section = "4", copied_from = "a" }]

[[meeting.agenda_item]]
title = "Peace"
records = ["armenia", "belarus"]
topics = ["war"]
cite = ["page 2 1.2"]

[[meeting.figure]]
measure = "documents"
qualifier = "RANGE"
value = 1
value_to = 2.5
cite = ["page 2 1.2"]

[[document]]
slug = "treaty"
name = "Treaty"
kind = "TREATY"
term_duration = "P5Y"
term_until = "1999-04-02"
depositaries = ["belarus", { label = "The secretariat" }]
cite = ["page 2 1.3"]

[[document.provision]]
key = "oath"
kind = "OBLIGATION"
text = "Keep the peace."
items = ["at home", "abroad"]
parties = [{ role = "ADDRESSEE", record = "armenia" }, { role = "EXAMINER", label = "Experts", count = 3 }]
cite = ["page 2 1.4"]

[[document.treaty_action]]
party = "armenia"
action = "SIGNATURE"
meeting = "first"
cite = ["page 2 1.5"]

[[topic]]
slug = "war"
name = "War"
cite = ["page 2 1.1"]

[[remark]]
key = "said"
kind = "POSITION"
text = "So it is."
voice = "armenia"
about = ["cis", "membership:cis/armenia"]
cite = ["page 2 1.6"]

[[claim]]
subject = "armenia"
field = "name"
value = "Hayastan"
cite = ["page 2 1.7"]
"#;

#[tokio::test]
async fn a_second_import_touches_no_row() {
    let register = Register::new().await;
    let report = register.import(&[("set.toml", SET)]).await.unwrap();
    assert_eq!(report.revision, Some(1));
    let before = register.rows().await;
    let report = register.import(&[("set.toml", SET)]).await.unwrap();
    assert_eq!(report.revision, None);
    assert_eq!(report.total().unchanged, report.total().read);
    assert_eq!(register.changes(&before).await, BTreeMap::new());
}

#[tokio::test]
async fn a_corrected_date_changes_one_row() {
    let register = Register::new().await;
    register.import(&[("set.toml", SET)]).await.unwrap();
    let before = register.rows().await;
    let corrected = SET.replace("from = \"1991-12-21\"", "from = \"1991-12-08\"");
    let report = register.import(&[("set.toml", &corrected)]).await.unwrap();
    assert_eq!((report.revision, report.total().updated), (Some(2), 1));
    let expected =
        [("membership", (1, 1)), ("node", (1, 1)), ("node_change", (0, 1)), ("register", (1, 1)), ("revision", (0, 1))];
    let expected = expected.map(|(table, change)| (table.to_owned(), change));
    assert_eq!(register.changes(&before).await, BTreeMap::from(expected));
    let kept = "SELECT change || ' ' || (before #>> '{row,from_edtf}') || ' ' || (before ->> 'version') || ' '
                || jsonb_array_length(before -> 'citations') FROM node_change";
    assert_eq!(register.ask(kept).await, "UPDATED 1991-12-21 1 1");
    let version = "SELECT version FROM node WHERE key = 'cis/armenia'";
    assert_eq!(register.ask(version).await, "2");
}

#[tokio::test]
async fn the_order_of_files_and_paths_does_not_matter() {
    let register = Register::new().await;
    let (records, statements) = SET.split_once("[[remark]]").unwrap();
    let statements = format!("[[remark]]{statements}");
    let files = [("a.toml", statements.as_str()), ("b.toml", records)];
    register.import(&files).await.unwrap();
    let before = register.rows().await;
    let options = register.options(&files);
    let folder = options.paths[0].clone();
    let paths = ["b.toml", "base.toml", "a.toml", "b.toml"];
    let options = Options { paths: paths.map(|name| folder.join(name)).to_vec(), ..options };
    let report = import::run(&register.db, &options).await.unwrap();
    assert_eq!(report.revision, None);
    assert_eq!(register.changes(&before).await, BTreeMap::new());
}

#[tokio::test]
async fn a_dry_run_reports_and_keeps_nothing() {
    let register = Register::with_base().await;
    let before = register.rows().await;
    let options = Options { dry_run: true, ..register.options(&[("set.toml", SET)]) };
    let report = import::run(&register.db, &options).await.unwrap();
    assert_eq!(report.revision, None);
    assert!(report.total().created > 10);
    assert!(report.to_string().ends_with("This was a dry run: nothing was written."));
    assert_eq!(register.changes(&before).await, BTreeMap::new());
}

#[tokio::test]
async fn a_new_slug_keeps_the_record_and_its_statements() {
    let register = Register::new().await;
    register.import(&[("set.toml", SET)]).await.unwrap();
    let old = register.ask("SELECT id FROM document WHERE slug = 'treaty'").await;
    let renamed = SET
        .replace("slug = \"treaty\"", "slug = \"pact\"\nformer_slugs = [\"treaty\"]")
        .replace("\"Treaty\"", "\"Pact\"");
    let report = register.import(&[("set.toml", &renamed)]).await.unwrap();
    assert_eq!((report.total().created, report.total().updated), (0, 1));
    let new = register.ask("SELECT id FROM document WHERE slug = 'pact'").await;
    assert_eq!(new, old);
    let slugs = "SELECT string_agg(slug, ' ' ORDER BY slug) FROM slug WHERE kind = 'DOCUMENT'";
    assert_eq!(register.ask(slugs).await, "pact treaty");
    let again = register.import(&[("set.toml", &renamed)]).await.unwrap();
    assert_eq!(again.revision, None);
    let spelled = "\n[[remark]]\nkey = 'new'\nkind = 'GAP'\ntext = 'x'\nabout = ['treaty_action:pact/armenia/SIGNATURE', 'treaty']\ncite = ['page']\n";
    let report = register.import(&[("set.toml", &format!("{renamed}{spelled}"))]).await.unwrap();
    assert_eq!((report.total().created, report.total().updated), (1, 0));
}

#[tokio::test]
async fn listeners_hear_the_number_of_the_revision() {
    let register = Register::with_base().await;
    let pool = register.db.get_postgres_connection_pool();
    let mut listener = sqlx::postgres::PgListener::connect_with(pool).await.unwrap();
    listener.listen("depositary_revision").await.unwrap();
    register.import(&[("set.toml", SET)]).await.unwrap();
    let heard = wait::within("the news of a revision", listener.recv()).await.unwrap();
    assert_eq!(heard.payload(), "2");
    let stands = "SELECT register.revision || ' ' || created || ' ' || updated || ' ' || deleted FROM register JOIN revision ON number = register.revision";
    assert_eq!(register.ask(stands).await, "2 13 0 0");
}

#[tokio::test]
async fn two_imports_at_once_make_one_revision() {
    let register = Register::with_base().await;
    let options = register.options(&[("set.toml", SET)]);
    let (one, other) = tokio::join!(import::run(&register.db, &options), import::run(&register.db, &options));
    let mut revisions = [one.unwrap().revision, other.unwrap().revision];
    revisions.sort_unstable();
    assert_eq!(revisions, [None, Some(2)]);
}
