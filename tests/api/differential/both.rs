//! Asks both executors: the server over HTTP, and the reference executor.

use super::compare::{Answer, difference};
use crate::{app::TestApp, postgres, wait};
use depositary::{role::Role, schema::Api};
use reference_executor::ReferenceExecutor;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt};

/// A request.
#[derive(Clone, Debug)]
pub struct Question {
    /// Where it comes from: a seed, or a file.
    pub origin: String,
    /// The document.
    pub document: String,
    /// Which of its operations.
    pub operation: Option<String>,
    /// The variables, an object.
    pub variables: Value,
}

/// The demonstration register, and both executors over it.
pub struct Both {
    app: TestApp,
    client: reqwest::Client,
    reference: ReferenceExecutor<Api>,
    /// Whether the register is sound, so that nothing may fail inside.
    is_sound: bool,
    /// What came of the questions.
    pub tally: Tally,
}

/// What came of the questions.
#[derive(Debug, Default)]
pub struct Tally {
    /// Asked.
    pub asked: usize,
    /// Refused before anything ran, by code.
    pub refused: BTreeMap<String, usize>,
    /// The last that was refused, and why.
    pub last_refusal: String,
    /// Answered with errors.
    pub with_errors: usize,
    /// Answered with `data: null`.
    pub without_data: usize,
    /// Bytes of the answers.
    pub bytes: usize,
    /// What differed.
    pub different: Vec<String>,
}

/// Takes away some records that others name, and makes some values unreadable. In a replica nothing checks references,
/// and nothing that only repeats others goes with them.
const DAMAGE: &str = "
    set session_replication_role = replica;
    delete from state where id % 4 = 0;
    delete from organization where id % 6 = 0;
    delete from place where id % 3 = 0;
    delete from person where id % 3 = 0;
    delete from office where id % 4 = 0;
    delete from source where slug = 'cis-page';
    delete from document where id % 5 = 0;
    delete from meeting where id % 9 = 0;
    delete from meeting_organization where meeting_id not in (select id from meeting);
    delete from meeting_organ where meeting_id not in (select id from meeting);
    delete from meeting_document where meeting_id not in (select id from meeting) or document_id not in (select id from document);
    update meeting set date_edtf = 'nonsense' where id % 4 = 0 and date_edtf is not null;
    update meeting_organization set meeting_date_edtf = 'nonsense' where meeting_id % 4 = 0 and meeting_date_edtf is not null;
    update meeting_organ set meeting_date_edtf = 'nonsense' where meeting_id % 4 = 0 and meeting_date_edtf is not null;
    update event set date_edtf = 'nonsense' where id % 4 = 0 and date_edtf is not null;
    update milestone set date_edtf = 'nonsense' where id % 3 = 0 and date_edtf is not null;
    update figure set date_edtf = 'nonsense' where id % 3 = 0 and date_edtf is not null;
    update membership set from_edtf = 'nonsense' where id % 3 = 0 and from_edtf is not null;
    update treaty_action set date_edtf = 'nonsense' where id % 3 = 0 and date_edtf is not null;
    update provision set items = '[1]' where id % 2 = 0;
";

impl Both {
    /// Over a demonstration register in which some values cannot be read and some records are gone, so that fields
    /// fail wherever they stand.
    pub async fn damaged() -> Self {
        let both = Self::new().await;
        let db = postgres::session(both.database()).await;
        db.execute_unprepared(DAMAGE).await.expect("damage");
        db.close().await.expect("closed");
        Self { is_sound: false, ..both }
    }

    /// Over a demonstration register of its own.
    pub async fn new() -> Self {
        let database = postgres::clone_of(postgres::DEMONSTRATION).await;
        let maintenance = postgres::session("postgres").await;
        // One statement for a record fills a log that is of no use here.
        let sql = format!("alter database {database} set log_statement = 'none'");
        maintenance.execute_unprepared(&sql).await.expect("a setting");
        let reference = ReferenceExecutor::new(postgres::session(&database).await, Role::Reader.into());
        // A connection each, since the server closes one that is idle while the reference executor takes its time.
        let client = reqwest::Client::builder().pool_max_idle_per_host(0).timeout(wait::DEADLINE).build();
        let client = client.expect("a client");
        Self { app: TestApp::over(database).await, client, reference, is_sound: true, tally: Tally::default() }
    }

    /// The database that both read.
    pub fn database(&self) -> &str {
        &self.app.database
    }

    /// The answer of the engine alone.
    pub async fn planned(&self, question: &Question) -> String {
        let Question { document, operation, variables, .. } = question;
        let body = json!({ "query": document, "operationName": operation, "variables": variables });
        let response = self.client.post(self.app.url("/graphql")).json(&body).send().await.expect("an answer");
        response.text().await.expect("a text")
    }

    /// Asks both executors and notes the outcome. Returns what the engine answered, if the query was not refused.
    pub async fn ask(&mut self, question: &Question) -> Option<Answer> {
        self.tally.asked += 1;
        let planned_text = self.planned(question).await;
        let planned = match Answer::read(&planned_text) {
            Ok(planned) => planned,
            Err(wrong) => {
                self.differs(question, &wrong, &planned_text, "");
                return None;
            }
        };
        if planned.data.is_none() {
            let code = planned.errors.first().map(|(code, _)| code.clone()).unwrap_or_default();
            *self.tally.refused.entry(code).or_default() += 1;
            self.tally.last_refusal = format!("{}: {planned_text}\n{}", question.origin, question.document);
            return None;
        }
        let Question { document, operation, variables, .. } = question;
        let reference_text =
            self.reference.answer(document, operation.as_deref(), variables.clone()).await.expect("a database");
        let found = match Answer::read(&reference_text) {
            Ok(_) if self.is_sound && planned.fails_by("INTERNAL") => Some("an internal error".to_owned()),
            Ok(reference) => difference(&planned, &reference),
            Err(wrong) => Some(wrong),
        };
        if let Some(found) = found {
            self.differs(question, &found, &planned_text, &reference_text);
        }
        self.tally.with_errors += usize::from(!planned.errors.is_empty());
        self.tally.without_data += usize::from(planned.data == Some(super::compare::Json::Null));
        self.tally.bytes += planned_text.len();
        Some(planned)
    }

    fn differs(&mut self, question: &Question, found: &str, planned: &str, reference: &str) {
        let Question { origin, document, operation, variables } = question;
        self.tally.different.push(format!(
            "{origin}: {found}\n{document}\noperation: {operation:?}\nvariables: {variables}\nplanned:   {planned}\nreference: {reference}\n"
        ));
    }
}

impl Tally {
    /// Fails with the first differences, if there are any.
    pub fn nothing_differs(&self) {
        let shown = self.different.iter().take(3).cloned().collect::<String>();
        assert!(self.different.is_empty(), "{} of {} differ.\n{shown}", self.different.len(), self.asked);
    }

    /// How many were refused.
    pub fn refusals(&self) -> usize {
        self.refused.values().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} asked, {} refused {:?}, {} with errors, {} without data, {} bytes, {} different",
            self.asked,
            self.refusals(),
            self.refused,
            self.with_errors,
            self.without_data,
            self.bytes,
            self.different.len()
        )
    }
}
