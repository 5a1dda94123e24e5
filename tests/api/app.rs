//! The server under test: the same that `depositary serve` starts, on a free port, over a database of its own.

use crate::{differential, postgres, shape::shapes, wait};
use depositary::{
    app::App,
    config::Listen,
    database::roles::Access,
    http::{cors::Origins, metrics::FiguresAt},
};
use postgres_connect::Address;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use std::{fmt, net::SocketAddr};

/// Connections of a server: the one that single-statement queries share, and those of other queries.
pub const CONNECTIONS: u32 = 5;

/// A running server.
pub struct TestApp {
    /// Where it listens.
    pub address: SocketAddr,
    /// The database it reads.
    pub database: String,
    client: reqwest::Client,
    /// Whether each answer must be that of the reference executor too; only where nobody else writes.
    is_compared: bool,
}

/// An answer, and what it took.
pub struct Answer {
    /// Status of HTTP.
    pub status: u16,
    /// The body as it was sent.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub body: Value,
    /// Statements that PostgreSQL ran, sorted: those of one level run side by side.
    pub statements: Vec<String>,
    /// All that PostgreSQL was told, in order: statements and the beginnings of snapshots.
    pub commands: Vec<String>,
}

/// How servers under test listen: on a free port, with the limits that a server has by default.
pub fn usual() -> Listen {
    Listen {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)).into(),
        workers: Some(1),
        statement_timeout: 8,
        slow_request: 0,
        cache_megabytes: 0,
        cache_control: "public, no-cache".to_owned(),
        cors_origins: Origins::Any,
        metrics_listen: FiguresAt::Here,
        suggestions: true,
        max_connections: 1024,
        max_connections_per_client: 512,
        write_timeout: 30,
        max_answer_memory: 256,
    }
}

impl TestApp {
    /// Over an empty register.
    pub async fn empty() -> Self {
        Self::over(postgres::clone_of(postgres::EMPTY).await).await
    }

    /// Over the demonstration register.
    pub async fn demonstration() -> Self {
        Self { is_compared: true, ..Self::over(postgres::clone_of(postgres::DEMONSTRATION).await).await }
    }

    /// Over a register that holds the entries of one data file.
    pub async fn holding(toml: &str) -> Self {
        Self { is_compared: true, ..Self::over(postgres::holding(toml).await).await }
    }

    /// Over the demonstration register, keeping answers as the server does by default.
    pub async fn caching() -> Self {
        Self::caching_over(postgres::clone_of(postgres::DEMONSTRATION).await).await
    }

    /// Over a database, keeping answers as the server does by default.
    pub async fn caching_over(database: String) -> Self {
        let url = postgres::url_for(Access::Read, &database).await;
        let app = Self::start(&url, database, 8, 64).await;
        app.listening().await;
        app
    }

    /// Over a database; every answer is read anew.
    pub async fn over(database: String) -> Self {
        let url = postgres::url_for(Access::Read, &database).await;
        Self::reaching(&url, database, 8).await
    }

    /// Over a database that the server reaches by an address of its own; a statement may take some seconds.
    pub async fn reaching(url: &str, database: String, statement_timeout: u32) -> Self {
        Self::start(url, database, statement_timeout, 0).await
    }

    async fn start(url: &str, database: String, statement_timeout: u32, cache_megabytes: u64) -> Self {
        Self::listening_as(url, database, Listen { statement_timeout, cache_megabytes, ..usual() }).await
    }

    /// Over a database, listening as these settings say.
    pub async fn listening_as(url: &str, database: String, listen: Listen) -> Self {
        let url = Address::parse(url).expect("an address");
        let app = App::build(&url, CONNECTIONS, &listen).await.expect("a server");
        let address = app.address();
        actix_web::rt::spawn(app.run());
        // A connection each, since the server closes one that is idle while the reference executor takes its time.
        let client = reqwest::Client::builder().pool_max_idle_per_host(0).timeout(wait::DEADLINE).build();
        let client = client.expect("a client");
        Self { address, database, client, is_compared: false }
    }

    /// Whether the server is told of new revisions.
    pub async fn listens(&self) -> bool {
        let response = self.client.get(self.url("/health/ready")).send().await.expect("an answer");
        // A server that cannot read does not say.
        response.json::<Value>().await.expect("JSON")["listens"].as_bool().expect("a server that is ready")
    }

    /// Waits until it is told of them.
    pub async fn listening(&self) {
        wait::until("the server is told of new revisions", async || self.listens().await.then_some(())).await;
    }

    /// A session in the server's database that does not count as the server's.
    pub async fn db(&self) -> DatabaseConnection {
        postgres::session(&self.database).await
    }

    /// A URL of the server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The client that speaks to it.
    pub fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// Asks a query given as text.
    pub async fn ask(&self, query: &str, variables: Value) -> Answer {
        let answer = self.post(&json!({ "query": query, "variables": variables })).await;
        if self.is_compared {
            differential::agrees(&self.database, query, variables, &answer.text).await;
        }
        answer
    }

    /// Sends a body.
    pub async fn post(&self, body: &Value) -> Answer {
        self.send(self.client.post(self.url("/graphql")).json(body)).await
    }

    /// Sends a request.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let since = postgres::log_length().await;
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a text");
        let body = serde_json::from_str(&text).unwrap_or_default();
        let commands = postgres::commands(&self.database, since).await;
        let mut statements: Vec<_> =
            commands.iter().filter(|command| command.to_ascii_lowercase().starts_with("select ")).cloned().collect();
        statements.sort();
        Answer { status, text, body, statements, commands }
    }

    /// Asks the query in `tests/api/queries/NAME.graphql`.
    pub async fn query(&self, name: &str, variables: Value) -> Answer {
        let path = format!("{}/tests/api/queries/{name}.graphql", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.ask(&text, variables).await
    }
}

impl Answer {
    /// The data of an answer that has no errors.
    pub fn data(&self) -> &Value {
        assert_eq!(self.body.get("errors"), None, "errors in {:#}", self.body);
        &self.body["data"]
    }

    /// The only error, by its code and message.
    pub fn error(&self) -> (&str, &str) {
        let errors = self.body["errors"].as_array().unwrap_or_else(|| panic!("no errors in {}", self.text));
        assert_eq!(errors.len(), 1, "{}", self.text);
        (errors[0]["extensions"]["code"].as_str().expect("a code"), errors[0]["message"].as_str().expect("a message"))
    }

    /// The codes of its errors.
    pub fn codes(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().map(|error| error["extensions"]["code"].as_str().unwrap_or("none")).collect()
    }
}

/// For snapshots: the answer, then what it cost: the number of statements, and the shape of each.
impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:#}\n\n{}", self.body, shapes(&self.statements))
    }
}
