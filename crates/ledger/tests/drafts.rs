//! Drafts built in Rust, as a mutation builds them from its arguments: no file, no text, origins of their own.

use ledger::{Draft, Given, Options, Origin, Origins, Refused, SetName, Value, write};
use migration::{Migrator, MigratorTrait as _};
use private_postgres::{Cluster, Options as ClusterOptions};
use sea_orm::{Database, DatabaseConnection};
use std::collections::BTreeMap;

/// A path in the arguments of a mutation.
type ArgumentPath = Vec<&'static str>;

/// A separate register. Its PostgreSQL cluster is removed when the process ends.
async fn register() -> DatabaseConnection {
    let folder = std::env::temp_dir().join(format!("depositary-ledger-{}", std::process::id()));
    let cluster = Cluster::start(ClusterOptions {
        data_dir: folder,
        bin_dir: folder_of("PG_BIN_DIR"),
        fetched: folder_of("DEPOSITARY_POSTGRES_DIR"),
        settings: vec![("fsync".to_owned(), "off".to_owned())],
        log_bytes: private_postgres::LOG_BYTES,
    })
    .await
    .expect("a cluster for the test");
    cluster.stop_with_me().expect("a watcher that stops it");
    let db = Database::connect(cluster.url("postgres")).await.expect("a connection");
    std::mem::forget(cluster);
    sea_orm::ConnectionTrait::execute_unprepared(&db, "create extension pg_trgm").await.expect("the extension");
    Migrator::up(&db, None).await.expect("migrations");
    db
}

fn folder_of(variable: &str) -> Option<std::path::PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(std::path::PathBuf::from)
}

/// Arguments of a mutation, and the drafts that are made of them.
#[derive(Default)]
struct Arguments {
    paths: Origins<ArgumentPath>,
}

impl Arguments {
    fn at(&mut self, path: &[&'static str]) -> Origin {
        self.paths.add(path.to_vec())
    }

    fn record(&mut self, kind: &str, slug: &'static str, fields: &[(&'static str, &str)]) -> Draft {
        let mut draft = Draft::new(kind, self.at(&[slug])).with("slug", self.at(&[slug, "slug"]), slug);
        for (name, value) in fields {
            draft = draft.with(*name, self.at(&[slug, name]), *value);
        }
        let cite = Given { origin: self.at(&[slug, "cite", "0"]), value: "page".into() };
        draft.with("cite", self.at(&[slug, "cite"]), vec![cite])
    }

    fn paths_of(&self, refused: &Refused) -> Vec<(String, String)> {
        let Refused::Problems(problems) = refused else { panic!("{refused}") };
        let path =
            |problem: &ledger::Problem| self.paths.get(problem.origin.expect("an origin")).expect("a path").join(".");
        problems.iter().map(|problem| (path(problem), problem.reason.clone())).collect()
    }
}

fn options() -> Options {
    Options {
        set: SetName { name: "api".to_owned(), ..SetName::default() },
        author: "an editor".to_owned(),
        message: "A mutation.".to_owned(),
        ..Options::default()
    }
}

#[tokio::test]
async fn a_mutation_writes_drafts_and_is_refused_by_paths_of_its_arguments() {
    let db = register().await;
    let mut input = Arguments::default();
    let base = vec![
        input.record("source", "page", &[("name", "Page"), ("kind", "WEB_PAGE")]),
        input.record("organization", "union", &[("name", "Union"), ("kind", "OTHER")]),
        input.record("state", "land", &[("name", "Land"), ("iso2", "LA")]),
    ];
    assert_eq!(write(&db, base.clone(), &options()).await.expect("right drafts").revision, Some(1));
    assert_eq!(write(&db, base, &options()).await.expect("the same drafts").revision, None);

    let mut input = Arguments::default();
    let date = BTreeMap::from([
        ("edtf".to_owned(), Given { origin: input.at(&["from", "edtf"]), value: "1993-13".into() }),
        ("basis".to_owned(), Given { origin: input.at(&["from", "basis"]), value: "STATED".into() }),
    ]);
    let membership = Draft::new("membership", input.at(&["membership"]))
        .with("body", input.at(&["body"]), "union")
        .with("member", input.at(&["member"]), "nobody")
        .with("status", input.at(&["status"]), "FUL")
        .with("from", input.at(&["from"]), Value::Table(date))
        .with("frm", input.at(&["frm"]), "1993");
    let refused = write(&db, vec![membership], &options()).await.expect_err("wrong drafts");
    let found = input.paths_of(&refused);
    let paths = found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>();
    assert_eq!(paths, ["member", "status", "from", "frm"], "{found:#?}");
    assert!(found[0].1.contains("\"nobody\""), "{found:#?}");
    assert!(found[1].1.contains("did you mean `FULL`?"), "{found:#?}");
    assert!(found[3].1.contains("did you mean `from`?"), "{found:#?}");
}
