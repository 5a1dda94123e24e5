//! Lists walked page by page, forwards and backwards, to the end or as deep as is told.

use super::{
    both::{Both, Question},
    compare::Json,
    dice::Dice,
    facts::{Facts, needed, page_of},
    pool::{ENTERED, Pool},
};
use serde_json::{Value, json};

/// Pages of one walk at most.
const PAGES: usize = 12;

/// Walks a list that a seed draws: one of the root, or one of a record. Says how many pages it had.
pub async fn walk(both: &mut Both, facts: &Facts, pool: &Pool, seed: u64) -> usize {
    let mut dice = Dice::of(seed);
    let root = facts.fields("Query");
    let root: Vec<_> = root.into_iter().filter(|list| page_of(list).is_some()).collect();
    let list = dice.pick(&root).expect("lists at the root");
    let mut node = page_of(list).expect("a list");
    let mut place = list.name.to_string();
    let mut given = needed(list);
    let mut around = (String::new(), String::new());
    if dice.percent(50) {
        let below = facts.fields(&node);
        let below: Vec<_> = below.into_iter().filter(|list| page_of(list).is_some()).collect();
        if let Some(below) = dice.pick(&below) {
            around = (format!("{place}({given}first: 15) {{ nodes {{ "), " } }".to_owned());
            place = below.name.to_string();
            given = needed(below);
            node = page_of(below).expect("a list");
        }
    }
    let orders = facts.orders(&node);
    let (order, descending) = (dice.pick(&orders).cloned(), dice.percent(50));
    let direction = if descending { "DESC" } else { "ASC" };
    let by = order.as_ref().map(|order| format!(", orderBy: {{ field: {order}, direction: {direction} }}"));
    let by = by.unwrap_or_default();
    let forwards = dice.percent(50);
    let (length, from) = if forwards { ("first", "after") } else { ("last", "before") };
    let identified = facts.field(&node, "id").map_or("__typename", |_| "id");
    let document = format!(
        "query ($size: Int!, $from: String) {{ {}page: {place}({given}{length}: $size, {from}: $from{by}) {{ \
         nodes {{ {identified} }} edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} totalCount \
         }}{} }}",
        around.0, around.1
    );
    let ordered = (node, order.unwrap_or_else(|| ENTERED.to_owned()), descending);
    // Half of the walks begin deep in the list.
    let mut from = pool.cursors.get(&ordered).filter(|_| dice.percent(50)).and_then(|known| dice.pick(known)).cloned();
    for page in 1..=PAGES {
        let variables: Value = json!({ "size": dice.between(1, 9), "from": from });
        let origin = format!("walk {seed}, page {page}");
        let question = Question { origin, document: document.clone(), operation: None, variables };
        let Some(answer) = both.ask(&question).await else { return page };
        let info = answer.data.as_ref().and_then(|data| last_page(data));
        let end = if forwards { "endCursor" } else { "startCursor" };
        from = match info.and_then(|info| info.get(end)).and_then(Json::text) {
            Some(cursor) => Some(cursor.to_owned()),
            None => return page,
        };
    }
    PAGES
}

/// The first `pageInfo` that has an end.
fn last_page(value: &Json) -> Option<&Json> {
    match value {
        Json::List(items) => items.iter().find_map(last_page),
        Json::Object(members) => members.iter().find_map(|(key, value)| match key.as_str() {
            "pageInfo" => Some(value).filter(|info| info.get("endCursor").is_some_and(|end| end.text().is_some())),
            _ => last_page(value),
        }),
        _ => None,
    }
}
