//! Forces.
use super::object::object;
use super::{
    filter::{has_slug, is_found, is_named, is_one_of, restrict},
    membership::{Membership, members_of, observers_of},
    milestone::Milestone,
    timeline::RecordTimelineEntry,
    vocabulary::In,
};
use entity::vocabulary::ForceKind;

object! {
    /// A collective force of an organization, organ or treaty.
    pub Force: force {
        is record;
        in body;
        filter ForceFilter;
        /// Kind of the force.
        kind;
        /// Organization, organ or treaty it belongs to; null where no source says.
        body -> any record in body;
        /// Region it is for; null where no source says.
        region;
        /// Spells of its members, by their start: those of full, associate and unknown standing that came about. Who observes stands in `observers`; candidates, who takes no part, and what is only planned, stand with all others in `affiliations`.
        members -> [Membership] where members_of;
        /// Spells of its observers that came about, by their start.
        observers -> [Membership] where observers_of;
        /// All spells in it, of whatever standing and modality, by their start: members, observers, candidates, who takes no part, and what is planned; `filter` tells them apart.
        affiliations -> [Membership] by membership.body_id;
        /// Steps in its life, by date.
        milestones -> [Milestone] by milestone.subject_id;
        /// Everything dated about it: steps in its life, memberships in it, meetings and events in which it took part, relations, figures, provisions and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
    }
}

restrict! {
    /// Restricts a list of forces.
    pub ForceFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"force\".\"slug\"", slugs, access);
        /// Only those of these kinds.
        kind: Vec<In<ForceKind>> => |kinds| is_one_of("\"force\".\"kind\"", kinds);
        /// Only those of the organizations, organs or treaties with these slugs.
        body: Vec<String> => |slugs| is_named("\"force\".\"body_id\"", slugs);
        /// Only those of which a membership of one of the states or organizations with these slugs is recorded: present or past, with any status and modality.
        member: Vec<String> => |slugs| is_found(
            "\"force\".\"id\" in (select body_id from membership join slug on slug.node_id = member_id where is_leading and slug.slug = any($1))",
            slugs,
        );
    }
}
