//! Typed keys: the key of a meeting is no key of a membership.
use sea_orm::prelude::*;

/// A key that says which entity it belongs to.
pub trait Key: Copy + Send + Sync + 'static {
    /// The entity whose rows carry this key.
    type Of: EntityTrait;

    /// The number that is stored.
    fn number(self) -> i64;
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
    ($(#[doc = $about:literal])+ $name:ident of $module:ident) => {
        $(#[doc = $about])+
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
    ($($(#[doc = $about:literal])+ $name:ident of $module:ident;)+) => {$(
        key! { $(#[doc = $about])+ $name of $module }

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

keys! {
    /// Identifies a state.
    StateId of state;
    /// Identifies an organization.
    OrganizationId of organization;
    /// Identifies an organ.
    OrganId of organ;
    /// Identifies a person.
    PersonId of person;
    /// Identifies an office.
    OfficeId of office;
    /// Identifies a meeting.
    MeetingId of meeting;
    /// Identifies a document.
    DocumentId of document;
    /// Identifies an event.
    EventId of event;
    /// Identifies a force.
    ForceId of force;
    /// Identifies a topic.
    TopicId of topic;
    /// Identifies a place.
    PlaceId of place;
    /// Identifies a source.
    SourceId of source;
    /// Identifies a name.
    NameId of name;
    /// Identifies a contact point.
    ContactPointId of contact_point;
    /// Identifies a membership.
    MembershipId of membership;
    /// Identifies a treaty action.
    TreatyActionId of treaty_action;
    /// Identifies a milestone.
    MilestoneId of milestone;
    /// Identifies a relation.
    RelationId of relation;
    /// Identifies a participation.
    ParticipationId of participation;
    /// Identifies an agenda item.
    AgendaItemId of agenda_item;
    /// Identifies a tenure.
    TenureId of tenure;
    /// Identifies a provision.
    ProvisionId of provision;
    /// Identifies a figure.
    FigureId of figure;
    /// Identifies a remark.
    RemarkId of remark;
    /// Identifies a claim.
    ClaimId of claim;
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
