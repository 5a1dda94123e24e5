//! Whether at most one party is left to a treaty between two.
//!
//! A treaty is an agreement between states (article 2, paragraph 1 a): whoever is left alone by the others is party to
//! nothing. Article 55 does not save it: that is about fewer parties than entry into force needs, and not about one.

use super::{Id, Treaty, bonds::Bonds, effect::Effect, force::Force};
use crate::certainty::{Certainty, Days};

/// Whether one of the two that acted on a treaty left it by a day, so that at most one party remained, and the notices by
/// which it did.
///
/// That nobody else is bound is certain only by a closed list. Where more acted, the treaty is taken to go on between them.
pub(super) fn left_alone(treaty: &Treaty, force: &Force<'_>, day: Days) -> (Certainty, Vec<Id>) {
    let (mut surely_bound, mut perhaps_bound) = (0, 0);
    let (mut left, mut notices) = (Certainty::Excluded, Vec::new());
    let leaves = |effect| effect == Effect::Leave;
    let actors = treaty.actors();
    if actors.len() != 2 {
        return (Certainty::Excluded, notices);
    }
    for party in actors {
        let bonds = Bonds::of(party, treaty, force);
        let bound = bonds.works(day, Effect::consents).or(bonds.stands(day, Effect::signs).and(Certainty::Possible));
        surely_bound += usize::from(bound == Certainty::Certain);
        perhaps_bound += usize::from(bound.is_possible());
        if surely_bound > 1 {
            return (Certainty::Excluded, Vec::new());
        }
        let has_left = bonds.left_in_force(day).and(bonds.left_as_party());
        if has_left.is_possible() {
            notices.extend(bonds.ids(leaves));
        }
        left = left.or(has_left);
    }
    let is_closed = treaty.complete_until.zip(day.latest).is_some_and(|(until, last)| last <= until);
    let nobody_else = is_closed && perhaps_bound <= 1 && force.open_groups.is_empty();
    (if nobody_else { left } else { left.and(Certainty::Possible) }, notices)
}
