//! Texts as JSON.

use std::io::Write as _;

/// Writes a JSON string (RFC 8259, section 7).
pub fn text(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&bytes[from..at]);
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            _ => {
                let _ = write!(out, "\\u{byte:04x}");
            }
        }
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_the_json_that_serde_writes() {
        proptest::proptest!(|(any in ".*")| {
            let mut out = Vec::new();
            text(any.as_bytes(), &mut out);
            let read: String = serde_json::from_slice(&out).expect("JSON");
            proptest::prop_assert_eq!(read, any);
        });
    }
}
