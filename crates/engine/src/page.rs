//! Pages of lists: arguments, cursors and orders (Relay, "GraphQL Cursor Connections Specification").

use super::{
    define::{BoundList, Cell, Object, Order, OrderBy},
    scalar::Scalar,
    selection::Selection,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use fault::Fault;
use sea_orm::{
    Condition, Value,
    sea_query::{Expr, SelectStatement},
};

/// Length of a page if the client gives none.
pub const USUAL_LENGTH: u64 = 20;
/// An argument that distinguishes a page from the one-record page before it.
const PRECEDING: &str = "preceding";
/// Looks that the condition of a list's own arguments takes for each row.
const LOOKS_OF_ARGUMENTS: u64 = 10;
/// Length of the longest page.
pub const LONGEST: u64 = 100;

/// The requested page of a list: its range, order and filter.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of its own")]
pub struct Page {
    /// Maximum number of records.
    pub size: u64,
    /// Where it begins, excluding that record.
    pub after: Option<Position>,
    /// Where it ends, excluding that record.
    pub before: Option<Position>,
    /// Whether it is taken from the end of the list.
    pub backwards: bool,
    /// Filter of the whole list.
    pub filter: Option<Condition>,
    /// The rows of the list, if SQL makes them instead of a table.
    pub relation: Option<SelectStatement>,
    /// How the arguments were read, if SQL makes the rows of the list.
    pub reading: Option<SelectStatement>,
    /// Columns that the arguments of the list add to its rows.
    pub columns: Vec<(&'static str, Expr)>,
    /// Whether the filter finds its rows by at most as many index entries as the longest page has rows.
    pub is_cheap: bool,
    /// Names for which the filter gathers the rows that may pass before it looks at them; none where it gathers none.
    pub gathered: Option<u64>,
    /// Names of records that the filter gives.
    pub names: Vec<String>,
    /// Whether rows that pass show that each of these names is known.
    pub shows_names: bool,
    /// Looks that the filter takes for each row of the list.
    pub looks: u64,
    /// Points that the arguments cost besides.
    pub points: u64,
    /// Points that it costs to say how the arguments were read.
    pub points_of_reading: u64,
    /// The requested arguments. Pages with equal arguments are equal.
    pub arguments: Vec<(String, async_graphql::Value)>,
    /// The order of the list.
    pub order: &'static Order,
    /// Whether that order is reversed.
    pub descending: bool,
}

/// A position in an ordered list: the content of a cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Value of the column that orders the list; none if only the key does.
    pub value: Option<Value>,
    /// Key of the record.
    pub id: i64,
}

/// The order of lists that define none: the order in which their records were entered.
pub static BY_KEY: Order =
    Order { name: "ENTERED", about: "In the order in which they were entered.", column: "id", by: OrderBy::Key };

impl Page {
    /// Reads the arguments of a list of `object`.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a length out of range, both ends at once, a cursor of another list, or an invalid filter.
    pub fn of(object: &'static Object, selection: &Selection) -> Result<Self, Fault> {
        let (size, backwards) = length(selection)?;
        let (order, descending) = order(object, selection)?;
        let position = |argument: &str| {
            selection.text(argument).map(|cursor| Position::read(cursor, order, descending, argument)).transpose()
        };
        let (mut names, mut shows_names) = (Vec::new(), true);
        let (mut filter, mut is_cheap, gathered, mut looks, mut points) =
            match (&object.filter, selection.arg("filter")) {
                (Some(filter), Some(value)) => {
                    let read = (filter.parse)(value.clone())?;
                    (names, shows_names) = (read.names, read.shows_names);
                    (Some(read.condition), read.is_brief, read.gathered, read.looks, read.points)
                }
                _ => (None, true, None, 0, 0),
            };
        let BoundList { condition, columns } =
            object.list.as_ref().map(|list| (list.bind)(selection)).transpose()?.unwrap_or_default();
        if let Some(condition) = condition {
            filter = Some(Condition::all().add(condition).add_option(filter));
            is_cheap = false;
            looks += LOOKS_OF_ARGUMENTS;
        }
        let (mut relation_rows, mut reading, mut points_of_reading) = (None, None, 0);
        if let Some(relation) = &object.relation {
            let bound = (relation.bind)(selection)?;
            relation_rows = Some(bound.rows);
            reading = Some(bound.reading);
            is_cheap = bound.filter.is_none();
            filter = bound.filter;
            (points, points_of_reading) = (bound.points, bound.points_of_reading);
        }
        let (after, before) = (position("after")?, position("before")?);
        let arguments = selection.args.clone();
        Ok(Self {
            size,
            after,
            before,
            backwards,
            filter,
            relation: relation_rows,
            reading,
            columns,
            is_cheap,
            gathered,
            names,
            shows_names,
            looks,
            points,
            points_of_reading,
            arguments,
            order,
            descending,
        })
    }

    /// The record just before the page, as a page of its own; none if the page is at the start of the list.
    pub fn preceding(&self) -> Option<Self> {
        let after = self.after.clone()?;
        // The cursor's own record precedes the page, if it still exists.
        let id = if self.descending { after.id.saturating_sub(1) } else { after.id.saturating_add(1) };
        let mut arguments = self.arguments.clone();
        arguments.push((PRECEDING.to_owned(), async_graphql::Value::Boolean(true)));
        let before = Some(Position { id, ..after });
        Some(Self { size: 1, after: None, before, backwards: true, arguments, ..self.clone() })
    }

    /// Whether PostgreSQL reads at most as many index entries as the longest page has rows, provided that the list's
    /// order has an index. They are the entries of the page itself, or those of a cheap filter.
    pub fn reads_few_rows(&self) -> bool {
        self.is_cheap && self.columns.is_empty()
    }

    /// The value of the list's column that comes last although the order is reversed; none where nothing is special.
    pub fn last_although_reversed(&self) -> Option<i32> {
        match self.order.by {
            OrderBy::NumberOrNone(none) if self.descending => Some(none),
            _ => None,
        }
    }

    /// Whether rows come in ascending order of the list's column.
    pub fn ascending(&self) -> bool {
        self.descending == self.backwards
    }

    /// Writes the cursor of a record as JSON, from the cells of the ordering column and of the key.
    ///
    /// # Errors
    /// If a cell cannot be read.
    pub fn cursor(&self, value: Cell<'_>, id: i64, out: &mut Vec<u8>) -> Result<(), Fault> {
        let mut plain = Vec::with_capacity(40);
        plain.extend_from_slice(self.order.name.as_bytes());
        plain.push(if self.descending { b'-' } else { b'+' });
        i64_text(id, &mut plain);
        match self.order.by {
            OrderBy::Key => {}
            OrderBy::Number | OrderBy::NumberOrNone(_) => {
                plain.push(b' ');
                i32::read(value)?.write(&mut plain);
            }
            OrderBy::Text => {
                plain.push(b' ');
                plain.extend_from_slice(super::scalar::some(value)?);
            }
        }
        out.push(b'"');
        out.extend_from_slice(BASE64.encode(&plain).as_bytes());
        out.push(b'"');
        Ok(())
    }
}

fn i64_text(number: i64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn length(selection: &Selection) -> Result<(u64, bool), Fault> {
    let (size, backwards) = match (selection.int("first"), selection.int("last")) {
        (Some(_), Some(_)) => {
            return Err(Fault::bad_user_input("Give `first` or `last`, not both: a page has one end."));
        }
        (None, None) => return Ok((USUAL_LENGTH, false)),
        (Some(first), None) => (first, false),
        (None, Some(last)) => (last, true),
    };
    match u64::try_from(size) {
        Ok(size @ 1..=LONGEST) => Ok((size, backwards)),
        _ => Err(Fault::bad_user_input(format!(
            "A page has 1 to {LONGEST} records, not {size}; ask for the next page with a cursor."
        ))),
    }
}

/// The requested order, or else the default, and whether it is reversed.
///
/// # Errors
/// If the list has no such order or direction, which validation prevents.
fn order(object: &'static Object, selection: &Selection) -> Result<(&'static Order, bool), Fault> {
    use async_graphql::Value;
    let usual = object.orders.first().unwrap_or(&BY_KEY);
    let given = match selection.arg("orderBy") {
        None => return Ok((usual, false)),
        Some(Value::Object(given)) => given,
        Some(other) => return Err(Fault::internal(format!("a list of {} in the order {other}", object.name))),
    };
    let word = |name: &str| match given.get(name) {
        Some(Value::Enum(word)) => Some(word.as_str()),
        _ => None,
    };
    let order = word("field").and_then(|name| object.orders.iter().find(|order| order.name == name));
    let order = order.ok_or_else(|| Fault::internal(format!("a list of {} has no such order", object.name)))?;
    match word("direction") {
        Some("ASC") => Ok((order, false)),
        Some("DESC") => Ok((order, true)),
        _ => Err(Fault::internal("an unknown direction of a list")),
    }
}

impl Position {
    fn read(cursor: &str, order: &Order, descending: bool, argument: &str) -> Result<Self, Fault> {
        Self::parse(cursor, order, descending).ok_or_else(|| {
            Fault::bad_user_input(format!(
                "`{argument}` is not a valid cursor for this list and order. Take one from `pageInfo` or `edges` of the same field."
            ))
        })
    }

    fn parse(cursor: &str, order: &Order, descending: bool) -> Option<Self> {
        let plain = String::from_utf8(BASE64.decode(cursor).ok()?).ok()?;
        let rest = plain.strip_prefix(order.name)?.strip_prefix(if descending { '-' } else { '+' })?;
        let (id, value) = match rest.split_once(' ') {
            Some((id, value)) => (id, Some(value)),
            None => (rest, None),
        };
        let value = match (order.by, value) {
            (OrderBy::Key, None) => None,
            (OrderBy::Number | OrderBy::NumberOrNone(_), Some(number)) => Some(Value::Int(Some(number.parse().ok()?))),
            (OrderBy::Text, Some(text)) if !text.contains('\0') => Some(Value::String(Some(text.to_owned()))),
            _ => return None,
        };
        Some(Self { value, id: id.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY_NAME: Order = Order { name: "NAME", about: "", column: "name", by: OrderBy::Text };
    const BY_DATE: Order = Order { name: "DATE", about: "", column: "date_order", by: OrderBy::Number };

    fn cursor(order: &'static Order, value: Cell<'_>, id: i64, descending: bool) -> String {
        let page = Page {
            size: 1,
            after: None,
            before: None,
            backwards: false,
            filter: None,
            relation: None,
            reading: None,
            columns: Vec::new(),
            is_cheap: true,
            gathered: None,
            names: Vec::new(),
            shows_names: true,
            looks: 0,
            points: 0,
            points_of_reading: 0,
            arguments: Vec::new(),
            order,
            descending,
        };
        let mut out = Vec::new();
        page.cursor(value, id, &mut out).expect("a cursor");
        serde_json::from_slice(&out).expect("JSON")
    }

    #[test]
    fn a_cursor_holds_its_position() {
        let name = cursor(&BY_NAME, Some("a b ü".as_bytes()), 7, false);
        let position = Position::parse(&name, &BY_NAME, false).expect("a position");
        assert_eq!(position, Position { value: Some(Value::String(Some("a b ü".to_owned()))), id: 7 });
        let date = cursor(&BY_DATE, Some(&(-4_i32).to_be_bytes()), 8, true);
        assert_eq!(Position::parse(&date, &BY_DATE, true), Some(Position { value: Some(Value::Int(Some(-4))), id: 8 }));
        let key = cursor(&BY_KEY, None, 9, false);
        assert_eq!(Position::parse(&key, &BY_KEY, false), Some(Position { value: None, id: 9 }));
    }

    #[test]
    fn a_cursor_of_another_order_or_direction_is_refused() {
        let date = cursor(&BY_DATE, Some(&4_i32.to_be_bytes()), 8, false);
        assert_eq!(Position::parse(&date, &BY_NAME, false), None);
        assert_eq!(Position::parse(&date, &BY_DATE, true), None);
        assert_eq!(Position::parse("garbage", &BY_DATE, false), None);
        assert_eq!(Position::parse(&BASE64.encode("DATE+8"), &BY_DATE, false), None);
    }
}
