//! Documents by the hash of their text (Apollo, "Automatic Persisted Queries", version 1).
//!
//! A client sends the hash alone; where the server does not know the text, it says so, and the client sends
//! both. The text is kept with the prepared document, and goes with it when room is needed.

use super::{Refusal, request::Request};
use fault::{Code, Fault};
use prepare::{Hash, JsonValue, Prepare, Prepared};
use std::sync::Arc;

/// The document of a request, and the hash of its text.
pub(super) fn document(prepare: &Prepare, request: &Request) -> Result<(Arc<Prepared>, Hash), Refusal> {
    let claimed = claimed(request)?;
    match (&request.query, claimed) {
        (Some(text), claimed) => {
            let hash = Prepare::hash(text);
            if claimed.is_some_and(|claimed| claimed != hash) {
                let message = "`sha256Hash` is not the SHA-256 of `query`. Send the hash of the very text.";
                return Err(Fault::new(Code::PersistedQueryMismatch, message).into());
            }
            Ok((prepare.hashed(text, hash)?, hash))
        }
        (None, Some(hash)) => match prepare.by_hash(&hash) {
            Some(document) => Ok((document, hash)),
            // Clients of the protocol look for this very message.
            None => Err(Fault::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound").into()),
        },
        (None, None) => Err(Fault::bad_request("Send the document as the string `query`.").into()),
    }
}

/// The hash that a request sends in `extensions.persistedQuery`.
fn claimed(request: &Request) -> Result<Option<Hash>, Fault> {
    let Some(persisted) = request.extensions.get("persistedQuery").filter(|persisted| !persisted.is_null()) else {
        return Ok(None);
    };
    let version = persisted.as_object().and_then(|persisted| persisted.get("version")).and_then(JsonValue::as_i64);
    let hash = persisted.as_object().and_then(|persisted| persisted.get("sha256Hash")).and_then(JsonValue::as_str);
    match (version, hash.and_then(parse)) {
        (Some(1), Some(hash)) => Ok(Some(hash)),
        _ => Err(Fault::bad_request(
            "`extensions.persistedQuery` is `{ \"version\": 1, \"sha256Hash\": … }` with 64 hexadecimal digits.",
        )),
    }
}

fn parse(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::{super::course::hexadecimal, *};

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash: Hash = Prepare::hash("{ __typename }");
        assert_eq!(parse(&hexadecimal(&hash)), Some(hash));
        for wrong in ["", "12", &"g".repeat(64), &"+1".repeat(32), &"é".repeat(32)] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
