//! How many records an operation can return, and how many it can make the server compute.
//!
//! Both are counted bottom-up while fields are collected: a field counts its own records times those below each of them.

use super::Limits;
use apollo_compiler::{executable::Field, parser::SourceSpan};
use async_graphql::Value;
use engine::{
    derive::{ComputedField, Size},
    selection::Below,
};
use fault::{Code, Fault};
use std::rc::Rc;

/// The counts of a selection. Sums and products saturate.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    /// Records that it can return, if it stands at the root.
    nodes: u64,
    /// The same below a list, where a list without a stated length is counted by what it usually holds.
    nodes_below: u64,
    /// Records that its computed fields can compute.
    computed: u64,
    /// The field that computes most; none if none computes anything.
    most: Option<Rc<Most>>,
}

/// A field on the way to the computed field that computes most.
#[derive(Debug)]
struct Most {
    key: String,
    name: String,
    /// How many records the field has for each of its parents.
    times: u64,
    /// The argument that says how many.
    argument: Option<&'static str>,
    /// How many fields beside it, itself counted, compute as much by the same name.
    alike: u64,
    /// Records that one of these computes.
    computed: u64,
    location: Option<SourceSpan>,
    below: Option<Rc<Most>>,
}

/// A field that is counted.
pub(super) struct Counted<'a> {
    /// Name of the object type around it.
    pub object: &'a str,
    /// Response key.
    pub key: &'a str,
    /// As the document has it.
    pub field: &'a Field,
    /// Where it stands in the document.
    pub location: Option<SourceSpan>,
    /// Arguments, coerced.
    pub args: &'a [(String, Value)],
    /// The selection below it.
    pub below: &'a Below,
    /// The definition, if the field is computed.
    pub computed: Option<&'static ComputedField>,
}

impl Count {
    /// Adds the count of a field beside others.
    pub(super) fn add(&mut self, other: Self) {
        self.nodes = self.nodes.saturating_add(other.nodes);
        self.nodes_below = self.nodes_below.saturating_add(other.nodes_below);
        self.computed = self.computed.saturating_add(other.computed);
        let Some(other) = other.most else { return };
        match &mut self.most {
            Some(most) if most.is_like(&other) => {
                if let Some(most) = Rc::get_mut(most) {
                    most.alike += 1;
                }
            }
            Some(most) if most.in_all() >= other.in_all() => {}
            most => *most = Some(other),
        }
    }

    /// The count of one of several possible types: the greater one.
    pub(super) fn or(self, other: Self) -> Self {
        let (nodes, nodes_below) = (self.nodes.max(other.nodes), self.nodes_below.max(other.nodes_below));
        let greater = if other.computed > self.computed { other } else { self };
        Self { nodes, nodes_below, ..greater }
    }

    /// The count of a field over the count of the selection below it.
    pub(super) fn of(counted: &Counted<'_>, below: Self, limits: &Limits) -> Self {
        let size = counted.computed.map(|field| field.size(counted.args));
        let times = counted.times(size, limits);
        let is_stored = counted.computed.is_none_or(|field| field.is_stored);
        let own = size.filter(|_| !is_stored).map_or(0, |size| size.records);
        let (nodes, nodes_below) = match times {
            None => (below.nodes, below.nodes_below),
            Some(times) => {
                let usual = if counted.is_stated() { times } else { times.min(limits.usual_below) };
                let each = below.nodes_below.max(1);
                (times.saturating_mul(each), usual.saturating_mul(each))
            }
        };
        let computed = own.saturating_add(times.unwrap_or(1).saturating_mul(below.computed));
        let most = (computed > 0).then(|| {
            // What is computed below a computed field outweighs the field itself, or the field is the end of the way.
            let below = below.most.filter(|_| computed > own);
            Rc::new(Most {
                key: counted.key.to_owned(),
                name: counted.field.name.to_string(),
                times: if below.is_some() { times.unwrap_or(1) } else { own },
                argument: size.and_then(|size| size.argument),
                alike: 1,
                computed,
                location: counted.location,
                below,
            })
        });
        Self { nodes, nodes_below, computed, most }
    }

