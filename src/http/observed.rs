//! What every response says of its request: an id, by which the log knows it, and how long it took.

use actix_web::{
    Error, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};
use fault::request::RequestId;
use std::{
    hash::{BuildHasher as _, RandomState},
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

/// The id of a request, as many proxies send it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How long the server took (W3C Server Timing, section 3).
pub const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");
/// Most characters of an id that a client gives.
const LONGEST: usize = 128;

/// Answers a request under the id that the client gives, or a new one.
///
/// # Errors
/// Those of whoever answers.
pub async fn observed(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let began = Instant::now();
    let id = given(request.request()).unwrap_or_else(made_up);
    let mut response = RequestId(id.as_str().into()).scope(next.call(request)).await?;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::try_from(id) {
        headers.insert(REQUEST_ID, value);
    }
    let milliseconds = began.elapsed().as_secs_f64() * 1_000.0;
    if let Ok(value) = HeaderValue::try_from(format!("total;dur={milliseconds:.3}")) {
        headers.insert(SERVER_TIMING, value);
    }
    Ok(response)
}

/// The id that the client gives, if a log can show it: letters, digits and a few signs.
fn given(request: &HttpRequest) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.:/+=".contains(&letter);
    ((1..=LONGEST).contains(&id.len()) && id.bytes().all(is_plain)).then(|| id.to_owned())
}

/// A new id: 16 hexadecimal digits.
fn made_up() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    thread_local! {
        static KEYS: RandomState = RandomState::new();
    }
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}", KEYS.with(|keys| keys.hash_one(count)))
}
