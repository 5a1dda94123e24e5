//! The page at `/`: GraphiQL, built from `web/` and kept in the binary.

use super::{connection::Pieces, encoding::Encoding};
use crate::telemetry;
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY},
    web::{Bytes, Path},
};
use engine::Background;
use moka::future::Cache;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::{borrow::Cow, io, sync::LazyLock};

/// What Vite built.
#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Built;

/// What the page may load: itself. `web/README.md` says why each part is there.
const POLICY: &str = include_str!("../../web/csp.txt");

/// The files in the codings in which they were asked for, each coded once.
static CODED: LazyLock<Cache<(String, Encoding), Bytes>> = LazyLock::new(|| Cache::builder().build());

/// The page.
pub async fn page(request: HttpRequest) -> HttpResponse {
    serve(&request, "index.html", "no-cache").await
}

/// A file of the page. The names of assets carry a hash of what is in them.
pub async fn file(request: HttpRequest, path: Path<String>) -> HttpResponse {
    let caching = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    serve(&request, &path, caching).await
}

async fn serve(request: &HttpRequest, path: &str, caching: &'static str) -> HttpResponse {
    let Some(file) = Built::get(path) else {
        telemetry::refused("NOT_FOUND");
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("There is nothing here.\n");
    };
    let mimetype = file.metadata.mimetype();
    // Fonts and pictures are packed already.
    let is_text = ["text/", "application/", "image/svg"].iter().any(|prefix| mimetype.starts_with(prefix));
    let wanted = if is_text { Encoding::accepted(request.headers()).of(&file.data) } else { Encoding::Identity };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, mimetype))
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY.trim()))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .insert_header((VARY, "Accept-Encoding"));
    match coded(path, wanted, file).await {
        Ok(body) if wanted == Encoding::Identity => response.body(Pieces::new(body)),
        Ok(body) => response.insert_header((CONTENT_ENCODING, wanted.name())).body(Pieces::new(body)),
        Err(error) => {
            tracing::error!(%error, path, "a file of the page cannot be coded");
            HttpResponse::InternalServerError().finish()
        }
    }
}

async fn coded(path: &str, encoding: Encoding, file: EmbeddedFile) -> io::Result<Bytes> {
    let body = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    if encoding == Encoding::Identity {
        return Ok(body);
    }
    // Once for each file.
    CODED
        .try_get_with((path.to_owned(), encoding), encoding.encode(body, &Background::default()))
        .await
        .map_err(io::Error::other)
}
