//! Restrictions of lists: inputs that become conditions.
use super::vocabulary::In;
use async_graphql::{InputType, Value};
use engine::{
    define::{Filter, Restriction},
    page::LONGEST,
};
use entity::vocabulary::Vocabulary;
use fault::Fault;
use sea_orm::{
    Condition,
    sea_query::{ArrayType, Expr, Value as SqlValue},
};

mod date;
mod extent;
mod sets;
mod unset;

use extent::Extent;
use sets::as_sets;
use unset::without_unset;

pub use date::{DateFilter, EdtfInput};

/// An input object that becomes a condition.
pub trait Restrict: InputType {
    /// Condition on the rows of the list.
    fn condition(&self, access: Access) -> Condition;
}

/// How PostgreSQL comes to the rows that pass a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// By the condition, through an index, where it must hold.
    ByIndex,
    /// By the condition or by those beside it in an `or`, where each of them has an index; else it looks at each row.
    OneOfSeveral,
    /// It has the rows, and looks whether each passes.
    RowByRow,
}

/// Filter that an input type makes.
pub fn filter<F: Restrict>() -> Filter {
    Filter {
        publish: |registry| {
            F::create_type_info(registry);
            F::type_name().into_owned()
        },
        parse: |value| {
            let value = as_sets(value)?;
            Extent::of(&value, &F::type_name()).check()?;
            let value = without_unset(value);
            let extent = Extent::of(&value, &F::type_name());
            let is_brief = is_by_slugs(&value);
            let names = named(&value);
            let shows_names = names.len() < 2
                && !matches!(&value, Value::Object(fields) if fields.contains_key("not") || fields.contains_key("or"));
            let filter = F::parse(Some(value)).map_err(|error| {
                let error = error.into_server_error(async_graphql::Pos::default());
                Fault::bad_user_input(sentence(&error.message))
            })?;
            let Extent { parts, looks, points, gathered, .. } = extent;
            let (condition, gathered) = if parts > FEW {
                (as_a_whole(filter.condition(Access::RowByRow)), None)
            } else {
                (filter.condition(Access::ByIndex), gathered)
            };
            Ok(Restriction { condition, is_brief, gathered, names, shows_names, looks, points })
        },
    }
}

/// Fields of filters whose texts are no slugs.
const NO_SLUGS: [&str; 7] = ["abbreviation", "field", "language", "locality", "measure", "region", "section"];

/// The slugs that a filter gives, at whatever depth.
fn named(filter: &Value) -> Vec<String> {
    let (mut open, mut names) = (vec![filter], Vec::new());
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                open.extend(
                    fields.iter().filter(|(name, _)| !NO_SLUGS.contains(&name.as_str())).map(|(_, value)| value),
                );
            }
            Value::List(items) => {
                for item in items {
                    match item {
                        Value::String(name) => names.push(name.to_ascii_lowercase()),
                        other => open.push(other),
                    }
                }
            }
            _ => {}
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a filter names records by their slugs alone, and no more than a page has.
fn is_by_slugs(filter: &Value) -> bool {
    match filter {
        Value::Object(fields) if fields.len() == 1 => {
            matches!(fields.get("slug"), Some(Value::List(slugs)) if slugs.len() as u64 <= LONGEST)
        }
        _ => false,
    }
}

/// Filters that PostgreSQL may join with each other as it likes.
const FEW: usize = 5;

/// A condition that PostgreSQL checks row by row. It would make a join of every `in (select …)` that must hold, and
/// think for seconds about the best order of a hundred joins.
fn as_a_whole(condition: Condition) -> Condition {
    Condition::all().add(Expr::cust_with_exprs("($1) is true", [condition.into()]))
}

/// What async-graphql says of an input, without the Rust types that it was on the way to.
fn sentence(message: &str) -> String {
    let cause = message.split(" (occurred while parsing").next().unwrap_or(message);
    let cause = cause
        .strip_prefix("Failed to parse \"")
        .and_then(|rest| rest.split_once("\": "))
        .map_or(cause, |(_, cause)| cause);
    format!("{}.", cause.trim_end_matches('.'))
}

