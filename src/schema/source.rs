//! Sources.
use super::object::object;
use super::{
    citation::Citation,
    filter::{has_slug, is_one_of, restrict},
    vocabulary::In,
};
use entity::vocabulary::SourceKind;

object! {
    /// Where facts were found.
    pub Source: source {
        is record;
        filter SourceFilter;
        /// Kind of the source.
        kind;
        /// Who published it; null where it does not say.
        publisher;
        /// Its language, as a BCP 47 tag; null where not noted.
        language;
        /// Its address on the web; null where there is none.
        url;
        /// When it was published; null where it does not say.
        published as Date in published;
        /// When it was read; null where not noted.
        accessed as Date in accessed;
        /// Up to when its publisher kept it current; null where it does not say.
        maintained_until as Date in maintained_until;
        /// Period that it covers; null where not noted.
        covered as Date in covered;
        /// Source from which it takes what it says, as a reprint, a translation or a copy does; null where none is noted. Both count as one source.
        origin -> Source by origin_id;
        /// Sources that take what they say from it.
        copies -> [Source] by source.origin_id;
        /// Passages of it that support something in the register.
        supports -> [Citation] by citation.source_id;
    }
}

restrict! {
    /// Restricts a list of sources.
    pub SourceFilter {
        /// Only those with these slugs as they are now; former slugs are not looked up.
        slug: Vec<String> => |slugs, access| has_slug("\"source\".\"slug\"", slugs, access);
        /// Only those of these kinds.
        kind: Vec<In<SourceKind>> => |kinds| is_one_of("\"source\".\"kind\"", kinds);
    }
}
