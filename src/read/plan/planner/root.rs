//! The fields of the root: records found by an argument, by ids, by a slug, and lists of all.

use super::{
    super::{Part, Source},
    Planner,
};
use crate::read::{
    ask::Asked,
    define::{Field, Kind, Object},
    id::{AT_ONCE, GlobalId},
};
use fault::Fault;
use sea_orm::Condition;
use std::sync::LazyLock;

/// Slugs are looked up in their own table, which says what they name.
static SLUG: LazyLock<Object> = LazyLock::new(|| Object::new("Slug", "", "slug"));

impl Planner<'_> {
    /// A field of the root.
    pub(super) fn root(&mut self, field: &'static Field, asked: &Asked) -> Part {
        if let Some(refused) = self.refused(field, asked) {
            return refused;
        }
        match &field.kind {
            Kind::Find { argument, target, nullable, find } => {
                let nullable = *nullable;
                match argument.value(asked).and_then(find) {
                    Err(fault) => Part::Fault { fault, nullable },
                    Ok(condition) => {
                        let step = self.step(target(), Source::Find { condition });
                        Part::One {
                            at: None,
                            choice: self.choice(target(), step, asked.below.of(target().name)),
                            nullable,
                        }
                    }
                }
            }
            Kind::List { target } => self.list(None, target(), None, asked),
            Kind::Node => match asked.required_text("id").and_then(GlobalId::read) {
                Ok(id) => self.node(id, asked),
                Err(fault) => Part::Fault { fault, nullable: true },
            },
            Kind::Nodes => self.nodes(asked),
            Kind::Record => self.record(asked),
            Kind::Computed(field) => self.of_register(field(), asked),
            _ => Part::Fault { fault: Fault::internal("a field of rows at the root"), nullable: false },
        }
    }

    fn node(&mut self, id: GlobalId, asked: &Asked) -> Part {
        let Some(object) = self.catalog.of_kind(id.kind) else {
            return Part::Known(b"null".to_vec());
        };
        let step = self.step(object, Source::Keys { ids: vec![id.key] });
        Part::One { at: None, choice: self.choice(object, step, asked.below.of(object.name)), nullable: true }
    }

    fn nodes(&mut self, asked: &Asked) -> Part {
        let keys = match ids(asked) {
            Ok(keys) => keys,
            Err(fault) => return Part::Fault { fault, nullable: false },
        };
        if keys.len() > AT_ONCE {
            let fault = Fault::bad_user_input(format!("At most {AT_ONCE} ids at once, not {}.", keys.len()));
            return Part::Fault { fault, nullable: false };
        }
        let mut kinds: Vec<_> = keys.iter().map(|id| id.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let choices = kinds
            .into_iter()
            .filter_map(|kind| {
                let object = self.catalog.of_kind(kind)?;
                let ids = keys.iter().filter(|id| id.kind == kind).map(|id| id.key).collect();
                let step = self.step(object, Source::Keys { ids });
                Some((kind, self.choice(object, step, asked.below.of(object.name))))
            })
            .collect();
        Part::Nodes { keys, choices }
    }

    fn record(&mut self, asked: &Asked) -> Part {
        use sea_orm::sea_query::{Expr, ExprTrait as _};
        let slug = match asked.required_text("slug") {
            Ok(slug) => slug,
            Err(fault) => return Part::Fault { fault, nullable: true },
        };
        let step =
            self.step(&SLUG, Source::Find { condition: Condition::all().add(Expr::col(("slug", "slug")).eq(slug)) });
        self.steps[step].columns = vec!["node_id", "kind"];
        let choices = self.choices(step, 0, 1, &asked.below);
        Part::Record { step, choices }
    }
}

/// The identifiers that are asked for.
fn ids(asked: &Asked) -> Result<Vec<GlobalId>, Fault> {
    let read = |id: &async_graphql::Value| match id {
        async_graphql::Value::String(text) => GlobalId::read(text),
        _ => Err(Fault::internal("an id that is no text")),
    };
    let ids = asked.list("ids").ok_or_else(|| Fault::internal("no `ids`, which is required"))?;
    ids.iter().map(read).collect()
}
