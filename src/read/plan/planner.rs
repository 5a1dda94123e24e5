//! Goes through what is asked, and notes for every part where its value will come from.

mod derived;
mod left;

use super::{Catalog, Choice, EdgePart, InfoPart, Keyed, ListPart, Part, Plan, Shape, Source, Step, StepId};
use crate::{
    error::Fault,
    read::{
        ask::{Asked, Below},
        define::{Field, Kind, Link, Object, Write},
        id::GlobalId,
        page::Page,
        relation::Relation,
    },
    role::Role,
};
use entity::vocabulary::NodeKind;
use sea_orm::Condition;
use std::sync::LazyLock;

/// Slugs are looked up in their own table, which says what they name.
static SLUG: LazyLock<Object> = LazyLock::new(|| Object::new("Slug", "", "slug"));

/// The plan of a query; `known` are answers to members of its root that need no plan.
pub(super) fn plan(catalog: &Catalog, asked: &[Asked], role: Role, known: &impl Fn(&str) -> Option<Vec<u8>>) -> Plan {
    let mut planner = Planner { catalog, role, steps: Vec::new() };
    let root = keyed(asked, |asked| match catalog.query.field(&asked.name) {
        Some(field) => planner.root(field, asked),
        None => known(&asked.key).map_or(Part::Typename, Part::Known),
    });
    let root = planner.left(root, 0);
    Plan { steps: planner.steps, root }
}

/// The plan of what is asked of one record or statement.
pub(super) fn record(catalog: &Catalog, object: &'static Object, key: i64, asked: &[Asked], role: Role) -> Plan {
    let mut planner = Planner { catalog, role, steps: Vec::new() };
    let step = planner.step(object, Source::Keys { ids: vec![key] });
    let part = Part::One { at: None, choice: planner.choice(object, step, asked), nullable: true };
    Plan { steps: planner.steps, root: vec![(Vec::new(), part)] }
}

struct Planner<'a> {
    catalog: &'a Catalog,
    role: Role,
    steps: Vec<Step>,
}

