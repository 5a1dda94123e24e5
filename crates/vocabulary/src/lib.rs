//! Closed vocabularies: each value once, with its meaning, for SQL, Rust, TOML and GraphQL alike.
//!
//! The stored text is the name of the GraphQL enum value. A check constraint repeats the list, and a
//! test compares the two.

mod common;
mod computed;
mod derived;
mod kind;
mod record;
mod statement;

pub use common::*;
pub use derived::*;
pub use enumeration::{Enumeration as Vocabulary, Term};
pub use kind::*;
pub use record::*;
pub use statement::*;

macro_rules! vocabularies {
    ($($name:ident),+ $(,)?) => {
        /// All vocabularies: the name of each with its values.
        pub fn all() -> Vec<(&'static str, &'static [Term])> {
            vec![$(($name::NAME, $name::TERMS)),+]
        }
    };
}

vocabularies!(
    Attendance,
    ChangeKind,
    Confidence,
    ContactKind,
    DateBasis,
    DelayEnd,
    DocumentKind,
    Ended,
    EventKind,
    FigureQualifier,
    ForceKind,
    LeavingClause,
    MeetingKind,
    MembershipRole,
    MembershipStatus,
    MilestoneStep,
    MissingReason,
    Modality,
    NameBasis,
    NameKind,
    NodeKind,
    OrganKind,
    OrganizationKind,
    ParticipationRole,
    ProvisionKind,
    ProvisionRole,
    ProvisionalUntil,
    Rank,
    RelationKind,
    RemarkKind,
    SourceKind,
    SuccessionFrom,
    TopicKind,
    TreatyActionKind,
);

/// Declares a vocabulary; every `///` is published text.
macro_rules! vocabulary {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $term:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[doc = $about])+
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            sea_orm::EnumIter, sea_orm::DeriveActiveEnum, serde::Serialize, serde::Deserialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $(
                $(#[doc = $term])+
                #[sea_orm(string_value = $text)]
                #[serde(rename = $text)]
                $variant,
            )+
        }

        impl $crate::Vocabulary for $name {
            const NAME: &'static str = stringify!($name);
            const ABOUT: &'static str = concat!($($about),+);
            const TERMS: &'static [$crate::Term] =
                &[$($crate::Term { name: $text, about: concat!($($term),+) }),+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use vocabulary;
