//! Reads the address of a database: `postgres://user:password@host:port/database?host=/folder&sslmode=disable`.
//!
//! As libpq does (PostgreSQL documentation, section 34.1.1.2 "Connection URIs"): a `host` or `port` of the query
//! stands in for that before the path, and a host that begins with `/` is the folder of a socket.

use anyhow::{Context as _, bail};
use percent_encoding::percent_decode_str;
use std::time::Duration;
use tokio_postgres::{Config, config::SslMode};
use url::Url;

/// How long nothing may come over a connection before it is asked whether the other end is there, unless the address
/// says otherwise.
const IDLE: Duration = Duration::from_secs(30);
/// How long it is waited before that is asked again.
const PROBE: Duration = Duration::from_secs(5);
/// How often it is asked before the connection counts as lost.
const PROBES: u32 = 3;

/// The address in a URL.
///
/// # Errors
/// Where the URL is none of a database, or asks for what this server cannot do.
pub fn address(url: &str) -> anyhow::Result<Config> {
    let url = Url::parse(url).context("the address of the database is no URL")?;
    if !matches!(url.scheme(), "postgres" | "postgresql") {
        bail!("the address of the database begins with `postgres://`");
    }
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(String::from);
    let mut config = Config::new();
    config.keepalives_idle(IDLE).keepalives_interval(PROBE).keepalives_retries(PROBES);
    if !url.username().is_empty() {
        config.user(decoded(url.username())?);
    }
    if let Some(password) = url.password() {
        config.password(percent_decode_str(password).collect::<Vec<u8>>());
    }
    let database = decoded(url.path().trim_start_matches('/'))?;
    if !database.is_empty() {
        config.dbname(database);
    }
    let mut host = url.host_str().map(decoded).transpose()?.filter(|host| !host.is_empty());
    let mut port = url.port();
    for (name, value) in url.query_pairs() {
        match &*name {
            "host" => host = Some(value.into_owned()),
            "port" => port = Some(value.parse().context("the port of the database is no number")?),
            "user" => drop(config.user(value)),
            "password" => drop(config.password(value.as_bytes())),
            "dbname" => drop(config.dbname(value)),
            "sslmode" => drop(config.ssl_mode(ssl_mode(&value)?)),
            "connect_timeout" => drop(config.connect_timeout(seconds(&name, &value)?)),
            "keepalives_idle" => drop(config.keepalives_idle(seconds(&name, &value)?)),
            "keepalives_interval" => drop(config.keepalives_interval(seconds(&name, &value)?)),
            "keepalives_count" => {
                let count = value.parse().context("`keepalives_count` is no number")?;
                config.keepalives_retries(count);
            }
            "tcp_user_timeout" => {
                let milliseconds = value.parse().context("`tcp_user_timeout` is no number of milliseconds")?;
                config.tcp_user_timeout(Duration::from_millis(milliseconds));
            }
            // What it says of the session, the server says itself.
            _ => {}
        }
    }
    config.host(host.as_deref().unwrap_or("localhost")).port(port.unwrap_or(5432));
    Ok(config)
}

fn seconds(name: &str, value: &str) -> anyhow::Result<Duration> {
    let seconds = value.parse().with_context(|| format!("`{name}` is no number of seconds"))?;
    Ok(Duration::from_secs(seconds))
}

fn ssl_mode(name: &str) -> anyhow::Result<SslMode> {
    match name {
        "disable" | "allow" => Ok(SslMode::Disable),
        "prefer" => Ok(SslMode::Prefer),
        _ => bail!("`sslmode={name}` needs TLS, which this server does not speak to its database"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use tokio_postgres::config::Host;

    #[test]
    fn a_folder_in_the_query_stands_in_for_the_host() {
        let config = address("postgres://me@localhost:5433/my%20db?host=%2Fvar%2Frun&sslmode=disable").expect("one");
        assert_eq!(config.get_hosts(), [Host::Unix(PathBuf::from("/var/run"))]);
        assert_eq!(
            (config.get_ports(), config.get_dbname(), config.get_user()),
            (&[5433][..], Some("my db"), Some("me"))
        );
    }

    #[test]
    fn a_host_has_the_usual_port() {
        let config = address("postgresql://me:p%40ss@db.example/register").expect("one");
        assert_eq!((config.get_hosts(), config.get_ports()), (&[Host::Tcp("db.example".to_owned())][..], &[5432][..]));
        assert_eq!(config.get_password(), Some(&b"p@ss"[..]));
    }

    #[test]
    fn a_dead_connection_is_found_soon_unless_the_address_says_otherwise() {
        let config = address("postgres://db.example/register").expect("one");
        let found = config
            .get_keepalives_interval()
            .zip(config.get_keepalives_retries())
            .map(|(every, often)| config.get_keepalives_idle() + every * often);
        assert_eq!((config.get_keepalives(), found), (true, Some(Duration::from_secs(45))));
        let config = address("postgres://db.example/register?keepalives_idle=7&keepalives_interval=2&keepalives_count=4&tcp_user_timeout=9000").expect("one");
        assert_eq!(config.get_keepalives_idle(), Duration::from_secs(7));
        assert_eq!(config.get_keepalives_interval(), Some(Duration::from_secs(2)));
        assert_eq!(config.get_keepalives_retries(), Some(4));
        assert_eq!(config.get_tcp_user_timeout(), Some(&Duration::from_secs(9)));
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        for url in [
            "postgres://localhost/a?keepalives_idle=never",
            "mysql://localhost/a",
            "postgres://localhost/a?sslmode=verify-full",
            "register",
        ] {
            assert!(address(url).is_err(), "{url}");
        }
    }
}
