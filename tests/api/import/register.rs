//! A register of its own for each test.
use crate::postgres;
use depositary::import::{self, Options, Refused, Report};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::{collections::BTreeMap, fs};
use tempfile::TempDir;

/// Records that most tests need.
pub const BASE: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "armenia"
name = "Armenia"
iso2 = "AM"
cite = ["page 1 1.1"]

[[state]]
slug = "belarus"
name = "Belarus"
cite = ["page 1 1.1"]

[[organization]]
slug = "cis"
name = "Commonwealth"
kind = "INTERGOVERNMENTAL_ORGANIZATION"
cite = ["page 1 1.2"]
"#;

pub struct Register {
    pub db: DatabaseConnection,
    folder: TempDir,
}

impl Register {
    pub async fn new() -> Self {
        let database = postgres::clone_of(postgres::EMPTY).await;
        Self { db: postgres::session(&database).await, folder: TempDir::new().unwrap() }
    }

    /// A register that holds [`BASE`].
    pub async fn with_base() -> Self {
        let register = Self::new().await;
        register.import(&[]).await.unwrap();
        register
    }

    /// The options that read these files and [`BASE`].
    pub fn options(&self, files: &[(&str, &str)]) -> Options {
        let folder = self.folder.path();
        for old in fs::read_dir(folder).unwrap() {
            fs::remove_file(old.unwrap().path()).unwrap();
        }
        fs::write(folder.join("base.toml"), BASE).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        Options {
            paths: vec![folder.to_owned()],
            author: "an editor".to_owned(),
            message: "a test".to_owned(),
            ..Options::default()
        }
    }

    pub async fn import(&self, files: &[(&str, &str)]) -> Result<Report, Refused> {
        import::run(&self.db, &self.options(files)).await
    }

    pub async fn prune(&self, files: &[(&str, &str)]) -> Result<Report, Refused> {
        let options = Options { prune: true, ..self.options(files) };
        import::run(&self.db, &options).await
    }

    /// The problems of a refused import, without the folder.
    pub fn problems(&self, outcome: Result<Report, Refused>) -> Vec<String> {
        let Err(Refused::Problems(problems)) = outcome else {
            panic!("not refused: {outcome:?}");
        };
        let folder = format!("{}/", self.folder.path().display());
        let lines = problems.iter().map(ToString::to_string);
        lines.map(|line| line.replace(&folder, "")).collect()
    }

    /// The first column of the first row, as text.
    pub async fn ask(&self, sql: &str) -> String {
        let sql = format!("SELECT coalesce((({sql})::text), 'null')");
        let row = self.db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
        row.unwrap().try_get_by_index(0).unwrap()
    }

    /// Every row of every table with the transaction that wrote it, by table.
    pub async fn rows(&self) -> BTreeMap<String, Vec<String>> {
        let sql = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
        let tables = self.db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
        let mut rows = BTreeMap::new();
        for table in tables {
            let table: String = table.try_get_by_index(0).unwrap();
            let sql = format!("SELECT xmin::text || ' ' || held::text FROM {table} AS held ORDER BY 1");
            let found = self.db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
            let found = found.iter().map(|row| row.try_get_by_index(0).unwrap());
            rows.insert(table, found.collect());
        }
        rows
    }

    /// How many rows of each table were written or deleted since, as `(deleted or old, written)`.
    pub async fn changes(&self, before: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, (usize, usize)> {
        let after = self.rows().await;
        let missing = |from: &[String], other: &[String]| from.iter().filter(|row| !other.contains(row)).count();
        let tables = before.iter().map(|(table, rows)| {
            let now = &after[table];
            (table.clone(), (missing(rows, now), missing(now, rows)))
        });
        tables.filter(|(_, change)| *change != (0, 0)).collect()
    }
}
