//! Pages of other origins may read: what is served is public, and no request carries credentials (Fetch standard,
//! section 3.3, “CORS protocol”).
//!
//! **Invariant:** no origin is granted credentials. *Why:* a page could otherwise read and write in the name of its
//! visitor. *Enforced by:* [`granted`], the only place that makes these headers, which never allows them.

use super::{metrics, observed::REQUEST_ID};
use actix_cors::Cors;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, Uri,
        header::{
            ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_TYPE, HeaderName, HeaderValue,
            IF_NONE_MATCH,
        },
    },
    middleware::Next,
    web::Data,
};
use std::str::FromStr;

/// Seconds for which a browser need not ask again.
const REMEMBERED: usize = 86_400;

/// Headers that pages may read: the tag of an answer, when to try again, and what is said of the request.
const EXPOSED: &str = "etag, retry-after, server-timing, x-request-id";

/// Origins whose pages may read answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// All.
    Any,
    /// These alone; none where there are none.
    Only(Vec<String>),
}

impl FromStr for Origins {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let origins = text.split(',').map(|origin| origin.trim().trim_end_matches('/').to_owned());
        let origins: Vec<_> = origins.filter(|origin| !origin.is_empty()).collect();
        match origins.as_slice() {
            [any] if any == "*" => return Ok(Self::Any),
            [none] if none == "none" => return Ok(Self::Only(Vec::new())),
            _ => {}
        }
        match origins.iter().find_map(|origin| wrong(origin)) {
            Some(reason) => Err(reason),
            None => Ok(Self::Only(origins)),
        }
    }
}

/// What is wrong with an origin: a browser sends scheme, host and port alone, in small letters, with the letters of other
/// scripts in Punycode, and without the usual port (URL standard, sections 4.5 and 4.7).
fn wrong(origin: &str) -> Option<String> {
    let (scheme, usual) = if origin.starts_with("https:") { ("https", ":443") } else { ("http", ":80") };
    let problem = if !origin.is_ascii() {
        "browsers send such a name in Punycode, `xn--…`".to_owned()
    } else if origin.chars().any(|letter| letter.is_ascii_uppercase()) {
        format!("browsers send small letters; write `{}`", origin.to_ascii_lowercase())
    } else if let Some(short) = origin.strip_suffix(usual) {
        format!("browsers leave out the usual port; write `{short}`")
    } else {
        if is_scheme_and_host(origin, scheme) {
            return None;
        }
        "write `*` for all, `none`, or origins such as `https://example.org`, separated by commas".to_owned()
    };
    Some(format!("'{origin}' is no origin that a browser sends: {problem}"))
}

/// Says to browsers which pages may read.
pub fn granted(origins: &Origins) -> Cors {
    let cors = Cors::default()
        .allowed_methods([Method::GET, Method::HEAD, Method::POST])
        .allowed_headers([ACCEPT, CONTENT_TYPE, IF_NONE_MATCH])
        .allowed_header(HeaderName::from_static("apollographql-client-name"))
        .allowed_header(HeaderName::from_static("apollographql-client-version"))
        .allowed_header(HeaderName::from_static("apollo-require-preflight"))
        .allowed_header(REQUEST_ID)
        .expose_headers(EXPOSED.split(", "))
        .max_age(REMEMBERED);
    match origins {
        // The same answer for all, which [`everywhere`] makes of it, so that a cache may keep it.
        Origins::Any => cors.allow_any_origin().send_wildcard().disable_vary_header(),
        Origins::Only(origins) => origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin)),
    }
}

/// Whether a text is a scheme, a host and perhaps a port, and nothing else.
fn is_scheme_and_host(origin: &str, scheme: &str) -> bool {
    let Ok(uri) = origin.parse::<Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    let port = uri.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]".contains(letter);
    !host.is_empty() && host.chars().all(is_plain) && origin == format!("{scheme}://{host}{port}")
}

/// Grants all origins what they are granted also where a request names none, since a cache gives its answer to others;
/// and grants nobody the figures.
///
/// # Errors
/// Those of whoever answers.
pub async fn everywhere(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let has_figures = request.path() == metrics::PATH;
    let is_any = request.app_data::<Data<Origins>>().is_some_and(|origins| ***origins == Origins::Any);
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    if has_figures {
        headers.remove(ACCESS_CONTROL_ALLOW_ORIGIN);
        headers.remove(ACCESS_CONTROL_EXPOSE_HEADERS);
    } else if is_any {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_or_refused() {
        let only = |origins: &[&str]| Ok(Origins::Only(origins.iter().map(ToString::to_string).collect()));
        assert_eq!("*".parse(), Ok(Origins::Any));
        assert_eq!("none".parse::<Origins>(), only(&[]));
        assert_eq!("https://a.org, http://b.org:8080/".parse(), only(&["https://a.org", "http://b.org:8080"]));
        assert_eq!("http://[::1]:8080".parse(), only(&["http://[::1]:8080"]));
        for wrong in [
            "a.org",
            "https://*.a.org",
            "https://a.org/path",
            "*, https://a.org",
            "https://",
            "https://a.org:",
            "ftp://a.org",
            "https://a.org:x",
            "https://a b",
            "https://me@a.org",
            "https://:80",
            "null",
        ] {
            assert!(wrong.parse::<Origins>().is_err(), "{wrong}");
        }
        for (wrong, advice) in [
            ("https://bücher.example", "Punycode"),
            ("https://Example.org", "write `https://example.org`"),
            ("HTTPS://example.org", "write `https://example.org`"),
            ("https://a.org:443", "write `https://a.org`"),
            ("http://a.org:80", "write `http://a.org`"),
        ] {
            let reason = wrong.parse::<Origins>().expect_err(wrong);
            assert!(reason.contains(advice) && reason.contains(wrong), "{reason}");
        }
    }
}
