//! What async-graphql walks through: objects that know their type only when they are there.

use super::{
    list::{self, List},
    resolve,
    row::Row,
};
use crate::{
    error::Fault,
    read::define::{Field, Object},
};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types,
    registry::Registry, resolver_utils::resolve_container,
};
use std::borrow::Cow;

/// An object of the answer.
pub(super) enum Container {
    /// A record, a value embedded in one, or the root.
    Record(Record),
    /// A page of a list.
    List(Box<List>),
    /// A record at its place in a list.
    Edge { cursor: Worked, certainty: Value, is_order_certain: Worked, record: Record },
    /// Where a page stands in its list.
    Info(Vec<(&'static str, Worked)>),
}

/// A value of a page, or why there is none; whoever asks for it hears of it.
pub(super) type Worked = Result<Value, Fault>;

/// A row, as an object type that is published over it.
#[derive(Clone)]
pub(super) struct Record {
    pub(super) object: &'static Object,
    pub(super) fields: &'static [Field],
    pub(super) row: Row,
}

impl Record {
    pub(super) fn new(object: &'static Object, row: Row) -> Self {
        Self { object, fields: &object.fields, row }
    }
}

impl OutputType for Container {
    fn type_name() -> Cow<'static, str> {
        "LooseContainer".into()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        match self {
            Self::Record(record) => record.object.name.into(),
            Self::List(list) => format!("{}Connection", list.of.object.name).into(),
            Self::Edge { record, .. } => format!("{}Edge", record.object.name).into(),
            Self::Info(_) => "PageInfo".into(),
        }
    }

    fn create_type_info(_: &mut Registry) -> String {
        unreachable!("the types are published by the bridge")
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<types::Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for Container {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let name = ctx.item.node.name.node.as_str();
        match self {
            Self::Record(record) => match record.fields.iter().find(|field| field.name == name) {
                Some(field) => Box::pin(resolve::field(ctx, record, field)).await.map(Some),
                None => Ok(None),
            },
            Self::List(list) => Box::pin(list::member(ctx, list, name)).await,
            Self::Edge { cursor, .. } if name == "cursor" => resolve::worked(ctx, false, cursor).map(Some),
            Self::Edge { certainty, .. } if name == "certainty" => Ok(Some(certainty.clone())),
            Self::Edge { is_order_certain, .. } if name == "isOrderCertain" => {
                resolve::worked(ctx, true, is_order_certain).map(Some)
            }
            Self::Edge { record, .. } if record.object.relation.is_some() => {
                match record.fields.iter().find(|field| field.name == name) {
                    Some(field) => Box::pin(resolve::field(ctx, record, field)).await.map(Some),
                    None => Ok(None),
                }
            }
            Self::Edge { record, .. } => Box::pin(resolve::shown(ctx, record)).await.map(Some),
            Self::Info(members) => {
                let member = members.iter().find(|(member, _)| *member == name);
                member.map(|(_, value)| resolve::worked(ctx, true, value)).transpose()
            }
        }
    }
}