/// Declares a filter: its fields, each with the condition it makes, and `and`, `or`, `not`.
///
/// Fields are joined by AND; an absent field restricts nothing, nor does an empty filter; an empty list matches nothing.
macro_rules! restrict {
    ($(#[doc = $about:literal])+ pub $name:ident {
        $($(#[doc = $field_about:literal])+ $field:ident: $ty:ty => |$value:ident$(, $access:ident)?| $condition:expr;)+
    }) => {
        $(#[doc = $about])+
        #[doc = ""]
        #[doc = "Fields are joined by AND; an absent field restricts nothing, nor does an empty filter; an empty list matches nothing."]
        #[derive(async_graphql::InputObject)]
        pub struct $name {
            $($(#[doc = $field_about])+ pub $field: Option<$ty>,)+
            /// Only what passes all of these.
            pub and: Option<Vec<$name>>,
            /// Only what passes at least one of these.
            pub or: Option<Vec<$name>>,
            /// Only what does not pass this; together with what passes it, the whole list. An empty filter restricts nothing here either.
            pub not: Option<Box<$name>>,
        }

        impl $crate::schema::filter::Restrict for $name {
            fn condition(&self, access: $crate::schema::filter::Access) -> sea_orm::Condition {
                use $crate::schema::filter::{all_of, any_of, none_of};
                let mut all = sea_orm::Condition::all();
                $(if let Some($value) = &self.$field {
                    $(let $access = access;)?
                    all = all.add($condition);
                })+
                all.add_option(self.and.as_deref().map(|filters| all_of(filters, access)))
                    .add_option(self.or.as_deref().map(|filters| any_of(filters, access)))
                    .add_option(self.not.as_deref().map(none_of))
            }
        }
    };
}
pub(super) use restrict;

/// What passes all of some filters; all rows pass none.
pub fn all_of<F: Restrict>(filters: &[F], access: Access) -> Expr {
    joined(filters, " and ", access).unwrap_or_else(|| Expr::val(true))
}

/// What passes at least one of some filters; nothing passes none.
pub fn any_of<F: Restrict>(filters: &[F], access: Access) -> Expr {
    let access = if access == Access::ByIndex { Access::OneOfSeveral } else { access };
    joined(filters, " or ", access).unwrap_or_else(|| Expr::val(false))
}

/// Conditions side by side: one that holds the next would be written recursively, however many there are.
fn joined<F: Restrict>(filters: &[F], word: &str, access: Access) -> Option<Expr> {
    let sides: Vec<_> = (1..=filters.len()).map(|number| format!("(${number})")).collect();
    let conditions = filters.iter().map(|filter| filter.condition(access).into());
    (!filters.is_empty()).then(|| Expr::cust_with_exprs(sides.join(word), conditions.collect::<Vec<Expr>>()))
}

/// What does not pass a filter.
///
/// A vague date may leave a comparison undecided, and so does a missing value. What a filter cannot decide does not
/// pass it, so it passes this: SQL's `NOT` would let it pass neither.
pub fn none_of<F: Restrict>(filter: &F) -> Expr {
    Expr::cust_with_exprs("($1) is not true", [filter.condition(Access::RowByRow).into()])
}

/// Rows whose column is one of some values of a vocabulary.
pub fn is_one_of<V: Vocabulary>(column: &str, values: &[In<V>]) -> Expr {
    is_any(column, values.iter().map(|value| value.0.name().to_owned()).collect())
}

/// Texts with which PostgreSQL compares each row one after another as fast as it looks the row up in a hash table.
const COMPARED: usize = 8;

/// Rows whose column is one of some texts. One alone is compared with, which costs PostgreSQL less than a list; and many
/// are put into a hash table, in which it looks up each row.
pub fn is_among(column: &str, texts: impl IntoIterator<Item = String>) -> Expr {
    let texts: Vec<_> = texts.into_iter().collect();
    if texts.len() > COMPARED {
        return Expr::cust_with_values(format!("{column} in (select unnest($1))"), [array(texts)]);
    }
    is_any(column, texts)
}

/// The same, found by an index of the column or compared one after another.
fn is_any(column: &str, mut texts: Vec<String>) -> Expr {
    match (texts.pop(), texts.is_empty()) {
        (Some(only), true) => Expr::cust_with_values(format!("{column} = $1"), [SqlValue::String(Some(only))]),
        (last, _) => Expr::cust_with_values(format!("{column} = any($1)"), [array(texts.into_iter().chain(last))]),
    }
}

/// Rows whose column holds one of some slugs, which have no capitals. The column has an index.
pub fn has_slug(column: &str, slugs: &[String], access: Access) -> Expr {
    let slugs = slugs.iter().map(|slug| slug.to_ascii_lowercase()).collect();
    if access == Access::ByIndex { is_any(column, slugs) } else { is_among(column, slugs) }
}

/// Rows with a key that a query finds; the query says `$1` for the slugs, in capitals or not.
pub fn is_found(sql: &str, slugs: &[String]) -> Expr {
    Expr::cust_with_values(sql.to_owned(), [array(slugs.iter().map(|slug| slug.to_ascii_lowercase()))])
}

/// Rows of which a column is NULL, or is not.
pub fn is_null(column: &str, wanted: bool) -> Expr {
    Expr::cust(format!("({column} is null) is {wanted}"))
}

/// Rows of which a column of type `boolean` says that it is so, or that it is not; NULL says neither.
pub fn is_flagged(column: &str, wanted: bool) -> Expr {
    Expr::cust(format!("{column} is {wanted}"))
}

/// Rows whose column names one of the records with these slugs, present or former.
pub fn is_named(column: &str, slugs: &[String]) -> Expr {
    is_found(&format!("{column} in (select node_id from slug where slug.slug = any($1))"), slugs)
}

/// Rows whose key is that of a record or statement on one of the topics with these slugs, or on a narrower one.
pub fn is_on_topic(key: &str, slugs: &[String]) -> Expr {
    is_found(&format!("{key} in (select node_id from node_topic where topic_id in ({NARROWER}))"), slugs)
}

/// Rows whose key is that of a meeting or event on one of the topics with these slugs or on a narrower one, or that
/// dealt with a matter on one.
pub fn is_on_agenda(key: &str, slugs: &[String]) -> Expr {
    let sql = format!(
        "{key} in (select coalesce(agenda_item.gathering_id, node_topic.node_id) from node_topic \
         left join agenda_item on agenda_item.id = node_topic.node_id and agenda_item.is_leading where topic_id in ({NARROWER}))"
    );
    is_found(&sql, slugs)
}

/// Keys of the topics with the slugs `$1`, and of all that are narrower.
pub const NARROWER: &str = "with recursive wanted (id) as (select node_id from slug where slug.slug = any($1) \
    union select topic.id from topic join wanted on topic.broader_id = wanted.id) select id from wanted";

/// Rows to which another row belongs that passes a filter; the query ends where the condition on that row stands.
pub fn has<F: Restrict>(query: &str, filter: &F) -> Expr {
    Expr::cust_with_exprs(format!("exists ({query} and ($1))"), [filter.condition(Access::ByIndex).into()])
}

fn array(texts: impl IntoIterator<Item = String>) -> SqlValue {
    let texts = texts.into_iter().map(|text| SqlValue::String(Some(text))).collect();
    SqlValue::Array(ArrayType::String, Some(Box::new(texts)))
}
