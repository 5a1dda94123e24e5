//! A page of a list: its records, where it stands, and how long the list is.

use super::{
    argument,
    container::{Computed, Container, Edge, Record},
    resolve::{Named, failed},
    row::{Row, Snapshot},
    statement::{self, Of},
};
use async_graphql::{
    Context, ServerResult, Value,
    resolver_utils::{resolve_container, resolve_list},
};
use engine::{
    define::{Comparison, EdgeColumn, OrderBy},
    page::{Page, Position},
    relation::{Facets, Relation},
    scalar::Scalar as _,
};
use fault::Fault;

/// A page that was read.
pub(super) struct List {
    pub(super) of: Of,
    page: Page,
    /// In the order of the list.
    rows: Vec<Row>,
    /// Whether the list goes on, in the direction in which the page was read.
    more: bool,
}

/// Reads the page that a field asks for, and shows it.
pub(super) async fn shown(ctx: &Context<'_>, parent: &Record, of: Of) -> ServerResult<Value> {
    let list = match argument::selection(ctx, parent.object).and_then(|selection| Page::of(of.object, &selection)) {
        Ok(page) => List::read(ctx.data_unchecked(), of, page).await,
        Err(fault) => Err(fault),
    };
    let list = list.map_err(|fault| failed(ctx, fault))?;
    resolve_container(&ctx.with_selection_set(&ctx.item.node.selection_set), &Container::List(Box::new(list))).await
}

impl List {
    async fn read(snapshot: &Snapshot, of: Of, page: Page) -> Result<Self, Fault> {
        let mut rows = snapshot.rows(&statement::page(of, &page)).await?;
        let size = usize::try_from(page.size).map_err(Fault::internal)?;
        let more = rows.len() > size;
        rows.truncate(size);
        if page.backwards {
            rows.reverse();
        }
        Ok(Self { of, page, rows, more })
    }

    fn records(&self) -> impl ExactSizeIterator<Item = Record> {
        self.rows.iter().map(|row| Record::new(self.of.object, row.clone()))
    }

    fn cursor(&self, row: &Row) -> Result<Value, Fault> {
        let by = if self.page.order.by == OrderBy::Key { None } else { row.cell(self.page.order.column) };
        let key = row.key("id").ok_or_else(|| Fault::internal("a row without a key"))?;
        let mut out = Vec::new();
        self.page.cursor(by, key, &mut out)?;
        serde_json::from_slice(&out).map_err(Fault::internal)
    }

    /// `is_asked` says whether anybody asks how they compare with their neighbours, which takes a statement for each.
    async fn edges(&self, snapshot: &Snapshot, is_asked: bool) -> Vec<Container> {
        let mut edges = Vec::new();
        for record in self.records() {
            let compared = if is_asked { self.compared(snapshot, &record.row).await } else { Ok(None) };
            let (cursor, added) = (self.cursor(&record.row), self.added(&record.row));
            edges.push(Container::Edge(Box::new(Edge { cursor, added, compared: compared.map(Value::from), record })));
        }
        edges
    }

    /// Fields of an edge over the columns that the arguments of the list added.
    fn added(&self, row: &Row) -> Vec<(&'static str, Computed)> {
        let written = |edge: &EdgeColumn| {
            let Some(cell) = row.cell(edge.column) else { return Ok(Value::Null) };
            let mut out = Vec::new();
            (edge.copy)(Some(cell), &mut out)?;
            serde_json::from_slice(&out).map_err(Fault::internal)
        };
        let edges = self.of.object.list.iter().flat_map(|list| &list.edges);
        edges.map(|edge| (edge.name, written(edge))).collect()
    }

