//! Typed keys: the key of a meeting is no key of a membership.
use crate::vocabulary::{self, NodeKind};
use sea_orm::prelude::*;

/// A key that says which entity it belongs to.
pub trait Key: Copy + Send + Sync + 'static {
    /// The entity whose rows carry this key.
    type Of: EntityTrait;

    /// The number that is stored.
    fn number(self) -> i64;
}

/// The typed key of a record.
pub trait RecordKey: Key {
    /// Kind of the record.
    const KIND: NodeKind;

    /// The key with this number.
    fn of(number: i64) -> Self;
}

/// A column of this type names a row of `E`; the key of a node names a row of any.
pub trait Names<E> {
    /// Whether the column may be empty.
    const NULLABLE: bool;
}

impl<E: EntityTrait> Names<E> for NodeId {
    const NULLABLE: bool = false;
}

impl<E: EntityTrait> Names<E> for Option<NodeId> {
    const NULLABLE: bool = true;
}

macro_rules! key {
    ($(#[$about:meta])+ $name:ident of $module:ident) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
        #[sea_orm(try_from_u64)]
        pub struct $name(pub i64);

        impl Key for $name {
            type Of = crate::$module::Entity;

            fn number(self) -> i64 {
                self.0
            }
        }

        impl TryFrom<u64> for $name {
            type Error = std::num::TryFromIntError;

            fn try_from(number: u64) -> Result<Self, Self::Error> {
                i64::try_from(number).map(Self)
            }
        }
    };
}

macro_rules! keys {
    ($($(#[$about:meta])+ $name:ident of $module:ident;)+) => {$(
        key! { $(#[$about])+ $name of $module }

        impl Names<crate::$module::Entity> for $name {
            const NULLABLE: bool = false;
        }

        impl Names<crate::$module::Entity> for Option<$name> {
            const NULLABLE: bool = true;
        }
    )+};
}

key! {
    /// Identifies a record or statement of any kind.
    NodeId of node
}

macro_rules! keys_of_kinds {
    (
        records { $($(#[doc = $record_about:literal])+ $record:ident $record_text:literal $record_table:ident $record_key:ident;)+ }
        statements { $($(#[doc = $about:literal])+ $kind:ident $text:literal $table:ident $key:ident $(under $owner:ident)?;)+ }
    ) => {
        keys! {
            $(#[doc = concat!("Identifies a row of `", stringify!($record_table), "`.")] $record_key of $record_table;)+
            $(#[doc = concat!("Identifies a row of `", stringify!($table), "`.")] $key of $table;)+
        }

        $(impl RecordKey for $record_key {
            const KIND: NodeKind = NodeKind::$record;

            fn of(number: i64) -> Self {
                Self(number)
            }
        })+
    };
}
vocabulary::kinds!(keys_of_kinds);

keys! {
    /// Identifies a citation.
    CitationId of citation;
    /// Identifies a revision.
    RevisionId of revision;
    /// Identifies a contradiction.
    ContradictionId of contradiction;
    /// Identifies what takes part in a contradiction.
    ContradictingClaimId of contradicting_claim;
    /// Identifies an entry of the timeline.
    TimelineId of timeline;
}
