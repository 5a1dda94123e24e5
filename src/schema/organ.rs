//! Organs.
use super::object::object;
use super::{
    document::Document,
    filter::{has_slug, is_found, is_named, is_one_of, restrict},
    force::Force,
    meeting::Meeting,
    membership::{Membership, members_of, observers_of},
    milestone::Milestone,
    office::Office,
    organization::Organization,
    participation::Participation,
    remark::Remark,
    state::State,
    tenure::{Tenure, holders},
    timeline::RecordTimelineEntry,
    vocabulary::In,
};
use entity::vocabulary::OrganKind;
use sea_orm::{Condition, sea_query::Expr};

object! {
    /// A body of an organization, an organ, a treaty or a state.
    pub Organ: organ {
        is record;
        in body;
        filter OrganFilter;
        unpublished organization_key;
        /// Abbreviation in use; null where no source gives one.
        abbreviation;
        /// Kind of the organ.
        kind;
        /// Organization it belongs to, itself or through the organ above it; null where it belongs to none.
        organization -> Organization by organization_id;
        /// Organ it belongs to; null where it belongs to none.
        parent_organ -> Organ by parent_organ_id;
        /// Treaty whose parties it unites; null where it unites none.
        treaty -> Document by treaty_id;
        /// State it belongs to; null where it belongs to none.
        state -> State by state_id;
        /// Organs that belong to it, by name.
        organs -> [Organ] by organ.parent_organ_id;
        /// Meetings in which it took part as a body, alone or jointly, by date.
        meetings -> [Meeting] through meeting_organ(organ_id, meeting_id) denormalized date_order as date_order, meeting_slug as slug, meeting_name as name, meeting_date_edtf as date_edtf;
        /// Documents of its meetings and documents in whose life it took a step, by name.
        documents -> [Document] where documents_of_organ;
        /// Spells of its members, by their start: those of full, associate and unknown standing that came about. Who observes stands in `observers`; candidates, who takes no part, and what is only planned, stand with all others in `affiliations`.
        members -> [Membership] where members_of;
        /// Spells of its observers that came about, by their start.
        observers -> [Membership] where observers_of;
        /// All spells in it, of whatever standing and modality, by their start: members, observers, candidates, who takes no part, and what is planned; `filter` tells them apart.
        affiliations -> [Membership] by membership.body_id;
        /// Its offices, by name.
        offices -> [Office] by office.body_id;
        /// Its forces, by name.
        forces -> [Force] by force.body_id;
        /// Steps in its life, by date: foundation, dissolution and the like.
        milestones -> [Milestone] by milestone.subject_id;
        /// Everything dated about it: meetings in which it took part as a body or party, steps in its life and steps that it took, memberships in it, who held its offices, relations, figures, provisions and remarks. Not in it are matters of meetings that dealt with it, which stand in `agendaItems`, nor what is dated of the organs that belong to it, each of which has a timeline of its own (`organs`).
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        /// Steps it took in the life of documents and bodies, by date: what it adopted, issued, supported.
        steps_taken -> [Milestone] by milestone.by_id;
        /// Parts it took in meetings and events.
        participations -> [Participation] by participation.party_id;
        /// Remarks in its voice, by date.
        remarks_made -> [Remark] by remark.voice_id;
        /// Who held its offices and those of its organs, by the start of the spell; with `asOf`, who held them on a day.
        office_holders -> [Tenure] where holders_of_organ;
    }
}

fn holders_of_organ(parent: Expr) -> Condition {
    holders("body_id = $1 or body_id in (select id from organ where parent_organ_id = $1)", parent)
}

fn documents_of_organ(parent: Expr) -> Condition {
    Condition::all().add(Expr::cust_with_exprs(
        "\"document\".\"id\" in (select document_id from meeting_document join meeting_organ using (meeting_id) where organ_id = $1 \
         union all select subject_id from milestone where is_leading and subject_kind = 'DOCUMENT' and by_id = $1)",
        [parent],
    ))
}

restrict! {
    /// Restricts a list of organs.
    pub OrganFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"organ\".\"slug\"", slugs, access);
        /// Only those of these kinds.
        kind: Vec<In<OrganKind>> => |kinds| is_one_of("\"organ\".\"kind\"", kinds);
        /// Only those of the organizations with these slugs.
        organization: Vec<String> => |slugs| is_named("\"organ\".\"organization_id\"", slugs);
        /// Only those of the states with these slugs.
        state: Vec<String> => |slugs| is_named("\"organ\".\"state_id\"", slugs);
        /// Only those that unite the parties to the treaties with these slugs.
        treaty: Vec<String> => |slugs| is_named("\"organ\".\"treaty_id\"", slugs);
        /// Only those of which a membership of one of the states or organizations with these slugs is recorded: present or past, with any status and modality.
        member: Vec<String> => |slugs| is_found(
            "\"organ\".\"id\" in (select body_id from membership join slug on slug.node_id = member_id where is_leading and slug.slug = any($1))",
            slugs,
        );
    }
}