    /// Refuses counts above their limits. The location is that of the field that computes most.
    pub(super) fn check(&self, limits: &Limits) -> Result<(), (Fault, Option<SourceSpan>)> {
        if self.computed > limits.computed {
            return Err((self.too_much_computed(limits), self.most.as_ref().and_then(|most| most.end().location)));
        }
        if self.nodes > limits.nodes {
            let message = format!(
                "The operation could return {} records by its page sizes, a list without a stated length counting as {}, \
                 and as {} below another list; at most {} are allowed. Request smaller pages, or fewer lists within \
                 each other.",
                self.nodes, limits.page_size, limits.usual_below, limits.nodes
            );
            return Err((Fault::new(Code::TooManyNodes, message), None));
        }
        Ok(())
    }

    fn too_much_computed(&self, limits: &Limits) -> Fault {
        let (path, arithmetic) = self.most.as_ref().map(|most| (most.path(), most.arithmetic())).unwrap_or_default();
        let message = format!(
            "The operation could have {} records computed, most of them at `{path}` ({arithmetic}); at most {} are \
             allowed. Request shorter pages, fewer values of arguments, or fewer computed fields.",
            self.computed, limits.computed
        );
        Fault::new(Code::TooManyNodes, message)
    }
}

impl Counted<'_> {
    /// Whether the client says how many records it wants.
    fn is_stated(&self) -> bool {
        let says = |name: &str| self.args.iter().any(|(arg, value)| arg == name && *value != Value::Null);
        ["first", "last", "ids"].iter().any(|name| says(name))
    }

    /// How many records a filter by slugs lets through at most; none if there is no such filter.
    fn slugs(&self) -> Option<u64> {
        let (_, filter) = self.args.iter().find(|(arg, _)| arg == "filter")?;
        match filter {
            Value::Object(fields) => match fields.get("slug") {
                Some(Value::List(slugs)) => Some(slugs.len() as u64),
                _ => None,
            },
            _ => None,
        }
    }

    /// How many records the field has for each of its parents; none if it is no list, or needs no rows.
    fn times(&self, size: Option<Size>, limits: &Limits) -> Option<u64> {
        let arg = |name: &str| self.args.iter().find(|(arg, _)| arg == name).map(|(_, value)| value);
        let definition = &self.field.definition;
        if definition.argument_by_name("first").is_some() || definition.argument_by_name("last").is_some() {
            // These fields need the rows of the page, `pageInfo` included. The total does not.
            if !["nodes", "edges", "pageInfo"].iter().any(|part| self.below.asks(part)) {
                return None;
            }
            let stated = [arg("first"), arg("last")].into_iter().flatten().find_map(|value| match value {
                Value::Number(size) => size.as_u64(),
                _ => None,
            });
            let length = stated.unwrap_or(limits.page_size).min(limits.page_max);
            return Some(self.slugs().map_or(length, |slugs| length.min(slugs.max(1))));
        }
        let is_list_of_objects = definition.ty.is_list() && !matches!(self.below, Below::Leaf);
        match (arg("ids"), size) {
            (Some(Value::List(ids)), _) => Some(ids.len() as u64),
            (_, Some(size)) if is_list_of_objects => Some(size.records),
            _ => (is_list_of_objects && !is_page(self.object)).then_some(limits.page_size),
        }
    }
}

impl Most {
    /// Whether both compute as many records in the same way.
    fn is_like(&self, other: &Self) -> bool {
        (&self.name, self.times, self.argument, self.computed)
            == (&other.name, other.times, other.argument, other.computed)
    }

    /// What it and the fields like it compute.
    fn in_all(&self) -> u64 {
        self.computed.saturating_mul(self.alike)
    }

    /// The way from here to the computed field.
    fn way(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |most| most.below.as_deref())
    }

    fn end(&self) -> &Self {
        self.way().last().unwrap_or(self)
    }

    fn path(&self) -> String {
        let keys: Vec<_> = self.way().map(|most| most.key.as_str()).collect();
        keys.join(".")
    }

    /// `documents 100 × partyStatuses 700 by among × 14 such fields`.
    fn arithmetic(&self) -> String {
        let mut factors = Vec::new();
        for most in self.way() {
            let by = most.argument.map_or(String::new(), |argument| format!(" by `{argument}`"));
            if most.times > 1 || most.below.is_none() {
                factors.push(format!("{} {}{by}", most.name, most.times));
            }
            if most.alike > 1 {
                factors.push(format!("{} such fields", most.alike));
            }
        }
        factors.join(" × ")
    }
}

/// Whether an object is a page; the page size counts for the lists in it. Relay, “Connections”, section 2 “Reserved
/// Types”.
fn is_page(object: &str) -> bool {
    object.ends_with("Connection")
}
