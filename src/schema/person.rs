//! Persons.
use super::object::object;
use super::{
    filter::{has_slug, is_found, restrict},
    milestone::Milestone,
    participation::Participation,
    remark::Remark,
    tenure::Tenure,
    timeline::RecordTimelineEntry,
};

object! {
    /// A natural person.
    pub Person: person {
        is record;
        filter PersonFilter;
        /// Birth and death, where sources give them. They bound every tenure.
        milestones -> [Milestone] by milestone.subject_id;
        /// Offices held, by the start of the spell.
        tenures -> [Tenure] by tenure.person_id;
        /// Parts taken in meetings and events.
        participations -> [Participation] by participation.party_id;
        /// Everything dated about the person: offices held, meetings and events in which the person took part, steps taken, relations, figures and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        /// Steps taken in the life of documents and bodies, by date.
        steps_taken -> [Milestone] by milestone.by_id;
        /// Remarks in the person's voice, by date.
        remarks_made -> [Remark] by remark.voice_id;
    }
}

restrict! {
    /// Restricts a list of persons.
    pub PersonFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"person\".\"slug\"", slugs, access);
        /// Only those of whom a tenure of one of the offices with these slugs is recorded: present or past, in whatever modality.
        office: Vec<String> => |slugs| is_found(
            "\"person\".\"id\" in (select person_id from tenure join slug on slug.node_id = office_id where is_leading and slug.slug = any($1))",
            slugs,
        );
        /// Only those of whom a part of their own in one of the meetings or events with these slugs is recorded, in whatever role and modality: who declined passes too.
        participated_in: Vec<String> => |slugs| is_found(
            "\"person\".\"id\" in (select party_id from participation join slug on slug.node_id = gathering_id where is_leading and slug.slug = any($1))",
            slugs,
        );
    }
}
