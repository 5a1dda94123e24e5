//! How a request that is refused is answered.
//!
//! Specification: GraphQL over HTTP, section “Response”. A request error has no `data`. Under
//! `application/graphql-response+json` it has a status of its own; under `application/json` a well-formed request
//! is answered with 200 even if its document is wrong.

use super::{body::Body, negotiation::Media};
use crate::telemetry;
use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, HeaderName, RETRY_AFTER, VARY},
    },
    web::Payload,
};
use fault::{Code, Location, RequestError};
use serde::Serialize;

/// The status of a request that is refused with this code.
#[must_use]
pub fn status(code: Code, media: Media) -> StatusCode {
    match code {
        Code::BadRequest => StatusCode::BAD_REQUEST,
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::Forbidden | Code::DocumentNotTrusted => StatusCode::FORBIDDEN,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
        Code::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
        Code::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::UrlTooLong => StatusCode::URI_TOO_LONG,
        Code::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::RateLimited | Code::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Code::DatabaseUnavailable | Code::Overloaded | Code::RevisionNotReached => StatusCode::SERVICE_UNAVAILABLE,
        Code::Timeout => StatusCode::GATEWAY_TIMEOUT,
        // What a request of GraphQL was refused for: with a status of its own in its own media type only
        // (GraphQL over HTTP, section 6.4.1).
        Code::GraphqlParseFailed
        | Code::GraphqlValidationFailed
        | Code::OperationResolutionFailed
        | Code::BadUserInput
        | Code::DocumentTooLarge
        | Code::DocumentTooDeep
        | Code::TooManyAliases
        | Code::TooManyRootFields
        | Code::TooManyDirectives
        | Code::TooManyOperations
        | Code::TooManySelections
        | Code::ArgumentsTooLarge
        | Code::TooManyNodes
        | Code::AnswerTooLarge
        | Code::IntrospectionTooLarge
        | Code::IntrospectionDisabled
        | Code::CostTooHigh
        | Code::PersistedQueryNotFound
        | Code::PersistedQueryMismatch => match media {
            Media::GraphqlResponse => StatusCode::BAD_REQUEST,
            Media::Json => StatusCode::OK,
        },
    }
}

/// A response with the headers that all of them have.
#[must_use]
pub fn begin(status: StatusCode, media: Media) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.content_type(media.content_type());
    response.insert_header((VARY, "Accept, Accept-Encoding"));
    response
}

/// The answer to a request that is refused. `instead` is the header that says what can be sent instead;
/// `unread` is the request's body, as far as it was read.
#[must_use]
pub fn refused(
    errors: &[RequestError],
    media: Media,
    instead: Option<(HeaderName, &'static str)>,
    unread: Payload,
) -> HttpResponse {
    let code = errors.first().map_or(Code::Internal, |error| error.fault.code);
    telemetry::refused(code.as_str());
    let mut response = begin(status(code, media), media);
    response.insert_header((CACHE_CONTROL, "no-store"));
    if let Some(instead) = instead {
        response.insert_header(instead);
    }
    if matches!(code, Code::DatabaseUnavailable | Code::Overloaded | Code::TooManyRequests) {
        response.insert_header((RETRY_AFTER, "1"));
    }
    response.body(Body::new(body(errors), unread))
}

/// The JSON of a refused request. Specification: section 7.1.6 “Errors”.
#[must_use]
pub fn body(errors: &[RequestError]) -> Vec<u8> {
    #[derive(Serialize)]
    struct Answer<'a> {
        errors: Vec<Error<'a>>,
    }
    #[derive(Serialize)]
    struct Error<'a> {
        message: &'a str,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        locations: &'a [Location],
        extensions: Extensions,
    }
    #[derive(Serialize)]
    struct Extensions {
        code: &'static str,
    }
    let mut answer = Answer { errors: Vec::with_capacity(errors.len()) };
    for RequestError { fault, locations } in errors {
        let extensions = Extensions { code: fault.code.as_str() };
        answer.errors.push(Error { message: &fault.message, locations, extensions });
    }
    serde_json::to_vec(&answer).expect("texts and numbers are written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use fault::Fault;

    #[test]
    fn a_refusal_has_errors_and_no_data() {
        let mut error = RequestError::from(Fault::bad_user_input("Say \"please\"."));
        error.locations.push(Location { line: 2, column: 7 });
        let expected = r#"{"errors":[{"message":"Say \"please\".","locations":[{"line":2,"column":7}],"extensions":{"code":"BAD_USER_INPUT"}}]}"#;
        assert_eq!(body(&[error]), expected.as_bytes());
    }

    #[test]
    fn the_status_depends_on_the_media_type_for_graphql_errors_only() {
        assert_eq!(status(Code::GraphqlParseFailed, Media::Json), 200);
        assert_eq!(status(Code::GraphqlParseFailed, Media::GraphqlResponse), 400);
        for media in [Media::Json, Media::GraphqlResponse] {
            assert_eq!(status(Code::BadRequest, media), 400);
            assert_eq!(status(Code::DatabaseUnavailable, media), 503);
            assert_eq!(status(Code::Overloaded, media), 503);
        }
    }
}
