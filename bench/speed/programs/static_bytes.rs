//! Serves the bytes of a file under `/graphql`, whatever is asked: the measure for cached responses.
//!
//! `static_bytes FILE WORKERS ['NAME: VALUE'…]`: the headers go out with the bytes.
use actix_web::{
    App, HttpResponse, HttpServer,
    http::header::{HeaderName, HeaderValue},
    web::{self, Bytes},
};
use anyhow::Context as _;
use std::{env, fs};

/// The same as the server's.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

struct Fixed {
    headers: Vec<(HeaderName, HeaderValue)>,
    bytes: Bytes,
}

/// Takes the whole request, as it has to be taken before an answer can be looked up.
async fn answer(_: Bytes, fixed: web::Data<Fixed>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    for header in &fixed.headers {
        response.insert_header(header.clone());
    }
    response.body(fixed.bytes.clone())
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let mut args = env::args().skip(1);
    let file = args.next().context("usage: static_bytes FILE WORKERS ['NAME: VALUE'…]")?;
    let workers = args.next().context("how many workers?")?.parse()?;
    let headers = args.map(|header| {
        let (name, value) = header.split_once(": ").context("a header is `NAME: VALUE`")?;
        anyhow::Ok((name.parse()?, value.parse()?))
    });
    let headers = headers.collect::<Result<_, _>>()?;
    let bytes = fs::read(&file).with_context(|| format!("cannot read {file}"))?.into();
    let fixed = web::Data::new(Fixed { headers, bytes });
    let server = HttpServer::new(move || App::new().app_data(fixed.clone()).route("/graphql", web::route().to(answer)));
    let server = server.workers(workers).bind(("127.0.0.1", 0))?;
    let address = *server.addrs().first().context("no address")?;
    println!("Listening on http://{address}");
    Ok(server.run().await?)
}
