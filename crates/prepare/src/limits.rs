//! How much one request may ask for.

use engine::page;

/// What is refused before anything runs. Each has its own code in [`fault::Code`].
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Tokens of a document, as the lexer counts them: blanks and comments are tokens too.
    pub tokens: usize,
    /// Brackets within brackets, of selections and of values.
    pub recursion: usize,
    /// Fields within fields, introspection apart.
    pub depth: u64,
    /// Renamed fields of an operation, fragments opened.
    pub aliases: u64,
    /// Bytes of one of these new names, which stands in the answer as often as the field.
    pub alias: u64,
    /// Fields at the root of an operation, fragments opened.
    pub root_fields: u64,
    /// Directives of an operation, fragments opened.
    pub directives: u64,
    /// Operations of a document.
    pub operations: u64,
    /// Selections of an operation, fragments opened.
    pub selections: u64,
    /// Times that a selection is looked at, once for every type that the object around it may be.
    pub looks: usize,
    /// Fields to answer, where those of an interface count once for every type it may be.
    pub fields: usize,
    /// Weight of all arguments with variables in place: 32 for a value, and the bytes of a text.
    pub arguments: usize,
    /// Records that an operation can return, by its page sizes multiplied; a list that has no pages counts as a page
    /// whose size is not stated.
    /// A little above 50,000, so that a page of 10 of 10 of 5 of 100 with a list beside it is allowed.
    pub nodes: u64,
    /// Page size where the client states none.
    pub page_size: u64,
    /// Largest page size. A larger one is refused by the field itself.
    pub page_max: u64,
    /// Whether the schema is told at all.
    pub introspection: bool,
    /// Bytes of memory that the cache of prepared documents may take, about.
    pub cache_bytes: usize,
    /// Documents that the cache may hold.
    pub cache_documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tokens: 15_000,
            recursion: 64,
            depth: 15,
            aliases: 30,
            alias: 200,
            root_fields: 20,
            directives: 50,
            operations: 10,
            selections: 5_000,
            looks: 200_000,
            fields: 20_000,
            arguments: 1 << 20,
            nodes: 55_000,
            page_size: page::USUAL_LENGTH,
            page_max: page::LONGEST,
            introspection: true,
            cache_bytes: 32 << 20,
            cache_documents: 1_000,
        }
    }
}
