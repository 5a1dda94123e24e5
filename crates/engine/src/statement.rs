//! The SQL of a step: one statement for all parents together.
//!
//! A statement at the root of the answer starts from the one row that holds the version of the data, and joins its rows
//! to it. So its first column is the version that it saw, even if it found nothing. Statements below the root see the
//! same snapshot.

use super::{
    catalog::SnapshotVersion,
    define::{JoinTable, Link, Object, OrderBy},
    derive::{ColumnSource, Input, MOST_ROWS, Which},
    page::{Page, Position},
    plan::{Source, Step},
    selection::Selection,
};
use fault::Fault;
use sea_orm::{
    Condition, Value,
    sea_query::{
        Alias, ArrayType, Asterisk, Expr, ExprTrait as _, Func, JoinType, Order, Query, SelectStatement,
        SubQueryStatement, UnionType,
    },
};

/// Whether the first column is the version. It is at the root.
pub fn has_version(source: &Source) -> bool {
    match source {
        Source::List { .. }
        | Source::Find { .. }
        | Source::Keys { .. }
        | Source::Count { link: None, .. }
        | Source::Groups { .. }
        | Source::Reading { .. } => true,
        Source::One { .. }
        | Source::Many { .. }
        | Source::Count { link: Some(_), .. }
        | Source::Computed { .. }
        | Source::Part { .. } => false,
    }
}

/// Number of columns before those of the step: the version, or the parent's key if there is one.
pub fn lead(source: &Source) -> usize {
    usize::from(!matches!(source, Source::One { .. }))
}

/// The statement of a step; `keys` are those of its parents. A computed step has none.
pub fn statement(step: &Step, keys: &[i64], snapshot: &SnapshotVersion) -> Option<SelectStatement> {
    let object = step.object;
    let at_a_version = |rows| at_a_version(rows, snapshot);
    Some(match &step.source {
        Source::Computed { .. } | Source::Part { .. } => return None,
        Source::Find { condition, .. } => at_a_version(rows(step).cond_where(condition.clone()).to_owned()),
        Source::Keys { ids } => at_a_version(rows(step).and_where(among(object, ids)).to_owned()),
        Source::One { .. } => rows(step).and_where(among(object, keys)).to_owned(),
        Source::List { page } => {
            let mut found = rows(step);
            restrict(&mut found, object, None, page.filter.as_ref());
            at_a_version(cut(found, step, page, (object.table, page.order.column), (object.table, "id")))
        }
        Source::Many { link, page } => {
            let found = from_join_table(step, link, page).unwrap_or_else(|| {
                let mut found = rows(step);
                join(&mut found, object, link);
                restrict(&mut found, object, Some(link), page.filter.as_ref());
                found
            });
            let (by, key) = ordered_in(object, link, page);
            let found = cut(found, step, page, by, key);
            parents(keys)
                .column(("page", Asterisk))
                .join_lateral(JoinType::InnerJoin, found, "page", always())
                .to_owned()
        }
        Source::Count { link, page } => {
            let mut counted = Query::select();
            counted.expr(Func::count(Expr::col(Asterisk)));
            match link {
                Some(Link::Through(join_table)) if is_whole(object, page) && names_only_these(join_table) => {
                    of_parent(&mut counted, join_table);
                }
                _ => {
                    counted.from(Alias::new(object.table));
                    if let Some(link) = link {
                        join(&mut counted, object, link);
                    }
                    restrict(&mut counted, object, *link, page.filter.as_ref());
                }
            }
            if link.is_none() {
                return Some(at_a_version(counted));
            }
            let count = Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(counted)));
            parents(keys).expr_as(count, "count").to_owned()
        }
        Source::Groups { facets, page } => {
            at_a_version(facets.count(object.table, page.relation.as_ref()?, page.filter.as_ref()))
        }
        Source::Reading { reading, page } => at_a_version(reading.rows(page.reading.as_ref()?)),
    })
}

