//! Who comes after whom in an office that one person at a time holds.

use super::{
    Certainty, Days,
    modality::{is_on_its_way, limit},
};
use vocabulary::Modality;

/// What counts of another person's tenure in the same office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherTenure {
    /// First day; unknown where none is recorded.
    pub from: Days,
    /// Last day; unknown where none is recorded.
    pub to: Days,
    /// Whether it came about.
    pub modality: Modality,
    /// Whether the person only stood in: because the office was vacant, or because its holder was away.
    pub is_acting: bool,
}

/// When a successor takes over from a holder who started at `from`; none where no other holder may have come later.
///
/// Its first day is the first on which anybody else may have started after the holder did. Its last day is the last
/// on which somebody surely had: of those who surely came later and are known to have taken office, the one who came
/// first. A person who left before the holder started is no successor. An acting
/// holder need not have ended anything: it makes doubtful that the holder stayed, and no more.
pub fn succeeded(from: Days, others: impl IntoIterator<Item = OtherTenure>) -> Option<Days> {
    let later = others.into_iter().filter(|other| is_on_its_way(other.modality) && other.may_follow(from));
    later.map(|other| other.takes_over(from)).reduce(|one, two| Days {
        earliest: one.earliest.zip(two.earliest).map(|(one, two)| one.min(two)),
        latest: [one.latest, two.latest].into_iter().flatten().min(),
    })
}

impl OtherTenure {
    /// Whether it may have started after a day. It did not if it started by then, or ended by then.
    fn may_follow(&self, from: Days) -> bool {
        let ended = self.to.latest.zip(from.earliest).is_some_and(|(end, start)| end <= start);
        self.from.after(from).is_possible() && !ended
    }

    /// When it may have started; its last day counts only if it surely came later, and came at all.
    fn takes_over(&self, from: Days) -> Days {
        let surely = !self.is_acting && self.from.after(from).and(limit(self.modality)) == Certainty::Certain;
        let after = from.earliest.and_then(time::Date::next_day);
        Days { earliest: self.from.earliest.max(after), latest: self.from.latest.filter(|_| surely) }
    }
}
