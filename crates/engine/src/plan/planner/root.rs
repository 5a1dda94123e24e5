//! The fields of the root: records found by an argument, by ids or by another table, and lists of all records.

use super::{
    super::{Part, Source},
    Planner,
};
use crate::{
    catalog::Catalog,
    define::{Field, Kind},
    id::{AT_ONCE, GlobalId},
    selection::Selection,
};
use fault::Fault;

impl Planner {
    /// A field of the root.
    pub(super) fn root(&mut self, field: &'static Field, selection: &Selection) -> Part {
        if let Some(refused) = self.refused(field, selection) {
            return refused;
        }
        match &field.kind {
            Kind::Find { argument, target, nullable, find } => {
                let nullable = *nullable;
                match argument.value(selection).and_then(find) {
                    Err(fault) => Part::Fault { fault, nullable },
                    Ok(condition) => {
                        let name =
                            argument.value(selection).ok().filter(|name| !name.is_empty()).map(ToOwned::to_owned);
                        let step = self.step(target(), Source::Find { condition, name }, 0);
                        Part::One {
                            at: None,
                            choice: self.choice(target(), step, selection.below.of(target().name)),
                            nullable,
                        }
                    }
                }
            }
            Kind::List { target } => self.list(None, target(), None, selection),
            Kind::Node { .. } => match selection.required_text("id").and_then(|id| GlobalId::read(id, self.catalog)) {
                Ok(id) => self.node(id, selection),
                Err(fault) => Part::Fault { fault, nullable: true },
            },
            Kind::Nodes { .. } => self.nodes(selection),
            Kind::FindAny { argument, names, column, kind_column, find, .. } => {
                match argument.value(selection).and_then(find) {
                    Err(fault) => Part::Fault { fault, nullable: true },
                    Ok(condition) => {
                        let name = argument.value(selection).ok().map(ToOwned::to_owned);
                        let step = self.step(names(), Source::Find { condition, name }, 0);
                        self.steps[step].columns = vec![column, kind_column];
                        Part::Named { step, choices: self.choices(step, 0, 1, &selection.below) }
                    }
                }
            }
            Kind::Computed(field) => self.of_all(field(), selection),
            _ => Part::Fault { fault: Fault::internal("a field of rows at the root"), nullable: false },
        }
    }

    fn node(&mut self, id: GlobalId, selection: &Selection) -> Part {
        let Some(object) = self.catalog.tagged(id.tag) else {
            return Part::Fault { fault: Fault::internal(format!("no type has the tag {}", id.tag)), nullable: true };
        };
        let step = self.step(object, Source::Keys { ids: vec![id.key] }, 0);
        Part::One { at: None, choice: self.choice(object, step, selection.below.of(object.name)), nullable: true }
    }

    fn nodes(&mut self, selection: &Selection) -> Part {
        let keys = match ids(selection, self.catalog) {
            Ok(keys) => keys,
            Err(fault) => return Part::Fault { fault, nullable: true },
        };
        if keys.len() > AT_ONCE {
            let fault = Fault::bad_user_input(format!("At most {AT_ONCE} ids at once, not {}.", keys.len()));
            return Part::Fault { fault, nullable: true };
        }
        let catalog = self.catalog;
        let choices = catalog
            .objects
            .iter()
            .filter_map(|object| {
                let tag = object.tag?;
                let ids: Vec<_> = keys.iter().filter(|id| id.tag == tag).map(|id| id.key).collect();
                if ids.is_empty() {
                    return None;
                }
                let step = self.step(object, Source::Keys { ids }, 0);
                Some((tag, self.choice(object, step, selection.below.of(object.name))))
            })
            .collect();
        Part::Nodes { keys, choices }
    }
}

/// The requested ids.
fn ids(selection: &Selection, catalog: &Catalog) -> Result<Vec<GlobalId>, Fault> {
    let read = |id: &async_graphql::Value| match id {
        async_graphql::Value::String(text) => GlobalId::read(text, catalog),
        _ => Err(Fault::internal("an id that is no text")),
    };
    let ids = selection.list("ids").ok_or_else(|| Fault::internal("no `ids`, which is required"))?;
    ids.iter().map(read).collect()
}
