//! Which media type an answer has: what the client accepts against what is offered.
//!
//! Specification: RFC 9110, sections 12.4.2 “Quality Values” and 12.5.1 “Accept”; GraphQL over HTTP,
//! section “Media Types”.

use actix_web::http::header::{ACCEPT, HeaderMap};

/// Media type of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// `application/json`: a well-formed request is answered with 200, whatever becomes of it.
    Json,
    /// `application/graphql-response+json`: the status tells whether the request was executed.
    GraphqlResponse,
}

impl Media {
    /// Offered, the one for clients without a preference first.
    const OFFERED: [Self; 2] = [Self::Json, Self::GraphqlResponse];

    /// Type and subtype.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GraphqlResponse => "application/graphql-response+json",
        }
    }

    /// Value of the header `Content-Type`.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        }
    }

    /// The media type that the client likes best; none if it accepts none of ours.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Option<Self> {
        let lines: Vec<_> = headers.get_all(ACCEPT).map(|line| line.to_str().unwrap_or("?")).collect();
        let accept = lines.join(",");
        if accept.trim().is_empty() {
            return Some(Self::Json);
        }
        let names = Self::OFFERED.map(Self::name);
        best(&accept, &names).map(|place| Self::OFFERED[place])
    }
}

/// One entry of `Accept`.
struct Range<'a> {
    kind: &'a str,
    subkind: &'a str,
    /// From 0 (never) to 1000 (best).
    quality: u16,
}

/// Which of the offered media types an `Accept` header prefers: by quality, then by how exactly it is named,
/// then by its place in the header, then by its place in the offer.
pub(super) fn best(accept: &str, offered: &[&str]) -> Option<usize> {
    let ranges: Vec<_> = parts(accept, ',').filter_map(range).collect();
    let rank = |(place, name): (usize, &&str)| {
        let (kind, subkind) = name.split_once('/')?;
        let matching = ranges.iter().enumerate().filter_map(|(at, range)| {
            let exactness = exactness(range, kind, subkind)?;
            Some((exactness, std::cmp::Reverse(at), range.quality))
        });
        let (exactness, at, quality) = matching.max_by_key(|(exactness, at, _)| (*exactness, *at))?;
        (quality > 0).then_some((quality, exactness, at, std::cmp::Reverse(place)))
    };
    let (.., std::cmp::Reverse(place)) = offered.iter().enumerate().filter_map(rank).max()?;
    Some(place)
}

fn exactness(range: &Range<'_>, kind: &str, subkind: &str) -> Option<u8> {
    match (range.kind, range.subkind) {
        ("*", "*") => Some(0),
        (any, "*") if any.eq_ignore_ascii_case(kind) => Some(1),
        (a, b) if a.eq_ignore_ascii_case(kind) && b.eq_ignore_ascii_case(subkind) => Some(2),
        _ => None,
    }
}

/// Reads one entry; none if it is malformed, or wants another encoding than UTF-8.
fn range(entry: &str) -> Option<Range<'_>> {
    let mut parts = parts(entry, ';');
    let (kind, subkind) = parts.next()?.split_once('/')?;
    let mut quality = 1000;
    for parameter in parts {
        let Some((name, value)) = parameter.split_once('=') else {
            continue;
        };
        let value = value.trim().trim_matches('"');
        if name.trim().eq_ignore_ascii_case("q") {
            quality = thousandths(value)?;
        } else if name.trim().eq_ignore_ascii_case("charset") && !is_utf8(value) {
            return None;
        }
    }
    Some(Range { kind: kind.trim(), subkind: subkind.trim(), quality })
}

/// What stands between separators, those in quoted strings apart (RFC 9110, section 5.6.4).
pub(super) fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let separates = move |char| {
        let separates = char == separator && !is_quoted;
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        separates
    };
    text.split(separates).map(str::trim)
}

/// `0.7` as 700. Specification: RFC 9110, section 12.4.2.
fn thousandths(value: &str) -> Option<u16> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    match (whole, digits) {
        ("1", true) if fraction.bytes().all(|byte| byte == b'0') => Some(1000),
        ("0", true) => format!("{fraction:0<3}").parse().ok(),
        _ => None,
    }
}

/// Whether a charset parameter names UTF-8.
pub(super) fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn accepted(lines: &[&'static str]) -> Option<Media> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(ACCEPT, HeaderValue::from_static(line));
        }
        Media::accepted(&headers)
    }

    #[test]
    fn the_client_decides() {
        use Media::{GraphqlResponse, Json};
        let table: &[(&[&'static str], Option<Media>)] = &[
            (&[], Some(Json)),
            (&[""], Some(Json)),
            (&["*/*"], Some(Json)),
            (&["application/*"], Some(Json)),
            (&["application/json"], Some(Json)),
            (&["APPLICATION/JSON"], Some(Json)),
            (&["application/json; charset=utf-8"], Some(Json)),
            (&["application/json; charset=\"UTF-8\""], Some(Json)),
            (&["application/json; charset=latin1"], None),
            (&["application/graphql-response+json"], Some(GraphqlResponse)),
            (
                &["application/graphql-response+json; charset=utf-8, application/json; charset=utf-8"],
                Some(GraphqlResponse),
            ),
            (&["application/json, application/graphql-response+json"], Some(Json)),
            (&["application/graphql-response+json;q=0.8, application/json;q=0.9"], Some(Json)),
            (&["application/json;q=0.8, application/graphql-response+json;q=0.9"], Some(GraphqlResponse)),
            (&["application/json;q=0", "*/*"], Some(GraphqlResponse)),
            (&["*/*;q=0.1, application/graphql-response+json"], Some(GraphqlResponse)),
            (&["*/*, application/graphql-response+json;q=0.5"], Some(Json)),
            (&["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], Some(Json)),
            (&["text/html"], None),
            (&["image/*"], None),
            (&["application/json;q=0"], None),
            (&["*/*;q=0"], None),
            (&["application/json;q=1.5"], None),
            (&["application/json;q=0.1234"], None),
            (&["json"], None),
            (&["text/html", "application/json"], Some(Json)),
            (&["application/json;q=0.500;v=1"], Some(Json)),
            (&["application/json ; Q=0.5 , application/graphql-response+json ; q=0.6"], Some(GraphqlResponse)),
            // What is quoted separates nothing.
            (&["application/json;x=\"a;q=0\", text/html"], Some(Json)),
            (&["application/json;x=\"a,b\";q=0, application/graphql-response+json"], Some(GraphqlResponse)),
            (&["text/html;x=\", application/json\""], None),
            (&["text/html;x=\"\\\", application/json\""], None),
            (&["text/html;x=\"\\\\\", application/json"], Some(Json)),
        ];
        for (lines, expected) in table {
            assert_eq!(accepted(lines), *expected, "{lines:?}");
        }
    }
}
