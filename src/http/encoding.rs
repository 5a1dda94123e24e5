//! Content codings: which one a client takes, and the coding itself (RFC 9110, section 12.5.3).

use actix_web::{
    http::header::{ACCEPT_ENCODING, HeaderMap, Quality, QualityItem, from_comma_delimited},
    web::Bytes,
};
use std::io::Write as _;

/// How a body is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// Gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
    /// Brotli (RFC 7932).
    Brotli,
}

/// Bodies below this many bytes are sent as they are.
const WORTHWHILE: usize = 1024;

impl Encoding {
    /// Codings in the order in which they are preferred: by size and time of a typical answer.
    const PREFERRED: [Self; 4] = [Self::Zstd, Self::Brotli, Self::Gzip, Self::Identity];

    /// Name in headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Brotli => "br",
        }
    }

    /// The coding that the client likes best; identity where it accepts none of ours.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let accepted: Vec<QualityItem<String>> =
            from_comma_delimited(headers.get_all(ACCEPT_ENCODING)).unwrap_or_default();
        let weight = |encoding: Self| {
            let exact = accepted.iter().find(|part| encoding.is_named(&part.item));
            exact.or_else(|| accepted.iter().find(|part| part.item == "*")).map_or(Quality::ZERO, |part| part.quality)
        };
        let mut best = (Self::Identity, Quality::ZERO);
        for encoding in Self::PREFERRED {
            if weight(encoding) > best.1 {
                best = (encoding, weight(encoding));
            }
        }
        best.0
    }

    fn is_named(self, name: &str) -> bool {
        // RFC 9110, section 8.4.1.3.
        let name = if name.eq_ignore_ascii_case("x-gzip") { "gzip" } else { name };
        name.eq_ignore_ascii_case(self.name())
    }

    /// The coding of a body, which may not be worth coding.
    pub fn of(self, body: &[u8]) -> Self {
        if body.len() < WORTHWHILE { Self::Identity } else { self }
    }

    /// Codes a body.
    ///
    /// # Errors
    /// Where the coder fails, which memory alone can cause.
    pub fn encode(self, body: &[u8]) -> std::io::Result<Bytes> {
        let coded = match self {
            Self::Identity => body.to_vec(),
            Self::Gzip => {
                let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(5));
                coder.write_all(body)?;
                coder.finish()?
            }
            Self::Zstd => zstd::encode_all(body, 3)?,
            Self::Brotli => {
                let mut coder = brotli::CompressorWriter::new(Vec::new(), 4096, 4, 20);
                coder.write_all(body)?;
                coder.into_inner()
            }
        };
        Ok(coded.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;
    use std::io::Read as _;

    fn accepted(value: &'static str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
        Encoding::accepted(&headers)
    }

    #[test]
    fn the_best_accepted_coding_is_taken() {
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
        assert_eq!(accepted("gzip, deflate, br, zstd"), Encoding::Zstd);
        assert_eq!(accepted("gzip;q=1.0, br;q=0.5"), Encoding::Gzip);
        assert_eq!(accepted("*"), Encoding::Zstd);
        assert_eq!(accepted("*, zstd;q=0"), Encoding::Brotli);
        assert_eq!(accepted("identity"), Encoding::Identity);
        assert_eq!(accepted("gzip;q=nonsense"), Encoding::Identity);
    }

    #[test]
    fn a_coding_is_weighed_as_http_says() {
        for (value, expected) in [
            ("gzip;Q=0", Encoding::Identity),
            ("gzip;Q=0.5, br;q=0.4", Encoding::Gzip),
            ("GZIP", Encoding::Gzip),
            ("x-gzip", Encoding::Gzip),
            ("x-gzip;q=0, *", Encoding::Zstd),
            ("identity, gzip;q=0.1", Encoding::Identity),
            ("identity;q=0.5, gzip;q=0.5", Encoding::Gzip),
            ("*;q=0.1, identity;q=0.9", Encoding::Identity),
            ("*;q=0.9, zstd;q=0.1, br;q=0.1, gzip;q=0.1", Encoding::Identity),
            ("identity;q=0, br;q=0.001", Encoding::Brotli),
            // No weight, so what it belongs to says nothing.
            ("gzip;q=5", Encoding::Identity),
            ("gzip;q=inf", Encoding::Identity),
            ("gzip;q=-1, br;q=0.1", Encoding::Brotli),
            ("gzip;q=0.1234, br;q=0.1", Encoding::Brotli),
            ("deflate", Encoding::Identity),
            (" , ,gzip ; q=0.5 ,", Encoding::Gzip),
            ("", Encoding::Identity),
        ] {
            assert_eq!(accepted(value), expected, "{value}");
        }
    }

    #[test]
    fn what_is_coded_can_be_read() {
        let body = "{\"data\":{\"states\":[\"Armenia\",\"Belarus\"]}}".repeat(100).into_bytes();
        let gzip = Encoding::Gzip.encode(&body).expect("gzip");
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut read).expect("gzip");
        assert_eq!(read, body);
        assert_eq!(zstd::decode_all(&Encoding::Zstd.encode(&body).expect("zstd")[..]).expect("zstd"), body);
        let mut read = Vec::new();
        let brotli = Encoding::Brotli.encode(&body).expect("brotli");
        brotli::Decompressor::new(&brotli[..], 4096).read_to_end(&mut read).expect("brotli");
        assert_eq!(read, body);
        assert_eq!(Encoding::Gzip.of(b"short"), Encoding::Identity);
    }
}
