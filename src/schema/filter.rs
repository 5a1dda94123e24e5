//! Restrictions of lists: inputs that become conditions.
use super::vocabulary::In;
use crate::{
    edtf::{Edtf, PLACES, first_place},
    error::Fault,
    read::define::Filter,
};
use async_graphql::{InputObject, InputType, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use entity::vocabulary::Vocabulary;
use sea_orm::{
    Condition,
    sea_query::{Alias, ArrayType, Expr, ExprTrait as _, Value as SqlValue},
};

/// An input object that becomes a condition.
pub trait Restrict: InputType {
    /// Condition on the rows of the list.
    fn condition(&self) -> Condition;
}

/// Filter that an input type makes.
pub fn filter<F: Restrict>() -> Filter {
    Filter {
        publish: |registry| {
            F::create_type_info(registry);
            F::type_name().into_owned()
        },
        parse: |value| {
            let (parts, levels) = extent(&value);
            if parts > PARTS {
                return Err(Fault::bad_user_input(format!(
                    "A filter has at most {PARTS} parts, joined by `and`, `or` and `not`; this one has {parts}."
                )));
            }
            if levels > LEVELS {
                return Err(Fault::bad_user_input(format!(
                    "A filter has at most {LEVELS} levels of `and`, `or` and `not`; this one has {levels}."
                )));
            }
            let filter = F::parse(Some(value)).map_err(|error| {
                let error = error.into_server_error(async_graphql::Pos::default());
                Fault::bad_user_input(sentence(&error.message))
            })?;
            Ok(if parts > FEW { as_a_whole(filter.condition()) } else { filter.condition() })
        },
    }
}

/// Filters within one filter, itself included.
const PARTS: usize = 200;

/// Filters within each other, the outermost included: they are read recursively.
const LEVELS: usize = 20;

/// Filters that PostgreSQL may join with each other as it likes.
const FEW: usize = 5;

/// A condition that PostgreSQL checks row by row. It would make a join of every `in (select …)` that must hold, and
/// think for seconds about the best order of a hundred joins.
fn as_a_whole(condition: Condition) -> Condition {
    Condition::all().add(Expr::cust_with_exprs("($1) is true", [condition.into()]))
}

/// How many filters there are in a filter, and how many within each other, itself included.
fn extent(filter: &Value) -> (usize, usize) {
    let mut open = vec![(filter, 1)];
    let (mut parts, mut levels) = (0, 0);
    while let Some((value, level)) = open.pop() {
        match value {
            Value::Object(fields) => {
                parts += 1;
                levels = std::cmp::max(levels, level);
                let below = ["and", "or", "not"].iter().filter_map(|name| fields.get(*name));
                open.extend(below.map(|value| (value, level + 1)));
            }
            Value::List(items) => open.extend(items.iter().map(|item| (item, level))),
            _ => {}
        }
    }
    (parts, levels)
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
/// Fields are joined by AND; an absent field restricts nothing; an empty list lets nothing through.
macro_rules! restrict {
    ($(#[doc = $about:literal])+ pub $name:ident {
        $($(#[doc = $field_about:literal])+ $field:ident: $ty:ty => |$value:ident| $condition:expr;)+
    }) => {
        $(#[doc = $about])+
        #[doc = ""]
        #[doc = "Fields are joined by AND; an absent field restricts nothing; an empty list lets nothing through."]
        #[derive(async_graphql::InputObject)]
        pub struct $name {
            $($(#[doc = $field_about])+ pub $field: Option<$ty>,)+
            /// Only what passes all of these.
            pub and: Option<Vec<$name>>,
            /// Only what passes at least one of these.
            pub or: Option<Vec<$name>>,
            /// Only what does not pass this; together with what passes it, the whole list.
            pub not: Option<Box<$name>>,
        }

        impl $crate::schema::filter::Restrict for $name {
            fn condition(&self) -> sea_orm::Condition {
                use $crate::schema::filter::{all_of, any_of, none_of};
                let mut all = sea_orm::Condition::all();
                $(if let Some($value) = &self.$field {
                    all = all.add($condition);
                })+
                all.add_option(self.and.as_deref().map(all_of))
                    .add_option(self.or.as_deref().map(any_of))
                    .add_option(self.not.as_deref().map(none_of))
            }
        }
    };
}
pub(super) use restrict;

/// What passes all of some filters; all rows pass none.
pub fn all_of<F: Restrict>(filters: &[F]) -> Expr {
    joined(filters, " and ").unwrap_or_else(|| Expr::val(true))
}

/// What passes at least one of some filters; nothing passes none.
pub fn any_of<F: Restrict>(filters: &[F]) -> Expr {
    joined(filters, " or ").unwrap_or_else(|| Expr::val(false))
}

/// Conditions side by side: one that holds the next would be written recursively, however many there are.
fn joined<F: Restrict>(filters: &[F], word: &str) -> Option<Expr> {
    let sides: Vec<_> = (1..=filters.len()).map(|number| format!("(${number})")).collect();
    let conditions = filters.iter().map(|filter| filter.condition().into());
    (!filters.is_empty()).then(|| Expr::cust_with_exprs(sides.join(word), conditions.collect::<Vec<Expr>>()))
}

/// What does not pass a filter.
///
/// A vague date may leave a comparison undecided, and so does a missing value. What a filter cannot decide does not
/// pass it, so it passes this: SQL's `NOT` would let it pass neither.
pub fn none_of<F: Restrict>(filter: &F) -> Expr {
    Expr::cust_with_exprs("($1) is not true", [filter.condition().into()])
}

/// Rows whose column is one of some values of a vocabulary.
pub fn is_one_of<V: Vocabulary>(column: &str, values: &[In<V>]) -> Expr {
    is_among(column, values.iter().map(|value| value.0.name().to_owned()))
}

/// Rows whose column is one of some texts. One alone is compared with, which costs PostgreSQL less than a list.
pub fn is_among(column: &str, texts: impl IntoIterator<Item = String>) -> Expr {
    let mut texts: Vec<_> = texts.into_iter().collect();
    match (texts.pop(), texts.is_empty()) {
        (Some(only), true) => Expr::cust_with_values(format!("{column} = $1"), [SqlValue::String(Some(only))]),
        (last, _) => Expr::cust_with_values(format!("{column} = any($1)"), [array(texts.into_iter().chain(last))]),
    }
}

/// Rows with a key that a query finds; the query says `$1` for the slugs.
pub fn is_found(sql: &str, slugs: &[String]) -> Expr {
    Expr::cust_with_values(sql.to_owned(), [array(slugs.iter().cloned())])
}

fn array(texts: impl IntoIterator<Item = String>) -> SqlValue {
    let texts = texts.into_iter().map(|text| SqlValue::String(Some(text))).collect();
    SqlValue::Array(ArrayType::String, Some(Box::new(texts)))
}

/// A date in the Extended Date/Time Format (EDTF, ISO 8601-2, levels 0 to 2), such as `2003`, `2003-09` or `2003-09-18/2003-09-19`.
#[derive(Clone)]
pub struct EdtfInput(pub Edtf);

/// Date in the Extended Date/Time Format (EDTF, ISO 8601-2, levels 0 to 2), such as `2003`, `2003-09` or `2003-09-18/2003-09-19`.
#[Scalar(name = "EDTF", specified_by_url = "https://www.loc.gov/standards/datetime/")]
impl ScalarType for EdtfInput {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Edtf::parse(text).map(Self).map_err(InputValueError::custom),
            _ => Err(InputValueError::custom("A date is written as a text, such as \"2003-09\"")),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.as_str().to_owned())
    }
}

/// Restricts by a date, which may be vague: each field says when a vague date passes.
#[derive(InputObject)]
pub struct DateFilter {
    /// Only dates that lie wholly within this one.
    pub within: Option<EdtfInput>,
    /// Only dates that may share a day with this one.
    pub overlaps: Option<EdtfInput>,
    /// Only dates that lie wholly before this one.
    pub before: Option<EdtfInput>,
    /// Only dates that lie wholly after this one.
    pub after: Option<EdtfInput>,
    /// Whether there must be a date, or must be none.
    pub is_known: Option<bool>,
}

impl DateFilter {
    /// Condition on the columns `table.prefix_…`.
    pub fn on(&self, table: &'static str, prefix: &str) -> Condition {
        self.compare(|suffix| Expr::col((table, Alias::new(format!("{prefix}_{suffix}")))))
    }

    /// Condition on the columns `prefix_…` of whatever list is ordered by `prefix_order`: what follows for the order
    /// is said too, so that an index in that order is read from the first to the last day that can pass.
    pub fn in_order(&self, prefix: &str) -> Condition {
        let column = |suffix: &str| Expr::col(Alias::new(format!("{prefix}_{suffix}")));
        let bound = |date: &Option<EdtfInput>, day: fn(&Edtf) -> Option<time::Date>| {
            date.as_ref().and_then(|date| day(&date.0)).map(first_place)
        };
        let from = std::cmp::max(bound(&self.within, Edtf::earliest), bound(&self.after, Edtf::latest));
        let before = bound(&self.before, Edtf::earliest);
        let up_to = bound(&self.within, Edtf::latest).map(|place| place + PLACES);
        let before = before.into_iter().chain(up_to).min();
        self.compare(column)
            .add_option(from.map(|place| column("order").gte(place)))
            .add_option(before.map(|place| column("order").lt(place)))
    }

    fn compare(&self, column: impl Fn(&str) -> Expr) -> Condition {
        let (earliest, latest, edtf) = (column("earliest"), column("latest"), column("edtf"));
        let mut all = Condition::all();
        if let Some(EdtfInput(date)) = &self.within {
            all = all.add(edtf.clone().is_not_null());
            all = all.add_option(date.earliest().map(|day| earliest.clone().gte(day)));
            all = all.add_option(date.latest().map(|day| latest.clone().lte(day)));
        }
        if let Some(EdtfInput(date)) = &self.overlaps {
            all = all.add(edtf.clone().is_not_null());
            all = all.add_option(date.latest().map(|day| earliest.clone().is_null().or(earliest.clone().lte(day))));
            all = all.add_option(date.earliest().map(|day| latest.clone().is_null().or(latest.clone().gte(day))));
        }
        if let Some(EdtfInput(date)) = &self.before {
            all = all.add(date.earliest().map_or(Expr::val(false), |day| latest.clone().lt(day)));
        }
        if let Some(EdtfInput(date)) = &self.after {
            all = all.add(date.latest().map_or(Expr::val(false), |day| earliest.clone().gt(day)));
        }
        if let Some(known) = self.is_known {
            all = all.add(if known { edtf.is_not_null() } else { edtf.is_null() });
        }
        all
    }
}
