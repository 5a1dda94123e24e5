//! What is wrong in definitions, found before anything is answered by them.

use super::Catalog;
use crate::{
    define::{Field, Interface, Kind, Link, Object},
    relation::Relation,
};
use std::collections::{BTreeMap, BTreeSet};

/// Members of an edge that no definition may take.
const OF_EDGES: [&str; 3] = ["__typename", "cursor", "node"];

/// All that is wrong in the definitions of a catalog, and in those that they lead to; a sentence each.
pub(super) fn problems(catalog: &Catalog) -> Vec<String> {
    let mut check = Check { seen: BTreeMap::new(), problems: Vec::new() };
    check.object(catalog.query);
    for object in &catalog.objects {
        check.object(object);
    }
    check.tags(&catalog.objects);
    check.interfaces(catalog);
    let snapshot = &catalog.snapshot;
    check.has(snapshot.object, snapshot.column, "the version of a snapshot");
    check.has(snapshot.object, snapshot.is_only, "the one row of the version");
    check.problems
}

/// Every object type of a catalog and all that their fields lead to, each once.
pub(super) fn reached(catalog: &Catalog) -> Vec<&'static Object> {
    let mut check = Check { seen: BTreeMap::new(), problems: Vec::new() };
    for object in catalog.objects.iter().copied().chain([catalog.query]) {
        check.object(object);
    }
    check.seen.into_values().collect()
}

struct Check {
    /// Object types by name and table. One type may be published over several tables.
    seen: BTreeMap<(&'static str, &'static str), &'static Object>,
    problems: Vec<String>,
}

impl Check {
    /// Notes an object type that lacks a column, if it is known which columns it has.
    fn has(&mut self, object: &Object, column: &str, what: &str) {
        let relation = object.relation.as_ref().map(|relation| &relation.columns);
        let known = relation.unwrap_or(&object.stored.columns);
        if (relation.is_some() || !known.is_empty()) && !known.contains(&column) {
            self.problems.push(format!(
                "{}: {what} uses the column {column}, which {} does not have.",
                object.name, object.table
            ));
        }
    }

    fn once<'n>(&mut self, of: &str, what: &str, names: impl Iterator<Item = &'n str>) {
        let mut known = BTreeSet::new();
        for name in names.filter(|name| !known.insert(*name)) {
            self.problems.push(format!("{of}: the {what} {name} is defined twice."));
        }
    }

    /// Checks an object type and all that its fields lead to, each once.
    fn object(&mut self, object: &'static Object) {
        if self.seen.contains_key(&(object.name, object.table)) {
            return;
        }
        let fields = |object: &'static Object| object.fields.iter().map(|field| field.name.as_str());
        let namesake = self.seen.iter().find(|((name, _), _)| *name == object.name).map(|(_, known)| *known);
        if namesake.is_some_and(|known| !fields(known).eq(fields(object))) {
            self.problems.push(format!("{}: two object types have this name but different fields.", object.name));
        }
        self.seen.insert((object.name, object.table), object);
        self.once(object.name, "field", object.fields.iter().map(|field| field.name.as_str()));
        self.once(object.name, "order", object.orders.iter().map(|order| order.name));
        self.list(object);
        for field in &object.fields {
            let mut columns = Vec::new();
            field.columns(&mut columns);
            for column in columns {
                self.has(object, column, &format!("the field {}", field.name));
            }
            self.field(object, field);
        }
    }

    /// Checks what lists of an object type are ordered by, and what their edges show.
    fn list(&mut self, object: &'static Object) {
        for order in &object.orders {
            self.has(object, order.column, &format!("the order {}", order.name));
        }
        if let Some(listed) = object.listed {
            self.has(object, listed, "what lists show");
        }
        let compared = object.comparison.iter();
        for column in compared.clone().flat_map(|comparison| &comparison.columns) {
            self.has(object, column, "the comparison of neighbours");
        }
        let added = object.list.iter().flat_map(|list| &list.edges).map(|edge| edge.name);
        self.once(object.name, "field of edges", OF_EDGES.into_iter().chain(added).chain(compared.map(|it| it.name)));
        if let Some(relation) = &object.relation {
            self.relation(object, relation);
        }
    }

    /// Checks rows that SQL makes: their key, the records that they name, and the groups in which they are counted.
    fn relation(&mut self, object: &'static Object, relation: &Relation) {
        if object.field(relation.node).is_none() {
            self.problems.push(format!(
                "{}: its rows refer to records by {}, which is not a field.",
                object.name, relation.node
            ));
        }
        self.has(object, "id", "the key of its rows");
        self.has(object, relation.facets.column, "what its groups are counted by");
        self.beside(object, "the groups", (relation.facets.target)(), &relation.facets.columns());
        self.beside(object, "the reading", (relation.reading.target)(), relation.reading.columns);
    }

    /// Checks rows beside those of a list: the groups in which it is counted, and how its arguments were read.
    fn beside(&mut self, object: &Object, which: &str, rows: &'static Object, known: &[&'static str]) {
        let mut columns = Vec::new();
        rows.fields.iter().for_each(|field| field.columns(&mut columns));
        for column in columns.into_iter().filter(|column| !known.contains(column)) {
            self.problems.push(format!(
                "{}: a field uses the column {column}, which is not among those of {which} of {}.",
                rows.name, object.name
            ));
        }
        self.object(rows);
    }

    /// Checks where a field leads.
    fn field(&mut self, of: &'static Object, field: &Field) {
        match &field.kind {
            Kind::One { target, .. }
            | Kind::Part { target, .. }
            | Kind::Find { target, .. }
            | Kind::List { target } => {
                self.object(target());
            }
            Kind::Computed(computed) => {
                for argument in computed().uncounted() {
                    let field = format!("{}.{}", of.name, field.name);
                    self.problems.push(format!(
                        "{field}: declare by `counted_by` how many records each value of {argument} computes."
                    ));
                }
                self.object((computed().target)());
            }
            Kind::Many { link, target } => {
                self.link(&format!("the list {}.{}", of.name, field.name), link, target());
                self.object(target());
            }
            Kind::FindAny { names, column, kind_column, .. } => {
                for column in [*column, *kind_column] {
                    self.has(names(), column, &format!("the record of {}.{}", of.name, field.name));
                }
            }
            Kind::Leaf { .. }
            | Kind::Added { .. }
            | Kind::Embedded { .. }
            | Kind::Any { .. }
            | Kind::Node { .. }
            | Kind::Nodes { .. } => {}
        }
    }

    fn link(&mut self, list: &str, link: &Link, target: &'static Object) {
        match link {
            Link::Column(column) | Link::Siblings(column) => self.has(target, column, list),
            Link::Through(join_table) => {
                for copied in &join_table.denormalized {
                    self.has(target, copied.of, list);
                }
            }
            Link::Reach(_) => {}
        }
    }

    fn tags(&mut self, objects: &[&'static Object]) {
        self.once("Global ids", "tag", objects.iter().filter_map(|object| object.tag));
    }

    /// Checks that what implements an interface has its fields.
    fn interfaces(&mut self, catalog: &Catalog) {
        for object in &catalog.objects {
            for interface in object.interfaces.iter().map(|interface| interface()) {
                self.implements(object, interface);
            }
        }
    }

    fn implements(&mut self, object: &Object, interface: &Interface) {
        for name in interface.fields.iter().filter(|name| object.field(name).is_none()) {
            self.problems.push(format!("{}: it implements {} but has no field {name}.", object.name, interface.name));
        }
    }
}