    /// How a record compares with the one before it; none for the first of the list.
    async fn compared(&self, snapshot: &Snapshot, row: &Row) -> Result<Option<bool>, Fault> {
        let Some(Comparison { columns, compare, .. }) = &self.of.object.comparison else { return Ok(None) };
        let by = i32::read(row.cell(self.page.order.column))?;
        let id = row.key("id").ok_or_else(|| Fault::internal("a row without a key"))?;
        let here = Position { value: Some(by.into()), id };
        let before = Page { size: 1, after: None, before: Some(here), backwards: true, ..self.page.clone() };
        let Some(above) = snapshot.row(&statement::page(self.of, &before)).await? else { return Ok(None) };
        let cells = |row| columns.iter().map(|column| Row::cell(row, column)).collect::<Vec<_>>();
        let (above, this) = (cells(&above), cells(row));
        let compared = if self.page.descending { compare(&this, &above) } else { compare(&above, &this) };
        compared.map(Some)
    }

    fn info(&self) -> Container {
        let cursor = |row: Option<&Row>| row.map_or(Ok(Value::Null), |row| self.cursor(row));
        let Page { backwards, after, before, .. } = &self.page;
        let (next, previous) = if *backwards { (false, self.more) } else { (self.more, false) };
        let (next, previous) = (next || before.is_some(), previous || after.is_some());
        Container::Info(vec![
            ("hasNextPage", Ok(next.into())),
            ("hasPreviousPage", Ok(previous.into())),
            ("startCursor", cursor(self.rows.first())),
            ("endCursor", cursor(self.rows.last())),
        ])
    }

    async fn count(&self, snapshot: &Snapshot) -> Result<Value, Fault> {
        let row = snapshot.row(&statement::count(self.of, &self.page)).await?;
        i64::read(row.as_ref().and_then(|row| row.cell("count"))).map(Value::from)
    }
}

/// The groups of a list of rows that are made.
async fn groups(list: &List, relation: &Relation, snapshot: &Snapshot) -> Result<Vec<Container>, Fault> {
    let Facets { column, target, .. } = &relation.facets;
    let rows = snapshot.rows(&statement::groups(list.of, &list.page, column)).await?;
    Ok(rows.into_iter().map(|row| Container::Record(Record::new(target(), row))).collect())
}

/// A member of a page.
pub(super) async fn member(ctx: &Context<'_>, list: &List, name: &str) -> ServerResult<Option<Value>> {
    let below = ctx.with_selection_set(&ctx.item.node.selection_set);
    let fail = |fault| failed(ctx, fault);
    let relation = list.of.object.relation.as_ref();
    Ok(Some(match (name, relation) {
        ("nodes", Some(relation)) => {
            let node = relation.node_of(list.of.object).map_err(fail)?;
            let named = list.records().map(|row| Named { row, node });
            resolve_list(&below, ctx.item, named, Some(list.rows.len())).await?
        }
        ("facets", Some(relation)) => {
            let groups = groups(list, relation, ctx.data_unchecked()).await.map_err(fail)?;
            let count = groups.len();
            resolve_list(&below, ctx.item, groups, Some(count)).await?
        }
        (_, Some(relation)) if name == relation.reading.name => {
            let statement = list.page.reading.as_ref().map(|rows| relation.reading.rows(rows));
            let statement = statement.ok_or_else(|| fail(Fault::internal("a list without a reading")))?;
            let snapshot: &Snapshot = ctx.data_unchecked();
            let rows = snapshot.rows(&statement).await.map_err(fail)?;
            let count = rows.len();
            let rows = rows.into_iter().map(|row| Container::Record(Record::new((relation.reading.target)(), row)));
            resolve_list(&below, ctx.item, rows, Some(count)).await?
        }
        ("nodes", None) => {
            let records = list.records().map(Container::Record);
            resolve_list(&below, ctx.item, records, Some(list.rows.len())).await?
        }
        ("edges", _) => {
            let comparison = list.of.object.comparison.as_ref();
            let compares = comparison.is_some_and(|it| ctx.look_ahead().field(it.name).exists());
            let edges = list.edges(ctx.data_unchecked(), compares).await;
            resolve_list(&below, ctx.item, edges, Some(list.rows.len())).await?
        }
        ("pageInfo", _) => resolve_container(&below, &list.info()).await?,
        ("totalCount", _) => list.count(ctx.data_unchecked()).await.map_err(fail)?,
        _ => return Ok(None),
    }))
}
