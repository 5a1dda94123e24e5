//! Figures.
use crate::read::object::object;

object! {
    /// A number with its meaning. Zero is a value.
    pub Figure: figure {
        is dated;
        is statement;
        /// Record it is about.
        subject -> any record in subject;
        /// What is counted or measured, in lower-case words such as `documents discussed`.
        measure;
        /// What is counted, as the source puts it; null where the measure says all.
        label;
        /// How the number is meant.
        qualifier;
        /// Number; null where the source gives none, as in "several".
        value;
        /// Upper end of a range; null where it is no range.
        value_to;
        /// Unit of the number; null for a plain count.
        unit;
        /// Whether it was counted, or is planned and the like.
        modality;
    }
}
