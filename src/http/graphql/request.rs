//! What a client sends: a document with its parameters, in the body of a POST or in the URL of a GET.
//!
//! Specification: GraphQL over HTTP, section “Request”.

use super::{
    Refusal,
    json::parse,
    negotiation::{is_utf8, parts},
};
use actix_web::{
    HttpRequest,
    http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue},
    rt::time::{Instant, timeout},
    web::{Payload, Query},
};
use engine::Share;
use fault::{Code, Fault};
use futures_util::StreamExt;
use prepare::{JsonMap, JsonValue};
use std::time::Duration;
use tokio::time::timeout_at;

/// How much of a body is taken, and for how long it is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Intake {
    /// Largest body in bytes.
    pub bytes: usize,
    /// Longest time until the whole body is there.
    pub time: Duration,
    /// Least rate: so many bytes must come, or the end, within this time, again and again.
    pub pace: (usize, Duration),
}

impl Default for Intake {
    /// 1 MB and 15 seconds, 16 KiB in each five seconds.
    fn default() -> Self {
        Self { bytes: 1 << 20, time: Duration::from_secs(15), pace: (16 << 10, Duration::from_secs(5)) }
    }
}

/// A GraphQL request.
#[derive(Debug, Default, PartialEq)]
pub struct Request {
    /// Text of the document.
    pub query: Option<String>,
    /// Which of its operations to run.
    pub operation_name: Option<String>,
    /// Values of its variables.
    pub variables: JsonMap,
    /// Whatever else client and server agree on.
    pub extensions: JsonMap,
}

impl Request {
    /// Takes the body of a POST.
    ///
    /// # Errors
    ///
    /// If it is not said to be JSON, is coded, or is too large or too slow; if memory is used up.
    pub(super) async fn body(
        request: &HttpRequest,
        body: &mut Payload,
        intake: Intake,
        share: &Share,
    ) -> Result<Vec<u8>, Refusal> {
        check_content_type(request)?;
        check_content_encoding(request)?;
        let read = timeout(intake.time, read(request, body, intake, share)).await.map_err(|_| {
            let message = format!("The body was not complete after {} seconds.", intake.time.as_secs());
            Fault::new(Code::RequestTimeout, message)
        })?;
        Ok(read?)
    }

    /// Reads a GET.
    ///
    /// # Errors
    ///
    /// If the URL cannot be decoded, or has parameters twice, of too many values, or of the wrong type.
    pub fn from_get(request: &HttpRequest) -> Result<Self, Fault> {
        let Query(parameters) = Query::<Vec<(String, String)>>::from_query(request.query_string())
            .map_err(|_| Fault::bad_request("The URL's query string cannot be decoded."))?;
        let mut fields = JsonMap::new();
        for (name, value) in parameters {
            let value = match name.as_str() {
                "variables" | "extensions" if value.is_empty() => JsonValue::Null,
                "query" | "operationName" => JsonValue::from(value),
                "variables" | "extensions" => parse(value.as_bytes(), &format!("`{name}`"))?,
                _ => continue,
            };
            if fields.insert(name.as_str(), value).is_some() {
                return Err(Fault::bad_request(format!("Give `{name}` only once.")));
            }
        }
        Self::from_fields(fields)
    }

    /// Reads the body of a POST.
    ///
    /// # Errors
    ///
    /// If it is no JSON, has too many values, or parameters of the wrong type.
    pub fn from_json(body: &[u8]) -> Result<Self, Fault> {
        match parse(body, "The body")? {
            JsonValue::Object(fields) => Self::from_fields(fields),
            JsonValue::Array(_) => Err(Fault::bad_request("Send one request at a time: batching is off.")),
            _ => Err(Fault::bad_request("The body is not a JSON object.")),
        }
    }

    fn from_fields(mut fields: JsonMap) -> Result<Self, Fault> {
        Ok(Self {
            query: text(fields.remove("query"), "query")?,
            // An empty name is none: clients send it where a document has no name.
            operation_name: text(fields.remove("operationName"), "operationName")?.filter(|name| !name.is_empty()),
            variables: object(fields.remove("variables"), "variables")?,
            extensions: object(fields.remove("extensions"), "extensions")?,
        })
    }
}

/// A POST is `application/json` in UTF-8. Nothing else, so that no page of another site can send one unasked.
fn check_content_type(request: &HttpRequest) -> Result<(), Fault> {
    let mut values = request.headers().get_all(CONTENT_TYPE);
    let (value, None) = (values.next(), values.next()) else {
        let message = "Send the header `Content-Type` only once.";
        return Err(Fault::new(Code::UnsupportedMediaType, message));
    };
    let mut parts = parts(value.and_then(|value| value.to_str().ok()).unwrap_or_default(), ';');
    let is_json = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/json"));
    let is_readable = parts
        .filter_map(|part| part.split_once('='))
        .all(|(name, value)| !name.trim().eq_ignore_ascii_case("charset") || is_utf8(value.trim().trim_matches('"')));
    if is_json && is_readable {
        return Ok(());
    }
    let message = "Send the request as JSON in UTF-8, with the header `Content-Type: application/json`.";
    Err(Fault::new(Code::UnsupportedMediaType, message))
}

/// A body comes as it is. Specification: RFC 9110, section 15.5.16.
fn check_content_encoding(request: &HttpRequest) -> Result<(), Refusal> {
    let is_plain = |coding: &HeaderValue| coding.as_bytes().eq_ignore_ascii_case(b"identity");
    if request.headers().get_all(CONTENT_ENCODING).all(is_plain) {
        return Ok(());
    }
    let fault = Fault::new(Code::UnsupportedMediaType, "Send the body as it is, without a content coding.");
    Err(Refusal { errors: vec![fault.into()], instead: Some((ACCEPT_ENCODING, "identity")) })
}

