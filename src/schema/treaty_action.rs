//! Treaty actions.
use super::object::object;
use super::{
    document::Document,
    filter::{DateFilter, is_named, is_one_of, restrict},
    listed,
    meeting::Meeting,
    state::State,
    vocabulary::In,
};
use entity::vocabulary::{Modality, TreatyActionKind};

object! {
    /// What a state or organization did to a document (UN Treaty Collection).
    pub TreatyAction: treaty_action {
        is dated;
        is statement;
        in treaty_fact;
        with listed::of_dated;
        filter TreatyActionFilter;
        /// Document concerned.
        document -> Document by document_id;
        /// Who acted; null where the source names no state or organization.
        party -> any party in party;
        /// Who acted, as the source puts it; null where our own words do.
        party_label;
        /// How many acted, where the source counts them; null where it does not.
        party_count;
        /// State that acted; null where it was an organization, or nobody named.
        state -> State? by party_id;
        /// What was done.
        action;
        /// What was done, as the source puts it; null where our own words do.
        label;
        /// Whether it was done, or how far it got.
        modality;
        /// Meeting at which it was done; null where no source says.
        meeting -> Meeting by meeting_id;
        /// Date on which it took effect; null where no source says.
        effective_date as Date in effective_date;
        /// When it was announced; null where no source says.
        announced_on as Date in announced_on;
    }
}

restrict! {
    /// Restricts a list of treaty actions.
    pub TreatyActionFilter {
        /// Only these actions.
        action: Vec<In<TreatyActionKind>> => |actions| is_one_of("\"treaty_action\".\"action\"", actions);
        /// Only those of these modalities.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"treaty_action\".\"modality\"", modalities);
        /// Only those that were announced on such dates.
        announced_on: DateFilter => |date| date.on("treaty_action", "announced_on");
        /// Only those on such dates.
        date: DateFilter => |date| date.on("treaty_action", "date");
        /// Only those of the states or organizations with these slugs.
        party: Vec<String> => |slugs| is_named("\"treaty_action\".\"party_id\"", slugs);
        /// Only those on the documents with these slugs.
        document: Vec<String> => |slugs| is_named("\"treaty_action\".\"document_id\"", slugs);
        /// Only those done at the meetings with these slugs.
        meeting: Vec<String> => |slugs| is_named("\"treaty_action\".\"meeting_id\"", slugs);
    }
}
