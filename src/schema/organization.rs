//! Organizations.
use super::object::object;
use super::{
    date,
    document::Document,
    filter::{DateFilter, has_slug, is_among, is_found, is_one_of, restrict},
    force::Force,
    meeting::Meeting,
    membership::{Membership, members_of, observers_of},
    milestone::Milestone,
    office::Office,
    organ::Organ,
    participation::Participation,
    remark::Remark,
    tenure::{Tenure, holders},
    timeline::RecordTimelineEntry,
    treaty,
    treaty_action::TreatyAction,
    vocabulary::In,
};
use engine::{define::Object, object::stored};
use entity::vocabulary::OrganizationKind;
use sea_orm::{Condition, sea_query::Expr};

object! {
    /// An intergovernmental organization.
    pub Organization: organization {
        is record;
        in body;
        in party;
        filter OrganizationFilter;
        /// Abbreviation in use; null where no source gives one.
        abbreviation;
        /// Kind of the organization.
        kind;
        /// When it was founded; null where no source says. The step is among its `milestones`.
        founded as Date in founded;
        with ordered_by_foundation;
        /// Spells of its members, by their start: those of full, associate and unknown standing that came about. Who observes stands in `observers`; candidates, who takes no part, and what is only planned, stand with all others in `affiliations`.
        members -> [Membership] where members_of;
        /// Spells of its observers that came about, by their start.
        observers -> [Membership] where observers_of;
        /// All spells in it, of whatever standing and modality, by their start: members, observers, candidates, who takes no part, and what is planned; `filter` tells them apart.
        affiliations -> [Membership] by membership.body_id;
        /// Its own spells of membership in other organizations, in organs and in forces, by their start.
        memberships -> [Membership] by membership.member_id;
        /// Its organs and the organs of these, by name: those that name it as their organization.
        organs -> [Organ] by organ.organization_id;
        /// Meetings that it convened and meetings of its organs, each once, by date.
        meetings -> [Meeting] through meeting_organization(organization_id, meeting_id) denormalized date_order as date_order, meeting_slug as slug, meeting_name as name, meeting_date_edtf as date_edtf;
        /// Documents of its meetings and of the meetings of its organs, documents in whose life it or an organ of it took a step, and its constituent documents; by name.
        documents -> [Document] where documents_of_organization;
        /// Its offices, by name.
        offices -> [Office] by office.body_id;
        /// Its forces, by name.
        forces -> [Force] by force.body_id;
        /// Steps in its life, by date: foundation, dissolution and the like.
        milestones -> [Milestone] by milestone.subject_id;
        /// Steps it took in the life of documents and bodies, by date: what it adopted, issued, supported.
        steps_taken -> [Milestone] by milestone.by_id;
        /// Parts it took in meetings and events.
        participations -> [Participation] by participation.party_id;
        /// Remarks in its voice, by date.
        remarks_made -> [Remark] by remark.voice_id;
        /// Who held its offices and those of its organs, by the start of the spell; with `asOf`, who held them on a day.
        office_holders -> [Tenure] where holders_of_organization;
        /// What it did to documents, by date.
        treaty_actions -> [TreatyAction] by treaty_action.party_id;
        /// Everything dated about it: its meetings and those of its organs, steps in its life and steps that it took, memberships in it and its own, who held its offices, what it did to documents, meetings and events in which it took part, relations, figures, provisions and remarks. What concerns only an organ of it stands in the timeline of the organ.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        with treaty::of_party;
    }
}

fn ordered_by_foundation(object: &mut Object) {
    let (column, _) = stored::<entity::organization::Entity>("founded_order");
    let about = "By foundation: by the first possible day, else the last; unknown last, in both directions.";
    object.order("FOUNDED", about, column, date::order());
}

fn holders_of_organization(parent: Expr) -> Condition {
    holders("body_id = $1 or body_id in (select id from organ where organization_id = $1)", parent)
}

fn documents_of_organization(parent: Expr) -> Condition {
    let found = "\"document\".\"id\" in (
        select document_id from meeting_document join meeting_organization using (meeting_id) where meeting_organization.organization_id = $1
        union all select subject_id from milestone where is_leading and subject_kind = 'DOCUMENT' and by_id = $1
        union all select subject_id from milestone join organ on organ.id = by_id where is_leading and subject_kind = 'DOCUMENT' and organ.organization_id = $1
        union all select subject_id from relation where is_leading and relation = 'CONSTITUTES' and object_id = $1)";
    Condition::all().add(Expr::cust_with_exprs(found.split_whitespace().collect::<Vec<_>>().join(" "), [parent]))
}

restrict! {
    /// Restricts a list of organizations.
    pub OrganizationFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"organization\".\"slug\"", slugs, access);
        /// Only those with these abbreviations.
        abbreviation: Vec<String> => |texts| is_among("\"organization\".\"abbreviation\"", texts.iter().cloned());
        /// Only those of these kinds.
        kind: Vec<In<OrganizationKind>> => |kinds| is_one_of("\"organization\".\"kind\"", kinds);
        /// Only those founded on such dates.
        founded: DateFilter => |date| date.on("organization", "founded");
        /// Only those of which a membership of one of the states or organizations with these slugs is recorded: present or past, with any status and modality.
        member: Vec<String> => |slugs| is_found(
            "\"organization\".\"id\" in (select body_id from membership join slug on slug.node_id = member_id where is_leading and slug.slug = any($1))",
            slugs,
        );
    }
}
