//! Spells: whether something that lasted for a time holds on a day.

use super::{Attested, Certainty, Days, modality::limit};
use time::Date;
use vocabulary::{Ended, Modality};

/// A spell, and what else the register knows that bounds it: of a membership, a tenure, a name, a contact point, a
/// provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// First day; unknown where none is recorded.
    pub from: Days,
    /// Last day; unknown where none is recorded.
    pub to: Days,
    /// Whether it ended.
    pub ended: Ended,
    /// Days that a source vouches for.
    pub attested: Attested,
    /// Last day that its sources surely cover; none where none says how far it goes.
    pub covered_until: Option<Date>,
    /// Foundation of the body it is a spell in; none where none is recorded.
    pub founded: Option<Days>,
    /// Dissolution of that body; none where none is recorded, unknown where one of unknown date is.
    pub dissolved: Option<Days>,
    /// In an office for one, when a successor may have taken over; none where no other holder came later.
    pub succeeded: Option<Days>,
    /// Whether it came about.
    pub modality: Modality,
}

impl Spell {
    /// A spell of which nothing but its existence is known.
    pub const UNKNOWN: Self = Self {
        from: Days::UNKNOWN,
        to: Days::UNKNOWN,
        ended: Ended::NotStated,
        attested: Attested::NEVER,
        covered_until: None,
        founded: None,
        dissolved: None,
        succeeded: None,
        modality: Modality::Occurred,
    };

    /// Whether the spell holds on a day. Of a vague day, such as a year, it asks for every day of it.
    ///
    /// CERTAIN between the latest possible start and the earliest possible end; EXCLUDED where the day lies before
    /// every possible start or after every possible end; POSSIBLE otherwise. What did not come about is EXCLUDED, and
    /// what is not known to have come about is never CERTAIN.
    pub fn certainty_on(&self, day: Days) -> Certainty {
        let (start, end) = (self.start(), self.end());
        let must = start.latest.zip(day.earliest).is_some_and(|(start, day)| start <= day)
            && end.earliest.zip(day.latest).is_some_and(|(end, day)| day <= end);
        let cannot = start.earliest.zip(day.latest).is_some_and(|(start, day)| day < start)
            || end.latest.zip(day.earliest).is_some_and(|(end, day)| end < day);
        Certainty::between(!cannot, must).and(limit(self.modality))
    }

    /// The first day of the spell. It is no later than the first day a source vouches for, and no later than the last
    /// day of the spell. Where it is missing, it is no earlier than the foundation of the body.
    pub fn start(&self) -> Days {
        let latest = [self.from.latest, self.attested.first.latest, self.to.latest].into_iter().flatten().min();
        let earliest = self.from.earliest.or(self.founded.and_then(|founded| founded.earliest));
        Days { earliest: earliest.map(|earliest| latest.map_or(earliest, |latest| earliest.min(latest))), latest }
    }

    /// The last day of the spell. It is no earlier than the last day a source vouches for, and no earlier than the
    /// first day of the spell. Where it is missing, it is no later than the dissolution of the body and the start of
    /// a successor; without a recorded end, no earlier than the last day the sources cover.
    pub fn end(&self) -> Days {
        let least = match self.ended {
            Ended::Yes => self.to.earliest,
            Ended::No | Ended::NotStated => self.lasts_until(),
        };
        let earliest = [least, self.attested.last.earliest, self.from.earliest].into_iter().flatten().max();
        let bound = [self.dissolved, self.succeeded].into_iter().flatten().filter_map(|days| days.latest).min();
        let latest = self.to.latest.or(bound);
        Days { earliest, latest: latest.map(|latest| earliest.map_or(latest, |earliest| latest.max(earliest))) }
    }

    /// The last day on which a spell without a recorded end still lasts: the last one that its sources cover, but not
    /// beyond the dissolution of the body, nor up to the day on which a successor may take over.
    fn lasts_until(&self) -> Option<Date> {
        let mut until = self.covered_until?;
        if let Some(dissolved) = self.dissolved {
            until = until.min(dissolved.earliest?);
        }
        if let Some(succeeded) = self.succeeded {
            until = until.min(succeeded.earliest?.previous_day()?);
        }
        Some(until)
    }
}
