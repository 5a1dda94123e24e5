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
    /// Where the sources name who signed or joined the instrument, it binds them (article 40, paragraph 4), and who became
    /// a party to the treaty later (paragraph 5). A signature suffices, since the register records that the extension
    /// took place. Where no source names them, it is presumed to bind all but those who took no part, and who had left;
    /// what is presumed is at most possible.
    pub(super) fn of(extension: &Step<'_>, party: For<'_>, day: Days) -> Self {
        let (presumed, bound, later) = (
            TreatyRule::ExtensionPresumedToBindAll,
            TreatyRule::ExtensionBindsItsParties,
            TreatyRule::LaterPartyAsExtended,
        );
        let is_named = names_parties(extension);
        let For::Party(party, treaty, presumption) = party else {
            // For its own parties, whoever they are, it was extended.
            return Self { certainty: extension.limit, rule: Some(bound), acts: Vec::new() };
        };
        let instrument = Bonds::of_instrument(party, extension.instrument);
        if !is_named {
            let outside = instrument.abstained(day).or(treaty.left_by(extension.date));
            let certainty = outside.negate().and(extension.limit).and(presumption);
            return Self { certainty, rule: Some(presumed), acts: Vec::new() };
        }
        let joined = instrument.stands(day, takes_part);
        let came_later = treaty.consented_after(extension.date);
        let rule = match (joined, came_later) {
            (Certainty::Excluded, Certainty::Excluded) => None,
            (Certainty::Excluded, _) => Some(later),
            _ => Some(bound),
        };
        Self { certainty: joined.or(came_later).and(extension.limit), rule, acts: instrument.ids(takes_part) }
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

/// Whether a source names anybody who signed or joined the instrument of an extension.
fn names_parties(extension: &Step<'_>) -> bool {
    let deeds = extension.instrument.iter().flat_map(|act| Deed::of(act, &Context::UNKNOWN));
    deeds.into_iter().any(|deed| deed.limit.is_possible() && takes_part(deed.effect))
}

fn takes_part(effect: Effect) -> bool {
    effect.signs() || effect.consents()
}
