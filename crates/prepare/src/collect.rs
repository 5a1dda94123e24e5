//! Turns a validated document and coerced variables into a selection.
//!
//! Specification: section 6.3.2 “Field Collection” (`CollectFields`, `MergeSelectionSets`).

use super::{
    Limits,
    count::{Count, Counted},
    shape::Shape,
    value::{Coerce, CoercionError, VALUE},
};
use apollo_compiler::{
    ExecutableDocument, Name, Node,
    ast::{DirectiveList, Value as Ast},
    collections::{HashSet, IndexMap},
    executable::{self, Field, SelectionSet},
    parser::SourceSpan,
    response::JsonMap,
};
use engine::{
    derive::ComputedFields,
    selection::{Below, Refused, Selection},
};
use fault::{Code, Fault, Location, RequestError};
use std::cell::Cell;

/// Fields by response key, in the order in which the keys first occur.
type Groups<'a> = IndexMap<&'a Name, Vec<&'a Node<Field>>>;

/// Collects one operation.
pub(super) struct Collect<'a> {
    shape: &'a Shape,
    document: &'a ExecutableDocument,
    coerce: Coerce<'a>,
    limits: &'a Limits,
    computed: &'a ComputedFields,
    /// Selections visited so far.
    looks: usize,
    /// Fields collected so far.
    fields: usize,
}

/// Fields, and the number of records that they can return.
struct Collected {
    selections: Vec<Selection>,
    count: Count,
}

impl<'a> Collect<'a> {
    pub(super) fn new(
        shape: &'a Shape,
        document: &'a ExecutableDocument,
        variables: &'a JsonMap,
        limits: &'a Limits,
        computed: &'a ComputedFields,
    ) -> Self {
        Self {
            shape,
            document,
            coerce: Coerce { schema: &shape.schema, variables, limit: limits.arguments, cost: Cell::new(0) },
            limits,
            computed,
            looks: 0,
            fields: 0,
        }
    }

    /// The selection of an operation on its root type, and how much it holds: a value for each field, and what all
    /// arguments cost.
    pub(super) fn operation(mut self, set: &'a SelectionSet) -> Result<(Vec<Selection>, usize), RequestError> {
        let Collected { selections, count } = self.object(&set.ty, &[set])?;
        count.check(self.limits).map_err(|(fault, location)| self.at(fault, location))?;
        Ok((selections, self.fields * VALUE + self.coerce.cost.get()))
    }

