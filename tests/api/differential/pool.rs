//! Values that mean something: slugs, ids, dates and cursors of the demonstration register.

use super::{
    both::{Both, Question},
    compare::{Answer, Json},
    facts::{Facts, needed, page_of},
};
use crate::postgres;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Name of the order of lists that have none of their own.
pub const ENTERED: &str = "ENTERED";

/// A list's type of records, its order, and whether that is turned round.
pub type Ordered = (String, String, bool);

/// Values of the register.
pub struct Pool {
    /// Present and former slugs, by kind.
    pub slugs: BTreeMap<String, Vec<String>>,
    /// ISO 3166 codes.
    pub codes: Vec<String>,
    /// Dates in EDTF.
    pub dates: Vec<String>,
    /// Identifiers of records and statements.
    pub ids: Vec<String>,
    /// Cursors of lists.
    pub cursors: BTreeMap<Ordered, Vec<String>>,
}

impl Pool {
    /// Reads slugs, codes and dates from the tables, and takes ids and cursors from answers of the server.
    pub async fn harvest(both: &Both, facts: &Facts) -> Self {
        let db = postgres::session(both.database()).await;
        let mut slugs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in postgres::rows(&db, "select kind, slug from slug").await {
            slugs.entry(row.try_get("", "kind").unwrap()).or_default().push(row.try_get("", "slug").unwrap());
        }
        for slugs in slugs.values_mut() {
            slugs.sort();
        }
        let texts = async |sql: &str| -> Vec<String> {
            let mut texts: Vec<_> =
                postgres::rows(&db, sql).await.iter().map(|row| row.try_get("", "text").unwrap()).collect();
            texts.sort();
            texts
        };
        let codes = texts(
            "select text from (select unnest(array[iso2, iso3, iso_numeric, iso_former]) as text from state) codes
             where text is not null",
        )
        .await;
        let dates = texts(
            "select distinct text from (select date_edtf as text from meeting union all select date_edtf from milestone
             union all select from_edtf from membership union all select date_edtf from treaty_action) dates
             where text is not null",
        )
        .await;
        db.close().await.expect("closed");
        let mut pool = Self { slugs, codes, dates, ids: Vec::new(), cursors: BTreeMap::new() };
        pool.ask(both, facts).await;
        assert!(pool.ids.len() > 500 && pool.cursors.values().flatten().count() > 2_000, "a small register");
        pool
    }

    /// Asks every kind of list in every order.
    async fn ask(&mut self, both: &Both, facts: &Facts) {
        let mut ids = BTreeSet::new();
        for list in facts.fields("Query") {
            let Some(node) = page_of(list) else { continue };
            self.page(both, facts, &node, &mut ids, |page| {
                format!("{{ {}({}first: 100{page} }}", list.name, needed(list))
            })
            .await;
        }
        for list in facts.fields("Query") {
            let Some(parent) = page_of(list) else { continue };
            for below in facts.fields(&parent) {
                let Some(node) = page_of(below) else { continue };
                let ask = |page: &str| {
                    format!(
                        "{{ {}({}first: 50) {{ nodes {{ {}(first: 20{page} }} }} }}",
                        list.name,
                        needed(list),
                        below.name
                    )
                };
                self.page(both, facts, &node, &mut ids, ask).await;
            }
        }
        self.ids = ids.into_iter().collect();
    }

    async fn page(
        &mut self,
        both: &Both,
        facts: &Facts,
        node: &str,
        ids: &mut BTreeSet<String>,
        document: impl Fn(&str) -> String,
    ) {
        let id = facts.field(node, "id").map_or("__typename", |_| "id");
        let orders = facts.orders(node);
        let usual = vec![ENTERED.to_owned()];
        for order in if orders.is_empty() { &usual } else { &orders } {
            for descending in [false, true] {
                let ordered = (node.to_owned(), order.clone(), descending);
                if self.cursors.get(&ordered).is_some_and(|known| known.len() > 50) || (orders.is_empty() && descending)
                {
                    continue;
                }
                let direction = if descending { "DESC" } else { "ASC" };
                let by = if orders.is_empty() {
                    String::new()
                } else {
                    format!(", orderBy: {{ field: {order}, direction: {direction} }}")
                };
                let document = document(&format!("{by}) {{ edges {{ cursor node {{ {id} }} }} }}"));
                let question =
                    Question { origin: "harvest".to_owned(), document, operation: None, variables: json!({}) };
                let text = both.planned(&question).await;
                let answer = Answer::read(&text).expect("an answer");
                let data = answer.data.filter(|_| answer.errors.is_empty()).unwrap_or_else(|| panic!("{text}"));
                collect(&data, ids, self.cursors.entry(ordered).or_default());
            }
        }
    }
}

/// Takes what stands under `id` and `cursor`.
fn collect(value: &Json, ids: &mut BTreeSet<String>, cursors: &mut Vec<String>) {
    match value {
        Json::List(items) => items.iter().for_each(|item| collect(item, ids, cursors)),
        Json::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("id", Json::Text(id)) => drop(ids.insert(id.clone())),
                    ("cursor", Json::Text(cursor)) => cursors.push(cursor.clone()),
                    _ => collect(value, ids, cursors),
                }
            }
        }
        _ => {}
    }
}
