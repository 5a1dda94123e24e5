//! The public errors of this server: a closed list of codes, and the one error type that carries them.
//!
//! **Invariant:** every public error has one of these codes. *Why:* clients decide by codes. *Enforced by:* [`Fault`],
//! which can hold no other code.
//!
//! **Invariant:** this crate knows neither who raises an error nor how it is sent. *Why:* all layers use it. *Enforced
//! by:* the dependencies in `Cargo.toml`.
//!
//! The message of a [`Fault`] is written for the reader of the answer: a sentence that says what to do. The internal
//! cause is logged once, where the fault is created, and is never sent.

pub mod request;

use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

/// Declares [`Code`] in one place, so that variant, name and description stay together.
macro_rules! codes {
    ($($(#[doc = $text:literal])+ $variant:ident = $name:literal,)+) => {
        /// Why a request, or one field of it, was not answered: `extensions.code` of an error.
        ///
        /// The list is closed: every error of this server has one of these codes.
        /// Specification: section 7.1.6 “Errors” leaves `extensions` to the server.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[doc = $text])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in answers, for example `GRAPHQL_PARSE_FAILED`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Its meaning, as published in the documentation.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => concat!($($text),+).trim_ascii()),+ }
            }
        }
    };
}

codes! {
    /// The request is no GraphQL request: its JSON or its parameters cannot be read.
    BadRequest = "BAD_REQUEST",
    /// No media type that the client accepts can be served.
    NotAcceptable = "NOT_ACCEPTABLE",
    /// The body is not `application/json`.
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE",
    /// The HTTP method cannot be used for this, for example GET for a mutation.
    MethodNotAllowed = "METHOD_NOT_ALLOWED",
    /// The body is larger than the server takes.
    PayloadTooLarge = "PAYLOAD_TOO_LARGE",
    /// The URL is longer than the server takes.
    UrlTooLong = "URL_TOO_LONG",
    /// The URL and the headers together are larger than the server takes.
    HeadersTooLarge = "HEADERS_TOO_LARGE",
    /// The client did not send the whole request in time.
    RequestTimeout = "REQUEST_TIMEOUT",

    /// The document is not GraphQL.
    GraphqlParseFailed = "GRAPHQL_PARSE_FAILED",
    /// The document does not fit the schema.
    GraphqlValidationFailed = "GRAPHQL_VALIDATION_FAILED",
    /// The operation to run is not named, or not in the document.
    OperationResolutionFailed = "OPERATION_RESOLUTION_FAILED",
    /// A variable or an argument has an invalid value.
    BadUserInput = "BAD_USER_INPUT",

    /// The document has too many tokens, or a name that is too long.
    DocumentTooLarge = "DOCUMENT_TOO_LARGE",
    /// The document, or the data it asks for, is nested too deeply.
    DocumentTooDeep = "DOCUMENT_TOO_DEEP",
    /// The operation renames too many fields.
    TooManyAliases = "TOO_MANY_ALIASES",
    /// The operation has too many fields at its root.
    TooManyRootFields = "TOO_MANY_ROOT_FIELDS",
    /// The operation uses too many directives.
    TooManyDirectives = "TOO_MANY_DIRECTIVES",
    /// The document has too many operations.
    TooManyOperations = "TOO_MANY_OPERATIONS",
    /// The operation selects too much, once its fragments are opened.
    TooManySelections = "TOO_MANY_SELECTIONS",
    /// The arguments are too large, once variables are in place.
    ArgumentsTooLarge = "ARGUMENTS_TOO_LARGE",
    /// The operation could return too many records, or have too many computed, by its page sizes and arguments.
    TooManyNodes = "TOO_MANY_NODES",
    /// The answer grew larger than an answer may be.
    AnswerTooLarge = "ANSWER_TOO_LARGE",
    /// The operation asks for too much of the schema.
    IntrospectionTooLarge = "INTROSPECTION_TOO_LARGE",
    /// This server does not tell its schema.
    IntrospectionDisabled = "INTROSPECTION_DISABLED",

    /// The operation costs more points than one operation may.
    CostTooHigh = "COST_TOO_HIGH",
    /// The client has used up its points; `Retry-After` says how long to wait.
    RateLimited = "RATE_LIMITED",
    /// The client has too many requests or subscriptions open.
    TooManyRequests = "TOO_MANY_REQUESTS",

    /// The server does not know the document of this hash; send its text along.
    PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND",
    /// The hash is not that of the text.
    PersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH",
    /// This server runs known documents only, and this is none of them.
    DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED",

    /// The operation needs a token, or the token is not valid.
    Unauthenticated = "UNAUTHENTICATED",
    /// The role of the client does not permit this.
    Forbidden = "FORBIDDEN",
    /// This server has not reached the revision that the client demands.
    RevisionNotReached = "REVISION_NOT_REACHED",
    /// The operation took longer than it may.
    Timeout = "TIMEOUT",
    /// The server makes too many large answers at present; `Retry-After` says when to try again.
    Overloaded = "OVERLOADED",
    /// The database cannot be reached at present.
    DatabaseUnavailable = "DATABASE_UNAVAILABLE",
    /// The server failed; the id in the message is in its log.
    Internal = "INTERNAL",
}

