//! The page at `/`: GraphiQL, built from `web/` and kept in the binary.

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS},
    web::Path,
};
use rust_embed::RustEmbed;

/// What Vite built.
#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Built;

/// What the page may load: itself. `web/README.md` says why each part is there.
const POLICY: &str = include_str!("../../web/csp.txt");

/// The page.
pub async fn page() -> HttpResponse {
    serve("index.html", "no-cache")
}

/// A file of the page. The names of assets carry a hash of what is in them.
pub async fn file(path: Path<String>) -> HttpResponse {
    let caching = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    serve(&path, caching)
}

fn serve(path: &str, caching: &'static str) -> HttpResponse {
    let Some(file) = Built::get(path) else {
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("There is nothing here.\n");
    };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, file.metadata.mimetype()))
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY.trim()))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .body(file.data)
}
