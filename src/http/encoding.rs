//! Content codings: which one a client takes, and the coding itself (RFC 9110, section 12.5.3).

use actix_web::{
    http::header::{ACCEPT_ENCODING, HeaderMap, Quality, QualityItem, from_comma_delimited},
    web::Bytes,
};
use engine::Background;
use std::io::{self, Write as _};

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
/// Bodies from this many bytes on are coded in the background, so that other requests of the worker go on.
const LONG: usize = 64 << 10;

impl Encoding {
    /// Codings in the order in which they are preferred where a client gives them equal weights. Some clients offer
    /// zstd and cannot read it, so it comes after those that all can read.
    const PREFERRED: [Self; 4] = [Self::Brotli, Self::Gzip, Self::Zstd, Self::Identity];

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
    pub async fn encode(self, body: Bytes, background: &Background) -> io::Result<Bytes> {
        if self == Self::Identity || body.len() < LONG {
            return self.coded(body);
        }
        // The cause is in the log.
        background.run(move || self.coded(body)).await.map_err(|_| io::Error::other("the coder failed"))?
    }

    fn coded(self, body: Bytes) -> io::Result<Bytes> {
        let coded = match self {
            Self::Identity => return Ok(body),
            Self::Gzip => {
                let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(5));
                coder.write_all(&body)?;
                coder.finish()?
            }
            Self::Zstd => zstd::encode_all(&body[..], 3)?,
            Self::Brotli => {
                let mut coder = brotli::CompressorWriter::new(Vec::new(), 4096, 4, 20);
                coder.write_all(&body)?;
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
    use futures_util::FutureExt as _;
    use std::io::Read as _;

    fn accepted(value: &'static str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
        Encoding::accepted(&headers)
    }

    #[test]
    fn the_best_accepted_coding_is_taken() {
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
        assert_eq!(accepted("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(accepted("gzip;q=1.0, br;q=0.5"), Encoding::Gzip);
        assert_eq!(accepted("*"), Encoding::Brotli);
        assert_eq!(accepted("*, br;q=0"), Encoding::Gzip);
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
            ("x-gzip;q=0, *, br;q=0", Encoding::Zstd),
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

    #[actix_web::test]
    async fn what_is_coded_can_be_read() {
        let body = Bytes::from("{\"data\":{\"states\":[\"Armenia\",\"Belarus\"]}}".repeat(100));
        let here = Background::default();
        let gzip = Encoding::Gzip.encode(body.clone(), &here).await.expect("gzip");
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut read).expect("gzip");
        assert_eq!(read, body);
        let zstd = Encoding::Zstd.encode(body.clone(), &here).await.expect("zstd");
        assert_eq!(zstd::decode_all(&zstd[..]).expect("zstd"), body);
        let mut read = Vec::new();
        let brotli = Encoding::Brotli.encode(body.clone(), &here).await.expect("brotli");
        brotli::Decompressor::new(&brotli[..], 4096).read_to_end(&mut read).expect("brotli");
        assert_eq!(read, body);
        assert_eq!(Encoding::Gzip.of(b"short"), Encoding::Identity);
    }

    /// A body that is sent as it is, is not copied either.
    #[actix_web::test]
    async fn identity_is_the_body_itself() {
        let body = Bytes::from(vec![b' '; LONG]);
        let here = Background::default();
        let sent = Encoding::Identity.encode(body.clone(), &here).await.expect("identity");
        assert_eq!(sent.as_ptr(), body.as_ptr());
    }

    #[test]
    fn a_long_body_does_not_hold_up_its_worker() {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.max_blocking_threads(1).build().expect("a runtime");
        let here = Background::default();
        runtime.block_on(async {
            // While the only other thread is taken, what needs one cannot end, and what needs none can.
            let (release, released) = std::sync::mpsc::channel::<()>();
            let taken = tokio::task::spawn_blocking(move || released.recv());
            for encoding in [Encoding::Gzip, Encoding::Zstd, Encoding::Brotli] {
                let short = encoding.encode(vec![b' '; LONG - 1].into(), &here);
                assert!(short.now_or_never().is_some(), "{encoding:?}");
                let long = encoding.encode(vec![b' '; LONG].into(), &here);
                assert!(long.now_or_never().is_none(), "{encoding:?}");
            }
            let as_it_is = Encoding::Identity.encode(vec![b' '; LONG].into(), &here);
            assert!(as_it_is.now_or_never().is_some());
            drop(release);
            taken.await.expect("ended").expect_err("nothing was sent");
        });
    }
}
