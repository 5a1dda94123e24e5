//! The one list of kinds of records and statements.

use crate::{computed, vocabulary};

/// Lists the kinds of records and statements for the macro `$then`, which makes of it what it needs.
///
/// A line has the description, the name in Rust, the stored text, the table (with its module of `entity` and of the
/// schema) and the typed key; a statement has besides the column that names the record under which it stands, where
/// one record is named in all of them. The order is the one in which kinds are shown.
///
/// **Invariant:** a kind is listed here and nowhere else; vocabularies, keys, tables, object types, entries of the
/// search and rules of spells are made of this list. *Why:* a kind that one of many lists forgets is not found, not shown or
/// not imported. *Enforced by:* the compiler, for what a macro makes; `tests/api/entities.rs`, for the database.
#[macro_export]
macro_rules! kinds {
    ($then:ident) => {
        $then! {
            records {
                /// A state, present or former.
                State "STATE" state StateId;
                /// An intergovernmental organization.
                Organization "ORGANIZATION" organization OrganizationId;
                /// A body of an organization, organ, treaty or state.
                Organ "ORGAN" organ OrganId;
                /// A natural person.
                Person "PERSON" person PersonId;
                /// A post that persons hold in turn.
                Office "OFFICE" office OfficeId;
                /// A meeting of an organization or of its organs.
                Meeting "MEETING" meeting MeetingId;
                /// A document of any legal form.
                Document "DOCUMENT" document DocumentId;
                /// A happening that is no meeting.
                Event "EVENT" event EventId;
                /// A collective force of an organization, organ or treaty.
                Force "FORCE" force ForceId;
                /// A subject, or a territory that is spoken of as a matter and not as a place.
                Topic "TOPIC" topic TopicId;
                /// Where something happened or lies: a town, or only the region or state that a source names.
                Place "PLACE" place PlaceId;
                /// Where facts were found.
                Source "SOURCE" source SourceId;
            }
            statements {
                /// A name of a record.
                Name "NAME" name NameId under subject_id;
                /// A way to reach a record.
                ContactPoint "CONTACT_POINT" contact_point ContactPointId under subject_id;
                /// A spell of membership.
                Membership "MEMBERSHIP" membership MembershipId under body_id;
                /// What a state or organization did to a document.
                TreatyAction "TREATY_ACTION" treaty_action TreatyActionId under document_id;
                /// A dated step in the life of a record.
                Milestone "MILESTONE" milestone MilestoneId under subject_id;
                /// A relation from one record to another, or to something only named.
                Relation "RELATION" relation RelationId under subject_id;
                /// A part taken in a meeting or event.
                Participation "PARTICIPATION" participation ParticipationId under gathering_id;
                /// A matter that a meeting or event dealt with.
                AgendaItem "AGENDA_ITEM" agenda_item AgendaItemId under gathering_id;
                /// A spell of a person in an office.
                Tenure "TENURE" tenure TenureId under office_id;
                /// Something that a record lays down.
                Provision "PROVISION" provision ProvisionId under subject_id;
                /// A number with its meaning.
                Figure "FIGURE" figure FigureId under subject_id;
                /// Something said about records or statements.
                Remark "REMARK" remark RemarkId;
                /// A competing value of one field of a record or statement.
                Claim "CLAIM" claim ClaimId under subject_id;
            }
        }
    };
}

macro_rules! owner {
    () => {
        None
    };
    ($owner:ident) => {
        Some(stringify!($owner))
    };
}

macro_rules! of_kinds {
    (
        records { $($(#[doc = $record_about:literal])+ $record:ident $record_text:literal $record_table:ident $record_key:ident;)+ }
        statements { $($(#[doc = $about:literal])+ $kind:ident $text:literal $table:ident $key:ident $(under $owner:ident)?;)+ }
    ) => {
        vocabulary! {
            /// Kind of a record or statement.
            NodeKind {
                $($(#[doc = $record_about])+ $record = $record_text,)+
                $($(#[doc = $about])+ $kind = $text,)+
            }
        }

        computed! {
            /// Kind of a record.
            RecordKind as "RecordKind" {
                $($(#[doc = $record_about])+ $record = $record_text,)+
            }
        }

        impl NodeKind {
            /// All kinds, records first.
            pub const ALL: &'static [Self] = &[$(Self::$record,)+ $(Self::$kind,)+];

            /// Kinds with an identity.
            pub const RECORDS: &'static [Self] = &[$(Self::$record,)+];

            /// Kinds of dated, sourced statements.
            pub const STATEMENTS: &'static [Self] = &[$(Self::$kind,)+];

            /// The table of its rows.
            #[must_use]
            pub const fn table(self) -> &'static str {
                match self {
                    $(Self::$record => stringify!($record_table),)+
                    $(Self::$kind => stringify!($table),)+
                }
            }

            /// Column of a statement that names the record under which it stands; none of a record, and of a statement
            /// that may stand under several.
            #[must_use]
            pub const fn owner(self) -> Option<&'static str> {
                match self {
                    $(Self::$record => None,)+
                    $(Self::$kind => owner!($($owner)?),)+
                }
            }
        }
    };
}
kinds!(of_kinds);
