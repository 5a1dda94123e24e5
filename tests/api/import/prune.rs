//! Pruning: what no file names any more goes, and leaves a tombstone.
use crate::import::register::Register;
use depositary::import::{self, Options};

const GUEST: &str = "[[state]]\nslug = 'guest'\nname = 'Guest'\ncite = ['page']\n[[organ]]\nslug = 'council'\nname = 'Council'\nkind = 'COUNCIL'\norganization = 'cis'\ncite = ['page']\n";
const MEMBER: &str = "[[organ.membership]]\nmember = 'guest'\nstatus = 'OBSERVER'\ncite = ['page']\n[[source]]\nslug = 'leaflet'\nname = 'Leaflet'\nkind = 'OTHER'\ncite = ['leaflet']\n";

const TOMBSTONES: &str =
    "SELECT string_agg(kind || ' ' || coalesce(slug, '-') || ' ' || deleted_in, ', ' ORDER BY node_id) FROM tombstone";

#[tokio::test]
async fn nothing_is_deleted_unless_it_is_asked_for() {
    let register = Register::new().await;
    let text = format!("{GUEST}{MEMBER}");
    register.import(&[("a.toml", &text)]).await.unwrap();
    assert_eq!(register.import(&[]).await.unwrap().revision, None);
    let report = register.prune(&[]).await.unwrap();
    assert_eq!(report.total().deleted, 4);
    assert_eq!(register.ask(TOMBSTONES).await, "STATE guest 2, SOURCE leaflet 2, ORGAN council 2, MEMBERSHIP - 2");
    let kept = "SELECT string_agg(change || ' ' || (before #>> '{row,id}' = node_id::text), ', ') FROM node_change";
    let deleted = "DELETED true, DELETED true, DELETED true, DELETED true";
    assert_eq!(register.ask(kept).await, deleted);
    let left = "SELECT count(*) FROM slug WHERE slug IN ('guest', 'council', 'leaflet')";
    assert_eq!(register.ask(left).await, "0");
    assert_eq!(register.prune(&[]).await.unwrap().revision, None);

    let report = register.import(&[("a.toml", &text)]).await.unwrap();
    assert_eq!(report.total().created, 4);
}

#[tokio::test]
async fn what_others_refer_to_is_not_deleted() {
    let register = Register::new().await;
    let text = format!("{GUEST}{MEMBER}");
    register.import(&[("a.toml", &text)]).await.unwrap();
    let before = register.rows().await;
    let only = "[[membership]]\nbody = 'council'\nmember = 'guest'\nstatus = 'FULL'\ncite = ['leaflet']\n";
    let problems = register.problems(register.prune(&[("a.toml", only)]).await);
    assert_eq!(
        problems,
        [
            "a.toml:1: no set names the organ \"council\" any more, but the membership \"council/guest\" still refers to it",
            "a.toml:1: no set names the source \"leaflet\" any more, but the membership \"council/guest\" still refers to it",
            "a.toml:1: no set names the state \"guest\" any more, but the membership \"council/guest\" still refers to it",
        ]
    );
    assert!(register.changes(&before).await.is_empty());
}

#[tokio::test]
async fn what_no_import_made_stays() {
    let register = Register::with_base().await;
    for sql in [
        "INSERT INTO node (kind, created_in) VALUES ('PERSON', 0)",
        "INSERT INTO slug SELECT 'someone', id, kind FROM node WHERE kind = 'PERSON'",
        "INSERT INTO person (id, slug, name) SELECT id, 'someone', 'Someone' FROM node WHERE kind = 'PERSON'",
    ] {
        sea_orm::ConnectionTrait::execute_unprepared(
            &register.db,
            &format!("BEGIN; SET CONSTRAINTS ALL DEFERRED; {sql}; COMMIT"),
        )
        .await
        .unwrap();
    }
    assert_eq!(register.prune(&[]).await.unwrap().revision, None);
    let known = "[[person]]\nslug = 'someone'\nname = 'Someone Else'\ncite = ['page']\n";
    let report = register.import(&[("a.toml", known)]).await.unwrap();
    assert_eq!((report.total().created, report.total().updated), (0, 1));
}

/// A wrong folder is no wish to delete everything.
#[tokio::test]
async fn a_folder_without_files_prunes_nothing() {
    let register = Register::with_base().await;
    let before = register.rows().await;
    for prune in [false, true] {
        let folder = tempfile::TempDir::new().unwrap();
        let options = Options { prune, paths: vec![folder.path().to_owned()], ..register.options(&[]) };
        let refused = import::run(&register.db, &options).await.unwrap_err();
        assert!(refused.to_string().contains("holds no file that ends in .toml"), "{refused}");
    }
    assert!(register.changes(&before).await.is_empty());
}
