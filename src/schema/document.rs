//! Documents.
use super::object::object;
use super::{
    date,
    filter::{DateFilter, has, has_slug, is_found, is_on_topic, is_one_of, restrict},
    interface, listed,
    meeting::Meeting,
    milestone::{Milestone, MilestoneFilter},
    organ::Organ,
    timeline::RecordTimelineEntry,
    topic::Topic,
    treaty,
    treaty_action::{TreatyAction, TreatyActionFilter},
    vocabulary::In,
};
use engine::{define::Object, object::stored};
use entity::vocabulary::{DocumentKind, MilestoneStep};
use sea_orm::{
    Condition,
    sea_query::{Expr, ExprTrait as _},
};

object! {
    /// A document of any legal form: a treaty, a declaration, a decision, a plan.
    pub Document: document {
        is record;
        filter DocumentFilter;
        /// Legal or editorial form, as its source calls it.
        kind;
        /// Date it is known by: that of its adoption, else of its signing, its conclusion, its issue, its opening for signature, or its approval, whichever occurred and has a date; null where none has. `datedBy` says which.
        date as Date in known;
        /// Step in its life whose date it is known by; null where it has no date.
        dated_by from known_by;
        with ordered_by_date;
        /// Length of its term, as an ISO 8601 duration such as `P5Y`; null where none is stated.
        term_duration;
        /// Last day of its term; null where no source states it.
        term_until as Date in term_until;
        /// Length of each renewal, as an ISO 8601 duration; null where none is stated.
        renewal_period;
        /// Time that its final clauses set from a consent (deposit of an instrument) to its effect, as an ISO 8601 duration such as `P90D`; null where it is not recorded. Without it, the day of effect that no source gives is unknown.
        consent_delay;
        /// On which day that time ends; null means on the day.
        consent_delay_end;
        /// What it says of leaving; null where it is not recorded.
        leaving_clause;
        /// Time that its final clauses set from a notice of leaving to its effect, as an ISO 8601 duration such as `P1Y`.
        leaving_delay;
        /// On which day that time ends; null means on the day.
        leaving_delay_end;
        /// From when a notified succession counts; null where it is not recorded.
        succession_from;
        /// Until when it is applied provisionally; null where it is not recorded. Without it, whoever is not bound when it enters into force may go on to apply it, or not.
        provisional_until;
        /// Until when a source lists everything that states and organizations did to it, so that who is not named did nothing; null where no list is known to be closed.
        complete_until as Date in complete_until;
        /// Steps in its life, by date: signed, adopted, in force, extended. Read these for the dates of the document.
        milestones -> [Milestone] by milestone.subject_id;
        /// What states and organizations did to it, by date: signatures, ratifications, accessions, withdrawals.
        actions -> [TreatyAction] by treaty_action.document_id;
        /// Meetings at which it was signed, adopted, discussed or otherwise dealt with, each once, by date.
        meetings -> [Meeting] through meeting_document(document_id, meeting_id);
        /// Organs that unite its parties, by name.
        organs -> [Organ] by organ.treaty_id;
        /// Its topics, by name.
        topics -> [Topic] through node_topic(node_id, topic_id);
        /// Everything dated about it: steps in its life, steps of others that were taken by it, what states and organizations did to it and when that took effect, the end of its term, relations, figures, provisions and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        /// Steps in the life of documents and bodies that were taken by it, by date: what it founded, extended or ended.
        instrument_of -> [Milestone] by milestone.instrument_id;
        with listed::of_document;
        with treaty::of_document;
    }
}

/// Documents have a date, and are ordered by name or by it.
fn ordered_by_date(object: &mut Object) {
    object.implements_too(interface::dated);
    let (column, _) = stored::<entity::document::Entity>("known_order");
    object.order("DATE", date::ORDER, column, date::order());
}

restrict! {
    /// Restricts a list of documents.
    pub DocumentFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"document\".\"slug\"", slugs, access);
        /// Only those of these forms.
        kind: Vec<In<DocumentKind>> => |kinds| is_one_of("\"document\".\"kind\"", kinds);
        /// Only those on which a signature of one of the states or organizations with these slugs is recorded, of whatever kind, in whatever modality, withdrawn or not; `action` asks for one that occurred, by its `modality`.
        signed_by: Vec<String> => |slugs| is_found(
            "\"document\".\"id\" in (select document_id from treaty_action join slug on slug.node_id = party_id where is_leading and action in ('SIGNATURE', 'DEFINITIVE_SIGNATURE', 'SIGNATURE_AD_REFERENDUM') and slug.slug = any($1))",
            slugs,
        );
        /// Only those in whose life one of these steps is recorded, in whatever modality; `milestone` asks for one that was taken.
        steps: Vec<In<MilestoneStep>> => |steps| Condition::all().add(Expr::exists(milestones(is_one_of("step", steps).into())));
        /// Only those whose date is such: the one they are known by (`Document.date`). `milestone` asks for the date of any step.
        date: DateFilter => |date| date.on("document", "known");
        /// Only those in whose life one and the same step passes this: `{ step: [ADOPTION], date: { within: "2003" } }`.
        milestone: MilestoneFilter => |step| has("select from milestone where milestone.is_leading and milestone.subject_id = \"document\".\"id\"", step);
        /// Only those in whose life a step by a state, body or person with these slugs is recorded, in whatever modality: who adopted, issued or supported it.
        by: Vec<String> => |slugs| is_found(
            "\"document\".\"id\" in (select subject_id from milestone join slug on slug.node_id = by_id where is_leading and slug.slug = any($1))",
            slugs,
        );
        /// Only those on which one and the same treaty action passes this: `{ action: [ACCESSION], party: ["georgia"] }`.
        action: TreatyActionFilter => |action| has("select from treaty_action where treaty_action.is_leading and treaty_action.document_id = \"document\".\"id\"", action);
        /// Only those that were signed, adopted, discussed or otherwise dealt with at the meetings with these slugs.
        meeting: Vec<String> => |slugs| is_found(
            "\"document\".\"id\" in (select document_id from meeting_document join slug on slug.node_id = meeting_id where slug.slug = any($1))",
            slugs,
        );
        /// Only those whose stated term ends on such dates.
        term_until: DateFilter => |date| date.on("document", "term_until");
        /// Only those on the topics with these slugs or on narrower ones.
        topic: Vec<String> => |slugs| is_on_topic("\"document\".\"id\"", slugs);
    }
}

fn milestones(condition: Condition) -> sea_orm::sea_query::SelectStatement {
    sea_orm::sea_query::Query::select()
        .expr(Expr::val(1))
        .from("milestone")
        .and_where(Expr::col(("milestone", "subject_id")).equals(("document", "id")))
        .and_where(Expr::col(("milestone", "is_leading")))
        .cond_where(condition)
        .to_owned()
}
