//! What a refusal means, and what to do about it.

use crate::{Address, Host, reach::POOLER, tls::Mode};
use anyhow::Error;
use rustls::{AlertDescription as Alert, CertificateError};
use std::io;
use tokio_postgres::error::DbError;

impl Address {
    /// Why there is no way to the database, in a sentence that says what to set.
    #[must_use]
    pub fn explained(&self, error: Error) -> Error {
        let told = format!("{error:#}");
        let refused = error.chain().find_map(|cause| cause.downcast_ref::<DbError>());
        if refused.is_some_and(|refused| refused.message().starts_with("unsupported startup parameter")) {
            return error.context(POOLER);
        }
        if let Some(cause) = error.chain().find_map(of_tls) {
            let advice = self.advice(cause);
            return error.context(advice);
        }
        if ["server does not support TLS", "speaks no TLS"].iter().any(|sign| told.contains(sign)) {
            return Error::msg(
                "the database speaks no TLS, which `sslmode` asks for: set `ssl = on` in PostgreSQL, or `sslmode=disable` where nobody else is on the way",
            );
        }
        if told.contains("password missing") {
            return Error::msg("the database asks for a password, and its address has none");
        }
        error.context("the database cannot be reached; is DATABASE_URL right?")
    }

    fn advice(&self, cause: &rustls::Error) -> String {
        use CertificateError as Bad;
        let host = match self.host() {
            Host::Name(name, _) => name.as_str(),
            Host::Folder(_) => "of a socket",
        };
        match cause {
            rustls::Error::InvalidCertificate(Bad::UnknownIssuer) => {
                "the certificate of the database is not signed by one in `sslrootcert`: let that name the file with the certificate that signed it".to_owned()
            }
            rustls::Error::InvalidCertificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. }) => format!(
                "the certificate of the database is not for the host {host}: let the address name a host that the certificate names (as a subject alternative name), or set `sslmode=verify-ca`, which does not ask for whom it is"
            ),
            rustls::Error::InvalidCertificate(Bad::Expired | Bad::ExpiredContext { .. }) => {
                "the certificate of the database has expired: renew it".to_owned()
            }
            rustls::Error::InvalidCertificate(other) if format!("{other:?}").contains("CaUsedAsEndEntity") => {
                "the certificate of the database is one that signs others, as `openssl req -x509` makes it: make one for the server, signed by it (PostgreSQL documentation, 19.9.5), and let `sslrootcert` name that which signed".to_owned()
            }
            rustls::Error::AlertReceived(
                Alert::UnknownCA | Alert::BadCertificate | Alert::CertificateUnknown | Alert::CertificateExpired,
            ) => {
                "the database does not accept the certificate of `sslcert`: let `ssl_ca_file` in PostgreSQL name the one that signed it, and see that it has not expired".to_owned()
            }
            _ if self.tls().mode() == Mode::Prefer => {
                "TLS with the database fails: set `sslmode=disable` to go without".to_owned()
            }
            _ => "TLS with the database fails".to_owned(),
        }
    }
}

/// What rustls says, wherever it stands in a chain of causes.
fn of_tls<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    let within = || cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref();
    cause.downcast_ref().or_else(within)
}
