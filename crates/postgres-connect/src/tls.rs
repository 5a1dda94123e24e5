//! TLS by rustls, with the meaning that libpq gives `sslmode` (PostgreSQL documentation, 34.19).

use crate::parameters::Parameters;
use anyhow::{Context as _, bail};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject as _},
};
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;
use tokio_rustls::TlsConnector;

/// How far a server is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// No TLS.
    Disable,
    /// TLS where the server offers it; nothing is checked.
    Prefer,
    /// TLS or nothing. What the server shows is checked only where the address names a certificate to check it by.
    Require,
    /// The server's certificate is signed by one that the address names.
    VerifyCa,
    /// And it is that of the host.
    VerifyFull,
}

/// The value of `sslmode` for each.
const MODES: [(&str, Mode); 5] = [
    ("disable", Mode::Disable),
    ("prefer", Mode::Prefer),
    ("require", Mode::Require),
    ("verify-ca", Mode::VerifyCa),
    ("verify-full", Mode::VerifyFull),
];

/// The value of `sslrootcert` that means the certificates the system trusts.
const SYSTEM: &str = "system";

/// How a connection is encrypted.
#[derive(Clone)]
pub struct Tls {
    mode: Mode,
    config: Arc<ClientConfig>,
    connector: MakeRustlsConnect,
}

impl Tls {
    /// As parameters say, in a mode that they do not override.
    ///
    /// # Errors
    /// Where they contradict each other, or a file cannot be read.
    pub fn new(mode: Option<Mode>, parameters: &Parameters) -> anyhow::Result<Self> {
        let roots = parameters.text("sslrootcert");
        let given = mode.map_or_else(|| parameters.word("sslmode", &MODES), |mode| Ok(Some(mode)))?;
        let mode = match (given, roots) {
            (None, Some(SYSTEM)) => Mode::VerifyFull,
            (None, _) => Mode::Prefer,
            (Some(mode), Some(SYSTEM)) if mode != Mode::VerifyFull => {
                bail!(
                    "`sslrootcert=system` needs `sslmode=verify-full`: anybody can have a certificate that the system trusts, for a host of their own"
                )
            }
            (Some(Mode::Require), Some(_)) => Mode::VerifyCa,
            (Some(mode), _) => mode,
        };
        if matches!(mode, Mode::Disable | Mode::Prefer) && roots.is_some() {
            bail!(
                "`sslrootcert` is of no use in this `sslmode`, which checks no certificate: set `sslmode=verify-full`"
            );
        }
        let verifier: Arc<dyn ServerCertVerifier> = match (mode, roots) {
            (Mode::VerifyCa | Mode::VerifyFull, None) => {
                bail!(
                    "this `sslmode` needs `sslrootcert`: the file with the certificate that signed the server's, or `system`"
                )
            }
            (Mode::VerifyCa | Mode::VerifyFull, Some(roots)) => {
                let roots = Arc::new(trusted(roots)?);
                let chain = WebPkiServerVerifier::builder_with_provider(roots, Arc::new(ring::default_provider()))
                    .build()
                    .context("`sslrootcert` of the database's address holds no certificate to check by")?;
                if mode == Mode::VerifyFull { chain } else { Arc::new(AnyName(chain)) }
            }
            _ => Arc::new(Unchecked(ring::default_provider())),
        };
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        let config = match (parameters.text("sslcert"), parameters.text("sslkey")) {
            (Some(certificate), Some(key)) => {
                let key =
                    PrivateKeyDer::from_pem_file(key).context("`sslkey` of the database's address cannot be read")?;
                let pair = config.with_client_auth_cert(certificates("sslcert", certificate)?, key);
                pair.context("`sslcert` and `sslkey` of the database's address do not belong together")?
            }
            (None, None) => config.with_no_client_auth(),
            _ => bail!("`sslcert` and `sslkey` of the database's address need each other"),
        };
        Ok(Self { mode, connector: MakeRustlsConnect::new(config.clone()), config: Arc::new(config) })
    }

    /// How far the server is trusted.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// For tokio-postgres.
    pub fn connector(&self) -> MakeRustlsConnect {
        self.connector.clone()
    }

    /// For a stream of bytes.
    pub fn stream(&self) -> TlsConnector {
        Arc::clone(&self.config).into()
    }
}

/// The certificates in a file, or those that the system trusts.
fn trusted(file: &str) -> anyhow::Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    if file == SYSTEM {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if roots.is_empty() {
            bail!(
                "the system trusts no certificates (Debian: install ca-certificates), or let `sslrootcert` name a file"
            );
        }
        return Ok(roots);
    }
    for certificate in certificates("sslrootcert", file)? {
        roots.add(certificate).context("`sslrootcert` of the database's address holds what is no certificate")?;
    }
    Ok(roots)
}

/// The certificates in a file.
fn certificates(parameter: &str, file: &str) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let read = || CertificateDer::pem_file_iter(file)?.collect::<Result<Vec<_>, _>>();
    let found =
        read().with_context(|| format!("the file of `{parameter}` in the database's address cannot be read"))?;
    if found.is_empty() {
        bail!("the file of `{parameter}` in the database's address holds no certificate (PEM)");
    }
    Ok(found)
}

/// Checks who signed a certificate, but not for whom.
#[derive(Debug)]
struct AnyName(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for AnyName {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        status: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        // The name is checked last, after signatures, times and purposes.
        match self.0.verify_server_cert(certificate, between, name, status, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            checked => checked,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

/// Takes whatever certificate the server shows: `prefer` and `require` keep out who listens, not who stands in between.
#[derive(Debug)]
struct Unchecked(CryptoProvider);

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
