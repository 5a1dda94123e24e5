//! Content codings: which one a client takes, and the coding itself (RFC 9110, section 12.5.3).

use actix_web::{
    http::header::{ACCEPT_ENCODING, HeaderMap},
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
    const PREFERRED: [Self; 3] = [Self::Zstd, Self::Brotli, Self::Gzip];

    /// Name in headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Brotli => "br",
        }
    }

    /// The best coding that the client accepts.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let accepted: Vec<_> = headers
            .get_all(ACCEPT_ENCODING)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(weighed)
            .collect();
        let weight = |encoding: Self| {
            let exact = accepted.iter().find(|(name, _)| name.eq_ignore_ascii_case(encoding.name()));
            exact.or_else(|| accepted.iter().find(|(name, _)| *name == "*")).map_or(0.0, |(_, weight)| *weight)
        };
        let mut best = (Self::Identity, 0.0);
        for encoding in Self::PREFERRED {
            if weight(encoding) > best.1 {
                best = (encoding, weight(encoding));
            }
        }
        best.0
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

/// The name and weight of one accepted coding, such as `gzip;q=0.5`.
fn weighed(part: &str) -> (&str, f32) {
    let mut parameters = part.split(';').map(str::trim);
    let name = parameters.next().unwrap_or_default();
    let weight = parameters.find_map(|parameter| parameter.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
    (name, weight.unwrap_or(0.0))
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
