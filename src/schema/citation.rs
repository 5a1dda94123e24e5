//! Citations.
use super::object::object;
use super::{
    filter::{is_among, is_flagged, is_named, restrict},
    listed,
    source::Source,
};

object! {
    /// Where a source says so: of a record, of one field of it, or of a statement.
    pub Citation: citation {
        filter CitationFilter;
        /// In the order in which they were noted.
        order NOTED by ordinal;
        /// Source cited.
        source -> Source by source_id;
        /// Field that it supports, as this API names it; null where it supports the whole.
        field;
        /// Section of the source; null where the source is cited as a whole.
        section;
        /// Paragraph within the section, from 1; null where the section is cited as a whole.
        paragraph;
        /// Sentence within the paragraph, from 1; null where the paragraph is cited as a whole.
        sentence;
        /// Row of a table, from 1; null where the source is no table.
        source_row;
        /// Volume of the series in which it stands, such as `1155` of the United Nations Treaty Series; null where the source has no volumes.
        volume;
        /// Page or pages as printed, such as `331` or `xii-xiv`; null where none is cited.
        page;
        /// Place in the source by its own divisions, such as `article 4, footnote 2`; null where none is cited.
        locator;
        /// A few words of the source, at most 15, where only its wording decides; null elsewhere.
        quotation;
        /// Name as printed there, where it differs from ours; null where it does not.
        named_as;
        /// In whose mouth the source puts it; null where it speaks in its own voice.
        attributed_to -> any record in attributed_to;
        /// In whose mouth the source puts it, in its own words; null where it speaks in its own voice.
        attributed_to_label;
        /// Whether the source gives it only as an example.
        is_example;
        /// Citation from which this one was copied; a copy does not corroborate. Null where it is no copy.
        copied_from -> Citation by copied_from_id;
        /// Note of the editor; null where there is nothing to say.
        note;
        with listed::of_citation;
    }
}

restrict! {
    /// Restricts a list of citations.
    pub CitationFilter {
        /// Only those of the sources with these slugs.
        source: Vec<String> => |slugs| is_named("\"citation\".\"source_id\"", slugs);
        /// Only those of these sections.
        section: Vec<String> => |sections| is_among("\"citation\".\"section\"", sections.iter().cloned());
        /// Only those that support these fields, as this API names them.
        field: Vec<String> => |fields| is_among("\"citation\".\"field\"", fields.iter().cloned());
        /// Only those that the source puts in the mouth of the records with these slugs.
        attributed_to: Vec<String> => |slugs| is_named("\"citation\".\"attributed_to_id\"", slugs);
        /// Only those that are given as an example, or only those that are not.
        is_example: bool => |wanted| is_flagged("\"citation\".\"is_example\"", *wanted);
    }
}
