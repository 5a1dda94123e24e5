//! Opaque identifiers: a record of any type (Relay, "Global Object Identification").

use super::catalog::Catalog;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use fault::Fault;

/// The largest number of nodes that one field may request by id.
pub const AT_ONCE: usize = 100;

/// Key and type of a record, encoded in an `ID` of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalId {
    /// Tag of its object type.
    pub tag: &'static str,
    /// Its key.
    pub key: i64,
}

impl GlobalId {
    /// Reads an `ID`.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` if this server did not issue it.
    pub fn read(text: &str, catalog: &Catalog) -> Result<Self, Fault> {
        Self::parse(text, |tag| catalog.tag(tag)).ok_or_else(|| {
            Fault::bad_user_input("This server did not issue the id. Ids are opaque: take them from answers.")
        })
    }

    fn parse(text: &str, known: impl Fn(&str) -> Option<&'static str>) -> Option<Self> {
        let plain = String::from_utf8(BASE64.decode(text).ok()?).ok()?;
        let (tag, key) = plain.split_once(':')?;
        let found = Self { tag: known(tag)?, key: key.parse().ok()? };
        (found.text() == text).then_some(found)
    }

    /// Writes an `ID`.
    pub fn text(self) -> String {
        BASE64.encode(format!("{}:{}", self.tag, self.key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(tag: &str) -> Option<&'static str> {
        (tag == "MEETING").then_some("MEETING")
    }

    #[test]
    fn an_id_is_read_as_it_was_written() {
        let id = GlobalId { tag: "MEETING", key: 4711 };
        assert_eq!(GlobalId::parse(&id.text(), known), Some(id));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in
            ["", "cis", "4711", &BASE64.encode("MEETING"), &BASE64.encode("PLANET:1"), &BASE64.encode("MEETING:+1")]
        {
            assert_eq!(GlobalId::parse(text, known), None, "{text}");
        }
    }
}
