//! The server of actix-web over guarded connections.
//!
//! It is put together as `HttpServer::listen` does it, from the same parts: `HttpServer` itself takes plain sockets only.

use super::{Guarded, Registry};
use crate::telemetry;
use actix_http::HttpService;
use actix_service::{IntoServiceFactory as _, ServiceFactoryExt as _, fn_service, map_config};
use actix_web::{
    App, Error,
    body::MessageBody,
    dev::{AppConfig, Server, ServiceFactory, ServiceRequest, ServiceResponse},
    rt::net::TcpStream,
};
use socket2::{Domain, Protocol, SockRef, Socket, Type};
use std::{
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

/// Most connections that the system holds before the server accepts them.
const BACKLOG: i32 = 1024;
/// Bytes that the system takes for a client before they can be sent: the measure in which a slow client's progress shows.
#[cfg(target_os = "linux")]
const UNSENT: u32 = 64 << 10;
/// What a client is told whose connection cannot be admitted.
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// How the server reads requests, and how it ends.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For the head of a request.
    pub head: Duration,
    /// For requests under way, when the server ends.
    pub shutdown: Duration,
}

/// Serves an application at an address; gives the address that was bound, and the server, which runs when awaited.
///
/// # Errors
/// Where the address cannot be bound.
pub fn bind<T, B, F>(
    address: SocketAddr,
    workers: usize,
    timeouts: Timeouts,
    registry: &Registry,
    app: F,
) -> io::Result<(SocketAddr, Server)>
where
    F: Fn() -> App<T> + Clone + Send + 'static,
    T: ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<B>, Error = Error, InitError = ()>
        + 'static,
    B: MessageBody + 'static,
{
    let listener = listen(address)?;
    let bound = listener.local_addr()?;
    let shutdown = timeouts.shutdown.as_secs();
    let builder = Server::build().workers(workers).shutdown_timeout(shutdown);
    // Workers refuse no connection by themselves: the registry decides, for all of them.
    let builder = builder.max_concurrent_connections(usize::MAX);
    let ending = builder.graceful_shutdown_signal();
    let registry = registry.clone();
    let builder = builder.listen("http", listener, move || {
        let (registry, ending) = (registry.clone(), ending.clone());
        let service = app().into_factory().map_err(|error: Error| error.error_response());
        let http = HttpService::build()
            .client_request_timeout(timeouts.head)
            // Else a refused body would be read on for that long; `http::graphql::body` sees to the client.
            .client_disconnect_timeout(Duration::ZERO)
            // Else what a client asked for would be read to its end after it has left.
            .h1_allow_half_closed(false)
            .graceful_shutdown_signal(move || {
                let ending = ending.clone();
                async move { ending.notified().await }
            })
            .local_addr(bound)
            .h1(map_config(service, |()| AppConfig::default()));
        let admit = fn_service(move |stream: TcpStream| {
            let admitted = admit(&registry, stream);
            async move { admitted }
        });
        admit.and_then(http.map_err(|_| ()).map_init_err(|()| ()))
    })?;
    Ok((bound, builder.run()))
}

/// A listener on an address that may have been served until just now.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Gives a new connection a place; one that gets none is told so and closed.
fn admit(registry: &Registry, stream: TcpStream) -> Result<(Guarded, Option<SocketAddr>), ()> {
    // A client that has left already.
    let peer = stream.peer_addr().map_err(|_| ())?;
    let Some(slot) = registry.admit(peer.ip()) else {
        // It fits into what the system holds for a new connection; a client that has gone need not be told.
        let _ = SockRef::from(&stream).send(BUSY);
        telemetry::refused("connection without a place");
        return Err(());
    };
    let socket = SockRef::from(&stream);
    // Without either it works as well, only less exactly.
    let _ = socket.set_tcp_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = socket.set_tcp_notsent_lowat(UNSENT);
    Ok((Guarded::new(stream, slot), Some(peer)))
}
