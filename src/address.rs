//! The address of a server: a host and a port.

use anyhow::Context as _;
use std::{
    fmt,
    io::{self, ErrorKind},
    net::{SocketAddr, TcpListener, ToSocketAddrs as _},
    str::FromStr,
};

/// A host and a port, as in `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`.
///
/// **Invariant:** A name stands for one address wherever it is used: its first IPv4 address, else its first. *Why:* a
/// server that listens on `localhost:8080` is found by `depositary health --server localhost:8080`. *Enforced by:*
/// [`Address::resolve`], the only way from a name to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The numeric address.
    ///
    /// # Errors
    /// Where the name has no address.
    pub fn resolve(&self) -> anyhow::Result<SocketAddr> {
        let found: Vec<SocketAddr> =
            self.0.to_socket_addrs().with_context(|| format!("the host of {self} has no address"))?.collect();
        let first = found.iter().find(|address| address.is_ipv4()).or_else(|| found.first());
        first.copied().with_context(|| format!("the host of {self} has no address"))
    }

    /// Finds out whether a server can listen here, before it does anything else.
    ///
    /// # Errors
    /// Where it cannot; the error says what to do.
    pub fn check(&self) -> anyhow::Result<()> {
        let address = self.resolve()?;
        TcpListener::bind(address).map(drop).map_err(|error| refused(address, error))
    }
}

/// Why a server cannot listen on an address, and what to do.
pub fn refused(address: SocketAddr, error: io::Error) -> anyhow::Error {
    let other = "choose another address with --listen (or DEPOSITARY_LISTEN), such as --listen 127.0.0.1:8081";
    let advice = match error.kind() {
        ErrorKind::AddrInUse => format!("another program listens there: stop it, or {other}"),
        ErrorKind::AddrNotAvailable => format!("this machine has no such address: {other}"),
        ErrorKind::PermissionDenied => format!("this account may not use port {}: {other}", address.port()),
        _ => other.to_owned(),
    };
    anyhow::Error::new(error).context(format!("cannot listen on {address}: {advice}"))
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Address {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "an address is HOST:PORT, such as 127.0.0.1:8080, localhost:8080 or [::1]:8080";
        if text.parse::<SocketAddr>().is_ok() {
            return Ok(Self(text.to_owned()));
        }
        let (host, port) = text.rsplit_once(':').ok_or(FORM)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if host.is_empty() || !host.chars().all(is_name) || port.parse::<u16>().is_err() {
            return Err(FORM);
        }
        Ok(Self(text.to_owned()))
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Self {
        Self(address.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port() {
        for text in ["127.0.0.1:8080", "[::1]:0", "localhost:8402", "db-1.example.org:80", "0.0.0.0:65535"] {
            assert_eq!(text.parse::<Address>().map(|address| address.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "8080", ":8080", "localhost", "localhost:", "localhost:65536", "::1:80", "http://localhost:80"]
        {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_resolves_to_its_first_ipv4_address() {
        let address: Address = "localhost:8402".parse().expect("an address");
        assert_eq!(address.resolve().expect("localhost is known"), SocketAddr::from(([127, 0, 0, 1], 8402)));
    }
}
