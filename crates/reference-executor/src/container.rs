//! What async-graphql walks through: objects that know their type only when they are there.

use super::{
    list::{self, List},
    resolve,
    row::Row,
};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types,
    registry::Registry, resolver_utils::resolve_container,
};
use engine::define::{Field, Object};
use fault::Fault;
use std::borrow::Cow;

/// An object of the answer.
pub(super) enum Container {
    /// A record, a value embedded in one, or the root.
    Record(Record),
    /// A page of a list.
    List(Box<List>),
    /// A record at its place in a list.
    Edge(Box<Edge>),
    /// Where a page stands in its list.
    Info(Vec<(&'static str, Computed)>),
}

/// A record at its place in a list.
pub(super) struct Edge {
    pub(super) cursor: Computed,
    /// What the arguments of the list added, by field.
    pub(super) added: Vec<(&'static str, Computed)>,
    pub(super) compared: Computed,
    pub(super) record: Record,
}

/// A value of a page, or why there is none; whoever asks for it hears of it.
pub(super) type Computed = Result<Value, Fault>;

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
        "ReferenceContainer".into()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        match self {
            Self::Record(record) => record.object.name.into(),
            Self::List(list) => format!("{}Connection", list.of.object.name).into(),
            Self::Edge(edge) => format!("{}Edge", edge.record.object.name).into(),
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
            Self::Edge(edge) => Box::pin(edge.field(ctx, name)).await,
            Self::Info(members) => {
                let member = members.iter().find(|(member, _)| *member == name);
                member.map(|(_, value)| resolve::computed_value(ctx, true, value)).transpose()
            }
        }
    }
}

impl Edge {
    async fn field(&self, ctx: &Context<'_>, name: &str) -> ServerResult<Option<Value>> {
        match name {
            "cursor" => resolve::computed_value(ctx, false, &self.cursor).map(Some),
            _ if self.record.object.relation.is_some() => {
                match self.record.fields.iter().find(|field| field.name == name) {
                    Some(field) => resolve::field(ctx, &self.record, field).await.map(Some),
                    None => Ok(None),
                }
            }
            "node" => resolve::shown(ctx, &self.record).await.map(Some),
            name => {
                let is_comparison = self.record.object.comparison.as_ref().is_some_and(|it| it.name == name);
                let added = self.added.iter().find(|(field, _)| *field == name).map(|(_, value)| value);
                let value = added.or(is_comparison.then_some(&self.compared));
                value.map(|value| resolve::computed_value(ctx, true, value)).transpose()
            }
        }
    }
}
