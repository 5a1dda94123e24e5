//! The three answers to "on that day?".

vocabulary::computed! {
    /// How sure an answer is on a day, as far as the register goes.
    ///
    /// A spell of which no source says that it ended counts as lasting up to the last day that its sources surely cover: the last possible day of `Source.covered`, but not beyond the first of `Source.maintainedUntil`. A source that says neither covers nothing. Where what it is a spell of may have been dissolved before (member, body, office, or what stands above them), or in an office with a single holder another may have taken over, it counts so only up to there; nothing lasts beyond a dissolution or before a foundation. Of a spell of which sources disagree, only what all of them say is CERTAIN or EXCLUDED. A date that is "about" or "perhaps" reaches five years further, or as far as it spans. Days from its start to one for which a source vouches (`attestedOn`) are certain in any case. Later ones are POSSIBLE, or EXCLUDED where it surely had ended with the body or by a successor.
    Certainty as "Certainty" {
        /// It holds on every day that the question can mean, whatever the vague dates turn out to be. Nothing that is presumed is certain, nor what lies beyond the days that sources cover, nor what rests on an inference of medium or low confidence.
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
