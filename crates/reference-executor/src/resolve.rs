//! What a field is, by its kind. A new `Kind` needs a branch here.

use super::{
    Reader, argument,
    container::{Computed, Container, Record},
    derived, list,
    merged::Nulls,
    row::Snapshot,
    statement::{self, Of},
};
use async_graphql::{
    Context, ContextSelectionSet, OutputType, Positioned, ServerError, ServerResult, Value,
    parser::types,
    registry::Registry,
    resolver_utils::{resolve_container, resolve_list},
};
use engine::{
    catalog::Catalog,
    define::{Field, Interface, Kind, Object, Write},
    derive::Cardinality,
    id::{AT_ONCE, GlobalId},
    selection::Selection,
};
use fault::Fault;
use sea_orm::Condition;
use std::borrow::Cow;

/// The value of a field of a record, or of the root.
pub(super) async fn field(ctx: &Context<'_>, of: &Record, field: &'static Field) -> ServerResult<Value> {
    let selection = || argument::selection(ctx, of.object);
    if let Some(fault) = field.refused_to(reader(ctx).role) {
        return or_null(ctx, true, Err(failed(ctx, fault)));
    }
    match &field.kind {
        Kind::Leaf { columns, write, nullable, .. } => {
            or_null(ctx, *nullable, leaf(of, columns, write).map_err(|fault| failed(ctx, fault)))
        }
        Kind::Added { column, copy, .. } => {
            let Some(cell) = of.row.cell(column) else { return Ok(Value::Null) };
            let mut out = Vec::new();
            let written =
                copy(Some(cell), &mut out).and_then(|()| serde_json::from_slice(&out).map_err(Fault::internal));
            or_null(ctx, true, written.map_err(|fault| failed(ctx, fault)))
        }
        Kind::Embedded { object, fields, present, nullable } => {
            let value = of.row.cell(present).map(|_| Record { object: object(), fields, row: of.row.clone() });
            one(ctx, *nullable, Ok(value)).await
        }
        Kind::One { column, target, nullable } => {
            let found = keyed(ctx, Some(target()), of.row.key(column)).await;
            one(ctx, *nullable, found).await
        }
        Kind::Any { column, kind_column, interface, nullable } => {
            let object = of.row.text(kind_column).and_then(|tag| reader(ctx).tagged(tag, interface()));
            let found = keyed(ctx, object, of.row.key(column)).await;
            one(ctx, *nullable, found).await
        }
        Kind::Many { link, target } => {
            let key = of.row.key("id").ok_or_else(|| failed(ctx, Fault::internal("a row without a key")))?;
            let list = list::shown(ctx, of, Of { object: target(), parent: Some((link, key)) }).await;
            or_null(ctx, true, list)
        }
        Kind::Computed(computed) => {
            let found = match selection() {
                Ok(selection) => derived::computed(snapshot(ctx), computed(), of, &selection).await,
                Err(fault) => Err(fault),
            };
            let nullable = computed().is_nullable();
            let records = match found.map_err(|fault| failed(ctx, fault)) {
                Ok(records) => records,
                failure => return or_null(ctx, nullable, failure.map(|_| Value::Null)),
            };
            match computed().cardinality {
                Cardinality::Many => {
                    let records = all(ctx, records).await;
                    or_null(ctx, nullable, records)
                }
                _ => one(ctx, nullable, Ok(records.into_iter().next())).await,
            }
        }
        Kind::Part { part, target } => {
            let records = derived::part(target(), &of.row, *part).map_err(|fault| failed(ctx, fault))?;
            all(ctx, records).await
        }
        Kind::Find { argument, target, nullable, find } => {
            let found = match selection().and_then(|selection| argument.value(&selection).and_then(find)) {
                Ok(condition) => snapshot(ctx).row(&statement::found(target(), condition)).await,
                Err(fault) => Err(fault),
            };
            one(ctx, *nullable, found.map(|row| row.map(|row| Record::new(target(), row)))).await
        }
        Kind::List { target } => {
            let list = list::shown(ctx, of, Of { object: target(), parent: None }).await;
            or_null(ctx, true, list)
        }
        Kind::Node { interface } => {
            let read = |id: &str| GlobalId::read(id, reader(ctx).catalog);
            let found = match selection().and_then(|selection| selection.text("id").map(read).transpose()) {
                Ok(Some(id)) => node(ctx, id, interface()).await,
                Ok(None) => Ok(None),
                Err(fault) => Err(fault),
            };
            one(ctx, true, found).await
        }
        Kind::Nodes { interface } => {
            let ids = selection()
                .and_then(|selection| ids(&selection, reader(ctx).catalog))
                .map_err(|fault| failed(ctx, fault));
            let ids = match ids {
                Ok(ids) => ids,
                Err(error) => return or_null(ctx, true, Err(error)),
            };
            let below = ctx.with_selection_set(&ctx.item.node.selection_set);
            let slots = ids.iter().map(|id| Slot(*id, interface()));
            resolve_list(&below, ctx.item, slots, Some(ids.len())).await
        }
        Kind::FindAny { argument, names, column, kind_column, find, interface } => {
            let found = match selection().and_then(|selection| find(selection.text(argument.name).unwrap_or_default()))
            {
                Ok(condition) => record_of_row(ctx, names(), [column, kind_column], condition, interface()).await,
                Err(fault) => Err(fault),
            };
            one(ctx, true, found).await
        }
    }
}