/// Most bytes of a cause in the log.
const CAUSE: usize = 1_000;

/// A public error: a code, and a sentence that says what to do.
///
/// It deliberately does not implement `Display`: async-graphql turns anything printable into a public error, and a
/// message of the database must never be published that way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The code.
    pub code: Code,
    /// What to do about it, for the reader of the answer.
    pub message: String,
}

impl Fault {
    /// A fault with this code and message.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The request itself cannot be read.
    #[must_use]
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(Code::BadRequest, message)
    }

    /// A variable or argument has an invalid value.
    #[must_use]
    pub fn bad_user_input(message: impl Into<String>) -> Self {
        Self::new(Code::BadUserInput, message)
    }

    /// The operation took longer than it may.
    #[must_use]
    pub fn timeout() -> Self {
        Self::new(
            Code::Timeout,
            "The operation took too long. Request fewer fields or shorter pages, or try again later.",
        )
    }

    /// The database cannot be reached. Logs the cause.
    pub fn unavailable(cause: impl fmt::Debug) -> Self {
        tracing::warn!(request.id = %request::current(), cause = %bounded(cause), "the database is unavailable");
        Self::new(Code::DatabaseUnavailable, "The register cannot be read at present. Try again in a moment.")
    }

    /// The server failed. Logs the cause with an id, and shows only the id.
    pub fn internal(cause: impl fmt::Debug) -> Self {
        let id = error_id();
        tracing::error!(request.id = %request::current(), error.id = %id, cause = %bounded(cause), "a request failed inside");
        Self::new(Code::Internal, format!("internal error {id}: the server failed, and its log has this number."))
    }
}

impl From<Fault> for async_graphql::Error {
    fn from(fault: Fault) -> Self {
        use async_graphql::ErrorExtensions;
        Self::new(fault.message).extend_with(|_, extensions| extensions.set("code", fault.code.as_str()))
    }
}

/// A location in the text of a document. Line and column count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Location {
    /// Line in the document.
    pub line: usize,
    /// Character in the line.
    pub column: usize,
}

/// An error that refuses a whole request before any of it runs, so that its answer has no `data`.
///
/// Specification: section 7.1.6 “Errors”, request errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    /// Code and message.
    pub fault: Fault,
    /// The locations in the document, if any.
    pub locations: Vec<Location>,
}

impl From<Fault> for RequestError {
    fn from(fault: Fault) -> Self {
        Self { fault, locations: Vec::new() }
    }
}

/// A cause as the log shows it: PostgreSQL's messages may quote what a client sent, whatever its length.
fn bounded(cause: impl fmt::Debug) -> String {
    struct Bounded(String);
    impl fmt::Write for Bounded {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = text.floor_char_boundary(CAUSE - self.0.len());
            self.0.push_str(&text[..end]);
            if end < text.len() { Err(fmt::Error) } else { Ok(()) }
        }
    }
    let mut shown = Bounded(String::new());
    if fmt::write(&mut shown, format_args!("{cause:?}")).is_err() {
        shown.0.push('…');
    }
    shown.0
}

/// A number that identifies one failure in the answer and in the log.
fn error_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}", RandomState::new().hash_one(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_distinct_and_described() {
        let names: HashSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.description().ends_with('.'), "{}", code.as_str());
        }
    }

    #[test]
    fn the_log_shows_the_beginning_of_a_long_cause() {
        assert_eq!(bounded("short"), "\"short\"");
        let cut = bounded(["ж".repeat(400), "ж".repeat(400)]);
        assert!(cut.starts_with("[\"жж") && cut.ends_with("ж…"), "{cut}");
        assert!(cut.len() <= CAUSE + '…'.len_utf8());
    }

    #[test]
    fn an_internal_fault_hides_its_cause() {
        let fault = Fault::internal("password authentication failed for user \"depositary\"");
        assert_eq!(fault.code, Code::Internal);
        assert!(!fault.message.contains("password"));
        assert_ne!(fault.message, Fault::internal("again").message);
    }
}
