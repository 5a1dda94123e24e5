//! `/graphql`: one request in, one answer out.
//!
//! Specification: GraphQL over HTTP. POST runs anything, GET runs queries only, everything else is refused.

pub mod body;
pub mod negotiation;
pub mod request;
pub mod response;

#[cfg(test)]
mod tests;

use crate::{
    error::{Code, Fault, RequestError},
    prepare::{Operation, OperationKind, Prepare},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use body::Body;
use negotiation::Media;
use request::{Intake, Request};
use std::future::Future;

/// Answers operations.
pub trait Execute {
    /// The whole body of an answer, `{"data":…,"errors":…}`. Whatever can refuse the request has been checked.
    fn execute(&self, operation: &Operation) -> impl Future<Output = Vec<u8>>;
}

/// Why a request is refused, and which methods could be used instead.
struct Refusal {
    errors: Vec<RequestError>,
    allow: Option<&'static str>,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { errors: vec![fault.into()], allow: None }
    }
}

impl From<Vec<RequestError>> for Refusal {
    fn from(errors: Vec<RequestError>) -> Self {
        Self { errors, allow: None }
    }
}

/// Serves `/graphql`. The application must hold `web::Data<Prepare>` and `web::Data<E>`.
pub fn configure<E: Execute + 'static>(intake: Intake) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        let answer = web::route().to(answer::<E>);
        config.service(web::resource("/graphql").app_data(web::Data::new(intake)).route(answer));
    }
}

/// Answers one request.
pub async fn answer<E: Execute + 'static>(
    request: HttpRequest,
    mut body: web::Payload,
    intake: web::Data<Intake>,
    prepare: web::Data<Prepare>,
    engine: web::Data<E>,
) -> HttpResponse {
    let media = Media::accepted(request.headers());
    let answer = match media {
        Some(_) => run(&request, &mut body, **intake, &prepare, engine.get_ref()).await,
        None => Err(not_acceptable().into()),
    };
    let media = media.unwrap_or(Media::Json);
    match answer {
        Ok(bytes) => response::begin(StatusCode::OK, media).body(Body::new(bytes, body)),
        Err(refusal) => response::refused(&refusal.errors, media, refusal.allow, body),
    }
}

async fn run<E: Execute>(
    request: &HttpRequest,
    body: &mut web::Payload,
    intake: Intake,
    prepare: &Prepare,
    engine: &E,
) -> Result<Vec<u8>, Refusal> {
    let method = request.method();
    let asked = match *method {
        Method::POST => Request::from_post(request, body, intake).await?,
        Method::GET => Request::from_get(request)?,
        _ => {
            return Err(not_allowed("Use GET for queries, and POST for everything.", "GET, POST"));
        }
    };
    let Some(text) = asked.query else {
        return Err(Fault::bad_request("Send the document as the string `query`.").into());
    };
    let document = prepare.document(&text)?;
    let name = asked.operation_name.as_deref();
    match document.kind(name)? {
        OperationKind::Mutation if *method == Method::GET => {
            return Err(not_allowed("GET runs queries only. Send a mutation by POST.", "POST"));
        }
        OperationKind::Subscription => {
            let message = "A subscription is served over WebSocket or as Server-Sent Events, not as one answer.";
            return Err(Fault::bad_request(message).into());
        }
        OperationKind::Query | OperationKind::Mutation => {}
    }
    let operation = document.operation(name, &asked.variables)?;
    Ok(engine.execute(&operation).await)
}

fn not_acceptable() -> Fault {
    let [json, graphql] = [Media::Json.name(), Media::GraphqlResponse.name()];
    Fault::new(Code::NotAcceptable, format!("Answers are `{graphql}` or `{json}`. Accept one of them."))
}

fn not_allowed(message: &str, allow: &'static str) -> Refusal {
    Refusal { errors: vec![Fault::new(Code::MethodNotAllowed, message).into()], allow: Some(allow) }
}
