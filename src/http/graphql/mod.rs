//! `/graphql`: one request in, one answer out.
//!
//! Specification: GraphQL over HTTP. POST runs anything, GET and HEAD run queries only, everything else is refused.

mod body;
mod cache;
mod course;
pub mod json;
mod negotiation;
mod persisted;
mod reply;
pub mod request;
mod request_cache;
pub mod response;

#[cfg(test)]
mod tests;

use crate::{
    http::{connection::network, metrics::Metrics},
    role::Role,
    watch::Watch,
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{ALLOW, HeaderName},
    },
    web,
};
pub use cache::Answers;
use cache::{Answered, Question};
use course::{About, Course};
use engine::{Answer, Memory, Resources};
use fault::{Code, Fault, RequestError};
pub use negotiation::Media;
use prepare::{Hash, Operation, OperationKind, Prepare, Prepared};
use reply::{Client, Reply};
pub use request::Intake;
use request::Request;
pub use request_cache::RequestCache;
use request_cache::RequestHash;
use std::{future::Future, sync::Arc, time::Duration};

/// Requests of more bytes are prepared in the background.
const LONG: usize = 4 << 10;

/// Answers operations.
pub trait Execute {
    /// The answer to an operation. Whatever can refuse the request for its own sake has been checked.
    fn execute(
        &self,
        operation: Operation,
        role: Role,
        client: engine::Client,
    ) -> impl Future<Output = Result<Answer, RequestError>>;
}

/// What all workers share to answer requests.
pub struct Service {
    /// Prepares documents.
    pub prepare: Prepare,
    /// Keeps answers.
    pub answers: Answers,
    /// Knows at which revision the register stands.
    pub watch: Watch,
    /// Knows requests that came before.
    pub request_cache: RequestCache,
    /// Takes bodies.
    pub intake: Intake,
    /// The memory of bodies; without it, it has no limit.
    pub bodies: Option<Memory>,
    /// `Cache-Control` of responses that may be cached.
    pub caching: String,
    /// What all requests and answers share: memory, and threads for what takes long.
    pub resources: Resources,
    /// Counts what becomes of requests.
    pub metrics: Metrics,
    /// Requests that take longer are logged; none are without it.
    pub slow: Option<Duration>,
}

/// Why a request is refused, and the header that says what could be sent instead.
#[derive(Clone, Debug)]
struct Refusal {
    errors: Vec<RequestError>,
    instead: Option<(HeaderName, &'static str)>,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { errors: vec![fault.into()], instead: None }
    }
}

impl From<RequestError> for Refusal {
    fn from(error: RequestError) -> Self {
        Self { errors: vec![error], instead: None }
    }
}

impl From<Vec<RequestError>> for Refusal {
    fn from(errors: Vec<RequestError>) -> Self {
        Self { errors, instead: None }
    }
}

/// Serves `/graphql`. The application must hold `web::Data<Service>` and `web::Data<E>`.
pub fn configure<E: Execute + 'static>(config: &mut web::ServiceConfig) {
    config.service(web::resource("/graphql").route(web::route().to(answer::<E>)));
}

/// Answers one request.
pub async fn answer<E: Execute + 'static>(
    request: HttpRequest,
    mut body: web::Payload,
    service: web::Data<Service>,
    engine: web::Data<E>,
) -> HttpResponse {
    let course = Course::begin(service.clone());
    let media = Media::accepted(request.headers());
    let answer = match media {
        Some(media) => run(&request, &mut body, media, &service, engine.get_ref(), &course).await,
        None => Err(not_acceptable().into()),
    };
    course.end(&answer);
    let media = media.unwrap_or(Media::Json);
    match answer {
        Ok(reply) => reply.response(media, &service.caching, body),
        Err(refusal) => response::refused(&refusal.errors, media, refusal.instead, body),
    }
}

