//! The head of a request, URL and headers: how large it may be.

use super::graphql::{Media, response};
use actix_web::{
    Error, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Version, header::HOST, uri::Authority},
    middleware::Next,
    web::Payload,
};
use fault::{Code, Fault};

/// Most bytes of the URL, and of the names and values of all headers together with it.
const LARGEST: usize = 16 << 10;

/// Refuses a request whose head is too large, whatever it asks for.
///
/// # Errors
/// Those of whoever answers the others.
pub async fn limited(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Err(fault) = check(request.request()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let media = Media::accepted(request.headers()).unwrap_or(Media::Json);
    let unread = request.extract::<Payload>().await?;
    Ok(request.into_response(response::refused(&[fault.into()], media, None, unread)))
}

/// One valid `Host`, as RFC 9112, section 3.2 asks of HTTP/1.1.
fn check_host(request: &HttpRequest) -> Result<(), Fault> {
    let mut values = request.headers().get_all(HOST);
    let (value, further) = (values.next(), values.next());
    let is_valid = match value {
        None => request.version() < Version::HTTP_11,
        // A client that knows no name sends none.
        Some(value) => value.is_empty() || value.to_str().is_ok_and(is_host),
    };
    if is_valid && further.is_none() {
        return Ok(());
    }
    Err(Fault::bad_request("Send one header `Host`, with the name of this server and, where it has one, its port."))
}

/// Whether a text is a host with, or without, a port (RFC 9110, section 7.2).
fn is_host(text: &str) -> bool {
    text.parse::<Authority>().is_ok_and(|authority| {
        let is_alone = text.starts_with(authority.host());
        let port = text.get(authority.host().len()..).unwrap_or_default();
        is_alone && (port.is_empty() || port == ":" || authority.port_u16().is_some())
    })
}

fn check(request: &HttpRequest) -> Result<(), Fault> {
    let url = request.uri().path_and_query().map_or(0, |url| url.as_str().len());
    if url > LARGEST {
        let message = format!("The URL is longer than {LARGEST} bytes. Send the request by POST.");
        return Err(Fault::new(Code::UrlTooLong, message));
    }
    check_host(request)?;
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if url + headers > LARGEST {
        let message = format!("The URL and the headers have more than {LARGEST} bytes. Send fewer or shorter headers.");
        return Err(Fault::new(Code::HeadersTooLarge, message));
    }
    Ok(())
}
