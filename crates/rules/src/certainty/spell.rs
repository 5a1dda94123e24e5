//! Spells: whether something that lasted for a time holds on a day.

use super::{Attested, Certainty, Days, Lifetime, modality::limit};
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
    /// When all that it is a spell of was there: the body, the member or holder, and what stands above them.
    pub life: Lifetime,
    /// In an office with a single holder, when a successor may have taken over; none where no other holder came later.
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
        life: Lifetime::UNKNOWN,
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

    /// How sure it is by several claims of one spell that contradict each other: what all say holds, and what only some
    /// say is possible.
    pub fn agreed(claims: impl IntoIterator<Item = Certainty>) -> Certainty {
        let mut claims = claims.into_iter();
        let first = claims.next().unwrap_or(Certainty::Possible);
        if claims.all(|claim| claim == first) { first } else { Certainty::Possible }
    }

    /// The first day of the spell. It is no later than the first day a source vouches for, and no later than the last
    /// day of the spell; it is no earlier than the foundation, whatever is recorded of the spell.
    pub fn start(&self) -> Days {
        let latest = [self.from.latest, self.attested.first.latest, self.to.latest].into_iter().flatten().min();
        let own = self.from.earliest.map(|earliest| latest.map_or(earliest, |latest| earliest.min(latest)));
        let founded = self.life.founded.unwrap_or(Days::UNKNOWN);
        let is_too_early = latest.zip(founded.earliest).is_some_and(|(latest, founded)| latest < founded);
        Days {
            earliest: [own, founded.earliest].into_iter().flatten().max(),
            latest: if is_too_early { founded.latest } else { latest },
        }
    }

    /// The last day of the spell. It is no earlier than the last day a source vouches for, and no earlier than the
    /// first day of the spell. Where it is missing, it is no later than the start of a successor; without a recorded
    /// end, no earlier than the last day the sources cover. It is no later than the dissolution, whatever is recorded of
    /// the spell.
    pub fn end(&self) -> Days {
        let least = match self.ended {
            Ended::Yes => self.to.earliest,
            Ended::No | Ended::NotStated => self.lasts_until(),
        };
        let earliest = [least, self.attested.last.earliest, self.from.earliest].into_iter().flatten().max();
        let latest = self.to.latest.or(self.succeeded.and_then(|days| days.latest));
        let own = latest.map(|latest| earliest.map_or(latest, |earliest| latest.max(earliest)));
        let dissolved = self.life.dissolved.unwrap_or(Days::UNKNOWN);
        let is_too_late = earliest.zip(dissolved.latest).is_some_and(|(earliest, dissolved)| dissolved < earliest);
        Days {
            earliest: if is_too_late { dissolved.earliest } else { earliest },
            latest: [own, dissolved.latest].into_iter().flatten().min(),
        }
    }

    /// The last day on which a spell without a recorded end still lasts: the last one that its sources cover, but not
    /// beyond the dissolution, nor up to the day on which a successor may take over.
    fn lasts_until(&self) -> Option<Date> {
        let mut until = self.covered_until?;
        if let Some(dissolved) = self.life.dissolved {
            until = until.min(dissolved.earliest?);
        }
        if let Some(succeeded) = self.succeeded {
            until = until.min(succeeded.earliest?.previous_day()?);
        }
        Some(until)
    }
}
