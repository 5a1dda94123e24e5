//! The limits of one request.

use engine::{derive, page};

/// Limits that are checked before anything runs. Each has its own code in [`fault::Code`].
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Tokens of a document. The lexer counts blanks and comments as tokens too.
    pub tokens: usize,
    /// Nested brackets, of selections and of values.
    pub recursion: usize,
    /// Nested fields, except introspection.
    pub depth: u64,
    /// Aliases of an operation, with fragments expanded.
    pub aliases: u64,
    /// Bytes of one name: of an alias, which the answer repeats as often as the field, or of an operation, a variable or
    /// a fragment, which caches, logs and messages repeat.
    pub name: u64,
    /// Fields at the root of an operation, with fragments expanded.
    pub root_fields: u64,
    /// Directives of an operation, with fragments expanded.
    pub directives: u64,
    /// Operations of a document.
    pub operations: u64,
    /// Selections of an operation, with fragments expanded.
    pub selections: u64,
    /// Visits of selections. A selection is visited once for every possible type of the object around it.
    pub looks: usize,
    /// Fields to answer. A field of an interface counts once for every possible type.
    pub fields: usize,
    /// Cost of all arguments with variables substituted: 32 for each value, plus the bytes of texts.
    pub arguments: usize,
    /// Records that an operation can return: the product of its page sizes. A list without pages counts as a page
    /// without a stated size. The limit is a little above 50,000, so that a page of 10 of 10 of 5 of 100 with a list
    /// beside it is allowed.
    pub nodes: u64,
    /// Records that the computed fields of an operation can compute: page sizes and values of arguments multiplied.
    pub computed: u64,
    /// Page size if the client states none.
    pub page_size: u64,
    /// How many records a list below another list usually holds, if the client states no page size.
    pub usual_below: u64,
    /// Maximum page size. The field itself refuses a larger one.
    pub page_max: u64,
    /// Whether introspection is enabled.
    pub introspection: bool,
    /// Whether messages say which names of the schema may have been meant.
    pub suggestions: bool,
    /// Approximate maximum memory of the cache of prepared documents, in bytes.
    pub cache_bytes: usize,
    /// Maximum number of documents in the cache.
    pub cache_documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tokens: 15_000,
            recursion: 64,
            depth: 15,
            aliases: 200,
            name: 200,
            root_fields: 100,
            directives: 50,
            operations: 10,
            selections: 5_000,
            looks: 200_000,
            fields: 20_000,
            arguments: 1 << 20,
            nodes: 55_000,
            computed: derive::MOST_RECORDS,
            page_size: page::USUAL_LENGTH,
            usual_below: 5,
            page_max: page::LONGEST,
            introspection: true,
            suggestions: true,
            cache_bytes: 32 << 20,
            cache_documents: 1_000,
        }
    }
}
