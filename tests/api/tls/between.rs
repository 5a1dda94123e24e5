//! Somebody between client and server, who shows a certificate of their own and passes on whatever either says.

use super::NAME;
use rcgen::{CertificateParams, KeyPair};
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject as _},
};
use std::{net::SocketAddr, path::Path, sync::Arc};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// The address at which somebody listens who stands between the client and a server on a port. `authority` is the file
/// with the certificate that signed the server's.
pub async fn listen(port: u16, authority: &Path) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (acceptor, connector) = (acceptor(), connector(authority));
    actix_web::rt::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            actix_web::rt::spawn(pass_on(client, port, acceptor.clone(), connector.clone()));
        }
    });
    address
}

fn acceptor() -> TlsAcceptor {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![NAME.to_owned()]).unwrap().self_signed(&key).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap());
    Arc::new(config.unwrap()).into()
}

fn connector(authority: &Path) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config).into()
}

/// Passes on one connection: the request for TLS (PostgreSQL documentation, 55.2.11), and then what is in each of the
/// two encrypted streams.
async fn pass_on(
    mut client: TcpStream,
    port: u16,
    acceptor: TlsAcceptor,
    connector: TlsConnector,
) -> std::io::Result<()> {
    let (mut request, mut answer) = ([0; 8], [0; 1]);
    client.read_exact(&mut request).await?;
    let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
    server.write_all(&request).await?;
    server.read_exact(&mut answer).await?;
    client.write_all(&answer).await?;
    let mut client = acceptor.accept(client).await?;
    let mut server = connector.connect(ServerName::try_from(NAME).unwrap(), server).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}
