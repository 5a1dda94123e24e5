//! Who asks: what a token lets its bearer do.

/// What the bearer of a token may do. Each role may do what those before it may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Reads. Everybody, without a token.
    #[default]
    Reader,
    /// Proposes and writes.
    Editor,
    /// Imports, deletes and issues tokens as well.
    Admin,
}

impl Role {
    /// Name, as tokens and messages have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reader => "READER",
            Self::Editor => "EDITOR",
            Self::Admin => "ADMIN",
        }
    }
}

impl From<Role> for engine::define::Role {
    fn from(role: Role) -> Self {
        Self { rank: role as u8, name: role.name() }
    }
}
