//! The three answers to "on that day?".

vocabulary::computed! {
    /// How certain an answer is on a day, by what the register records.
    ///
    /// A spell without a recorded end is taken to last until the last day that its sources certainly cover: the last possible day of `Source.covered`, but no later than the first possible day of `Source.maintainedUntil`. A source with neither covers nothing. The spell is not taken to last beyond the first day on which its member, body or office, or anything above these, may have been dissolved, nor, in an office with a single holder, beyond the day before a successor may have taken over. Nothing holds before a foundation or after a dissolution. If sources disagree about a spell, an answer is CERTAIN or EXCLUDED only if all of them give it. A date that is "about" or "perhaps" is widened by five years on each side, or by its own length if that is more. Every day from the start of a spell to a day that a source attests (`attestedOn`) is CERTAIN. Later days are POSSIBLE, or EXCLUDED if the spell certainly ended with its body or by a successor.
    Certainty as "Certainty" {
        /// It holds on every day that the question can mean, whatever the vague dates turn out to be. A presumption, a day beyond what sources cover, and an inference of medium or low confidence never make an answer certain.
        Certain = "CERTAIN",
        /// It may hold; the register does not say that it does, nor that it does not.
        Possible = "POSSIBLE",
        /// It holds on no day that the question can mean.
        Excluded = "EXCLUDED",
    }
}

/// Three-valued logic (Kleene's): what is not known stays unknown until something else decides.
///
/// Each of these gives POSSIBLE or the same when one of its parts becomes POSSIBLE. So no rule that is made of them
/// turns an answer into CERTAIN because less is known.
impl Certainty {
    /// Whether both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether at least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.min(other)
    }

    /// Whether it does not hold.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Certain => Self::Excluded,
            Self::Possible => Self::Possible,
            Self::Excluded => Self::Certain,
        }
    }

    /// Whether one of any number holds; none of none does.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::Excluded, Self::or)
    }

    /// What follows from a fact that may be one and one that must be: certain if the second holds, excluded if the
    /// first does not.
    #[must_use]
    pub(crate) fn between(may: bool, must: bool) -> Self {
        match (may, must) {
            (_, true) => Self::Certain,
            (true, false) => Self::Possible,
            (false, false) => Self::Excluded,
        }
    }

    /// Whether it may hold: CERTAIN or POSSIBLE.
    pub fn is_possible(self) -> bool {
        self != Self::Excluded
    }

    /// Whether it is at least as sure as the least certainty that is wanted. EXCLUDED wants all.
    pub fn reaches(self, least: Self) -> bool {
        self <= least
    }
}
