//! Vocabularies that records and statements share.
use super::vocabulary;

vocabulary! {
    /// Rank of a claim among the claims of its set, given by an editor.
    Rank {
        /// Best supported claim of its set.
        Preferred = "PREFERRED",
        /// Claim without a judgement.
        Normal = "NORMAL",
        /// Claim known to be wrong or superseded, kept because a source makes it.
        Deprecated = "DEPRECATED",
    }
}

vocabulary! {
    /// Where a date comes from.
    DateBasis {
        /// A source states the date.
        Stated = "STATED",
        /// An editor worked the date out from what a source says.
        Inferred = "INFERRED",
        /// A source describes the situation on that date.
        AsOf = "AS_OF",
        /// Computed by the server from other facts.
        Derived = "DERIVED",
    }
}

vocabulary! {
    /// How sure a date is, as the editor put it.
    Confidence {
        /// Hardly anything speaks against it.
        High = "HIGH",
        /// More speaks for it than against it.
        Medium = "MEDIUM",
        /// Little more than a guess.
        Low = "LOW",
    }
}

vocabulary! {
    /// Whether something dated happened, or how far it got.
    Modality {
        /// It happened or came about, by the word of a source.
        Occurred = "OCCURRED",
        /// It was announced; the source does not say whether it happened.
        Announced = "ANNOUNCED",
        /// It was expected by somebody who does not decide it.
        Expected = "EXPECTED",
        /// Those who decide it planned it.
        Planned = "PLANNED",
        /// Somebody put it forward to those who decide it.
        Proposed = "PROPOSED",
        /// It was weighed, and no source says that it was decided.
        Considered = "CONSIDERED",
        /// Those who were asked to do it or to agree refused; it did not come about.
        Declined = "DECLINED",
        /// It had been planned and was called off.
        Cancelled = "CANCELLED",
        /// It had been planned for that day and was put off to another; what took place then is a record or statement of its own.
        Postponed = "POSTPONED",
    }
}

vocabulary! {
    /// Whether a spell has ended.
    Ended {
        /// It ended; the day may be unknown.
        Yes = "YES",
        /// A source says that it lasts.
        No = "NO",
        /// No source says.
        NotStated = "NOT_STATED",
    }
}

vocabulary! {
    /// What a revision did to a record or statement.
    ChangeKind {
        /// It was entered.
        Created = "CREATED",
        /// Some of its values changed.
        Updated = "UPDATED",
        /// It was removed; a tombstone stays.
        Deleted = "DELETED",
    }
}
