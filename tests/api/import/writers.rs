//! Writers beside each other: two processes at once, and an import into the private PostgreSQL of a running server.
use crate::{
    postgres,
    start::{Running, depositary, open},
    wait,
};
use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Output, Stdio},
};
use tokio::process::Command;

/// Pairs of imports.
const ROUNDS: usize = 10;

/// The data file of a set: a source, a record that all sets name, and one of its own.
fn write(folder: &Path, set: &str, round: usize) {
    let text = format!(
        "[[source]]\nslug = 'page'\nname = 'Page'\nkind = 'OTHER'\ncite = ['page']\n\
         [[state]]\nslug = 'land-{round}'\nname = 'Land'\ncite = ['page']\n\
         [[person]]\nslug = 'person-of-{set}-{round}'\nname = 'Person'\ncite = ['page']\n"
    );
    fs::create_dir_all(folder.join(set)).expect("a folder");
    fs::write(folder.join(set).join("a.toml"), text).expect("a file");
}

async fn import(folder: &Path, set: &str, url: &str) -> Output {
    let path = folder.join(set).display().to_string();
    let mut command = Command::from(depositary(&["import", "--database-url", url, &path]));
    let output = command.kill_on_drop(true).output();
    wait::within("an import", output).await.expect("the program runs")
}

#[tokio::test]
async fn two_processes_write_one_after_the_other() {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::cluster().await.url(&database);
    let folder = tempfile::tempdir().expect("a folder");
    for round in 0..ROUNDS {
        for set in ["one", "two"] {
            write(folder.path(), set, round);
        }
        let both = tokio::join!(import(folder.path(), "one", &url), import(folder.path(), "two", &url));
        for output in [both.0, both.1] {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let db = postgres::session(&database).await;
    let ask = async |sql: &str| postgres::rows(&db, sql).await[0].try_get_by_index::<i64>(0).expect("a number");
    let revisions = i64::try_from(2 * ROUNDS).expect("few rounds");
    assert_eq!(ask("SELECT revision FROM register").await, revisions);
    assert_eq!(ask("SELECT count(DISTINCT number) FROM revision WHERE number BETWEEN 1 AND 20").await, revisions);
    let unordered = "SELECT count(*) FROM revision AS one JOIN revision AS other ON other.number = one.number + 1 AND other.recorded_at < one.recorded_at";
    assert_eq!(ask(unordered).await, 0);
    let made = "SELECT count(*) FROM node WHERE kind IN ('STATE', 'PERSON')";
    assert_eq!(ask(made).await, i64::try_from(3 * ROUNDS).expect("few rounds"));
    let both = "SELECT count(*) FROM (SELECT node_id FROM contribution GROUP BY node_id HAVING count(*) = 2) AS shared";
    assert_eq!(
        ask(both).await,
        i64::try_from(ROUNDS + 1).expect("few rounds"),
        "both sets give the states and the source"
    );
}

#[tokio::test]
async fn an_import_writes_through_the_server_that_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    open(folder.path());
    let data = folder.path().join("data").display().to_string();
    let mut serve = depositary(&["serve", "--listen", "127.0.0.1:0", "--workers", "1", "--data-dir", &data]);
    let mut server = Running(serve.stdout(Stdio::piped()).spawn().expect("the program runs"));
    let said = BufReader::new(server.0.stdout.take().expect("its output")).lines().next().expect("a line").unwrap();
    let address = said.strip_prefix("Listening on ").expect("an address").to_owned();

    write(folder.path(), "one", 0);
    let path = folder.path().join("one").display().to_string();
    let mut command = Command::from(depositary(&["import", "--data-dir", &data, &path]));
    let output = wait::within("an import", command.kill_on_drop(true).output()).await.expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let body = serde_json::json!({ "query": "{ state(slug: \"land-0\") { name } }" });
    let answer = reqwest::Client::new().post(format!("{address}/graphql")).json(&body).send().await.expect("an answer");
    assert_eq!(answer.text().await.expect("a text"), r#"{"data":{"state":{"name":"Land"}}}"#);

    // Ended as a terminal ends it, so that PostgreSQL goes too.
    let ended = std::process::Command::new("kill").args(["-TERM", &server.0.id().to_string()]).status();
    assert!(ended.expect("kill").success());
    let ended = wait::until("the server's end", async || server.0.try_wait().expect("a process")).await;
    assert!(ended.success(), "{ended:?}");
}
