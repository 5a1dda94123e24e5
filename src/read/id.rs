//! Opaque identifiers: a record or statement of any kind (Relay, "Global Object Identification").

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use entity::vocabulary::{NodeKind, Vocabulary};
use fault::Fault;

/// So many nodes may be asked by their identifiers at once.
pub const AT_ONCE: usize = 100;

/// Key and kind of a node, which an `ID` of the API carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalId {
    /// Kind of the node.
    pub kind: NodeKind,
    /// Its key.
    pub key: i64,
}

impl GlobalId {
    /// Reads an `ID`.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` where it was not written by this server.
    pub fn read(text: &str) -> Result<Self, Fault> {
        Self::parse(text).ok_or_else(|| {
            Fault::bad_user_input("The id is not one of this server's. Ids are opaque: take them from answers.")
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let plain = String::from_utf8(BASE64.decode(text).ok()?).ok()?;
        let (kind, key) = plain.split_once(':')?;
        let found = Self { kind: NodeKind::parse(kind)?, key: key.parse().ok()? };
        (found.text() == text).then_some(found)
    }

    /// Writes an `ID`.
    pub fn text(self) -> String {
        BASE64.encode(format!("{}:{}", self.kind.name(), self.key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_was_written() {
        let id = GlobalId { kind: NodeKind::Meeting, key: 4711 };
        assert_eq!(GlobalId::read(&id.text()), Ok(id));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in
            ["", "cis", "4711", &BASE64.encode("MEETING"), &BASE64.encode("PLANET:1"), &BASE64.encode("MEETING:+1")]
        {
            assert!(GlobalId::read(text).is_err(), "{text}");
        }
    }
}