impl Planner<'_> {
    fn step(&mut self, object: &'static Object, source: Source) -> StepId {
        self.steps.push(Step { object, source, columns: vec!["id"], worked_out: Vec::new(), children: Vec::new() });
        self.steps.len() - 1
    }

    /// A step below another; one that is there already, where the same rows are asked for once more, by an alias or by
    /// `nodes` and `edges` of one list.
    fn child(&mut self, parent: StepId, object: &'static Object, source: Source) -> StepId {
        let is_twin = |step: &&StepId| {
            let step = &self.steps[**step];
            std::ptr::eq(step.object, object) && step.source.is_like(&source)
        };
        if let Some(twin) = self.steps[parent].children.iter().find(is_twin) {
            return *twin;
        }
        let step = self.step(object, source);
        self.steps[parent].children.push(step);
        step
    }

    fn members(
        &mut self,
        object: &'static Object,
        asked: &[Asked],
        part: impl Fn(&mut Self, &'static Field, &Asked) -> Part,
    ) -> Keyed<Part> {
        keyed(asked, |asked| match object.field(&asked.name) {
            Some(field) => part(self, field, asked),
            None => Part::Typename,
        })
    }

    fn shape(&mut self, object: &'static Object, step: StepId, asked: &[Asked]) -> Shape {
        let first = self.steps.len();
        let fields = self.members(object, asked, |planner, field, asked| planner.field(step, field, asked));
        Shape { object, fields: self.left(fields, first) }
    }

    fn choice(&mut self, object: &'static Object, step: StepId, asked: &[Asked]) -> Choice {
        Choice { step, shape: self.shape(object, step, asked) }
    }

    /// Refuses a field to those who may not ask for it. Such a field may be null.
    fn refused(&self, field: &Field) -> Option<Part> {
        let fault = field.refused_to(self.role)?;
        Some(Part::Fault { fault, nullable: true })
    }

    /// A field of the root.
    fn root(&mut self, field: &'static Field, asked: &Asked) -> Part {
        if let Some(refused) = self.refused(field) {
            return refused;
        }
        match &field.kind {
            Kind::Find { argument, target, nullable, find } => {
                let nullable = *nullable;
                match find(asked.text(argument.name).unwrap_or_default()) {
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
            Kind::Node => match asked.text("id").map(GlobalId::read) {
                Some(Ok(id)) => self.node(id, asked),
                Some(Err(fault)) => Part::Fault { fault, nullable: true },
                None => Part::Known(b"null".to_vec()),
            },
            Kind::Nodes => self.nodes(asked),
            Kind::Record => self.record(asked),
            Kind::Derived(derivation) => self.of_register(derivation(), asked),
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
        let mut keys = Vec::new();
        for id in asked.list("ids").unwrap_or_default() {
            let async_graphql::Value::String(text) = id else { continue };
            match GlobalId::read(text) {
                Ok(id) => keys.push(id),
                Err(fault) => return Part::Fault { fault, nullable: false },
            }
        }
        if keys.len() > 100 {
            let fault = Fault::bad_user_input(format!("At most 100 ids at once, not {}.", keys.len()));
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
        let slug = asked.text("slug").unwrap_or_default();
        let step =
            self.step(&SLUG, Source::Find { condition: Condition::all().add(Expr::col(("slug", "slug")).eq(slug)) });
        self.steps[step].columns = vec!["node_id", "kind"];
        let choices = self.choices(step, 0, 1, &asked.below);
        Part::Record { step, choices }
    }

    /// A step for every kind of record that may be found where a row names a key and a kind.
    fn choices(&mut self, parent: StepId, at: usize, kind_at: usize, below: &Below) -> Vec<(NodeKind, Choice)> {
        let Below::Possible(types) = below else { return Vec::new() };
        types
            .iter()
            .filter_map(|(name, asked)| {
                let object = self.catalog.named(name)?;
                let kind = object.kind?;
                let step = self.child(parent, object, Source::One { at, of_kind: Some((kind_at, kind)) });
                Some((kind, self.choice(object, step, asked)))
            })
            .collect()
    }

    /// A field of the rows of a step.
    fn field(&mut self, of: StepId, field: &'static Field, asked: &Asked) -> Part {
        if let Some(refused) = self.refused(field) {
            return refused;
        }
        match &field.kind {
            Kind::Leaf { columns, nullable, write, .. } => self.leaf(of, columns, write, *nullable),
            Kind::Embedded { object, fields, present, nullable } => {
                let present = self.steps[of].at(present);
                let members = keyed(asked.below.of(object().name), |asked| {
                    match fields.iter().find(|field| field.name == asked.name) {
                        Some(field) => self.field(of, field, asked),
                        None => Part::Typename,
                    }
                });
                Part::Embedded { present, shape: Shape { object: object(), fields: members }, nullable: *nullable }
            }
            Kind::One { column, target, nullable } => {
                let at = self.steps[of].at(column);
                let step = self.child(of, target(), Source::One { at, of_kind: None });
                Part::One {
                    at: Some(at),
                    choice: self.choice(target(), step, asked.below.of(target().name)),
                    nullable: *nullable,
                }
            }
            Kind::Any { column, kind_column, nullable, .. } => {
                let at = self.steps[of].at(column);
                let kind_at = self.steps[of].at(kind_column);
                Part::Any { at, kind_at, choices: self.choices(of, at, kind_at, &asked.below), nullable: *nullable }
            }
            Kind::Many { link, target } => self.list(Some(of), target(), Some(link), asked),
            Kind::Derived(derivation) => self.derived(of, derivation(), asked),
            Kind::Part { part, target } => {
                let step = self.child(of, target(), Source::Part { part: *part });
                Part::Each(self.choice(target(), step, asked.below.of(target().name)))
            }
            _ => Part::Fault { fault: Fault::internal("a field of the root in a row"), nullable: false },
        }
    }

    fn leaf(&mut self, of: StepId, columns: &'static [&'static str], write: &'static Write, nullable: bool) -> Part {
        if let (Write::Copy(copy), [column]) = (write, columns) {
            return Part::Column { at: self.steps[of].at(column), copy: *copy, nullable };
        }
        let at = columns.iter().map(|column| self.steps[of].at(column)).collect();
        Part::Computed { at, compute: write, nullable }
    }

    fn list(
        &mut self,
        parent: Option<StepId>,
        object: &'static Object,
        link: Option<&'static Link>,
        asked: &Asked,
    ) -> Part {
        let page = match Page::of(object, asked) {
            Ok(page) => page,
            Err(fault) => return Part::Fault { fault, nullable: false },
        };
        let source = match link {
            Some(link) => Source::Many { link, page: page.clone() },
            None => Source::List { page: page.clone() },
        };
        let shows = ["nodes", "edges", "pageInfo"].iter().any(|name| asked.below.asks(name));
        let step = shows.then(|| match parent {
            Some(parent) => self.child(parent, object, source),
            None => self.step(object, source),
        });
        let Below::Object(members) = &asked.below else {
            return Part::Fault { fault: Fault::internal("a page of nothing"), nullable: false };
        };
        let mut groups = None;
        let parts = keyed(members, |member| match (member.name.as_str(), step) {
            ("nodes", Some(step)) => match &object.relation {
                Some(relation) => ListPart::Named(Box::new(self.named(object, relation, step, member))),
                None => ListPart::Nodes(self.shape(object, step, member.below.of(object.name))),
            },
            ("edges", Some(step)) => ListPart::Edges(self.edges((parent, link), step, &page, member)),
            ("pageInfo", Some(step)) => ListPart::Info(self.info(step, &page, member)),
            ("totalCount" | "facets", _) if object.relation.is_some() => {
                let step = *groups.get_or_insert_with(|| self.groups(object, &page));
                self.grouped(object, step, member)
            }
            ("totalCount", _) => ListPart::Total(self.count(parent, object, link, &page)),
            _ => ListPart::Typename,
        });
        Part::Many { step, root: parent.is_none(), parts, page: Box::new(page), name: object.name }
    }

    /// The record that a row names.
    fn named(&mut self, object: &'static Object, relation: &Relation, step: StepId, asked: &Asked) -> Part {
        match relation.node_of(object) {
            Ok(field) => self.field(step, field, asked),
            Err(fault) => Part::Fault { fault, nullable: false },
        }
    }

    /// One statement for the groups of a list and its length.
    fn groups(&mut self, object: &'static Object, page: &Page) -> Option<StepId> {
        let facets = &object.relation.as_ref()?.facets;
        let step = self.step(object, Source::Groups { facets, page: Box::new(page.clone()) });
        self.steps[step].columns = facets.columns();
        Some(step)
    }

    fn grouped(&mut self, object: &'static Object, step: Option<StepId>, member: &Asked) -> ListPart {
        match (step, &object.relation, member.name.as_str()) {
            (Some(step), Some(relation), "facets") => {
                let target = (relation.facets.target)();
                ListPart::Groups(self.choice(target, step, member.below.of(target.name)))
            }
            (Some(step), ..) => ListPart::Total(step),
            _ => ListPart::Typename,
        }
    }

    fn count(
        &mut self,
        parent: Option<StepId>,
        object: &'static Object,
        link: Option<&'static Link>,
        page: &Page,
    ) -> StepId {
        let source = Source::Count { link, page: Box::new(page.clone()) };
        match parent {
            Some(parent) => self.child(parent, object, source),
            None => self.step(object, source),
        }
    }

    fn edges(
        &mut self,
        of: (Option<StepId>, Option<&'static Link>),
        step: StepId,
        page: &Page,
        asked: &Asked,
    ) -> Keyed<EdgePart> {
        let object = self.steps[step].object;
        let Below::Object(members) = &asked.below else { return Vec::new() };
        keyed(members, |member| match member.name.as_str() {
            "cursor" => EdgePart::Cursor { at: self.steps[step].at(page.order.column) },
            "certainty" => EdgePart::Certainty { at: self.certainty(step, page) },
            "isOrderCertain" => self.order(of, step, page, object.days.unwrap_or_default()),
            name if object.relation.is_some() => match object.field(name) {
                Some(field) => EdgePart::Field(Box::new(self.field(step, field, member))),
                None => EdgePart::Typename,
            },
            "node" => EdgePart::Node(self.shape(object, step, member.below.of(object.name))),
            _ => EdgePart::Typename,
        })
    }

    /// Where it stands how sure it is that a row holds on the day asked about.
    fn certainty(&mut self, step: StepId, page: &Page) -> Option<usize> {
        let certainty = page.certainty.clone()?;
        let step = &mut self.steps[step];
        if !step.worked_out.iter().any(|(name, _)| *name == "certainty") {
            step.worked_out.push(("certainty", certainty));
        }
        Some(step.at("certainty"))
    }

    /// What tells whether the order of a record and the one before it is certain. The record before the page is another
    /// step, where the page may begin within the list.
    fn order(
        &mut self,
        (parent, link): (Option<StepId>, Option<&'static Link>),
        step: StepId,
        page: &Page,
        columns: [&'static str; 2],
    ) -> EdgePart {
        let object = self.steps[step].object;
        let preceding = page.preceding().map(|page| match (parent, link) {
            (Some(parent), Some(link)) => self.child(parent, object, Source::Many { link, page }),
            _ => self.step(object, Source::List { page }),
        });
        EdgePart::Order {
            days: columns.map(|column| self.steps[step].at(column)),
            preceding: preceding.map(|step| (step, columns.map(|column| self.steps[step].at(column)))),
        }
    }

    fn info(&mut self, step: StepId, page: &Page, asked: &Asked) -> Keyed<InfoPart> {
        let Below::Object(members) = &asked.below else { return Vec::new() };
        keyed(members, |member| match member.name.as_str() {
            "hasNextPage" => InfoPart::HasNext,
            "hasPreviousPage" => InfoPart::HasPrevious,
            "startCursor" => InfoPart::Start { at: self.steps[step].at(page.order.column) },
            "endCursor" => InfoPart::End { at: self.steps[step].at(page.order.column) },
            _ => InfoPart::Typename,
        })
    }
}

fn keyed<T>(asked: &[Asked], mut part: impl FnMut(&Asked) -> T) -> Keyed<T> {
    asked
        .iter()
        .enumerate()
        .map(|(index, asked)| {
            let comma = if index == 0 { "" } else { "," };
            (format!("{comma}\"{}\":", asked.key).into_bytes(), part(asked))
        })
        .collect()
}
