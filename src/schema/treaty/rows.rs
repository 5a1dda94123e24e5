//! Rows of the register from which treaties are made.
use super::input::MEMBERS_AS_OF;
use crate::schema::{day, input::input_row};
use engine::{derive::RowKey, selection::Selection};
use entity::vocabulary::{
    DelayEnd, LeavingClause, MembershipStatus, MilestoneStep, Modality, NodeKind, ProvisionalUntil, Rank,
    SuccessionFrom, TreatyActionKind,
};
use fault::Fault;
use rules::certainty::{Certainty, SpellSql};
use sea_orm::sea_query::Expr;
use time::Date;

input_row! {
    /// Who acted on which document.
    pub struct PartyActRow of treaty_action order id {
        document_id: RowKey,
    }
}

input_row! {
    /// A claim of an act.
    pub struct ActRow of treaty_action order id {
        id: RowKey,
        set_id: RowKey,
        is_leading: bool,
        rank: Rank,
        party_id: Option<RowKey>,
        party_kind: Option<NodeKind>,
        party_count: Option<i32>,
        action: TreatyActionKind,
        date_first: Option<Date>,
        date_last: Option<Date>,
        /// First day that the order in which sources put it leaves.
        ordered_first: Option<Date> = sql "(select first from ordered_date where node_id = treaty_action.id)",
        /// Last day that this order leaves.
        ordered_last: Option<Date> = sql "(select last from ordered_date where node_id = treaty_action.id)",
        effective_date_edtf: Option<String>,
        effective_date_first: Option<Date>,
        effective_date_last: Option<Date>,
        modality: Modality,
        /// What a source reports as done was done by the last day that the source can speak of.
        known_by: Option<Date> = sql "(select min(least(source.covered_latest, source.maintained_until_latest, source.accessed_latest)) \
            from citation join source on source.id = citation.source_id where citation.subject_id = treaty_action.id)",
        /// Last day that the sources of the claim surely cover.
        covered_until: Option<Date> = sql "(select max(least(source.covered_latest, source.maintained_until_earliest)) \
            from citation join source on source.id = citation.source_id where citation.subject_id = treaty_action.id)",
        /// When the party was there, as [`lifetime`] reads it.
        lifetime: Option<String> = sql "(select concat_ws(' ', coalesce(founded_first::text, '-'), coalesce(founded_last::text, '-'), \
            coalesce(dissolved_first::text, '-'), coalesce(dissolved_last::text, '-')) from lifetime where lifetime.node_id = treaty_action.party_id)",
    }
}

input_row! {
    /// A claim of a step in the life of a document.
    pub struct MilestoneRow of milestone order id {
        id: RowKey,
        set_id: RowKey,
        is_leading: bool,
        rank: Rank,
        step: MilestoneStep,
        by_kind: Option<NodeKind>,
        by_count: Option<i32>,
        by_label: Option<String>,
        date_first: Option<Date>,
        date_last: Option<Date>,
        /// First day that the order in which sources put it leaves.
        ordered_first: Option<Date> = sql "(select first from ordered_date where node_id = milestone.id)",
        /// Last day that this order leaves.
        ordered_last: Option<Date> = sql "(select last from ordered_date where node_id = milestone.id)",
        period: Option<String>,
        modality: Modality,
        instrument_id: Option<RowKey>,
        /// Last day on which a list of those who acted on that document is complete.
        instrument_complete_until: Option<Date> = sql "(select complete_until_earliest from document where document.id = milestone.instrument_id)",
        /// Last day that the sources of the claim surely cover.
        covered_until: Option<Date> = sql "(select max(least(source.covered_latest, source.maintained_until_earliest)) \
            from citation join source on source.id = citation.source_id where citation.subject_id = milestone.id)",
    }
}

input_row! {
    /// What a document says of its term and of the day of effect, and until when a list of what was done is complete.
    pub struct TermRow of document order id {
        term_duration: Option<String>,
        term_until_edtf: Option<String>,
        term_until_first: Option<Date>,
        term_until_last: Option<Date>,
        renewal_period: Option<String>,
        consent_delay: Option<String>,
        consent_delay_end: Option<DelayEnd>,
        leaving_clause: Option<LeavingClause>,
        leaving_delay: Option<String>,
        leaving_delay_end: Option<DelayEnd>,
        succession_from: Option<SuccessionFrom>,
        provisional_until: Option<ProvisionalUntil>,
        complete_until_earliest: Option<Date>,
    }
}

input_row! {
    /// A state or organization that the argument `among` names.
    pub struct AmongRow of slug order node_id {
        node_id: RowKey,
        kind: NodeKind,
        /// When it was there, as [`lifetime`] reads it.
        lifetime: Option<String> = sql "(select concat_ws(' ', coalesce(founded_first::text, '-'), coalesce(founded_last::text, '-'), \
            coalesce(dissolved_first::text, '-'), coalesce(dissolved_last::text, '-')) from lifetime where lifetime.node_id = slug.node_id)",
    }
}

input_row! {
    /// A membership in what the argument `membersOf` names.
    pub struct MemberRow of membership order id {
        member_id: RowKey,
        member_kind: NodeKind,
        status: MembershipStatus,
        certainty: Certainty = from_arguments certainty_of_member,
        /// When the member was there, as [`lifetime`] reads it.
        lifetime: Option<String> = sql "(select concat_ws(' ', coalesce(founded_first::text, '-'), coalesce(founded_last::text, '-'), \
            coalesce(dissolved_first::text, '-'), coalesce(dissolved_last::text, '-')) from lifetime where lifetime.node_id = membership.member_id)",
    }
}

fn certainty_of_member(selection: &Selection) -> Result<Expr, Fault> {
    let day = match day::day(selection, MEMBERS_AS_OF)? {
        Some(day) => day,
        None => day::required_day(selection, "asOf")?,
    };
    Ok(day::certainty_on(&SpellSql::membership("membership"), day))
}
