//! Warnings about the order of acts, steps, meetings and events: cycles, and an order that the dates exclude.
use super::{Linter, before, bodies::leads, surroundings::Row};
use crate::{
    kind::dated,
    lists::ListTable,
    plan::{Given, Plan},
    sql,
};
use sea_orm::{DatabaseTransaction, DbErr};
use std::collections::{HashMap, HashSet};

/// What comes before what.
#[derive(Clone, Copy, Debug)]
pub struct Ordered {
    /// The statement that says so, where it is among the entries.
    pub said_by: Option<i64>,
    /// What comes first.
    pub earlier: i64,
    /// What comes later.
    pub later: i64,
}

/// The order that the entries give, and the order in the register of statements that are no entries.
pub async fn of(transaction: &DatabaseTransaction, given: &Given<'_>, plan: &Plan) -> Result<Vec<Ordered>, DbErr> {
    let mut order = Vec::new();
    for table in ["comes_after", "comes_before", "day_after"] {
        let Some(list) = ListTable::by_name(table) else { continue };
        for row in plan.lists.get(table).into_iter().flatten() {
            let Some(other) = list.table.number(&row.values, list.member) else { continue };
            let (earlier, later) = if table == "comes_before" { (row.owner, other) } else { (other, row.owner) };
            order.push(Ordered { said_by: Some(row.owner), earlier, later });
        }
    }
    let written = plan.kinds.iter().flat_map(|kind| &kind.rows).map(|row| row.id).collect::<HashSet<_>>();
    let stored = sql::all(transaction, "SELECT said_by, earlier_id, later_id FROM dated_order", []).await?;
    for row in stored {
        let (said_by, earlier, later) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let goes = [said_by, earlier, later].iter().any(|node: &i64| given.leaving.contains(node));
        if !goes && !written.contains(&said_by) {
            order.push(Ordered { said_by: None, earlier, later });
        }
    }
    Ok(order)
}

impl Linter<'_> {
    /// Cycles in the order, and orders that the dates exclude.
    pub(super) fn order(&mut self) {
        let around = self.around;
        let row = |id: i64| dated().into_iter().find_map(|kind| around.get(kind, id));
        let mut after = HashMap::<i64, Vec<i64>>::new();
        for order in &around.order {
            after.entry(order.earlier).or_default().push(order.later);
        }
        for order in &around.order {
            let Some(said_by) = order.said_by.and_then(row) else { continue };
            if leads(&after, order.later, order.earlier) {
                self.warn(
                    &[said_by],
                    "by the order that is recorded it comes before itself, in a cycle; that order is ignored",
                );
            } else if let (Some(earlier), Some(later)) = (row(order.earlier), row(order.later))
                && before(later.last("date"), earlier.first("date"))
            {
                let reason = if Some(earlier.id) == order.said_by { BEFORE } else { AFTER };
                self.warn(&[said_by, other(said_by, earlier, later)], reason);
            }
        }
    }
}

const BEFORE: &str = "its date lies after something that it should come before; that order is ignored";
const AFTER: &str = "its date lies before something that it should come after; that order is ignored";

/// The row of the pair that is not `this`.
fn other<'a>(this: &Row, one: &'a Row, two: &'a Row) -> &'a Row {
    if one.id == this.id { two } else { one }
}
