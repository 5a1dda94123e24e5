//! Walks the selection and notes for every part where its value comes from.

mod computed;
mod left;
mod list;
mod root;

use super::{Choice, Choices, Keyed, Part, Plan, Shape, Source, Step, StepId};
use crate::{
    catalog::Catalog,
    define::{Field, Kind, Object, Role, Write},
    selection::{Below, Refused, Selection},
};
use fault::Fault;

/// The meta-field that names the type of an object (specification, section 4.4 "Type Name Introspection").
const TYPENAME: &str = "__typename";

/// The fault of a field without a definition. Documents are validated against the schema of the definitions, so this is
/// a mistake of the server.
fn undefined(object: &str, field: &str) -> Fault {
    Fault::internal(format!("{object}.{field} has no definition"))
}

/// The part of a field without a definition: `__typename`, or else a fault.
fn meta(object: &str, field: &str) -> Part {
    if field == TYPENAME {
        return Part::Typename;
    }
    Part::Fault { fault: undefined(object, field), nullable: false }
}

/// The plan of a query. `literal` returns literal JSON for members of its root that need no statement.
pub(super) fn plan(
    catalog: &'static Catalog,
    selections: &[Selection],
    role: Role,
    literal: &impl Fn(&str) -> Option<Vec<u8>>,
) -> Plan {
    let mut planner = Planner { catalog, role, steps: Vec::new() };
    let root = keyed(selections, |selection| match catalog.query.field(&selection.name) {
        Some(field) => planner.root(field, selection),
        None => literal(&selection.key).map_or_else(|| meta(catalog.query.name, &selection.name), Part::Literal),
    });
    let root = planner.left(root, 0);
    Plan { snapshot: &catalog.snapshot, unknown: catalog.unknown, steps: planner.steps, root }
}

/// The plan of the selection on one record or statement.
pub(super) fn record(
    catalog: &'static Catalog,
    object: &'static Object,
    key: i64,
    selections: &[Selection],
    role: Role,
) -> Plan {
    let mut planner = Planner { catalog, role, steps: Vec::new() };
    let step = planner.step(object, Source::Keys { ids: vec![key] }, 0);
    let part = Part::One { at: None, choice: planner.choice(object, step, selections), nullable: true };
    Plan { snapshot: &catalog.snapshot, unknown: catalog.unknown, steps: planner.steps, root: vec![(Vec::new(), part)] }
}

struct Planner {
    catalog: &'static Catalog,
    role: Role,
    steps: Vec<Step>,
}

impl Planner {
    /// A step. `points` is what its field costs for each record above, beside the usual points ([`Object::points_of`]).
    fn step(&mut self, object: &'static Object, source: Source, points: u64) -> StepId {
        self.steps.push(Step {
            object,
            source,
            columns: vec!["id"],
            computed_columns: Vec::new(),
            points,
            children: Vec::new(),
        });
        self.steps.len() - 1
    }

    /// A step below another. Reuses an existing step if the same rows are requested again: by an alias, or by both
    /// `nodes` and `edges` of one list.
    fn child(&mut self, parent: StepId, object: &'static Object, source: Source, points: u64) -> StepId {
        let is_twin = |step: &&StepId| {
            let step = &self.steps[**step];
            std::ptr::eq(step.object, object) && step.source.is_like(&source)
        };
        if let Some(twin) = self.steps[parent].children.iter().find(is_twin) {
            return *twin;
        }
        let step = self.step(object, source, points);
        self.steps[parent].children.push(step);
        step
    }