fn leaf(of: &Record, columns: &[&str], write: &Write) -> Result<Value, Fault> {
    let cells: Vec<_> = columns.iter().map(|column| of.row.cell(column)).collect();
    let mut out = Vec::new();
    match write {
        Write::Copy(copy) => copy(cells.first().copied().flatten(), &mut out)?,
        Write::Compute(compute) => compute(&cells, &mut out)?,
    }
    serde_json::from_slice(&out).map_err(Fault::internal)
}

fn snapshot<'a>(ctx: &Context<'a>) -> &'a Snapshot {
    ctx.data_unchecked()
}

fn reader(ctx: &Context<'_>) -> Reader {
    *ctx.data_unchecked()
}

async fn keyed(ctx: &Context<'_>, object: Option<&'static Object>, key: Option<i64>) -> Result<Option<Record>, Fault> {
    let (Some(object), Some(key)) = (object, key) else { return Ok(None) };
    let row = snapshot(ctx).row(&statement::by_key(object, key)).await?;
    Ok(row.map(|row| Record::new(object, row)))
}

async fn node(ctx: &Context<'_>, id: GlobalId, interface: &Interface) -> Result<Option<Record>, Fault> {
    keyed(ctx, reader(ctx).tagged(id.tag, interface), Some(id.key)).await
}

/// The record that a row of another table names.
async fn record_of_row(
    ctx: &Context<'_>,
    names: &'static Object,
    [column, kind_column]: [&'static str; 2],
    condition: Condition,
    interface: &Interface,
) -> Result<Option<Record>, Fault> {
    let Some(row) = snapshot(ctx).row(&statement::found(names, condition)).await? else { return Ok(None) };
    let object = row.text(kind_column).and_then(|tag| reader(ctx).tagged(tag, interface));
    keyed(ctx, object, row.key(column)).await
}

/// Identifiers, no more than may be asked at once.
fn ids(selection: &Selection, catalog: &Catalog) -> Result<Vec<GlobalId>, Fault> {
    let texts = selection.list("ids").unwrap_or_default();
    if texts.len() > AT_ONCE {
        return Err(Fault::bad_user_input(format!("At most {AT_ONCE} ids at once, not {}.", texts.len())));
    }
    let read = |id: &Value| match id {
        Value::String(text) => GlobalId::read(text, catalog),
        _ => Err(Fault::bad_user_input("An id is a text.")),
    };
    texts.iter().map(read).collect()
}

/// One of several nodes that are asked for by their ids.
struct Slot(GlobalId, &'static Interface);

impl OutputType for Slot {
    fn type_name() -> Cow<'static, str> {
        "ReferenceSlot".into()
    }

    fn create_type_info(_: &mut Registry) -> String {
        unreachable!("the types are published by the bridge")
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<types::Field>) -> ServerResult<Value> {
        let mut item = ctx.with_field(field);
        // `with_field` goes one name further, but this is the field itself, at a place of its list.
        item.path_node = ctx.path_node;
        let found = node(&item, self.0, self.1).await;
        Box::pin(one(&item, true, found)).await
    }
}

/// A plain list of records.
async fn all(ctx: &Context<'_>, records: Vec<Record>) -> ServerResult<Value> {
    let below = ctx.with_selection_set(&ctx.item.node.selection_set);
    let length = records.len();
    Box::pin(resolve_list(&below, ctx.item, records.into_iter().map(Container::Record), Some(length))).await
}

/// The record that a row names, where rows are made.
pub(super) struct Named {
    pub(super) row: Record,
    pub(super) node: &'static Field,
}

impl OutputType for Named {
    fn type_name() -> Cow<'static, str> {
        "ReferenceNamed".into()
    }

    fn create_type_info(_: &mut Registry) -> String {
        unreachable!("the types are published by the bridge")
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<types::Field>) -> ServerResult<Value> {
        let mut item = ctx.with_field(field);
        // As for a slot.
        item.path_node = ctx.path_node;
        Box::pin(self::field(&item, &self.row, self.node)).await
    }
}

/// A record with what is asked of it.
pub(super) async fn shown(ctx: &Context<'_>, record: &Record) -> ServerResult<Value> {
    let below = ctx.with_selection_set(&ctx.item.node.selection_set);
    resolve_container(&below, &Container::Record(record.clone())).await
}

async fn one(ctx: &Context<'_>, nullable: bool, found: Result<Option<Record>, Fault>) -> ServerResult<Value> {
    let value = match found {
        Ok(Some(record)) => shown(ctx, &record).await,
        Ok(None) if nullable => Ok(Value::Null),
        Ok(None) => Err(failed(ctx, Fault::internal("no record for a non-null field"))),
        Err(fault) => Err(failed(ctx, fault)),
    };
    or_null(ctx, nullable, value)
}

/// A value of a page.
pub(super) fn computed_value(ctx: &Context<'_>, nullable: bool, value: &Computed) -> ServerResult<Value> {
    or_null(ctx, nullable, value.clone().map_err(|fault| failed(ctx, fault)))
}

/// A field that may be null stops what a field below it failed by.
fn or_null(ctx: &Context<'_>, nullable: bool, value: ServerResult<Value>) -> ServerResult<Value> {
    match value {
        Err(error) if nullable => {
            ctx.data_unchecked::<Nulls>().note(place(ctx));
            ctx.add_error(error);
            Ok(Value::Null)
        }
        value => value,
    }
}

/// A fault of this field.
pub(super) fn failed(ctx: &Context<'_>, fault: Fault) -> ServerError {
    ctx.set_error_path(async_graphql::Error::from(fault).into_server_error(ctx.item.pos))
}

fn place(ctx: &Context<'_>) -> Vec<async_graphql::PathSegment> {
    ctx.set_error_path(ServerError::new(String::new(), None)).path
}
