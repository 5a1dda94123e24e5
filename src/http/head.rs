//! The head of a request, URL and headers: how large it may be.

use super::graphql::{Media, response};
use actix_web::{
    Error, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
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

fn check(request: &HttpRequest) -> Result<(), Fault> {
    let url = request.uri().path_and_query().map_or(0, |url| url.as_str().len());
    if url > LARGEST {
        let message = format!("The URL is longer than {LARGEST} bytes. Send the request by POST.");
        return Err(Fault::new(Code::UrlTooLong, message));
    }
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if url + headers > LARGEST {
        let message = format!("The URL and the headers have more than {LARGEST} bytes. Send fewer or shorter headers.");
        return Err(Fault::new(Code::HeadersTooLarge, message));
    }
    Ok(())
}