/// The statement of an input of a computed field; `keys` are those that its rows must refer to. None if there is
/// nothing to find.
///
/// # Errors
/// If an argument has a value that it does not allow.
pub fn input(input: &Input, keys: &[i64], selection: &Selection) -> Result<Option<SelectStatement>, Fault> {
    if keys.is_empty() && !matches!(input.which, Which::Given(_)) {
        return Ok(None);
    }
    input_rows(input, keys, selection)
}

/// Like [`input`], but also without keys. It reads one row more than the limit, which shows that there are too many.
///
/// # Errors
/// If an argument has a value that it does not allow.
pub fn input_rows(input: &Input, keys: &[i64], selection: &Selection) -> Result<Option<SelectStatement>, Fault> {
    let table = Alias::new(input.table);
    let mut rows = Query::select();
    rows.from(table.clone());
    for column in &input.columns {
        match column {
            ColumnSource::Stored(name) => rows.column((table.clone(), Alias::new(*name))),
            ColumnSource::Sql(name, sql) => rows.expr_as(Expr::cust(*sql), *name),
            ColumnSource::FromArguments(name, expression) => rows.expr_as(expression(selection)?, *name),
        };
    }
    match &input.which {
        Which::OfParents { by } | Which::ReferencedBy { by, .. } => {
            let among = Expr::cust_with_values(format!("\"{}\".\"{by}\" = any($1)", input.table), [numbers(keys)]);
            rows.and_where(among);
        }
        Which::Given(given) => match given(selection)? {
            Some(condition) => _ = rows.cond_where(condition),
            None => return Ok(None),
        },
    }
    rows.order_by((table, Alias::new(input.order)), Order::Asc);
    Ok(Some(rows.limit(MOST_ROWS as u64 + 1).to_owned()))
}

fn always() -> Condition {
    Condition::all().add(Expr::cust("true"))
}

/// `select version.number, rows.* from version left join (…) as rows on true where version.is_only`.
fn at_a_version(rows: SelectStatement, snapshot: &SnapshotVersion) -> SelectStatement {
    let table = Alias::new(snapshot.object.table);
    Query::select()
        .column((table.clone(), Alias::new(snapshot.column)))
        .column(("rows", Asterisk))
        .from(table.clone())
        .join_subquery(JoinType::LeftJoin, rows, "rows", always())
        .and_where(Expr::col((table, Alias::new(snapshot.is_only))))
        .to_owned()
}

/// The statement that reads the version of the data.
pub fn version(snapshot: &SnapshotVersion) -> SelectStatement {
    let table = Alias::new(snapshot.object.table);
    Query::select()
        .column((table.clone(), Alias::new(snapshot.column)))
        .from(table.clone())
        .and_where(Expr::col((table, Alias::new(snapshot.is_only))))
        .to_owned()
}

fn rows(step: &Step) -> SelectStatement {
    let table = step.object.table;
    let mut rows = Query::select();
    match &step.source {
        Source::List { page: Page { relation: Some(relation), .. } } => {
            rows.from_subquery(relation.clone(), Alias::new(table))
        }
        _ => rows.from(Alias::new(table)),
    };
    for column in &step.columns {
        match step.computed_columns.iter().find(|(name, _)| name == column) {
            Some((name, value)) => rows.expr_as(value.clone(), *name),
            None => rows.column((Alias::new(table), Alias::new(*column))),
        };
    }
    rows
}

/// `select parent.parent from unnest($1) as parent`: PostgreSQL gives the only column the name of the table.
fn parents(keys: &[i64]) -> SelectStatement {
    Query::select()
        .column(("parent", "parent"))
        .from_function(Func::cust("unnest").arg(Expr::val(numbers(keys)).cast_as("int8[]")), "parent")
        .to_owned()
}

fn numbers(keys: &[i64]) -> Value {
    let keys = keys.iter().map(|key| Value::BigInt(Some(*key))).collect();
    Value::Array(ArrayType::BigInt, Some(Box::new(keys)))
}

