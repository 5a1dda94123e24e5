//! Whom an extension binds.

use super::{
    Because, TreatyRule,
    bonds::Bonds,
    effect::Effect,
    fact::{Context, Deed, Step},
};
use crate::certainty::{Certainty, Days};

/// For whom the term of a treaty is reckoned.
#[derive(Clone, Copy, Debug)]
pub(super) enum For<'a> {
    /// For all: an extension that binds anybody counts.
    All,
    /// For one party, with what it did to the treaty, and how much what is presumed counts.
    Party(super::Id, &'a Bonds, Certainty),
}

/// Whether an extension binds, and by which rule.
pub(super) struct Binding {
    pub(super) certainty: Certainty,
    rule: Option<TreatyRule>,
    acts: Vec<super::Id>,
}

impl Binding {
    /// Whether an extension has effect for a party, as things stand on a day.
    ///
    /// It binds who consented to its instrument (article 40, paragraph 4), and who became a party to the treaty later
    /// (paragraph 5); who only signed the instrument, it may bind, since the register records that the extension took place.
    /// All others it is presumed to bind, but those who took no part, and who had left; what is presumed is at most possible.
    /// Only a closed list of the parties to the instrument excludes who is not on it.
    pub(super) fn of(extension: &Step<'_>, party: For<'_>, day: Days) -> Self {
        let (presumed, bound, later) = (
            TreatyRule::ExtensionPresumedToBindAll,
            TreatyRule::ExtensionBindsItsParties,
            TreatyRule::LaterPartyAsExtended,
        );
        let For::Party(party, treaty, presumption) = party else {
            // For its own parties, whoever they are, it was extended.
            return Self { certainty: extension.limit, rule: Some(bound), acts: Vec::new() };
        };
        let instrument = Bonds::of_instrument(party, extension.instrument);
        let signed = instrument.stands(day, takes_part).and(Certainty::Possible);
        let joined = instrument.stands(day, Effect::consents).or(signed);
        let came_later = treaty.joined_between(extension.date, day);
        let outside = instrument.abstained(day).or(treaty.left_by(extension.date, day));
        let presumable = if lists_parties(extension, day) { Certainty::Excluded } else { presumption };
        let by_presumption = outside.negate().and(presumable);
        let rule = match (joined, came_later, by_presumption) {
            (Certainty::Excluded, Certainty::Excluded, Certainty::Excluded) => None,
            (Certainty::Excluded, Certainty::Certain, _) | (Certainty::Excluded, _, Certainty::Excluded) => Some(later),
            (Certainty::Excluded, ..) => Some(presumed),
            _ => Some(bound),
        };
        let certainty = joined.or(came_later).or(by_presumption).and(extension.limit);
        Self { certainty, rule, acts: instrument.ids(takes_part) }
    }

    /// Notes the rule by which the extension binds, with the step and the acts on its instrument.
    pub(super) fn explain(&self, extension: &Step<'_>, because: &mut Because) {
        match self.rule.filter(|_| self.certainty.is_possible()) {
            Some(rule) => {
                extension.explain(rule, because);
                because.note(rule, self.acts.iter().copied());
            }
            None => because.note(TreatyRule::ExtensionBindsItsParties, extension.ids.iter().copied()),
        }
    }
}

/// Whether a closed list as of a day names those who signed or joined the instrument of an extension.
fn lists_parties(extension: &Step<'_>, day: Days) -> bool {
    let deeds = extension.instrument.iter().flat_map(|act| Deed::of(act, &Context::UNKNOWN));
    let is_closed = extension.instrument_complete_until.zip(day.latest).is_some_and(|(until, day)| day <= until);
    is_closed && deeds.into_iter().any(|deed| deed.limit == Certainty::Certain && takes_part(deed.effect))
}

fn takes_part(effect: Effect) -> bool {
    effect.signs() || effect.consents()
}
