//! States.
use super::object::object;
use super::{
    filter::{has_slug, is_found, restrict},
    membership::Membership,
    milestone::Milestone,
    office::Office,
    organ::Organ,
    participation::Participation,
    place::Place,
    remark::Remark,
    tenure::{Tenure, holders},
    timeline::RecordTimelineEntry,
    treaty,
    treaty_action::TreatyAction,
};
use sea_orm::{Condition, sea_query::Expr};

object! {
    /// A state, present or former.
    pub State: state {
        is record;
        in party;
        is lookup;
        filter StateFilter;
        /// ISO 3166-1 alpha-2 code; null for a former state, and where no source gives it.
        iso2;
        /// ISO 3166-1 alpha-3 code; null for a former state, and where no source gives it.
        iso3;
        /// ISO 3166-1 numeric code, three digits; null for a former state, and where no source gives it.
        iso_numeric;
        /// ISO 3166-3 code of a former state, four letters, such as `SUHH`; null for a present state, and where no source gives it.
        iso_former;
        /// Its spells of membership in organizations, organs and forces, by their start.
        memberships -> [Membership] by membership.member_id;
        /// What it did to documents, by date.
        treaty_actions -> [TreatyAction] by treaty_action.party_id;
        /// Parts it took in meetings and events.
        participations -> [Participation] by participation.party_id;
        /// Parts that others took for it in meetings and events.
        representations -> [Participation] by participation.represents_id;
        /// Steps it took in the life of documents and bodies, by date: what it proposed, supported.
        steps_taken -> [Milestone] by milestone.by_id;
        /// Remarks in its voice, by date.
        remarks_made -> [Remark] by remark.voice_id;
        /// Who held its offices and those of its organs, by the start of the spell; with `asOf`, who held them on a day.
        office_holders -> [Tenure] where holders_of_state;
        /// Its own organs, such as its legislature, by name.
        organs -> [Organ] by organ.state_id;
        /// Its offices, by name.
        offices -> [Office] by office.body_id;
        /// Places in it, by name: only those of which a source says in which state they lie. A place whose state no source names (`Place.state` is null) is not among them, wherever it lies.
        places -> [Place] by place.state_id;
        /// Everything dated about it: its memberships, what it did to documents, meetings and events in which it took part, steps that it took, who held its offices, relations, figures, provisions and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        with treaty::of_party;
    }
}

/// Whether a name has the form of a code of ISO 3166-1 or, with four letters, of ISO 3166-3. It may be a slug all the same, which goes first.
pub fn may_be_code(name: &str) -> bool {
    matches!(name.len(), 2..=4) && name.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

/// The state with a code of ISO 3166-1 or 3166-3, in capitals or not.
pub fn has_code(code: &str) -> Expr {
    let sql = "$1 in (\"state\".\"iso2\", \"state\".\"iso3\", \"state\".\"iso_numeric\", \"state\".\"iso_former\")";
    Expr::cust_with_values(sql, [code.to_ascii_uppercase()])
}

/// The state with a slug, or else with a code of ISO 3166-1 or 3166-3.
pub fn by_slug_or_code(name: &str) -> Expr {
    let sql = "\"state\".\"id\" = coalesce((select node_id from slug where slug.slug = $1 and kind = 'STATE'), \
        (select id from state where $2 in (iso2, iso3, iso_numeric, iso_former)))";
    Expr::cust_with_values(sql, [name.to_ascii_lowercase(), name.to_ascii_uppercase()])
}

fn holders_of_state(parent: Expr) -> Condition {
    holders("body_id = $1 or body_id in (select id from organ where state_id = $1)", parent)
}

restrict! {
    /// Restricts a list of states.
    pub StateFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"state\".\"slug\"", slugs, access);
        /// Only those of which a membership in one of the organizations, organs or forces with these slugs is recorded: present or past, with any status and modality.
        member_of: Vec<String> => |slugs| is_found(
            "\"state\".\"id\" in (select member_id from membership join slug on slug.node_id = body_id where is_leading and slug.slug = any($1))",
            slugs,
        );
        /// Only those of which an act on one of the documents with these slugs is recorded, in whatever modality.
        acted_on: Vec<String> => |slugs| is_found(
            "\"state\".\"id\" in (select party_id from treaty_action join slug on slug.node_id = document_id where is_leading and slug.slug = any($1))",
            slugs,
        );
        /// Only those of which a part of their own in one of the meetings or events with these slugs is recorded, in whatever role and modality: who declined passes too.
        participated_in: Vec<String> => |slugs| is_found(
            "\"state\".\"id\" in (select party_id from participation join slug on slug.node_id = gathering_id where is_leading and slug.slug = any($1))",
            slugs,
        );
    }
}
