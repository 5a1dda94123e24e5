//! Places.
use super::object::object;
use super::{
    event::Event,
    filter::{has_slug, is_among, is_named, restrict},
    meeting::Meeting,
    milestone::Milestone,
    state::State,
    timeline::RecordTimelineEntry,
};

object! {
    /// A place. It lies in a region or state only where a source says so.
    pub Place: place {
        is record;
        filter PlaceFilter;
        /// City, town or village; null where no source names one.
        locality;
        /// Region within a state or across states; null where no source names one.
        region;
        /// State it lies in; null where no source says.
        state -> State by state_id;
        /// Degrees north (WGS 84); null where no source gives them.
        latitude;
        /// Degrees east (WGS 84); null where no source gives them.
        longitude;
        /// Meetings held there, by date. Where a meeting had several places, it is in `meetings` of the first.
        meetings -> [Meeting] by meeting.place_id;
        /// Meetings that had their first place elsewhere and were held there too, by date.
        further_meetings -> [Meeting] through meeting_place(place_id, meeting_id);
        /// Events that happened there, by date.
        events -> [Event] by event.place_id;
        /// Everything dated about it: meetings, events and steps that took place there, relations, figures and remarks.
        timeline -> [RecordTimelineEntry] by timeline_about.record_id;
        /// Steps taken there in the life of documents and bodies, by date.
        milestones -> [Milestone] by milestone.place_id;
    }
}

restrict! {
    /// Restricts a list of places.
    pub PlaceFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"place\".\"slug\"", slugs, access);
        /// Only those in these localities.
        locality: Vec<String> => |names| is_among("\"place\".\"locality\"", names.iter().cloned());
        /// Only those in these regions.
        region: Vec<String> => |names| is_among("\"place\".\"region\"", names.iter().cloned());
        /// Only those of which a source says that they lie in the states with these slugs.
        state: Vec<String> => |slugs| is_named("\"place\".\"state_id\"", slugs);
    }
}
