//! A way to a server, before anybody has logged in.

use crate::{Address, Host, tls::Mode};
use anyhow::{Context as _, bail};
use rustls::pki_types::ServerName;
use socket2::{SockRef, TcpKeepalive};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// How a client asks for TLS (PostgreSQL documentation, 54.7, `SSLRequest`): a length of 8, and the code 80877103.
const ASKS_FOR_TLS: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// Both ways of a stream.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

impl Address {
    /// A way to the server, encrypted as the address says.
    pub(crate) async fn dial(&self) -> anyhow::Result<Box<dyn Stream>> {
        match self.host() {
            Host::Folder(folder) => {
                let socket = folder.join(format!(".s.PGSQL.{}", self.port()));
                Ok(Box::new(UnixStream::connect(socket).await?))
            }
            Host::Name(name, ip) => {
                let tcp = match ip {
                    Some(ip) => self.in_time(TcpStream::connect((*ip, self.port()))).await?,
                    None => self.in_time(TcpStream::connect((name.as_str(), self.port()))).await?,
                };
                self.keep_alive(&tcp)?;
                self.encrypted(tcp, name).await
            }
        }
    }

    async fn in_time<T>(&self, connect: impl Future<Output = std::io::Result<T>>) -> anyhow::Result<T> {
        Ok(match self.config().get_connect_timeout() {
            Some(time) => timeout(*time, connect).await.context("the server did not answer in time")??,
            None => connect.await?,
        })
    }

    fn keep_alive(&self, tcp: &TcpStream) -> std::io::Result<()> {
        tcp.set_nodelay(true)?;
        let (config, socket) = (self.config(), SockRef::from(tcp));
        if config.get_keepalives() {
            let mut kept = TcpKeepalive::new().with_time(config.get_keepalives_idle());
            if let Some(interval) = config.get_keepalives_interval() {
                kept = kept.with_interval(interval);
            }
            if let Some(retries) = config.get_keepalives_retries() {
                kept = kept.with_retries(retries);
            }
            socket.set_tcp_keepalive(&kept)?;
        }
        #[cfg(target_os = "linux")]
        if let Some(time) = config.get_tcp_user_timeout() {
            socket.set_tcp_user_timeout(Some(*time))?;
        }
        Ok(())
    }

    async fn encrypted(&self, mut tcp: TcpStream, name: &str) -> anyhow::Result<Box<dyn Stream>> {
        if self.tls().mode() == Mode::Disable {
            return Ok(Box::new(tcp));
        }
        tcp.write_all(&ASKS_FOR_TLS).await?;
        match (tcp.read_u8().await?, self.tls().mode()) {
            (b'S', _) => {
                let name = ServerName::try_from(name.to_owned())?;
                Ok(Box::new(self.tls().stream().connect(name, tcp).await?))
            }
            (_, Mode::Prefer) => Ok(Box::new(tcp)),
            _ => bail!("the database speaks no TLS"),
        }
    }
}
