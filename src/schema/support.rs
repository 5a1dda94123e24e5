//! How well something is supported.
use super::object::object;
use engine::define::Object;

object! {
    /// How well a record or statement is supported by sources.
    pub Support: support {
        /// Number of sources that support it and are independent of each other. A copied citation counts as the citation it was copied from (`Citation.copiedFrom`), and sources with one origin count once (`Source.origin`). 0 if no source is cited.
        independent_sources;
        /// Whether sources corroborate each other: at least two that are independent of each other say so. What rests on copies alone is not corroborated.
        is_corroborated = |independent_sources| independent_sources > 1;
    }
}

/// Gives records and statements what supports them.
pub fn share(object: &mut Object) {
    object.to::<Support>("support", "How many independent sources support it.", "id");
}
