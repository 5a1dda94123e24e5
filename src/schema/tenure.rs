//! Tenures.
use super::object::object;
use super::{
    filter::{DateFilter, is_flagged, is_named, is_one_of, restrict},
    meeting::Meeting,
    office::Office,
    person::Person,
    vocabulary::In,
};
use entity::vocabulary::Modality;
use sea_orm::{Condition, sea_query::Expr};

object! {
    /// A spell of a person in an office.
    pub Tenure: tenure {
        is statement;
        is spell;
        filter TenureFilter;
        /// Who held the office.
        person -> Person by person_id;
        /// Office that was held.
        office -> Office by office_id;
        /// Whether only for the time being.
        is_acting;
        /// Whether it came about, or how far it got.
        modality;
        /// Meeting that chose the person; null where no source says.
        chosen_at -> Meeting by chosen_at_id;
        /// Whose place the person took; null where no source says.
        replaces -> Person by replaces_id;
    }
}

/// Tenures in offices of which a condition holds that says `$1` for the parent's key.
pub fn holders(offices: &str, parent: Expr) -> Condition {
    let sql = format!("\"tenure\".\"office_id\" in (select id from office where {offices})");
    Condition::all().add(Expr::cust_with_exprs(sql, [parent]))
}

restrict! {
    /// Restricts a list of tenures.
    pub TenureFilter {
        /// Only those in the offices with these slugs.
        office: Vec<String> => |slugs| is_named("\"tenure\".\"office_id\"", slugs);
        /// Only those of the persons with these slugs.
        person: Vec<String> => |slugs| is_named("\"tenure\".\"person_id\"", slugs);
        /// Only those for the time being, or only the others.
        is_acting: bool => |wanted| is_flagged("\"tenure\".\"is_acting\"", *wanted);
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"tenure\".\"modality\"", modalities);
        /// Only those that began on such dates.
        from: DateFilter => |date| date.on("tenure", "from");
        /// Only those that ended on such dates.
        to: DateFilter => |date| date.on("tenure", "to");
    }
}
