//! The entries that are stored are those that would be made now.

use super::{
    known::REGISTER,
    statement::{found, page},
};
use crate::{import::register::Register, postgres, wait};
use depositary::generate::{self, Options, Size};
use ledger::revision::WAIT;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, TransactionTrait as _};
use search::{gather, rebuild};
use std::collections::BTreeSet;

/// Everything that is stored for the search.
async fn stored(db: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT line FROM (
        SELECT concat_ws(' ', node_id, kind, names, texts, folded, body) FROM search_entry
        UNION ALL SELECT concat_ws(' ', 'name', node_id, kind, name, begins, is_inner) FROM search_name
        UNION ALL SELECT concat_ws(' ', 'word', word, stem) FROM search_word) AS lines (line) ORDER BY line COLLATE \"C\"";
    postgres::rows(db, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn records(db: &DatabaseConnection) -> Vec<i64> {
    let sql = "SELECT DISTINCT node_id FROM slug ORDER BY 1";
    postgres::rows(db, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Compares what is stored with what the texts of the register say now, in two ways.
async fn assert_true(db: &DatabaseConnection) {
    let records = records(db).await;
    let fresh = gather::entries(db, &records).await.unwrap();
    let words = fresh.values().flat_map(|(_, entry)| entry.words.iter().cloned()).collect::<BTreeSet<_>>();
    let known = postgres::rows(db, "SELECT word FROM search_word").await;
    assert_eq!(known.iter().map(|row| row.try_get_by_index(0).unwrap()).collect::<BTreeSet<String>>(), words);
    let rows = postgres::rows(db, "SELECT node_id, kind, names, texts, folded, body::text FROM search_entry").await;
    assert_eq!(rows.len(), fresh.len());
    assert_eq!(fresh.len(), records.len());
    for row in rows {
        let list = |at: usize| -> Vec<String> {
            serde_json::from_value(row.try_get_by_index::<serde_json::Value>(at).unwrap()).unwrap()
        };
        let (kind, entry) = &fresh[&row.try_get_by_index::<i64>(0).unwrap()];
        assert_eq!(*kind, row.try_get_by_index::<String>(1).unwrap());
        assert_eq!((&entry.names, &entry.texts), (&list(2), &list(3)));
        assert_eq!(entry.folded, row.try_get_by_index::<String>(4).unwrap());
        // PostgreSQL orders the words by their length.
        let sorted = |body: &str| body.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(sorted(&entry.body), sorted(&row.try_get_by_index::<String>(5).unwrap()));
    }
    let before = stored(db).await;
    assert!(rebuild(db, WAIT).await.unwrap());
    assert_eq!(stored(db).await, before);
    assert!(!rebuild(db, WAIT).await.unwrap());
    db.execute_unprepared("UPDATE search_state SET folding = 0").await.unwrap();
}

#[actix_web::test]
async fn the_entries_of_the_demonstration_stay_true_through_imports() {
    let db = postgres::session(&postgres::clone_of(postgres::DEMONSTRATION).await).await;
    assert_true(&db).await;
    let before = stored(&db).await;
    let report = postgres::import_data(&db, postgres::data()).await.unwrap();
    assert_eq!(report.revision, None);
    assert_eq!(stored(&db).await, before);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("more.toml"),
        "[[name]]\nsubject = \"cis\"\ntext = \"Qwertyland\"\nkind = \"ALIAS\"\ncite = [\"cis-page\"]\n",
    )
    .unwrap();
    postgres::import_data(&db, folder.path().to_owned()).await.unwrap();
    assert_true(&db).await;
    assert_eq!(found(&db, "qwertyland").await, ["cis"]);
}

/// Every way in which a text may come, change or go, one import after another.
#[actix_web::test]
async fn entries_follow_every_change() {
    let register = Register::new().await;
    // The page stands in the base of all imports.
    let set = format!("[[state]]{}", REGISTER.split_once("[[state]]").unwrap().1);
    let steps: &[(&str, &str, &str, &[&str])] = &[
        ("name = \"Terrorism\"", "name = \"Brigandage\"", "brigandage", &["terrorism", "meeting"]),
        ("text = \"The Republican League\"", "text = \"Zeta\"", "zeta", &["league"]),
        ("title = \"Nagorno-Karabakh\"", "title = \"Ossetia\"", "ossetia", &["meeting"]),
        ("text = \"Works for the settlement of disputes.\"", "text = \"Wrangles.\"", "wrangles", &["league"]),
        ("text = \"A hollow promise, <said> one observer.\"", "text = \"Feathers.\"", "feathers", &["forces"]),
        ("about = [\"forces\"]", "about = [\"operations\"]", "hollow", &["operations"]),
        ("text = \"The link is tenuous.\"", "text = \"Gossamer.\"", "gossamer", &["operations"]),
        ("topics = [\"terrorism\"]\n", "", "terrorism", &["terrorism", "centre"]),
        ("abbreviation = \"LSR\"", "abbreviation = \"QQQ\"", "qqq", &["league", "centre", "defence-council"]),
        ("rank = \"DEPRECATED\"", "rank = \"NORMAL\"", "unobtainium", &["forces"]),
        ("value = \"Alliance of Sovereign Republics\"", "value = \"Concert\"", "concert", &["league"]),
    ];
    let import = async |text: &str| {
        register.prune(&[("set.toml", text)]).await.unwrap_or_else(|refused| panic!("{refused}"));
        assert_true(&register.db).await;
    };
    import(&set).await;
    for (from, to, query, slugs) in steps {
        let before = found(&register.db, query).await;
        let changed = set.replacen(from, to, 1);
        assert_ne!(changed, set, "{from}");
        import(&changed).await;
        assert_eq!(found(&register.db, query).await, *slugs, "{query}");
        assert_ne!(before, *slugs, "{query}");
        import(&set).await;
        assert_eq!(found(&register.db, query).await, before, "{query}");
    }
    // What no file names any more goes, and its words with it.
    import("").await;
    assert_eq!(found(&register.db, "karabakh").await, [""; 0]);
    assert_eq!(register.ask("SELECT count(*) FROM search_word WHERE word = 'karabakh'").await, "0");
}

#[actix_web::test]
async fn an_entry_that_stays_the_same_is_not_written() {
    let register = Register::new().await;
    let set = format!("[[state]]{}", REGISTER.split_once("[[state]]").unwrap().1);
    register.import(&[("set.toml", &set)]).await.unwrap();
    let before = register.rows().await;
    let changed = set.replacen("kind = \"REPORT\"", "kind = \"STATEMENT\"", 1);
    assert_eq!(register.import(&[("set.toml", &changed)]).await.unwrap().total().updated, 1);
    let changes = register.changes(&before).await;
    assert!(
        changes.contains_key("document") && changes.keys().all(|table| !table.starts_with("search")),
        "{changes:?}"
    );
    let changed = changed.replacen("Report on peacekeeping", "Report on peacemaking", 1);
    register.import(&[("set.toml", &changed)]).await.unwrap();
    let changes = register.changes(&before).await;
    // "peacemaking" is new, and "peacekeeping" is a word of another record still.
    assert_eq!((changes["search_entry"], changes["search_word"]), ((1, 1), (0, 1)));
}

#[actix_web::test]
async fn a_synthetic_register_has_the_entries_that_an_import_would_make() {
    let db = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let size = Size { organizations: 5, memberships: 40, meetings: 30, documents: 60, actions: 300 };
    generate::run(&db, &Options { size, seed: 1, is_cited: false }).await.unwrap();
    assert_true(&db).await;
    let index = "SELECT indexdef FROM pg_indexes WHERE indexname = 'search_entry_body'";
    assert_eq!(postgres::rows(&db, index).await.len(), 1);
}

#[actix_web::test]
async fn a_register_without_entries_gets_them() {
    let db = postgres::session(&postgres::clone_of(postgres::DEMONSTRATION).await).await;
    let before = stored(&db).await;
    db.execute_unprepared("DELETE FROM search_entry; DELETE FROM search_word").await.unwrap();
    assert!(rebuild(&db, WAIT).await.unwrap());
    assert_eq!(stored(&db).await, before);
}

#[actix_web::test]
async fn entries_are_made_anew_when_no_other_writer_is_at_work() {
    let database = postgres::clone_of(postgres::DEMONSTRATION).await;
    let db = postgres::session(&database).await;
    let writer = postgres::session(&database).await;
    let observer = postgres::session(&database).await;
    db.execute_unprepared("UPDATE search_state SET folding = 0").await.unwrap();
    let transaction = writer.begin().await.unwrap();
    transaction.execute_unprepared(WAIT).await.unwrap();
    let rebuilding = {
        let db = db.clone();
        actix_web::rt::spawn(async move { rebuild(&db, WAIT).await })
    };
    let waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted \
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    wait::until("the rebuild waits for the writer", async || postgres::rows(&observer, waiting).await.pop()).await;
    assert!(!rebuilding.is_finished());
    transaction.commit().await.unwrap();
    assert!(wait::within("the rebuild", rebuilding).await.unwrap().unwrap());
}

/// All pages together are the list, with nothing twice and nothing left out, in one order.
#[actix_web::test]
async fn deep_pages_follow_one_another() {
    let db = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let size = Size { organizations: 20, memberships: 40, meetings: 400, documents: 600, actions: 300 };
    generate::run(&db, &Options { size, seed: 1, is_cited: false }).await.unwrap();
    let all = page(&db, "session", None, 10_000).await;
    assert!(all.len() >= 400, "{}", all.len());
    let mut paged = Vec::new();
    loop {
        let after = paged.last().map(|hit: &super::statement::Hit| (hit.place, hit.id));
        let next = page(&db, "session", after, 37).await;
        if next.is_empty() {
            break;
        }
        paged.extend(next);
        assert!(paged.len() <= all.len(), "more than there is");
    }
    assert_eq!(paged, all);
    let ids = all.iter().map(|hit| hit.id).collect::<BTreeSet<_>>();
    assert_eq!(ids.len(), all.len());
    assert!(all.is_sorted_by_key(|hit| (hit.place, hit.id)));
}
