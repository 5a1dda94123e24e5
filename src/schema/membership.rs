//! Memberships.
use super::object::object;
use super::{
    filter::{DateFilter, is_named, is_one_of, restrict},
    organization::Organization,
    state::State,
    vocabulary::In,
};
use entity::vocabulary::{Ended, MembershipStatus, Modality, Vocabulary as _};
use sea_orm::{Condition, sea_query::Expr};

object! {
    /// A spell of a state or organization in an organization, organ or force. "Former" is a spell that ended, not a status.
    pub Membership: membership {
        is statement;
        is spell;
        filter MembershipFilter;
        /// Organization, organ or force to which it belongs.
        body -> any body in body;
        /// State or organization that belongs to it.
        member -> any party in member;
        /// Organization to which it belongs; null where it belongs to an organ or force.
        organization -> Organization? by body_id;
        /// Member, where it is a state; null where it is an organization.
        state -> State? by member_id;
        /// Status of the member.
        status;
        /// What the member does beyond belonging; null where no source says.
        role;
        /// Status as the source puts it; null where our own words do.
        label;
        /// How the spell ended; null where it did not or no source says.
        end_reason;
        /// Why it has this status, such as what it was suspended for; null where no source says.
        reason;
        /// Who gave it this status, such as the organ that suspended it; null where no source names one.
        decided_by -> any record in decided_by;
        /// Who gave it this status, as the source puts it; null where our own words do.
        decided_by_label;
        /// How many gave it this status, where the source counts them; null where it does not.
        decided_by_count;
        /// Whether it came about, or how far it got.
        modality;
    }
}

/// Spells in a body of those who are members, as [`is_member`] says, and became it.
pub fn members_of(body: Expr) -> Condition {
    standing_in(
        body,
        MembershipStatus::TERMS
            .iter()
            .filter_map(|term| MembershipStatus::parse(term.name))
            .filter(|status| is_member(*status)),
    )
}

/// Spells in a body of those who observe.
pub fn observers_of(body: Expr) -> Condition {
    standing_in(body, [MembershipStatus::Observer])
}

fn standing_in(body: Expr, standings: impl IntoIterator<Item = MembershipStatus>) -> Condition {
    let standings: Vec<_> = standings.into_iter().map(|status| format!("'{}'", status.name())).collect();
    let sql = format!(
        "\"membership\".\"body_id\" = $1 and \"membership\".\"modality\" = 'OCCURRED' and \"membership\".\"status\" in ({})",
        standings.join(", ")
    );
    Condition::all().add(Expr::cust_with_exprs(sql, [body]))
}

/// Whether a state or organization with this status is a member. Observers, candidates and non-participants are not.
pub const fn is_member(status: MembershipStatus) -> bool {
    match status {
        MembershipStatus::Full
        | MembershipStatus::Associate
        | MembershipStatus::Suspended
        | MembershipStatus::Unknown => true,
        MembershipStatus::Observer | MembershipStatus::Candidate | MembershipStatus::NonParticipant => false,
    }
}

restrict! {
    /// Restricts a list of memberships.
    pub MembershipFilter {
        /// Only those with these statuses.
        status: Vec<In<MembershipStatus>> => |statuses| is_one_of("\"membership\".\"status\"", statuses);
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"membership\".\"modality\"", modalities);
        /// Only those that began on such dates.
        from: DateFilter => |date| date.on("membership", "from");
        /// Only those that ended on such dates.
        to: DateFilter => |date| date.on("membership", "to");
        /// Only those that ended, did not, or of which no source says.
        ended: Vec<In<Ended>> => |ended| is_one_of("\"membership\".\"ended\"", ended);
        /// Only those of the states or organizations with these slugs.
        member: Vec<String> => |slugs| is_named("\"membership\".\"member_id\"", slugs);
        /// Only those in the organizations, organs or forces with these slugs.
        body: Vec<String> => |slugs| is_named("\"membership\".\"body_id\"", slugs);
    }
}
