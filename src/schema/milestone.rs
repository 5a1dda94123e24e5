//! Milestones.
use super::object::object;
use super::{
    document::Document,
    event::Event,
    filter::{DateFilter, is_named, is_one_of, restrict},
    listed,
    meeting::Meeting,
    place::Place,
    vocabulary::In,
};
use entity::vocabulary::{MilestoneStep, Modality};

object! {
    /// A dated step in the life of a document, organization, organ, force, office or state.
    pub Milestone: milestone {
        is dated;
        is statement;
        in treaty_fact;
        with listed::of_dated;
        filter MilestoneFilter;
        /// Record in whose life it is a step.
        subject -> any record in subject;
        /// Which step.
        step;
        /// Whether it was taken, or how far it got.
        modality;
        /// Who took it; null where the source names no record.
        by -> any record in by;
        /// Who took it, as the source puts it; null where our own words do.
        by_label;
        /// How many took it, where the source counts them; null where it does not.
        by_count;
        /// Meeting at which it was taken; null where no source says.
        meeting -> Meeting by meeting_id;
        /// Event at which it was taken; null where no source says.
        event -> Event by event_id;
        /// Where it was taken; null where no source says.
        place -> Place by place_id;
        /// Document by which it was taken; null where no source says.
        instrument -> Document by instrument_id;
        /// For how long, as an ISO 8601 duration; null where no source says.
        period;
        /// When it was announced; null where no source says.
        announced_on as Date in announced_on;
    }
}

restrict! {
    /// Restricts a list of milestones.
    pub MilestoneFilter {
        /// Only these steps.
        step: Vec<In<MilestoneStep>> => |steps| is_one_of("\"milestone\".\"step\"", steps);
        /// Only those of these modalities. That something was considered is a step that occurred (`step: [CONSIDERATION]`); `CONSIDERED` here is a step that was considered and not known to be taken.
        modality: Vec<In<Modality>> => |modalities| is_one_of("\"milestone\".\"modality\"", modalities);
        /// Only those on such dates.
        date: DateFilter => |date| date.on("milestone", "date");
        /// Only those that were announced on such dates.
        announced_on: DateFilter => |date| date.on("milestone", "announced_on");
        /// Only those taken by the parties with these slugs.
        by: Vec<String> => |slugs| is_named("\"milestone\".\"by_id\"", slugs);
        /// Only those in the lives of the records with these slugs.
        subject: Vec<String> => |slugs| is_named("\"milestone\".\"subject_id\"", slugs);
        /// Only those taken at the meetings with these slugs.
        meeting: Vec<String> => |slugs| is_named("\"milestone\".\"meeting_id\"", slugs);
        /// Only those taken by the documents with these slugs.
        instrument: Vec<String> => |slugs| is_named("\"milestone\".\"instrument_id\"", slugs);
    }
}