    fn members(
        &mut self,
        object: &'static Object,
        selections: &[Selection],
        part: impl Fn(&mut Self, &'static Field, &Selection) -> Part,
    ) -> Keyed<Part> {
        keyed(selections, |selection| match object.field(&selection.name) {
            Some(field) => part(self, field, selection),
            None => meta(object.name, &selection.name),
        })
    }

    fn shape(&mut self, object: &'static Object, step: StepId, selections: &[Selection]) -> Shape {
        let first = self.steps.len();
        let fields =
            self.members(object, selections, |planner, field, selection| planner.field(step, field, selection));
        Shape { object, fields: self.left(fields, first) }
    }

    fn choice(&mut self, object: &'static Object, step: StepId, selections: &[Selection]) -> Choice {
        Choice { step, shape: self.shape(object, step, selections) }
    }

    /// Refuses a field that the client's role may not request (such a field is nullable), and a field with invalid
    /// arguments.
    fn refused(&self, field: &Field, selection: &Selection) -> Option<Part> {
        if let Some(fault) = field.refused_to(self.role) {
            return Some(Part::Fault { fault, nullable: true });
        }
        let Refused { fault, nullable } = selection.refused.clone()?;
        Some(Part::Fault { fault, nullable })
    }

    /// A step for every kind of record to which the key and kind in a row may point.
    fn choices(&mut self, parent: StepId, at: usize, kind_at: usize, below: &Below) -> Choices {
        let Below::Possible(types) = below else { return Vec::new() };
        types
            .iter()
            .filter_map(|(name, selections)| {
                let object = self.catalog.object(name)?;
                let tag = object.tag?;
                let step = self.child(parent, object, Source::One { at, of_kind: Some((kind_at, tag)) }, 0);
                Some((tag, self.choice(object, step, selections)))
            })
            .collect()
    }

    /// A field of the rows of a step.
    fn field(&mut self, of: StepId, field: &'static Field, selection: &Selection) -> Part {
        if let Some(refused) = self.refused(field, selection) {
            return refused;
        }
        match &field.kind {
            Kind::Leaf { columns, nullable, write, .. } => self.leaf(of, columns, write, *nullable),
            Kind::Added { column, copy, .. } => match self.added_by_list(of, column) {
                Some(at) => Part::Column { at, copy: *copy, nullable: true },
                None => Part::Literal(b"null".to_vec()),
            },
            Kind::Embedded { object, fields, present, nullable } => {
                let present = self.steps[of].at(present);
                let members = keyed(selection.below.of(object().name), |selection| {
                    match fields.iter().find(|field| field.name == selection.name) {
                        Some(field) => self.field(of, field, selection),
                        None => meta(object().name, &selection.name),
                    }
                });
                Part::Embedded { present, shape: Shape { object: object(), fields: members }, nullable: *nullable }
            }
            Kind::One { column, target, nullable } => {
                let at = self.steps[of].at(column);
                let step = self.child(of, target(), Source::One { at, of_kind: None }, 0);
                Part::One {
                    at: Some(at),
                    choice: self.choice(target(), step, selection.below.of(target().name)),
                    nullable: *nullable,
                }
            }
            Kind::Any { column, kind_column, nullable, .. } => {
                let at = self.steps[of].at(column);
                let kind_at = self.steps[of].at(kind_column);
                Part::Any { at, kind_at, choices: self.choices(of, at, kind_at, &selection.below), nullable: *nullable }
            }
            Kind::Many { link, target } => self.list(Some(of), target(), Some(link), selection),
            Kind::Computed(field) => self.computed(of, field(), selection),
            Kind::Part { part, target } => {
                let step = self.child(of, target(), Source::Part { part: *part }, 0);
                Part::Each { choice: self.choice(target(), step, selection.below.of(target().name)), nullable: false }
            }
            _ => Part::Fault { fault: Fault::internal("a field of the root in a row"), nullable: false },
        }
    }

    fn leaf(&mut self, of: StepId, columns: &'static [&'static str], write: &'static Write, nullable: bool) -> Part {
        if let (Write::Copy(copy), [column]) = (write, columns) {
            return Part::Column { at: self.steps[of].at(column), copy: *copy, nullable };
        }
        let at = columns.iter().map(|column| self.steps[of].at(column)).collect();
        Part::Function { at, compute: write, nullable }
    }
}

fn keyed<T>(selections: &[Selection], mut part: impl FnMut(&Selection) -> T) -> Keyed<T> {
    selections
        .iter()
        .enumerate()
        .map(|(index, selection)| {
            let comma = if index == 0 { "" } else { "," };
            (format!("{comma}\"{}\":", selection.key).into_bytes(), part(selection))
        })
        .collect()
}
