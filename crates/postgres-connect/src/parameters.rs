//! The parameters of an address: what follows the `?`.

use anyhow::{Context as _, bail};
use percent_encoding::percent_decode_str;
use std::{collections::BTreeMap, str::FromStr};

/// Those that are honoured, on every connection (PostgreSQL documentation, 34.1.2).
const KNOWN: [&str; 19] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "options",
    "password",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
    "user",
];

/// The one that only Linux knows; elsewhere it says nothing.
const USER_TIMEOUT: &str = "tcp_user_timeout";

/// Parameters by their names.
#[derive(Default)]
pub struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Reads `name=value&name=value`, percent-encoded.
    ///
    /// # Errors
    /// Where a parameter is not known, has no value or stands twice.
    pub fn parse(query: &str) -> anyhow::Result<Self> {
        let mut parameters = BTreeMap::new();
        for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let name = decoded(name)?;
            if !KNOWN.contains(&&*name) && name != USER_TIMEOUT {
                let known = KNOWN.join("`, `");
                bail!(
                    "the parameter `{name}` of the database's address is not known; known are `{known}` and `{USER_TIMEOUT}`"
                );
            }
            let value = decoded(value)?;
            if value.is_empty() {
                bail!("the parameter `{name}` of the database's address has no value");
            }
            if parameters.insert(name.clone(), value).is_some() {
                bail!("the parameter `{name}` of the database's address stands twice");
            }
        }
        Ok(Self(parameters))
    }

    /// The value of a parameter.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The value of a parameter that is a number, or an address.
    ///
    /// # Errors
    /// Where it is none.
    pub fn value<T: FromStr>(&self, name: &str, what: &str) -> anyhow::Result<Option<T>> {
        let value = self.text(name).map(str::parse).transpose();
        value.ok().with_context(|| format!("the parameter `{name}` of the database's address is no {what}"))
    }

    /// The value of a parameter that is one of some words.
    ///
    /// # Errors
    /// Where it is another.
    pub fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> anyhow::Result<Option<T>> {
        let Some(value) = self.text(name) else { return Ok(None) };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == value) {
            return Ok(Some(*meaning));
        }
        let words: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        bail!("the parameter `{name}` of the database's address can be {}", words.join(", "))
    }

    /// The settings in `options`, each written `-c name=value` or `--name=value`; a backslash stands before a blank
    /// that belongs to a value.
    ///
    /// # Errors
    /// Where something else is in it.
    pub fn settings(&self) -> anyhow::Result<Vec<(String, String)>> {
        let mut words = words(self.text("options").unwrap_or_default()).into_iter();
        let mut settings = Vec::new();
        while let Some(word) = words.next() {
            let setting = match word.strip_prefix("-c") {
                Some("") => words.next(),
                Some(setting) => Some(setting.to_owned()),
                None => word.strip_prefix("--").map(str::to_owned),
            };
            let setting = setting.as_deref().and_then(|setting| setting.split_once('='));
            let (name, value) =
                setting.context("the parameter `options` of the database's address is not written `-c name=value`")?;
            settings.push((name.replace('-', "_"), value.to_owned()));
        }
        Ok(settings)
    }
}

/// Splits at blanks that have no backslash in front.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut letters) = (Vec::new(), String::new(), text.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => word.extend(letters.next()),
            blank if blank.is_whitespace() => words.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

fn decoded(text: &str) -> anyhow::Result<String> {
    let decoded = percent_decode_str(text).decode_utf8();
    Ok(decoded.ok().context("the address of the database is not UTF-8, once it is percent-decoded")?.into_owned())
}