async fn run<E: Execute>(
    request: &HttpRequest,
    body: &mut web::Payload,
    media: Media,
    service: &web::Data<Service>,
    engine: &E,
    course: &Course,
) -> Result<Reply, Refusal> {
    let method = request.method();
    // There are no tokens yet: everybody reads, and nobody does more.
    let role = Role::Reader;
    let client = Client::of(request);
    let sender = engine::Client(request.peer_addr().map(|peer| network(peer.ip())));
    // Held as long as the request, since what is read of the body takes about as much as the body.
    let share = service.bodies.as_ref().map(|memory| memory.share(sender)).unwrap_or_default();
    let bytes: Vec<u8> = match *method {
        Method::POST => Request::body(request, body, service.intake, &share).await?,
        Method::GET | Method::HEAD => request.query_string().as_bytes().into(),
        _ => {
            return Err(not_allowed("Use GET for queries, and POST for everything.", "GET, HEAD, POST"));
        }
    };
    course.is_read();
    let is_post = *method == Method::POST;
    let origin = service.watch.origin();
    let request_hash = RequestHash::new(method, &bytes, role, origin);
    if let Some(reply) = again(request_hash, media, (&client, sender), service, course).await {
        return Ok(reply);
    }
    let parameters = if is_post { Request::from_json(&bytes)? } else { Request::from_get(request)? };
    let is_long = bytes.len() > LONG;
    drop(bytes);
    let (parameters, found) = prepared(service, parameters, is_long).await?;
    // What is wrong with a mutation is said where one can be sent.
    if found.is_err() && !is_post && is_mutation(&service.prepare, &parameters) {
        return Err(mutation_by_get());
    }
    let (document, hash) = found?;
    course.is_of(&About { operation: document.name(parameters.operation_name.as_deref()).into(), document: hash });
    let asked = Asked { document, parameters, is_long };
    let Asked { document, parameters, .. } = &asked;
    let made = || execute(service, &asked, role, sender, engine, course);
    match document.kind(parameters.operation_name.as_deref())? {
        OperationKind::Mutation if !is_post => return Err(mutation_by_get()),
        OperationKind::Subscription => {
            let message = "A subscription is served over WebSocket or as Server-Sent Events, not as one answer.";
            return Err(Fault::bad_request(message).into());
        }
        OperationKind::Mutation => return Ok(Reply::passing(made().await?)),
        OperationKind::Query => {}
    }
    let question = Question::new(&hash, parameters, role, origin);
    let Some(revision) = service.watch.revision() else {
        let answered = made().await?;
        return Ok(Reply::of(answered, question, media, &client, (sender, &service.resources), None).await);
    };
    if let Some(tag) = client.has(question, media, revision) {
        return Ok(Reply::unchanged(tag));
    }
    let answered = service.answers.answer(question, media, revision, made()).await?;
    // An answer may know of a revision before PostgreSQL's news of it is here.
    answered.revision.into_iter().for_each(|read| service.watch.advance(read));
    if let Some(about) = course.about().filter(|_| answered.is_lasting) {
        service.request_cache.note(request_hash, question, about).await;
    }
    Ok(Reply::of(answered, question, media, &client, (sender, &service.resources), Some(&service.answers)).await)
}

/// The answer to a request that came before, byte for byte, if it is cached.
async fn again(
    hash: RequestHash,
    media: Media,
    (client, sender): (&Client, engine::Client),
    service: &Service,
    course: &Course,
) -> Option<Reply> {
    let (question, about) = service.request_cache.question(hash).await?;
    course.is_of(&about);
    let revision = service.watch.revision()?;
    if let Some(tag) = client.has(question, media, revision) {
        return Some(Reply::unchanged(tag));
    }
    let cached = service.answers.cached(question, media, revision).await?;
    Some(Reply::of(cached, question, media, client, (sender, &service.resources), Some(&service.answers)).await)
}

/// A document that was found, with its hash.
type Found = Result<(Arc<Prepared>, Hash), Refusal>;

/// The document of a request; one that is long is prepared in the background.
async fn prepared(
    service: &web::Data<Service>,
    parameters: Request,
    is_long: bool,
) -> Result<(Arc<Request>, Found), Fault> {
    let parameters = Arc::new(parameters);
    if !is_long {
        return Ok((Arc::clone(&parameters), persisted::document(&service.prepare, &parameters)));
    }
    let (of, request) = (service.clone(), Arc::clone(&parameters));
    let found = service.resources.background.run(move || persisted::document(&of.prepare, &request)).await?;
    Ok((parameters, found))
}

/// What a request asks.
struct Asked {
    document: Arc<Prepared>,
    parameters: Arc<Request>,
    /// Whether the request is long, and so prepared in the background.
    is_long: bool,
}

async fn execute<E: Execute>(
    service: &Service,
    asked: &Asked,
    role: Role,
    sender: engine::Client,
    engine: &E,
    course: &Course,
) -> Result<Answered, Refusal> {
    let Asked { document, parameters, is_long } = asked;
    let operation = if *is_long || document.is_long() {
        let (document, parameters) = (Arc::clone(document), Arc::clone(parameters));
        let operation = move || document.operation(parameters.operation_name.as_deref(), &parameters.variables);
        service.resources.background.run(operation).await??
    } else {
        document.operation(parameters.operation_name.as_deref(), &parameters.variables)?
    };
    let Answer { body, has_errors, version: revision, statements, charge } =
        engine.execute(operation, role, sender).await?;
    course.took(statements);
    service.metrics.made(statements);
    Ok(Answered { body, is_lasting: !has_errors, revision, charge })
}

fn not_acceptable() -> Fault {
    let [json, graphql] = [Media::Json.name(), Media::GraphqlResponse.name()];
    Fault::new(Code::NotAcceptable, format!("Answers are `{graphql}` or `{json}`. Accept one of them."))
}

fn is_mutation(prepare: &Prepare, parameters: &Request) -> bool {
    let kind = |text| prepare.kind(text, parameters.operation_name.as_deref());
    parameters.query.as_deref().and_then(kind) == Some(OperationKind::Mutation)
}

fn mutation_by_get() -> Refusal {
    not_allowed("GET runs queries only. Send a mutation by POST.", "POST")
}

fn not_allowed(message: &str, allow: &'static str) -> Refusal {
    let fault = Fault::new(Code::MethodNotAllowed, message);
    Refusal { errors: vec![fault.into()], instead: Some((ALLOW, allow)) }
}
