//! Answers are kept, tagged, coded and forgotten: by the revision of the register.

use crate::{app::TestApp, postgres, wait};
use reqwest::{
    Response, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY},
};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

const NAMES: &str = "{ states(first: 100) { nodes { name slug names { nodes { text } } } } }";

async fn get(app: &TestApp, query: &str, headers: &[(reqwest::header::HeaderName, &str)]) -> Response {
    let mut request = app.client().get(app.url("/graphql")).query(&[("query", query)]);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.send().await.expect("an answer")
}

fn header(response: &Response, name: reqwest::header::HeaderName) -> String {
    response.headers().get(name).map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
}

/// A connection of its own for who writes: it stays, whoever else is kept from connecting.
async fn writer(app: &TestApp) -> PgConnection {
    PgConnection::connect(&postgres::cluster().await.url(&app.database)).await.expect("a connection")
}

/// Renames a state as a revision of its own, told to all who listen.
async fn rename(writer: &mut PgConnection, name: &str) {
    let sql = format!(
        "begin;
         update state set name = '{name}' where slug = 'armenia';
         insert into revision (number, author) select revision + 1, 'test' from register;
         update register set revision = revision + 1;
         select pg_notify('depositary_revision', revision::text) from register;
         commit;"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(writer).await.expect("a revision");
}

/// Asks until an answer names a state so; the news of a revision takes its way.
async fn until_named(app: &TestApp, name: &str) -> String {
    wait::until(&format!("the name {name}"), async || {
        let response = get(app, "{ state(slug: \"armenia\") { name } }", &[]).await;
        let tag = header(&response, ETAG);
        let body: Value = response.json().await.expect("JSON");
        (body["data"]["state"]["name"] == name).then_some(tag)
    })
    .await
}

#[actix_web::test]
async fn an_answer_is_read_once_and_then_known_by_its_tag() {
    let app = TestApp::caching().await;
    let first = get(&app, NAMES, &[]).await;
    let tag = header(&first, ETAG);
    assert!(tag.starts_with("\"1-"), "{tag}");
    assert_eq!(header(&first, CACHE_CONTROL), "public, no-cache");
    assert_eq!(header(&first, VARY), "Accept, Accept-Encoding");
    let body = first.text().await.expect("text");

    let since = postgres::log_length().await;
    let second = get(&app, NAMES, &[]).await;
    assert_eq!(header(&second, ETAG), tag);
    assert_eq!(second.text().await.expect("text"), body);
    let third = get(&app, NAMES, &[(IF_NONE_MATCH, &tag)]).await;
    assert_eq!(third.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&third, ETAG), tag);
    assert_eq!(third.bytes().await.expect("bytes").len(), 0);
    assert_eq!(postgres::commands(&app.database, since).await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_client_says_which_answers_it_has() {
    let app = TestApp::caching().await;
    let tag = header(&get(&app, NAMES, &[]).await, ETAG);
    let weak = format!("W/{tag}");
    let list = format!("\"other\", {tag}");
    let weak_list = format!("W/\"other\",{weak} ,\"another\"");
    let has: [&[&str]; 7] = [&[&tag], &[&weak], &[&list], &[&weak_list], &["\"other\"", &tag], &["*"], &[" * "]];
    for lines in has {
        let headers: Vec<_> = lines.iter().map(|line| (IF_NONE_MATCH, *line)).collect();
        let response = get(&app, NAMES, &headers).await;
        assert_eq!((response.status(), header(&response, ETAG)), (StatusCode::NOT_MODIFIED, tag.clone()), "{lines:?}");
    }
    let unquoted = tag.trim_matches('"');
    let has_not: [&[&str]; 5] = [&["\"other\""], &["W/\"other\", \"another\""], &[""], &[unquoted], &["\"*\""]];
    for lines in has_not {
        let headers: Vec<_> = lines.iter().map(|line| (IF_NONE_MATCH, *line)).collect();
        assert_eq!(get(&app, NAMES, &headers).await.status(), StatusCode::OK, "{lines:?}");
    }
    // An answer that was never asked for is there all the same; one with errors is none that could be kept.
    let new = get(&app, "{ states { totalCount } }", &[(IF_NONE_MATCH, "*")]).await;
    assert_eq!(new.status(), StatusCode::NOT_MODIFIED);
    let failed = get(&app, "{ node(id: \"x\") { id } }", &[(IF_NONE_MATCH, "*")]).await;
    assert_eq!((failed.status(), header(&failed, ETAG).as_str()), (StatusCode::OK, ""));
    // A condition on a POST would be about its effect.
    let post = app.client().post(app.url("/graphql")).json(&json!({ "query": NAMES })).header(IF_NONE_MATCH, "*");
    assert_eq!(post.send().await.expect("an answer").status(), StatusCode::OK);
}

#[actix_web::test]
async fn an_answer_in_one_coding_is_none_in_another() {
    let app = TestApp::caching().await;
    let gzip = header(&get(&app, NAMES, &[(ACCEPT_ENCODING, "gzip")]).await, ETAG);
    for (coding, status) in [
        ("gzip", StatusCode::NOT_MODIFIED),
        ("br", StatusCode::OK),
        ("zstd", StatusCode::OK),
        ("identity", StatusCode::OK),
    ] {
        let response = get(&app, NAMES, &[(ACCEPT_ENCODING, coding), (IF_NONE_MATCH, &gzip)]).await;
        assert_eq!(response.status(), status, "{coding}");
        assert_eq!(header(&response, ETAG) == gzip, status == StatusCode::NOT_MODIFIED, "{coding}");
    }
}

#[actix_web::test]
async fn a_new_revision_has_a_new_answer() {
    let app = TestApp::caching().await;
    let before = until_named(&app, "Armenia").await;
    rename(&mut writer(&app).await, "Hayastan").await;
    let after = until_named(&app, "Hayastan").await;
    assert_ne!(before, after);
    let stale = get(&app, "{ state(slug: \"armenia\") { name } }", &[(IF_NONE_MATCH, &before)]).await;
    assert_eq!(stale.status(), StatusCode::OK);
}

/// Asks for the name of a state; says it, and whether the server asked PostgreSQL.
async fn name_of_state(app: &TestApp) -> (String, bool) {
    let answer = app.post(&json!({ "query": "{ state(slug: \"armenia\") { name } }" })).await;
    (answer.data()["state"]["name"].as_str().expect("a name").to_owned(), !answer.commands.is_empty())
}

/// Asks until the answer is one that was kept.
async fn until_kept(app: &TestApp) {
    wait::until("an answer that was kept", async || (!name_of_state(app).await.1).then_some(())).await;
}

/// Whether anybody may connect to the server's database from now on.
async fn allow(app: &TestApp, allowed: bool) {
    let maintenance = postgres::session("postgres").await;
    let sql = format!("alter database {} allow_connections {allowed}", app.database);
    maintenance.execute_unprepared(&sql).await.expect("a setting");
    maintenance.close().await.expect("closed");
}

/// Cuts the connection by which the server listens. It cannot come back before [`allow`]; those of answers stay.
async fn silence(app: &TestApp) {
    allow(app, false).await;
    let maintenance = postgres::session("postgres").await;
    let cut = format!(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = '{}' and application_name = 'depositary-watch'",
        app.database
    );
    maintenance.execute_unprepared(&cut).await.expect("cut off");
    maintenance.close().await.expect("closed");
    wait::until("the server notices that nobody tells it", async || (!app.listens().await).then_some(())).await;
}

/// Lets the server listen again.
async fn hear(app: &TestApp) {
    allow(app, true).await;
    app.listening().await;
}

/// A register that begins anew has revisions of the same numbers.
#[actix_web::test]
async fn a_tag_of_one_register_is_none_of_another() {
    let query = "{ revision { number } organizations { totalCount } }";
    let land = "[[state]]\nslug = \"land\"\nname = \"Land\"\ncite = [\"page\"]\n\n";
    let page = "[[source]]\nslug = \"page\"\nname = \"Page\"\nkind = \"WEB_PAGE\"\ncite = [\"page\"]\n";
    let former = TestApp::caching_over(postgres::holding(&format!("{page}{land}")).await).await;
    let answer = get(&former, query, &[]).await;
    let tag = header(&answer, ETAG);
    let same = TestApp::caching_over(former.database.clone()).await;
    assert_eq!(get(&same, query, &[(IF_NONE_MATCH, &tag)]).await.status(), StatusCode::NOT_MODIFIED);
    let anew = TestApp::caching_over(postgres::holding(page).await).await;
    let other = get(&anew, query, &[(IF_NONE_MATCH, &tag)]).await;
    assert_eq!((other.status(), header(&other, ETAG) == tag), (StatusCode::OK, false));
    assert_eq!(answer.json::<Value>().await.unwrap(), other.json::<Value>().await.unwrap());
}

#[actix_web::test]
async fn while_nobody_listens_nothing_old_is_served() {
    let app = TestApp::caching().await;
    let mut writer = writer(&app).await;
    for name in ["Hayastan", "Armenia", "Hayastan"] {
        // The answer is kept before the connection is cut.
        until_kept(&app).await;
        silence(&app).await;
        rename(&mut writer, name).await;
        for _ in 0..2 {
            assert_eq!(name_of_state(&app).await, (name.to_owned(), true), "read from the database");
        }
        // A change that was told to nobody is known once somebody listens again.
        hear(&app).await;
        assert_eq!(name_of_state(&app).await.0, name);
    }
}

#[actix_web::test]
async fn as_long_as_nobody_can_listen_every_answer_is_that_of_the_database() {
    let app = TestApp::caching().await;
    let mut writer = writer(&app).await;
    until_kept(&app).await;
    silence(&app).await;
    for number in 0..50 {
        let name = format!("Armenia {number}");
        rename(&mut writer, &name).await;
        for _ in 0..2 {
            assert_eq!(name_of_state(&app).await, (name.clone(), true), "read from the database");
        }
        assert!(!app.listens().await, "nobody can");
    }
}

/// The processes of PostgreSQL by which the server listens.
async fn listeners(app: &TestApp) -> Vec<i32> {
    let listeners = format!(
        "select pid from pg_stat_activity where datname = '{}' and application_name = 'depositary-watch' order by pid",
        app.database
    );
    let rows = postgres::rows(&postgres::session("postgres").await, &listeners).await;
    rows.iter().map(|row| row.try_get("", "pid").expect("a process")).collect()
}

#[actix_web::test]
async fn news_of_no_revision_does_no_harm() {
    let app = TestApp::caching().await;
    let before = listeners(&app).await;
    let mut writer = writer(&app).await;
    for news in ["", "nonsense", "-7", "9000000000000000000"] {
        let sql = format!("select pg_notify('depositary_revision', '{news}')");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut writer).await.expect("news");
    }
    rename(&mut writer, "Hayastan").await;
    until_named(&app, "Hayastan").await;
    until_kept(&app).await;
    assert_eq!(listeners(&app).await, before);
}

#[actix_web::test]
async fn each_coding_is_an_answer_of_its_own() {
    let app = TestApp::caching().await;
    let plain = get(&app, NAMES, &[]).await;
    let mut tags = vec![header(&plain, ETAG)];
    let body = plain.bytes().await.expect("bytes");
    for coding in ["gzip", "br", "zstd"] {
        let coded = get(&app, NAMES, &[(ACCEPT_ENCODING, coding)]).await;
        assert_eq!(header(&coded, CONTENT_ENCODING), coding);
        tags.push(header(&coded, ETAG));
        assert!(coded.bytes().await.expect("bytes").len() < body.len() / 2, "{coding}");
    }
    let distinct: std::collections::HashSet<_> = tags.iter().collect();
    assert_eq!(distinct.len(), tags.len(), "{tags:?}");
    let small = get(&app, "{ __typename }", &[(ACCEPT_ENCODING, "gzip")]).await;
    assert_eq!(header(&small, CONTENT_ENCODING), "");
}

#[actix_web::test]
async fn an_answer_with_errors_is_not_kept() {
    let app = TestApp::caching().await;
    for query in ["{ node(id: \"x\") { id } }", "{ nothing }", "{"] {
        let response = get(&app, query, &[]).await;
        assert_eq!((header(&response, ETAG).as_str(), header(&response, CACHE_CONTROL).as_str()), ("", "no-store"));
    }
}

/// The hash of a document, as clients write it.
fn hash(query: &str) -> String {
    Sha256::digest(query).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[actix_web::test]
async fn a_document_can_be_asked_by_its_hash() {
    let app = TestApp::caching().await;
    let query = "query Named($slug: String!) { state(slug: $slug) { name } }";
    let hash = hash(query);
    let by_hash = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } }).to_string();
    let variables = json!({ "slug": "armenia" }).to_string();
    let ask = |query: Option<&'static str>, extensions: String, variables: String| {
        let mut parameters = vec![("extensions", extensions), ("variables", variables)];
        parameters.extend(query.map(|query| ("query", query.to_owned())));
        let request = app.client().get(app.url("/graphql")).query(&parameters);
        async move { request.send().await.expect("an answer").json::<Value>().await.expect("JSON") }
    };
    let unknown = ask(None, by_hash.clone(), variables.clone()).await;
    assert_eq!(unknown["errors"][0]["message"], "PersistedQueryNotFound");
    assert_eq!(unknown["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
    let both = ask(Some(query), by_hash.clone(), variables.clone()).await;
    assert_eq!(both["data"]["state"]["name"], "Armenia");
    let known = ask(None, by_hash.clone(), json!({ "slug": "belarus" }).to_string()).await;
    assert_eq!(known["data"]["state"]["name"], "Belarus");
    let other = ask(Some("{ __typename }"), by_hash, variables).await;
    assert_eq!(other["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_MISMATCH");
}

/// A text that would take more than a quarter of the cache is not kept.
#[actix_web::test]
async fn a_long_document_is_not_kept_for_its_hash() {
    const MOST: usize = 87_381;
    let app = TestApp::empty().await;
    for (length, kept) in [(MOST, None), (MOST + 1, Some("PERSISTED_QUERY_NOT_FOUND"))] {
        let query = format!("{{ __typename }} #{}", "x".repeat(length - 16));
        assert_eq!(query.len(), length);
        let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(&query) } });
        let both = app.post(&json!({ "query": query, "extensions": extensions })).await;
        assert_eq!(both.data()["__typename"], "Query");
        let by_hash = app.post(&json!({ "extensions": extensions })).await;
        assert_eq!(by_hash.codes().first().copied(), kept, "{length} bytes");
    }
}

