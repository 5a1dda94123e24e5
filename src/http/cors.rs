//! Pages of other origins may read: what is served is public, and no request carries credentials (Fetch standard,
//! section 3.3, “CORS protocol”).
//!
//! **Invariant:** no origin is granted credentials. *Why:* a page could otherwise read and write in the name of its
//! visitor. *Enforced by:* [`granted`], the only place that makes these headers, which never allows them.

use super::observed::{REQUEST_ID, SERVER_TIMING};
use actix_cors::Cors;
use actix_web::http::{
    Method,
    header::{ACCEPT, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, RETRY_AFTER},
};
use std::str::FromStr;

/// Seconds for which a browser need not ask again.
const REMEMBERED: usize = 86_400;

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
        let is_origin = |origin: &&String| {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '*', '?', '#', '@', ' ']))
        };
        match origins.iter().find(|origin| !is_origin(origin)) {
            Some(wrong) => Err(format!(
                "'{wrong}' is no origin; write `*` for all, `none`, or origins such as `https://example.org`, separated by commas"
            )),
            None => Ok(Self::Only(origins)),
        }
    }
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
        .expose_headers([ETAG, RETRY_AFTER, REQUEST_ID, SERVER_TIMING])
        .max_age(REMEMBERED);
    match origins {
        // The same answer for all, so that a cache may keep it.
        Origins::Any => cors.allow_any_origin().send_wildcard().disable_vary_header(),
        Origins::Only(origins) => origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin)),
    }
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
        for wrong in ["a.org", "https://*.a.org", "https://a.org/path", "*, https://a.org"] {
            assert!(wrong.parse::<Origins>().is_err(), "{wrong}");
        }
    }
}
