//! What the register says about a treaty, as the rules take it.

use super::{Clauses, Period};
use crate::certainty::{Days, Lifetime};
use time::Date;
use vocabulary::{MilestoneStep, Modality, TreatyActionKind};

/// Key of a record or statement of the register.
pub type Id = i64;

/// A document, with all that was done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Treaty {
    /// What states and organizations did to it, in order of entry. Acts of parties that are only labels are left out.
    pub acts: Vec<Act>,
    /// Its steps, in order of entry.
    pub milestones: Vec<Milestone>,
    /// Its term.
    pub term: Term,
    /// What its final clauses say of the day of effect.
    pub clauses: Clauses,
    /// Last day that the sources of the treaty cover; none where none says how far it goes. Beyond it nobody knows what
    /// became of the treaty; what became of a party, the sources of its own acts decide.
    pub covered_until: Option<Date>,
    /// Last day on which a source lists everybody who acted on it; none where no list is known to be closed. Who is not
    /// named may have acted, unless a closed list leaves it out.
    pub complete_until: Option<Date>,
    /// Foundation and dissolution of parties, where any is recorded.
    pub lifetimes: Vec<(Id, Lifetime)>,
    /// Acts of groups that a source names without saying who belongs to them.
    pub groups: Vec<GroupAct>,
}

/// An act of several of whom a source says only what they are: "CIS members", "seven states".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupAct {
    /// The treaty action or milestone.
    pub id: Id,
    /// What was done.
    pub action: TreatyActionKind,
    /// Day of the act; unknown where none is recorded.
    pub date: Days,
    /// How many they are; none where the source does not count them.
    pub count: Option<usize>,
    /// Whether it came about.
    pub modality: Modality,
}

/// One act: the leading claim of its set, and the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Claim that leads its set.
    pub leading: ActClaim,
    /// Other claims of the set, without those of rank DEPRECATED.
    pub alternatives: Vec<ActClaim>,
}

impl Act {
    /// All claims, the leading one first.
    pub fn claims(&self) -> impl Iterator<Item = &ActClaim> {
        std::iter::once(&self.leading).chain(&self.alternatives)
    }
}

/// What one claim says of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActClaim {
    /// The treaty action.
    pub id: Id,
    /// Who acted.
    pub party: Id,
    /// What was done.
    pub action: TreatyActionKind,
    /// Day of the act, as far as its own date and the order of acts say; unknown where neither does.
    pub date: Days,
    /// Whether the order in which sources put it says more than its own date.
    pub is_ordered: bool,
    /// Day from which it has effect; none where no source gives one, and then final clauses decide ([`Clauses`]).
    pub effective: Option<Days>,
    /// Whether it came about.
    pub modality: Modality,
    /// Last day that the sources of the claim can cover; what occurred had occurred by then. None where they do not say.
    pub known_by: Option<Date>,
    /// Last day that the sources of the claim surely cover; none where none says how far it goes. Beyond it nobody knows
    /// what else the party did.
    pub covered_until: Option<Date>,
}

/// A step in the life of the document: the leading claim of its set, and the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Which step.
    pub step: MilestoneStep,
    /// Claim that leads its set.
    pub leading: MilestoneClaim,
    /// Other claims of the set, without those of rank DEPRECATED.
    pub alternatives: Vec<MilestoneClaim>,
    /// What was done to the document by which the step was taken, in order of entry: who signed or joined the protocol
    /// that extends a treaty. Empty where there is no such document, or no source names its parties.
    pub instrument: Vec<Act>,
    /// Last day on which a source lists everybody who acted on that document, and none of them only by a group; none where
    /// no list is known to be closed. Who is not named may have acted all the same.
    pub instrument_complete_until: Option<Date>,
}

/// What one claim says of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MilestoneClaim {
    /// The milestone.
    pub id: Id,
    /// Day of the step, as far as its own date and the order of steps say; unknown where neither does.
    pub date: Days,
    /// Whether the order in which sources put it says more than its own date.
    pub is_ordered: bool,
    /// For how long; none where no source says.
    pub period: Option<Period>,
    /// Whether it came about.
    pub modality: Modality,
}

/// How long a treaty is in force by its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Length of the first term, from entry into force.
    pub duration: Option<Period>,
    /// Last day of the first term; where it is recorded, the length does not count.
    pub until: Option<Days>,
    /// Length of each renewal that comes without a further act. In a treaty that was extended, renewal follows on the
    /// extension.
    pub renewal: Option<Period>,
}
