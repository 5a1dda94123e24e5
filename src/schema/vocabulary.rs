//! Closed vocabularies as enum types.
use super::{
    bridge::{enum_value, publish_enum},
    date::DatePrecision,
};
use crate::read::{
    define::Cell,
    derive::{OwnedCell, ToCell},
    scalar::{Scalar, some, text},
};
use async_graphql::{InputType, InputValueError, InputValueResult, Name, Value, registry::Registry};
use entity::vocabulary::{
    ChangeKind, Confidence, ContactKind, ContradictionRule, DateBasis, DelayEnd, DocumentKind, Ended, EventKind,
    FigureQualifier, ForceKind, LeavingClause, MeetingKind, MembershipRole, MembershipStatus, MilestoneStep,
    MissingReason, Modality, NameBasis, NameKind, NodeKind, OrganKind, OrganizationKind, ParticipationRole,
    ProvisionKind, ProvisionRole, Rank, RecordKind, RelationKind, RemarkKind, SourceKind, SuccessionFrom, TimelineKind,
    TopicKind, TreatyActionKind, Vocabulary,
};
use fault::Fault;
use rules::certainty::Certainty;
use rules::treaty::{PartyStatus, TermKind, TreatyRule, TreatyStatus};
use std::borrow::Cow;

fn publish<V: Vocabulary>(registry: &mut Registry) -> String {
    let values = V::TERMS.iter().map(|term| enum_value(term.name, term.about)).collect();
    publish_enum(V::NAME, V::ABOUT, values, registry);
    V::NAME.to_owned()
}

fn read<V: Vocabulary>(cell: Cell<'_>) -> Result<V, Fault> {
    let name = std::str::from_utf8(some(cell)?).map_err(Fault::internal)?;
    V::parse(name).ok_or_else(|| Fault::internal(format!("{} has no value {name}", V::NAME)))
}

macro_rules! scalars {
    ($($name:ident),+ $(,)?) => {$(
        impl Scalar for $name {
            fn publish(registry: &mut Registry) -> String {
                publish::<Self>(registry)
            }

            fn read(cell: Cell<'_>) -> Result<Self, Fault> {
                read(cell)
            }

            fn write(&self, out: &mut Vec<u8>) {
                text(self.name().as_bytes(), out);
            }

            /// A check constraint keeps any other text out of the column.
            fn copy(cell: Cell<'_>, out: &mut Vec<u8>) -> Result<(), Fault> {
                text(some(cell)?, out);
                Ok(())
            }
        }

        impl ToCell for $name {
            fn to_cell(&self) -> OwnedCell {
                Some(self.name().as_bytes().into())
            }
        }
    )+};
}

scalars!(
    Certainty,
    ChangeKind,
    Confidence,
    ContactKind,
    ContradictionRule,
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
    PartyStatus,
    DatePrecision,
    ProvisionKind,
    ProvisionRole,
    Rank,
    RecordKind,
    RelationKind,
    RemarkKind,
    SourceKind,
    SuccessionFrom,
    TimelineKind,
    TopicKind,
    TermKind,
    TreatyActionKind,
    TreatyRule,
    TreatyStatus,
);

/// A value of a vocabulary, as an input.
#[derive(Clone, Copy)]
pub struct In<V>(pub V);

impl<V: Vocabulary> InputType for In<V> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        V::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        publish::<V>(registry) + "!"
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let name = match &value {
            Some(Value::Enum(name)) => name.as_str(),
            Some(Value::String(name)) => name,
            _ => "",
        };
        V::parse(name).map(Self).ok_or_else(|| InputValueError::custom(format!("{} has no value {name}", V::NAME)))
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(self.0.name()))
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}
