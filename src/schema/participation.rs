//! Participations.
use super::object::object;
use super::{
    filter::{is_named, is_one_of, restrict},
    office::Office,
    vocabulary::In,
};
use entity::vocabulary::{Modality, ParticipationRole};

object! {
    /// A part that a party took in a meeting or event.
    pub Participation: participation {
        is statement;
        filter ParticipationFilter;
        /// Meeting or event.
        gathering -> any gathering in gathering;
        /// Who took part; null where the source names no record.
        party -> any record in party;
        /// Who took part, as the source puts it; null where our own words do.
        party_label;
        /// How many took part, where the source counts them; null where it does not.
        party_count;
        /// Which part.
        role;
        /// Whom the party represented; null where it spoke for itself or no source says.
        represents -> any record in represents;
        /// In which office; null where no source says.
        office -> Office by office_id;
        /// Whether it took part, or how far that got.
        modality;
    }
}

restrict! {
    /// Restricts a list of participations.
    pub ParticipationFilter {
        /// Only these parts.
        role: Vec<In<ParticipationRole>> => |roles| is_one_of("\"participation\".\"role\"", roles);
        /// Only those of the parties with these slugs.
        party: Vec<String> => |slugs| is_named("\"participation\".\"party_id\"", slugs);
        /// Only those in the meetings or events with these slugs.
        gathering: Vec<String> => |slugs| is_named("\"participation\".\"gathering_id\"", slugs);
        /// Only those on behalf of the records with these slugs.
        represents: Vec<String> => |slugs| is_named("\"participation\".\"represents_id\"", slugs);
        /// Only those in the offices with these slugs.
        office: Vec<String> => |slugs| is_named("\"participation\".\"office_id\"", slugs);
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"participation\".\"modality\"", modalities);
    }
}
