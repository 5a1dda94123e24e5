//! Where a database is, and how it is reached.

use crate::{
    parameters::Parameters,
    tls::{Mode, Tls},
};
use anyhow::{Context as _, bail};
use futures_util::{FutureExt as _, future::BoxFuture};
use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};
use tokio_postgres::{
    CancelToken, Client, Config, Connection, Error, Socket,
    config::{ChannelBinding, Host as Target, SslMode, TargetSessionAttrs},
    tls::MakeTlsConnect,
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long nothing may come over a connection before it is asked whether the other end is there, unless the address
/// says otherwise.
const IDLE: Duration = Duration::from_secs(30);
/// How long it is waited before that is asked again.
const PROBE: Duration = Duration::from_secs(5);
/// How often it is asked before the connection counts as lost.
const PROBES: u32 = 3;

/// A connection of tokio-postgres, which has to be polled while its client is used.
pub type Connecting = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

/// Where a database is, and how it is reached.
#[derive(Clone)]
pub struct Address {
    config: Config,
    host: Host,
    port: u16,
    user: String,
    database: String,
    password: Option<String>,
    settings: Vec<(String, String)>,
    tls: Tls,
}

/// Where a server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// The folder of a Unix socket.
    Folder(PathBuf),
    /// A name or address, with the address to use instead of looking the name up.
    Name(String, Option<IpAddr>),
}

impl Address {
    /// Reads `postgres://user:password@host:port/database?parameter=value`, as libpq does (PostgreSQL documentation,
    /// 34.1.1.2 "Connection URIs"): a parameter stands in for what comes before it, and a host that begins with `/` is
    /// the folder of a Unix socket. The environment (`PGHOST`, `PGPASSWORD` and so on) is not asked, and no file of the
    /// user's, so that the address says everything.
    ///
    /// # Errors
    /// Where it is none, or asks for what is not offered.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        if !["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            bail!("the address of the database is no URL that begins with `postgres://`");
        }
        let (before, query) = text.split_once('?').unwrap_or((text, ""));
        let before: Config = before.parse().context("the address of the database cannot be read")?;
        let parameters = Parameters::parse(query)?;
        let host = host(&before, &parameters)?;
        let port = match parameters.value("port", "number of a port")? {
            Some(port) => port,
            None => before.get_ports().first().copied().unwrap_or(5432),
        };
        let user = match parameters.text("user").or(before.get_user()) {
            Some(user) => user.to_owned(),
            None => whoami::username().context("the address of the database names no user, nor does the system")?,
        };
        let database = parameters.text("dbname").or(before.get_dbname()).unwrap_or(&user).to_owned();
        let password = parameters.text("password").map(|password| Ok(password.to_owned()));
        let before = || before.get_password().map(|password| String::from_utf8(password.to_vec()));
        let password =
            password.or_else(before).transpose().ok().context("the password of the database is not UTF-8")?;
        let tls = match &host {
            // A Unix socket has no TLS, whatever the address says (PostgreSQL documentation, 34.1.2, `sslmode`).
            Host::Folder(_) => Tls::new(Some(Mode::Disable), &Parameters::default())?,
            Host::Name(..) => Tls::new(None, &parameters)?,
        };
        let mut address = Self {
            config: reached(&parameters)?,
            settings: parameters.settings()?,
            host,
            port,
            user,
            database,
            password,
            tls,
        };
        address.complete();
        Ok(address)
    }

    /// Writes into the driver's own form what it did not read itself.
    fn complete(&mut self) {
        let Self { config, host, port, user, database, password, tls, .. } = self;
        match host {
            Host::Folder(folder) => drop(config.host_path(folder)),
            Host::Name(name, ip) => {
                config.host(name.as_str());
                ip.map(|ip| config.hostaddr(ip));
            }
        }
        config.port(*port).user(user.as_str()).dbname(database.as_str()).ssl_mode(match tls.mode() {
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
        });
        if let Some(password) = password {
            config.password(password.as_str());
        }
    }

    /// The same under a name by which PostgreSQL shows its connections, unless the address gives one.
    #[must_use]
    pub fn with_application(mut self, application: &str) -> Self {
        if self.config.get_application_name().is_none() {
            self.config.application_name(application);
        }
        self
    }

    /// The same for another role.
    #[must_use]
    pub fn with_user(mut self, user: &str) -> Self {
        user.clone_into(&mut self.user);
        self.config.user(user);
        self
    }

    /// The same with a setting for its sessions, which wins over that of the address.
    #[must_use]
    pub fn with(mut self, setting: &str, value: impl Into<String>) -> Self {
        self.settings.push((setting.to_owned(), value.into()));
        self
    }

    /// Makes a connection.
    ///
    /// # Errors
    /// Where there is no way to the server, or it refuses; [`Address::explained`] says why.
    pub fn connect(&self) -> BoxFuture<'static, Result<(Client, Connecting), Error>> {
        let (mut config, tls) = (self.config.clone(), self.tls.connector());
        if !self.settings.is_empty() {
            config.options(written(&self.settings));
        }
        // On the heap: with a handshake in it, it would make every future large that may connect, such as a request's.
        async move { config.connect(tls).await }.boxed()
    }

    /// Ends the statement that a connection runs.
    ///
    /// # Errors
    /// Where there is no way to the server.
    pub async fn cancel(&self, statement: CancelToken) -> Result<(), Error> {
        statement.cancel_query(self.tls.connector()).await
    }

    /// Where the server is.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The port, which is part of the name of a Unix socket too.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The role.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The password, for a driver.
    #[must_use]
    pub fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    /// The name of the connections.
    #[must_use]
    pub fn application(&self) -> Option<&str> {
        self.config.get_application_name()
    }

    /// The settings of the sessions, in the order in which they count: a later one wins.
    #[must_use]
    pub fn settings(&self) -> &[(String, String)] {
        &self.settings
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn tls(&self) -> &Tls {
        &self.tls
    }
}