    /// The merged fields that some selection sets select on an object type.
    fn object(&mut self, object: &str, sets: &[&'a SelectionSet]) -> Result<Collected, RequestError> {
        let mut groups = Groups::default();
        let mut opened = HashSet::default();
        for set in sets {
            self.group(object, set, &mut opened, &mut groups)?;
        }
        let mut collected = Collected { selections: Vec::with_capacity(groups.len()), count: Count::default() };
        for (key, fields) in groups {
            let (selection, count) = self.field(object, key, &fields)?;
            collected.selections.push(selection);
            collected.count.add(count);
        }
        Ok(collected)
    }

    /// Merges the fields that share a response key. They have the same name and arguments.
    fn field(
        &mut self,
        object: &str,
        key: &Name,
        fields: &[&'a Node<Field>],
    ) -> Result<(Selection, Count), RequestError> {
        self.fields += 1;
        if self.fields > self.limits.fields {
            let message = format!(
                "The operation asks for more than {} fields, counting those of an interface once for every type \
                 it may be. Request fewer fields.",
                self.limits.fields
            );
            return Err(Fault::new(Code::TooManySelections, message).into());
        }
        let first = fields[0];
        let mut args = Vec::with_capacity(first.definition.arguments.len());
        let mut refused = None;
        for definition in &first.definition.arguments {
            let given = first.arguments.iter().find(|given| given.name == definition.name);
            match self.coerce.argument(definition, given.map(|given| given.value.as_ref())) {
                Ok(Some(value)) => args.push((definition.name.to_string(), value)),
                Ok(None) => {}
                Err(CoercionError::Argument(fault)) => {
                    refused = Some(Refused { fault, nullable: !first.definition.ty.is_non_null() });
                }
                Err(CoercionError::Request(fault)) => return Err(self.at(fault, first.location())),
            }
        }
        let sets: Vec<_> = fields.iter().map(|field| &field.selection_set).collect();
        let (below, count) = self.below(first, &sets)?;
        let may_compute = !args.is_empty() || first.definition.ty.is_list();
        let computed = if may_compute { self.computed.field(object, &first.name) } else { None };
        let location = first.location();
        let counted = Counted { object, key, field: first, location, args: &args, below: &below, computed };
        let count = Count::of(&counted, count, self.limits);
        Ok((Selection { key: key.to_string(), name: first.name.to_string(), args, below, refused }, count))
    }

    fn below(&mut self, field: &Field, sets: &[&'a SelectionSet]) -> Result<(Below, Count), RequestError> {
        let introspects = field.name.starts_with("__");
        if introspects || sets.iter().all(|set| set.selections.is_empty()) {
            return Ok((Below::Leaf, Count::default()));
        }
        let ty = field.definition.ty.inner_named_type();
        let Some(possible) = self.shape.possible.get(ty) else {
            let Collected { selections, count } = self.object(ty, sets)?;
            return Ok((Below::Object(selections), count));
        };
        let mut types = Vec::with_capacity(possible.len());
        let mut most = Count::default();
        for object in possible {
            let Collected { selections, count } = self.object(object, sets)?;
            most = most.or(count);
            types.push((object.to_string(), selections));
        }
        Ok((Below::Possible(types), most))
    }

    /// Groups the fields of a selection set that apply to an object type by their response keys.
    fn group(
        &mut self,
        object: &str,
        set: &'a SelectionSet,
        opened: &mut HashSet<&'a Name>,
        groups: &mut Groups<'a>,
    ) -> Result<(), RequestError> {
        for selection in &set.selections {
            self.looks += 1;
            if self.looks > self.limits.looks {
                let message = "The operation has too many selections, counting those within an interface once for every \
                               type it may be. Request fewer fields.";
                return Err(Fault::new(Code::TooManySelections, message).into());
            }
            if !self.included(selection.directives())? {
                continue;
            }
            let (condition, inner) = match selection {
                executable::Selection::Field(field) => {
                    groups.entry(field.response_key()).or_default().push(field);
                    continue;
                }
                executable::Selection::InlineFragment(inline) => {
                    (inline.type_condition.as_ref(), &inline.selection_set)
                }
                executable::Selection::FragmentSpread(spread) => {
                    if !opened.insert(&spread.fragment_name) {
                        continue;
                    }
                    let Some(fragment) = self.document.fragments.get(&spread.fragment_name) else {
                        continue;
                    };
                    (Some(fragment.type_condition()), &fragment.selection_set)
                }
            };
            if condition.is_none_or(|ty| ty == object || self.shape.schema.is_subtype(ty, object)) {
                self.group(object, inner, opened, groups)?;
            }
        }
        Ok(())
    }

    /// Whether `@skip` and `@include` include a selection. Specification: sections 3.13.1 and 3.13.2.
    fn included(&self, directives: &DirectiveList) -> Result<bool, RequestError> {
        let says = |name: &str| {
            let Some(directive) = directives.get(name) else {
                return Ok(None);
            };
            let condition = directive.specified_argument_by_name("if").and_then(|value| match value.as_ref() {
                Ast::Boolean(truth) => Some(*truth),
                Ast::Variable(name) => self.coerce.variables.get(name.as_str())?.as_bool(),
                _ => None,
            });
            let null =
                || self.at(Fault::bad_user_input(format!("`if` of `@{name}` must not be null.")), directive.location());
            condition.map(Some).ok_or_else(null)
        };
        Ok(says("skip")? != Some(true) && says("include")? != Some(false))
    }

    fn at(&self, fault: Fault, place: Option<SourceSpan>) -> RequestError {
        RequestError { fault, locations: locations(self.document, [place]) }
    }
}

/// Locations in the text of a document.
pub(super) fn locations(
    document: &ExecutableDocument,
    places: impl IntoIterator<Item = Option<SourceSpan>>,
) -> Vec<Location> {
    let places = places.into_iter().flatten().filter_map(|place| place.line_column(&document.sources));
    places.map(|place| Location { line: place.line, column: place.column }).collect()
}
