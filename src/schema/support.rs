//! How well something is supported.
use super::object::object;
use engine::define::Object;

object! {
    /// How well a record or statement is supported by sources.
    pub Support: support {
        /// By how many sources that are independent of each other. A citation that was copied counts as the one it was copied from (`Citation.copiedFrom`), and sources that take what they say from one origin count once (`Source.origin`). 0 where no source is cited.
        independent_sources;
        /// Whether sources corroborate each other: at least two that are independent of each other say so. What rests on copies alone is not corroborated.
        is_corroborated = |independent_sources| independent_sources > 1;
    }
}

/// Gives records and statements what supports them.
pub fn share(object: &mut Object) {
    object.to::<Support>("support", "How many independent sources support it.", "id");
}
