//! What a search finds.
use super::interface;
use async_graphql::Value;
use engine::{
    cost::Bulk,
    define::{Cell, Object, OrderBy},
    derive::Parameter,
    relation::{Facets, Reading, Relation, RelationRows},
    scalar::{Scalar as _, json},
    selection::Selection,
};
use entity::vocabulary::{RecordKind, SearchOutcome, SearchPartKind};
use fault::Fault;
use sea_orm::{
    Condition,
    sea_query::{self, Expr},
};
use search::{
    mark,
    query::{FOUND, MOST_WORDS, Query, READING},
};
use std::sync::LazyLock;

/// Tables that a search reads.
const SEARCHED: usize = 4;

/// Points that a search costs: all words that look like those asked for, and the records that have them.
const POINTS: u64 = 25;

/// Points that each of its parts costs besides.
const POINTS_OF_PART: u64 = 14;

/// A record that a search found, and its place among the others.
pub fn found() -> &'static Object {
    static FOUND: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("Search", "A record that a search found, and how.", "found");
        object.order("RANK", "The best first.", "place", OrderBy::Number);
        object.relation_record("node", "Record that was found.", ["id", "kind"], interface::record, false);
        object.computed(
            "score",
            "How well it matches, above 0; comparable only within one search at one revision. The millions say how it was found: 9 by its whole name, 8 by another whole name, 7 by the beginning of a name, 6 by words of its names, 4 by words of all its texts. 5 and 3 mean the same as 6 and 4, for words that only begin with a word of the query; 2 and 1, for words that replaced it. 0 means that it has most parts of the query but not all.",
            vec!["place"],
            |cells| Ok(-i32::read(cells[0])?),
        );
        object.computed(
            "via_name",
            "Other name through which it was found, as it is printed: an abbreviation, an alias, a former name. Null where its display name has as many of the words, or where other texts led to it.",
            vec!["names", "marks"],
            |cells| Ok(mark::via(&texts(cells[0])?, &marks(cells[1])?).map(str::to_owned)),
        );
        object.computed(
            "highlight",
            "Text with most of the words: its name, another name, topic, agenda item, provision or remark. As HTML: each word that was found stands in `<mark>`, everything else is escaped. A long text is cut to about 200 letters around the first such word, with an ellipsis where it was cut.",
            vec!["names", "texts", "marks"],
            |cells| Ok(mark::highlight(&texts(cells[0])?, &texts(cells[1])?, &marks(cells[2])?)),
        );
        // What it costs does not depend on a filter.
        object.bulk(Bulk::of(0).over(SEARCHED));
        object.relation_column::<serde_json::Value, _>(
            "missing",
            "Parts of the query that it lacks, as they were typed; empty where it has all that the register has.",
        );
        object.relation = Some(Relation {
            about: "A page of what a search found, the best first: records that have all parts of the query, and where these are few, records that have most of them (`missing` has the others). Among equal scores, the record entered first comes first.",
            columns: vec!["id", "kind", "place", "names", "texts", "marks", "missing"],
            arguments: vec![
                Parameter {
                    name: "query",
                    about: "Words to search for, at most 32; words joined by a hyphen or an apostrophe count one by one. A record is found if its names, topics, agenda items, provisions, remarks, contact points, labels of figures, or what is said of it and its nearest records contain all of them. Case, accents, hyphens, blanks in compounds, dots of abbreviations (C.I.S., CIS) and spelling variants (defence, defense; anti-terrorist, terrorism) make no difference. A word matches all words of its stem. If it has at least three letters or is the last word, it also matches all words that begin with it. Words such as `of` are ignored unless there are no others. `-word` leaves out what has the word; `\"a phrase\"` is found as it stands; a year, month or day (`2003`, `May 1992`, `1992-05-15`, `1991-1995`, `1990s`) finds what has a date in it. In scripts without blanks between words, any piece of a text is found.",
                    ty: "String!",
                    default: None,
                },
                Parameter {
                    name: "replace",
                    about: "Whether words that the register lacks are replaced by words that look like them. What is found by these ranks below, and `interpretation` names them.",
                    ty: "Boolean!",
                    default: Some("true"),
                },
                Parameter {
                    name: "kinds",
                    about: "Only records of these kinds; of all kinds where absent. `facets` count all kinds in any case.",
                    ty: "[RecordKind!]",
                    default: None,
                },
            ],
            bind,
            reading: Reading {
                name: "interpretation",
                about: "How the query was read, part by part as it was typed: what was found, replaced, left out. Read only if requested.",
                columns: &["id", "text", "kind", "date", "outcome", "alike"],
                target: part,
            },
            node: "node",
            facets: Facets {
                about: "Number of records found of each kind, regardless of `kinds`; kinds without any are left out. Counted only if requested.",
                column: "kind",
                target: facet,
            },
        });
        object
    });
    &FOUND
}

fn part() -> &'static Object {
    static PART: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("SearchPart", "How one part of a search was read: a word, a phrase, a date.", "");
        object.relation_column::<String, _>("text", "This part as it was typed.");
        object.relation_column::<SearchPartKind, _>("kind", "What it is.");
        object.relation_column::<SearchOutcome, _>("outcome", "What became of it.");
        object.computed(
            "replacedBy",
            "Words of the register that took its place; empty where none did.",
            vec!["alike"],
            |cells| json::<serde_json::Value>(cells[0]),
        );
        object.computed("edtf", "Date in EDTF (ISO 8601-2), if it is one.", vec!["date"], |cells| {
            Option::<String>::read(cells[0])
        });
        object
    });
    &PART
}

fn facet() -> &'static Object {
    static FACET: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("SearchFacet", "How many records of one kind a search found.", "");
        object.relation_column::<RecordKind, _>("kind", "Their kind.");
        object.relation_column::<i64, _>("count", "How many there are.");
        object
    });
    &FACET
}

/// The statement of a search, and the kinds that it is narrowed to.
fn bind(selection: &Selection) -> Result<RelationRows, Fault> {
    let query = selection.required_text("query")?;
    let replaces = selection.boolean("replace").unwrap_or(true);
    let query = Query::read(query, replaces)
        .ok_or_else(|| Fault::bad_user_input(format!("`query` has more than {MOST_WORDS} words, those that hyphens and apostrophes join counted by themselves; ask for fewer.")))?;
    let found = Expr::cust_with_values(format!("\"all\".* FROM ({FOUND}) AS \"all\""), query.values());
    let name = |kind: &Value| match kind {
        Value::Enum(name) => Ok(name.to_string()),
        _ => Err(Fault::internal("`kinds` names what is no kind")),
    };
    let kinds: Option<Vec<_>> =
        selection.list("kinds").map(|kinds| kinds.iter().map(name).collect::<Result<_, _>>()).transpose()?;
    let kinds = kinds.map(|names| Condition::all().add(super::filter::is_among("\"found\".\"kind\"", names)));
    let read = Expr::cust_with_values(format!("\"read\".* FROM ({READING}) AS \"read\""), query.values_of_reading());
    let [rows, reading] = [found, read].map(|rows| sea_query::Query::select().expr(rows).to_owned());
    let (points, points_of_reading) = (POINTS + POINTS_OF_PART * query.parts(), query.parts().div_ceil(2));
    Ok(RelationRows { rows, filter: kinds, reading, points, points_of_reading })
}

fn texts(cell: Cell<'_>) -> Result<Vec<String>, Fault> {
    json(cell)
}

fn marks(cell: Cell<'_>) -> Result<mark::Marks, Fault> {
    json(cell)
}
