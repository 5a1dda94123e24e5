//! Names that go on as somebody begins to type.
use super::{input::input_row, interface};
use engine::{
    define::Object,
    derive::{Cardinality, Compute, ComputedField, Definition, Handle, Inputs, OutputRow, Parameter, RowKey},
    selection::Selection,
};
use entity::vocabulary::{NodeKind, RecordKind, Vocabulary as _};
use fault::Fault;
use sea_orm::{
    Condition,
    sea_query::{ArrayType, Expr, Value},
};
use search::fold::fold;
use std::{collections::HashSet, sync::LazyLock};

/// Suggestions at once, where the argument is absent.
const USUAL: i64 = 10;
/// Most suggestions at once.
const MOST: i64 = 20;

/// The first names of each kind that begin so, and the first with a word that begins so: two short pieces of one index for
/// each kind, however many names there are.
const FIRST: &str = "\"search_name\".\"id\" = any(array(
  select found.id from unnest($1::text[]) as of (kind) cross join (values (false), (true)) as place (is_inner)
    cross join lateral (
      select id from search_name as name where name.kind = of.kind and name.is_inner = place.is_inner
        and name.begins >= $2 and name.begins <= $2 || chr(1114111) order by name.begins, name.id limit $3
    ) as found))";

input_row! {
    /// A name that goes on as somebody begins to type.
    struct NameRow of search_name order id {
        node_id: RowKey,
        kind: String,
        name: String,
        begins: String,
        is_inner: bool,
    }
}

/// A suggestion.
struct Suggestion {
    text: String,
    kind: NodeKind,
    record: RowKey,
}

/// Gives the root the suggestions.
pub fn of_register(query: &mut Object) {
    let about = "Names that go on as somebody begins to type, each with its record: those that are whole first, then those that begin so, then those with a word that begins so; shorter ones first. Each record comes once. Names of meetings, documents, events and sources are found by their beginning alone.";
    query.computed_by("suggest", about, suggest);
}

fn suggest() -> &'static ComputedField {
    static SUGGEST: LazyLock<ComputedField> = LazyLock::new(|| {
        let prefix = Parameter {
            name: "prefix",
            about: "What was typed so far. Case, accents, hyphens and dots of abbreviations do not count.",
            ty: "String!",
            default: None,
        };
        let first = Parameter {
            name: "first",
            about: "How many suggestions there are at most: 1 to 20.",
            ty: "Int!",
            default: Some("10"),
        };
        let mut inputs = Inputs::new();
        let names = inputs.given::<NameRow>(given);
        ComputedField::new(Cardinality::Many, vec![prefix, first], inputs, names, bind)
    });
    &SUGGEST
}

/// How many suggestions are asked for.
fn length(selection: &Selection) -> Result<usize, Fault> {
    let first = selection.int("first").unwrap_or(USUAL);
    if !(1..=MOST).contains(&first) {
        return Err(Fault::bad_user_input(format!("`first` is 1 to {MOST} suggestions, not {first}.")));
    }
    usize::try_from(first).map_err(Fault::internal)
}

fn given(selection: &Selection) -> Result<Option<Condition>, Fault> {
    let prefix = fold(selection.required_text("prefix")?);
    if prefix.is_empty() {
        return Ok(None);
    }
    let kinds = RecordKind::TERMS.iter().map(|term| Value::from(term.name)).collect();
    let kinds = Value::Array(ArrayType::String, Some(Box::new(kinds)));
    let first = i64::try_from(length(selection)?).map_err(Fault::internal)?;
    Ok(Some(Condition::all().add(Expr::cust_with_values(FIRST, [kinds, prefix.into(), first.into()]))))
}

fn bind(selection: &Selection, names: Handle<NameRow>) -> Result<Compute<Suggestion>, Fault> {
    let (prefix, length) = (fold(selection.required_text("prefix")?), length(selection)?);
    Ok(Box::new(move |parents, data, output| {
        let rows = data.rows(names)?;
        let mut rows: Vec<_> = rows.iter().collect();
        rows.sort_by_key(|row| {
            (row.begins != prefix || row.is_inner, row.is_inner, row.name.chars().count(), row.node_id.0)
        });
        let mut seen = HashSet::new();
        rows.retain(|row| seen.insert(row.node_id.0));
        for register in parents {
            for row in rows.iter().take(length) {
                let kind = NodeKind::parse(&row.kind).ok_or_else(|| Fault::internal("a name of no kind of record"))?;
                output.push(*register, &Suggestion { text: row.name.clone(), kind, record: row.node_id });
            }
        }
        Ok(())
    }))
}

impl OutputRow for Suggestion {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Suggestion>> = LazyLock::new(|| {
            let mut row = Definition::<Suggestion>::new("Suggestion", "A name that goes on as somebody began to type.");
            row.value("text", "Name as it is printed: the display name, or another name of the record.", |row| {
                row.text.clone()
            });
            row.value("kind", "Kind of its record.", |row| row.kind);
            row.any("record", "Record that has the name.", ["record_id", "record_kind"], interface::record, |row| {
                (row.record, row.kind)
            });
            row
        });
        &DEFINITION
    }
}
