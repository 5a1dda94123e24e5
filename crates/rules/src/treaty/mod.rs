//! Who is a party to a treaty, and how the treaty stands, on a day.
//!
//! Nothing of this is stored: it is derived from acts (signature, ratification, withdrawal, ...) and steps (entry into
//! force, extension, ...), by the Vienna Convention on the Law of Treaties of 1969. Every answer says how sure it is and what
//! it rests on ([`Because`]): which rules ([`TreatyRule`]), applied to which statements. `docs/rules.md` has the rules in tables.
//!
//! A [`Treaty`] is all that the rules need to know; they read nothing else. They are made of three-valued logic
//! ([`Certainty`]), so knowing less makes nothing certain.
//!
//! - `fact`: what the claims of one set say together.
//! - `effect`: what each kind of act does.
//! - `clauses`: from which day an act has effect where no source gives it.
//! - `bonds`: what of one party's acts stands on a day.
//! - `force`, `term`, `extension`, `alone`: entry into force, term, extensions, end, and who is left.
//! - `standing`, `document`: the status of a party and of the treaty; `horizon`: what may have been done that no source tells.

mod alone;
mod bonds;
mod clauses;
mod document;
mod effect;
mod extension;
mod fact;
mod force;
mod horizon;
mod input;
mod period;
mod rule;
mod standing;
mod status;
mod term;

#[cfg(test)]
mod tests;

pub use clauses::{Clauses, Delay, LeavingClause, ProvisionalClause, SuccessionClause};
pub use document::TreatyStanding;
pub use input::{Act, ActClaim, GroupAct, Id, Milestone, MilestoneClaim, Term, Treaty};
pub use period::Period;
pub use rule::{Because, Reason, TreatyRule};
pub use standing::Standing;
pub use status::{PartyStatus, TermKind, TreatyStatus};
pub use term::TermSpell;

use crate::certainty::{Days, Lifetime};
use extension::For;
use force::Force;
use term::Terms;
use time::Date;

impl Treaty {
    /// How the treaty stands on a day.
    pub fn status_on(&self, day: Days) -> TreatyStanding {
        TreatyStanding::derive(self, &Force::on(self, day), day)
    }

    /// The terms of the treaty one after another, those that it renews by itself as far as a day.
    pub fn terms(&self, until: Date) -> Vec<TermSpell> {
        let force = Force::of(self);
        let terms = Terms::of(&force, self.term, For::All, Days::UNKNOWN).list(until);
        terms.into_iter().map(|term| self.as_far_as_covered(term)).collect()
    }

    /// How everybody who acted on the treaty stands to it on a day, in order of their first act.
    pub fn standings(&self, day: Days) -> Vec<Standing> {
        self.standings_among(&self.actors(), day)
    }

    /// How some states or organizations stand to the treaty on a day, whether they acted on it or not.
    pub fn standings_among(&self, parties: &[Id], day: Days) -> Vec<Standing> {
        let force = Force::on(self, day);
        parties.iter().map(|party| Standing::derive(self, &force, *party, day)).collect()
    }

    /// Foundation and dissolution of a party, as far as they are recorded.
    fn lifetime(&self, party: Id) -> Lifetime {
        self.lifetimes.iter().find(|(id, _)| *id == party).map_or(Lifetime::UNKNOWN, |(_, lifetime)| *lifetime)
    }

    /// Everybody who acted on the treaty by any claim, in order of entry.
    pub fn actors(&self) -> Vec<Id> {
        let mut parties = Vec::new();
        for act in &self.acts {
            for claim in act.claims() {
                if !parties.contains(&claim.party) {
                    parties.push(claim.party);
                }
            }
        }
        parties
    }
}