#[actix_web::test]
async fn a_document_can_be_asked_by_its_hash_in_a_body() {
    let app = TestApp::empty().await;
    let query = "{ states { totalCount } }";
    let ask = async |query: Option<&str>, persisted: Value| {
        app.post(&json!({ "query": query, "extensions": { "persistedQuery": persisted } })).await
    };
    let by_hash = json!({ "version": 1, "sha256Hash": hash(query) });
    assert_eq!(ask(None, by_hash.clone()).await.error(), ("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"));
    assert_eq!(ask(Some(query), by_hash.clone()).await.data()["states"]["totalCount"], 0);
    assert_eq!(ask(None, by_hash).await.data()["states"]["totalCount"], 0);
    let in_capitals = json!({ "version": 1, "sha256Hash": hash(query).to_uppercase() });
    assert_eq!(ask(None, in_capitals).await.data()["states"]["totalCount"], 0);
    // Null is as good as nothing.
    assert_eq!(ask(Some(query), Value::Null).await.data()["states"]["totalCount"], 0);
    assert_eq!(ask(None, Value::Null).await.error().0, "BAD_REQUEST");
    for malformed in [
        json!({ "version": 2, "sha256Hash": hash(query) }),
        json!({ "version": "1", "sha256Hash": hash(query) }),
        json!({ "sha256Hash": hash(query) }),
        json!({ "version": 1 }),
        json!({ "version": 1, "sha256Hash": "1234" }),
        json!(true),
    ] {
        let answer = ask(Some(query), malformed.clone()).await;
        assert_eq!((answer.status, answer.error().0), (400, "BAD_REQUEST"), "{malformed}");
    }
    let other = ask(Some("{ __typename }"), json!({ "version": 1, "sha256Hash": hash(query) })).await;
    assert_eq!(other.error().0, "PERSISTED_QUERY_MISMATCH");
}