fn among(object: &Object, keys: &[i64]) -> Expr {
    Expr::cust_with_values(format!("\"{}\".\"id\" = any($1)", object.table), [numbers(keys)])
}

/// Joins the rows to the parent's key.
fn join(query: &mut SelectStatement, object: &Object, link: &Link) {
    let parent = Expr::col(("parent", "parent"));
    match link {
        Link::Column(column) => {
            query.and_where(Expr::col((Alias::new(object.table), Alias::new(*column))).eq(parent));
        }
        Link::Through(join_table) => {
            let column = |name: &'static str| Expr::col((Alias::new(join_table.table), Alias::new(name)));
            let is_child = column(join_table.child).eq(Expr::col((Alias::new(object.table), Alias::new("id"))));
            query
                .join(JoinType::InnerJoin, Alias::new(join_table.table), is_child)
                .and_where(column(join_table.parent).eq(parent));
        }
        Link::Reach(reach) => {
            query.cond_where(reach(parent));
        }
        Link::Siblings(column) => {
            let of_this = |column: &'static str| Expr::col((Alias::new(object.table), Alias::new(column)));
            let set = Query::select()
                .column(Alias::new(*column))
                .from_as(Alias::new(object.table), "this")
                .and_where(Expr::col(("this", "id")).eq(parent.clone()))
                .to_owned();
            query.and_where(of_this(column).in_subquery(set)).and_where(of_this("id").ne(parent));
        }
    }
}

/// A column of a table.
type Column = (&'static str, &'static str);

/// The column that orders the list, and the key that makes the order total. Both are those of the join table if it has
/// them, so that one index serves the list of a parent from any position.
fn ordered_in(object: &'static Object, link: &Link, page: &Page) -> (Column, Column) {
    match link {
        Link::Through(join_table) if let Some(copy) = join_table.copy_of(page.order.column) => {
            ((join_table.table, copy), (join_table.table, join_table.child))
        }
        _ => ((object.table, page.order.column), (object.table, "id")),
    }
}

/// Whether a list shows every row that is linked to the parent.
fn is_whole(object: &Object, page: &Page) -> bool {
    object.listed.is_none() && page.filter.is_none()
}

/// Whether a join table links rows of one type only. A table with denormalized columns does; one without them may link
/// rows of any type to the parent.
fn names_only_these(join_table: &JoinTable) -> bool {
    !join_table.denormalized.is_empty()
}

/// The rows of a list from the join table alone, if its denormalized columns include all that are requested.
fn from_join_table(step: &Step, link: &Link, page: &Page) -> Option<SelectStatement> {
    let Link::Through(join_table) = link else { return None };
    if !is_whole(step.object, page) || !names_only_these(join_table) || !step.computed_columns.is_empty() {
        return None;
    }
    join_table.copy_of(page.order.column)?;
    let mut rows = Query::select();
    for column in &step.columns {
        let copy = join_table.copy_of(column)?;
        rows.expr_as(Expr::col((Alias::new(join_table.table), Alias::new(copy))), *column);
    }
    of_parent(&mut rows, join_table);
    Some(rows)
}

/// Selects the rows of the join table that belong to the parent.
fn of_parent(query: &mut SelectStatement, join_table: &JoinTable) {
    let parent = Expr::col((Alias::new(join_table.table), Alias::new(join_table.parent)));
    query.from(Alias::new(join_table.table)).and_where(parent.eq(Expr::col(("parent", "parent"))));
}

/// Restricts a list to its filter and, unless it is a list of siblings, to the rows that its definition lists.
fn restrict(query: &mut SelectStatement, object: &Object, link: Option<&Link>, filter: Option<&Condition>) {
    if let Some(listed) = object.listed
        && !matches!(link, Some(Link::Siblings(_)))
    {
        query.and_where(Expr::col((Alias::new(object.table), Alias::new(listed))));
    }
    if let Some(filter) = filter {
        query.cond_where(filter.clone());
    }
}

