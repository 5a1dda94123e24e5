//! Statements for one parent at a time, with all columns of the table.

use engine::{
    define::{Link, Object, OrderBy},
    page::{Page, Position},
};
use sea_orm::{
    Condition,
    sea_query::{Alias, Asterisk, Expr, ExprTrait as _, Func, Order, Query, SelectStatement},
};

/// A list: all rows of an object type, or those that belong to a parent.
#[derive(Clone, Copy)]
pub(super) struct Of {
    pub(super) object: &'static Object,
    pub(super) parent: Option<(&'static Link, i64)>,
}

/// The rows that meet a condition.
pub(super) fn found(object: &Object, condition: Condition) -> SelectStatement {
    among(object, None).column((Alias::new(object.table), Asterisk)).cond_where(condition).to_owned()
}

/// A statement about all rows, of a table or made.
fn among(object: &Object, relation: Option<&SelectStatement>) -> SelectStatement {
    let table = Alias::new(object.table);
    match relation {
        Some(relation) => Query::select().from_subquery(relation.clone(), table).to_owned(),
        None => Query::select().from(table).to_owned(),
    }
}

/// The row with a key.
pub(super) fn by_key(object: &Object, key: i64) -> SelectStatement {
    found(object, Condition::all().add(column(object, "id").eq(key)))
}

/// The rows of a page, in the order in which it is read, and one more if the list goes on.
pub(super) fn page(of: Of, page: &Page) -> SelectStatement {
    let mut statement = among(of.object, page.relation.as_ref());
    statement.column((Alias::new(of.object.table), Asterisk)).cond_where(shown(of, page.filter.as_ref()));
    for (name, value) in &page.columns {
        statement.expr_as(value.clone(), *name);
    }
    if let Some(position) = &page.after {
        statement.cond_where(beyond(of.object, page, position, !page.descending));
    }
    if let Some(position) = &page.before {
        statement.cond_where(beyond(of.object, page, position, page.descending));
    }
    let direction = if page.descending == page.backwards { Order::Asc } else { Order::Desc };
    if let Some(none) = page.last_although_reversed() {
        let direction = if page.backwards { Order::Desc } else { Order::Asc };
        statement.order_by_expr(column(of.object, page.order.column).eq(none), direction);
    }
    if page.order.by != OrderBy::Key {
        statement.order_by_expr(column(of.object, page.order.column), direction.clone());
    }
    statement.order_by_expr(column(of.object, "id"), direction).limit(page.size + 1).to_owned()
}

/// The length of a list.
pub(super) fn count(of: Of, page: &Page) -> SelectStatement {
    among(of.object, page.relation.as_ref())
        .expr_as(Func::count(Expr::col(Asterisk)), "count")
        .cond_where(shown(of, page.filter.as_ref()))
        .to_owned()
}

/// How many rows of a list there are of each value of a column, whatever its restriction.
pub(super) fn groups(of: Of, page: &Page, by: &'static str) -> SelectStatement {
    let by = column(of.object, by);
    among(of.object, page.relation.as_ref())
        .expr(by.clone())
        .expr_as(Func::count(Expr::col(Asterisk)), "count")
        .add_group_by([by.clone()])
        .order_by_expr(by, Order::Asc)
        .to_owned()
}

fn column(object: &Object, column: &'static str) -> Expr {
    Expr::col((Alias::new(object.table), Alias::new(column)))
}

/// What the whole list holds: the rows that its definition says, except for a list of siblings, which has all.
fn shown(of: Of, filter: Option<&Condition>) -> Condition {
    let Of { object, parent } = of;
    let listed = object.listed.filter(|_| !matches!(parent, Some((Link::Siblings(_), _))));
    Condition::all()
        .add_option(parent.map(|(link, key)| belongs(object, link, key)))
        .add_option(listed.map(|listed| column(object, listed)))
        .add_option(filter.cloned())
}

fn belongs(object: &Object, link: &Link, parent: i64) -> Condition {
    let all = Condition::all();
    match link {
        Link::Column(of) => all.add(column(object, of).eq(parent)),
        Link::Through(join_table) => {
            let children = Query::select()
                .column(Alias::new(join_table.child))
                .from(Alias::new(join_table.table))
                .and_where(Expr::col(Alias::new(join_table.parent)).eq(parent))
                .to_owned();
            all.add(column(object, "id").in_subquery(children))
        }
        Link::Reach(reach) => reach(Expr::val(parent)),
        Link::Siblings(of) => {
            let set = Query::select()
                .column(("this", Alias::new(*of)))
                .from_as(Alias::new(object.table), "this")
                .and_where(Expr::col(("this", "id")).eq(parent))
                .to_owned();
            all.add(column(object, of).in_subquery(set)).add(column(object, "id").ne(parent))
        }
    }
}

/// Rows after a position, or before it.
fn beyond(object: &Object, page: &Page, position: &Position, after: bool) -> Condition {
    let compare = |column: Expr, value: sea_orm::Value| if after { column.gt(value) } else { column.lt(value) };
    let key = compare(column(object, "id"), position.id.into());
    let Some(value) = &position.value else { return Condition::all().add(key) };
    let by = column(object, page.order.column);
    if let (Some(none), sea_orm::Value::Int(Some(number))) = (page.last_although_reversed(), value) {
        // `after` is by the order of numbers, and the list is reversed.
        let of_the_same = if *number == none { by.clone().eq(none) } else { by.clone().ne(none) };
        let beyond = Condition::any()
            .add(compare(by.clone(), value.clone()))
            .add(Condition::all().add(by.clone().eq(value.clone())).add(key));
        let beyond = Condition::all().add(of_the_same).add(beyond);
        let all_others = match (*number == none, after) {
            (true, true) => Some(by.ne(none)),
            (false, false) => Some(by.eq(none)),
            _ => None,
        };
        return Condition::any().add(beyond).add_option(all_others);
    }
    Condition::any().add(compare(by.clone(), value.clone())).add(Condition::all().add(by.eq(value.clone())).add(key))
}
