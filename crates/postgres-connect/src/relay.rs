//! A Unix socket within this machine that leads to a server over TCP, for a driver that cannot go there itself as the
//! address says.

use crate::{Address, Host};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncWriteExt as _, copy_bidirectional},
    net::{UnixListener, UnixStream},
    task::JoinHandle,
};

/// The port in the name of a relay's socket.
const PORT: u16 = 5432;

/// A Unix socket that leads to a server: the server's own, or that of a relay, which is open for as long as this value
/// is there.
#[derive(Debug)]
pub struct Socket {
    folder: PathBuf,
    port: u16,
    relay: Option<Relay>,
}

/// **Invariant:** only this account, and root, can go through. *Why:* the way behind it may be opened by a client's
/// certificate. *Enforced by:* the socket lies in a folder of mode 0700 (`tempfile`).
#[derive(Debug)]
struct Relay {
    accepting: JoinHandle<()>,
    _folder: TempDir,
}

impl Socket {
    /// One that leads to the server at an address.
    ///
    /// # Errors
    /// Where the system gives no socket.
    pub fn to(address: &Address) -> io::Result<Self> {
        if let Host::Folder(folder) = address.host() {
            return Ok(Self { folder: folder.clone(), port: address.port(), relay: None });
        }
        let folder = tempfile::Builder::new().prefix("postgres-").tempdir()?;
        let listener = UnixListener::bind(folder.path().join(format!(".s.PGSQL.{PORT}")))?;
        let address = Arc::new(address.clone());
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(lead(client, Arc::clone(&address)));
            }
        });
        let path = folder.path().to_owned();
        Ok(Self { folder: path, port: PORT, relay: Some(Relay { accepting, _folder: folder }) })
    }

    /// The folder in which it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The port, which is part of its name.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether a relay stands in between.
    #[must_use]
    pub fn is_relayed(&self) -> bool {
        self.relay.is_some()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Leads one connection to the server, until one side ends it.
async fn lead(mut client: UnixStream, address: Arc<Address>) {
    match address.dial().await {
        Ok(mut server) => {
            if let Err(cause) = copy_bidirectional(&mut client, &mut server).await {
                tracing::debug!(%cause, "a relayed connection to PostgreSQL is lost");
            }
        }
        Err(error) => {
            let told = refused(&format!("{:#}", address.explained(error)));
            let _ = client.write_all(&told).await;
        }
    }
}

/// A refusal as PostgreSQL writes it (PostgreSQL documentation, 54.7, `ErrorResponse`), so that the driver says why.
fn refused(reason: &str) -> Vec<u8> {
    let fields = format!("SFATAL\0VFATAL\0C08001\0M{}\0\0", reason.replace('\0', ""));
    let length = u32::try_from(fields.len() + 4).unwrap_or_default();
    [&b"E"[..], &length.to_be_bytes(), fields.as_bytes()].concat()
}