/// Without the password, and whatever else may be a secret.
impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Address(..)")
    }
}

/// The one host of an address.
fn host(before: &Config, parameters: &Parameters) -> anyhow::Result<Host> {
    let several = "the address of the database names several hosts, and this server goes to one: let it name what leads to the primary at all times, such as a name in DNS or a proxy";
    let ip = parameters.value("hostaddr", "IP address")?;
    let named = match (parameters.text("host"), before.get_hosts()) {
        (Some(host), _) if host.contains(',') => bail!(several),
        (Some(host), _) if host.starts_with('/') => Target::Unix(host.into()),
        (Some(host), _) => Target::Tcp(host.to_owned()),
        (None, [host]) => host.clone(),
        (None, [_, _, ..]) => bail!(several),
        (None, []) => Target::Tcp(ip.map_or_else(|| "localhost".to_owned(), |ip: IpAddr| ip.to_string())),
    };
    Ok(match named {
        Target::Unix(folder) => Host::Folder(folder),
        Target::Tcp(name) => Host::Name(name, ip),
    })
}

/// How the server is reached.
fn reached(parameters: &Parameters) -> anyhow::Result<Config> {
    let mut config = Config::new();
    let seconds = |name| anyhow::Ok(parameters.value(name, "number of seconds")?.filter(|count| *count > 0));
    let seconds = |name| anyhow::Ok(seconds(name)?.map(Duration::from_secs));
    if let Some(timeout) = seconds("connect_timeout")? {
        config.connect_timeout(timeout);
    }
    config
        .keepalives(parameters.word("keepalives", &[("0", false), ("1", true)])?.unwrap_or(true))
        .keepalives_idle(seconds("keepalives_idle")?.unwrap_or(IDLE))
        .keepalives_interval(seconds("keepalives_interval")?.unwrap_or(PROBE))
        .keepalives_retries(parameters.value("keepalives_count", "number")?.unwrap_or(PROBES));
    if let Some(timeout) = parameters.value("tcp_user_timeout", "number of milliseconds")? {
        config.tcp_user_timeout(Duration::from_millis(timeout));
    }
    if let Some(name) = parameters.text("application_name") {
        config.application_name(name);
    }
    // The driver that writes binds no channel, so it cannot be required of all connections.
    let binding = [("disable", ChannelBinding::Disable), ("prefer", ChannelBinding::Prefer)];
    if let Some(binding) = parameters.word("channel_binding", &binding)? {
        config.channel_binding(binding);
    }
    let attributes = [("any", TargetSessionAttrs::Any), ("read-write", TargetSessionAttrs::ReadWrite)];
    if let Some(attributes) = parameters.word("target_session_attrs", &attributes)? {
        config.target_session_attrs(attributes);
    }
    Ok(config)
}

/// Settings as the protocol has them.
fn written(settings: &[(String, String)]) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace(' ', "\\ ");
    let settings: Vec<_> =
        settings.iter().map(|(name, value)| format!("-c {}={}", escaped(name), escaped(value))).collect();
    settings.join(" ")
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
