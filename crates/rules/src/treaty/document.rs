//! How a treaty stands on a day.

use super::{Because, Treaty, TreatyStatus, extension::For, force::Force, horizon::Horizon, term::Terms};
use crate::certainty::{Certainty, Days, Lifetime};

/// How a treaty stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatyStanding {
    /// Its status: the one that is certain, else the first that is possible, in the order of the vocabulary.
    pub status: TreatyStatus,
    /// How sure that status is: CERTAIN or POSSIBLE. Beyond what the sources cover it is the last that is recorded, and POSSIBLE.
    pub certainty: Certainty,
    /// Every status that is not excluded, in the order of the vocabulary.
    pub statuses: Vec<(TreatyStatus, Certainty)>,
    /// Rules, and the acts and steps they were applied to.
    pub because: Because,
}

impl TreatyStanding {
    /// How sure a status is.
    pub fn of(&self, status: TreatyStatus) -> Certainty {
        self.statuses
            .iter()
            .find(|(known, _)| *known == status)
            .map_or(Certainty::Excluded, |(_, certainty)| *certainty)
    }

    pub(super) fn derive(treaty: &Treaty, force: &Force<'_>, day: Days) -> Self {
        let terms = Terms::of(force, treaty.term, For::All, day);
        let entered = force.entered(day);
        let over = force.ended(day).or(entered.and(terms.hold_on(day).negate()));
        let in_force = entered.and(over.negate());
        let not_yet = entered.negate().and(over.negate());
        let (provisional, suspended) = (force.provisional(day), force.suspended(day));
        let statuses = TreatyStatus::ALL.iter().map(|status| {
            let certainty = match status {
                TreatyStatus::InForce => in_force.and(suspended.negate()),
                TreatyStatus::Suspended => in_force.and(suspended),
                TreatyStatus::ProvisionallyInForce => not_yet.and(provisional),
                TreatyStatus::NotInForce => not_yet.and(provisional.negate()),
                TreatyStatus::Terminated => over,
            };
            (*status, certainty)
        });
        let statuses = statuses.filter(|(_, certainty)| certainty.is_possible()).collect::<Vec<_>>();
        let leading = statuses.iter().min_by_key(|(status, certainty)| (*certainty, *status)).copied();
        let (status, certainty) = leading.unwrap_or((TreatyStatus::NotInForce, Certainty::Possible));
        let mut because = Because::default();
        force.explain(day, &mut because);
        if entered.is_possible() {
            terms.explain(day, &mut because);
        }
        let mut standing = Self { status, certainty, statuses, because };
        let is_over = standing.of(TreatyStatus::Terminated) == Certainty::Certain && force.terminated().is_some();
        let horizon = Horizon::of(force, Lifetime::UNKNOWN, day);
        if !is_over && !horizon.is_within(treaty.covered_until.max(treaty.complete_until)) && !force.has_no_text(day) {
            standing.open();
        }
        standing
    }
}
