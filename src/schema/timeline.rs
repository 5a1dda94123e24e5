//! The timeline: everything dated in one order, of the register and of one record.
//!
//! Both lists hold the same entries, read from two views; hence one definition over both. Filters name columns
//! without their table, since they stand in statements over either. That the order of two entries is certain says the edge:
//! which entry comes before depends on the filter.
use super::{
    date,
    filter::{Access, DateFilter, NARROWER, is_found, is_one_of, restrict},
    object::object,
    vocabulary::In,
};
use engine::{
    define::{Cell, Comparison, Described, Object, Order},
    object::stored,
    scalar::Scalar,
};
use entity::vocabulary::{Modality, TimelineKind};
use fault::Fault;
use rules::certainty::{Certainty, Days};
use sea_orm::sea_query::Expr;

/// Gives an object type the order by date, and has its lists hold what leads. Their edges say how sure that order is.
pub fn share<T: Described>(object: &mut Object) {
    object.listed = Some(stored::<T::Entity>("is_leading").0);
    object.comparison = Some(Comparison {
        name: "isOrderCertain",
        about: "Whether its position relative to the entry before it in the list is certain, because their dates have no possible day in common. False if either has no date, or if both are the same day; null for the first entry of the list.",
        columns: ["date_earliest", "date_latest"].map(|column| stored::<T::Entity>(column).0).to_vec(),
        compare: is_certainly_before,
    });
    let (column, _) = stored::<T::Entity>("date_order");
    object.orders.push(Order { name: "DATE", about: date::ORDER, column, by: date::order() });
}

/// Whether a date certainly lies before another, by the bounds of both.
fn is_certainly_before(first: &[Cell<'_>], second: &[Cell<'_>]) -> Result<bool, Fault> {
    Ok(days(first)?.before(days(second)?) == Certainty::Certain)
}

fn days(cells: &[Cell<'_>]) -> Result<Days, Fault> {
    match cells {
        [earliest, latest] => Ok(Days { earliest: Scalar::read(*earliest)?, latest: Scalar::read(*latest)? }),
        _ => Err(Fault::internal("a date has two bounds")),
    }
}

object! {
    /// A date of a record or statement, as an entry of a timeline. A spell has an entry for its start and, if it ended, another for its end. Of the claims of a set, only the leading one has entries. A date of announcement is no entry: the announced record or statement is entered by its own date, or among the undated.
    pub TimelineEntry: timeline, RecordTimelineEntry: timeline_about {
        is timeline;
        filter TimelineFilter;
        /// What stands here.
        kind;
        /// Its date; null where no source gives one.
        date as Date in date;
        /// Whether it happened, or how far it got; null for remarks, names and terms, which have none.
        modality;
        /// Record or statement that has the date.
        what -> any node in what;
        /// Record that it is about: the organization that convened the meeting, the record in whose life it is a step, the document acted on, the body, the office, the subject; null for events and remarks, and for a meeting of which no source says who convened it.
        about -> any record in about;
    }
}

/// Entries that stand in the timelines of records whose keys a query finds; the query says `$1` for the slugs.
///
/// An array is looked up by the keys of the tables behind the view; `in` would read all of them. Where they are read
/// anyway, `in` looks each row up in a hash table, while an array may be of ten thousand keys and is read through.
fn stands(records: &str, slugs: &[String], access: Access) -> Expr {
    let entries = format!("(select in_timelines_of(array({records})))::bigint[]");
    let sql = match access {
        Access::ByIndex | Access::OneOfSeveral => format!("\"what_id\" = any({entries})"),
        Access::RowByRow => format!("\"what_id\" in (select unnest({entries}))"),
    };
    is_found(&sql, slugs)
}

/// Entries whose record or statement a source supports that a query finds by the slugs `$1`.
///
/// Each row is looked up by itself, so that a page is done once it is full: `in` would gather all that the source
/// supports, once for each branch of the view.
const SUPPORTED: &str = "(select true from citation where citation.subject_id = \"what_id\" \
    and citation.source_id = any(array(select node_id from slug where slug.slug = any($1))) limit 1) is true";

restrict! {
    /// Restricts a timeline.
    pub TimelineFilter {
        /// Only these kinds of entries.
        kind: Vec<In<TimelineKind>> => |kinds| is_one_of("\"kind\"", kinds);
        /// Only those of these modalities; those without a modality do not pass. That a document was considered is a milestone that occurred: `milestones(filter: { step: [CONSIDERATION] })` has it, not `modality: [CONSIDERED]`, which is what was thought of and is not known to have happened.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"modality\"", modalities);
        /// Only those on such dates.
        date: DateFilter => |date| date.in_order("date");
        /// Only those in the timeline of a record with one of these slugs.
        about: Vec<String> => |slugs, access| stands("select node_id from slug where slug.slug = any($1)", slugs, access);
        /// Only those in the timeline of a topic with one of these slugs, or of a topic that it includes, however deep.
        topic: Vec<String> => |slugs, access| stands(NARROWER, slugs, access);
        /// Only those whose record or statement a source with one of these slugs supports.
        source: Vec<String> => |slugs| is_found(SUPPORTED, slugs);
    }
}