/// Orders the rows, limits them to those between the given positions, and reads one row more than the page has, which
/// shows whether the list goes on.
fn cut(mut query: SelectStatement, step: &Step, page: &Page, by: Column, key: Column) -> SelectStatement {
    if let Some(none) = page.last_although_reversed() {
        return with_none_last(&query, step, page, (by, key), none);
    }
    between(&mut query, page, by, key, [page.after.as_ref(), page.before.as_ref()]);
    query
}

/// The rows between two positions, in order, no more than a page needs.
fn between(query: &mut SelectStatement, page: &Page, by: Column, key: Column, [after, before]: [Option<&Position>; 2]) {
    let columns = if page.order.by == OrderBy::Key { vec![key] } else { vec![by, key] };
    let beyond = |position: &Position, forwards: bool| {
        let row = Expr::tuple(columns.iter().map(|column| Expr::col(*column)));
        let bound =
            Expr::tuple(position.value.iter().cloned().chain([Value::BigInt(Some(position.id))]).map(Expr::val));
        if forwards { row.gt(bound) } else { row.lt(bound) }
    };
    if let Some(position) = after {
        query.and_where(beyond(position, !page.descending));
    }
    if let Some(position) = before {
        query.and_where(beyond(position, page.descending));
    }
    let direction = if page.ascending() { Order::Asc } else { Order::Desc };
    for column in columns {
        query.order_by(column, direction.clone());
    }
    query.limit(page.size + 1);
}

/// A reversed list of which the rows without a value come last all the same: those with a value and those without are
/// read by themselves, each by its range of the index, and put behind each other.
fn with_none_last(
    query: &SelectStatement,
    step: &Step,
    page: &Page,
    (by, key): (Column, Column),
    none: i32,
) -> SelectStatement {
    let is_none = |position: &Position| position.value == Some(Value::Int(Some(none)));
    let (after, before) = (page.after.as_ref(), page.before.as_ref());
    let half = |of_none: bool| {
        // A position in the other half has all of this one behind it, or nothing.
        let is_out = after.is_some_and(|after| is_none(after) && !of_none)
            || before.is_some_and(|before| !is_none(before) && of_none);
        if is_out {
            return None;
        }
        let mut half = query.clone();
        half.and_where(if of_none { Expr::col(by).eq(none) } else { Expr::col(by).lt(none) });
        half.expr_as(Expr::val(of_none), PART).expr_as(Expr::col(by), BY).expr_as(Expr::col(key), KEY);
        let within = [after, before].map(|position| position.filter(|position| is_none(position) == of_none));
        between(&mut half, page, by, key, within);
        let all = Query::select().column(Asterisk).from_subquery(half, "half").to_owned();
        Some(all)
    };
    let mut halves = [half(false), half(true)].into_iter().flatten();
    let mut both = halves.next().unwrap_or_else(|| {
        let mut nothing = query.clone();
        nothing.and_where(Expr::val(false));
        nothing.expr_as(Expr::val(false), PART).expr_as(Expr::col(by), BY).expr_as(Expr::col(key), KEY);
        Query::select().column(Asterisk).from_subquery(nothing, "half").to_owned()
    });
    if let Some(other) = halves.next() {
        both.union(UnionType::All, other);
    }
    let mut whole = Query::select();
    for column in &step.columns {
        whole.column(("halves", Alias::new(*column)));
    }
    let direction = if page.ascending() { Order::Asc } else { Order::Desc };
    let parts = if page.backwards { Order::Desc } else { Order::Asc };
    whole
        .from_subquery(both, "halves")
        .order_by(("halves", PART), parts)
        .order_by(("halves", BY), direction.clone())
        .order_by(("halves", KEY), direction)
        .limit(page.size + 1)
        .to_owned()
}

/// Whether a row is of those without a value.
const PART: &str = "in part";
/// What orders it.
const BY: &str = "in order";
/// Its key.
const KEY: &str = "in turn";