/// Reads a body up to a limit, and not a byte further.
///
/// **Invariant:** what a body takes is counted before it is taken. *Why:* its buffer grows in larger steps than the body.
/// *Enforced by:* `share`, which grows by the capacity.
async fn read(request: &HttpRequest, body: &mut Payload, intake: Intake, share: &Share) -> Result<Vec<u8>, Fault> {
    let limit = intake.bytes;
    let too_large = || Fault::new(Code::PayloadTooLarge, format!("The body is larger than {limit} bytes."));
    let stated = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if stated.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let most = stated.unwrap_or(limit);
    let mut bytes = Vec::new();
    let mut pace = Pace::new(intake);
    while let Some(chunk) = pace.keeps(body.next()).await? {
        let chunk = chunk.map_err(|_| Fault::bad_request("The body cannot be read to its end."))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large());
        }
        let needed = bytes.len() + chunk.len();
        if needed > bytes.capacity() {
            let capacity = (2 * bytes.capacity()).min(most).max(needed);
            share.grow(capacity - bytes.capacity()).await?;
            bytes.reserve_exact(capacity - bytes.len());
        }
        bytes.extend_from_slice(&chunk);
        pace.came(chunk.len());
    }
    Ok(bytes)
}

/// How fast a body comes.
struct Pace {
    least: usize,
    window: Duration,
    /// What came in this window.
    came: usize,
    end: Instant,
}

impl Pace {
    fn new(intake: Intake) -> Self {
        let (least, window) = intake.pace;
        Self { least, window, came: 0, end: Instant::now() + window }
    }

    /// The next piece, if it comes in time.
    async fn keeps<T>(&self, next: impl Future<Output = T>) -> Result<T, Fault> {
        timeout_at(self.end, next).await.map_err(|_| {
            let (least, seconds) = (self.least, self.window.as_secs_f64());
            let message = format!("The body came too slowly: send at least {least} bytes in {seconds} seconds.");
            Fault::new(Code::RequestTimeout, message)
        })
    }

    fn came(&mut self, bytes: usize) {
        self.came += bytes;
        if self.came >= self.least {
            (self.came, self.end) = (0, Instant::now() + self.window);
        }
    }
}

fn text(value: Option<JsonValue>, name: &str) -> Result<Option<String>, Fault> {
    match value {
        None | Some(JsonValue::Null) => Ok(None),
        Some(JsonValue::String(text)) => Ok(Some(text.as_str().to_owned())),
        Some(_) => Err(Fault::bad_request(format!("`{name}` must be a string."))),
    }
}

fn object(value: Option<JsonValue>, name: &str) -> Result<JsonMap, Fault> {
    match value {
        None | Some(JsonValue::Null) => Ok(JsonMap::new()),
        Some(JsonValue::Object(fields)) => Ok(fields),
        Some(_) => Err(Fault::bad_request(format!("`{name}` must be a JSON object."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn body(json: &str) -> Result<Request, String> {
        Request::from_json(json.as_bytes()).map_err(|fault| fault.message)
    }

    fn get(query: &str) -> Result<Request, String> {
        let request = TestRequest::get().uri(&format!("/graphql?{query}")).to_http_request();
        Request::from_get(&request).map_err(|fault| fault.message)
    }

    #[test]
    fn a_body_has_typed_parameters() {
        let read = body(r#"{"query":"{a}","operationName":"A","variables":{"x":1},"extensions":null,"other":1}"#);
        let read = read.expect("valid");
        assert_eq!((read.query.as_deref(), read.operation_name.as_deref()), (Some("{a}"), Some("A")));
        assert_eq!(read.variables.get("x"), Some(&JsonValue::from(1)));
        assert!(read.extensions.is_empty());
        for json in [
            r#"{"query":1}"#,
            r#"{"operationName":[]}"#,
            r#"{"variables":[]}"#,
            r#"{"extensions":"a"}"#,
            "[]",
            "1",
            "{",
            "",
        ] {
            assert!(body(json).is_err(), "{json}");
        }
        assert!(body(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn a_url_has_the_same_parameters() {
        let read = get("query=%7Ba%7D&operationName=A&variables=%7B%22x%22%3A1%7D&other=1").expect("valid");
        assert_eq!((read.query.as_deref(), read.operation_name.as_deref()), (Some("{a}"), Some("A")));
        assert_eq!(read.variables.get("x"), Some(&JsonValue::from(1)));
        assert_eq!(get("query=a&operationName=&variables="), get("query=a"));
        for query in ["query=a&query=b", "query=a&variables=%5B%5D", "query=a&variables=%7B", "query=a&extensions=1"] {
            assert!(get(query).is_err(), "{query}");
        }
    }

    #[test]
    fn only_json_in_utf8_is_taken() {
        for (value, taken) in [
            ("application/json", true),
            ("Application/JSON; charset=UTF-8", true),
            ("application/json;charset=\"utf-8\"", true),
            ("application/json; charset=utf-16", false),
            ("text/plain", false),
            ("application/graphql", false),
            ("multipart/form-data; boundary=x", false),
            ("application/x-www-form-urlencoded", false),
            ("text/plain; a=application/json", false),
            ("application/json; a=\"; charset=utf-16\"", true),
            ("application/json, text/plain", false),
            ("", false),
        ] {
            let request = TestRequest::post().insert_header((CONTENT_TYPE, value)).to_http_request();
            assert_eq!(check_content_type(&request).is_ok(), taken, "{value}");
        }
        assert!(check_content_type(&TestRequest::post().to_http_request()).is_err());
    }
}
