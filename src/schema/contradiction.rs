//! Contradictions: where claims, figures and holders of offices exclude each other, and where an editor noted it.
//!
//! Each object stands over two views: all contradictions and those of a record, what takes part in one and what
//! contradicts a statement.
use super::object::object;
use super::{
    filter::{is_one_of, restrict},
    remark::Remark,
    vocabulary::In,
};
use entity::vocabulary::ContradictionRule;
use sea_orm::{Condition, sea_query::Expr};

object! {
    /// A matter on which the register contradicts itself, under one rule. Computed whenever it is asked for.
    pub Contradiction: contradiction, RecordContradiction: contradiction_about {
        filter ContradictionFilter;
        /// Rule under which the contradiction was found.
        rule;
        /// Record that it is about; the first entered of those that an editor's remark names, null where it names none.
        about -> any record in about;
        /// What contradicts what, in a sentence.
        text;
        /// Claims that exclude another of their set, the figure, or the tenures that overlap; all that the remark is about, where an editor noted it. In the order of entry.
        claims -> [ContradictingClaim] where claims_of_contradiction;
        /// Remark of the editor who noted it; null where a rule found it.
        remark -> Remark by remark_id;
    }
}

object! {
    /// A statement or record that takes part in a contradiction.
    pub ContradictingClaim: contradicting_claim, ContradictedBy: contradicted_by {
        /// Rule under which the contradiction was found.
        rule;
        /// Statement that is contradicted by another; a record only where an editor noted it.
        what -> any node in what;
    }
}

/// The key of a contradiction is that of its matter, times eight, and the number of the rule.
fn claims_of_contradiction(parent: Expr) -> Condition {
    Condition::all().add(Expr::cust_with_exprs(
        "\"contradicting_claim\".\"matter_id\" = $1 / 8 and \"contradicting_claim\".\"rule_number\" = $1 % 8",
        [parent],
    ))
}

restrict! {
    /// Restricts a list of contradictions.
    pub ContradictionFilter {
        /// Only those by these rules.
        rule: Vec<In<ContradictionRule>> => |rules| is_one_of("\"rule\"", rules);
    }
}
