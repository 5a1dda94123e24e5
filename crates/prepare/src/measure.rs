//! The size of a document with its fragments expanded, computed without expanding them.
//!
//! This needs only the syntax, and takes linear time: every fragment is measured once, so a chain of fragments that
//! each spread the next one twice costs nothing. It runs before validation, which is not linear.

use super::Limits;
use apollo_compiler::{
    Name,
    ast::{Definition, DirectiveList, Document, FragmentDefinition, OperationDefinition, Selection},
    collections::HashMap,
};
use fault::{Code, Fault};

/// Maximum nesting of selection sets, through fragments too. It bounds every recursion over the document.
const NESTING: u64 = 128;

/// Size of a selection set. All sums saturate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    selections: u64,
    aliases: u64,
    directives: u64,
    /// Fields of the set itself.
    fields: u64,
    /// Nested fields, except introspection.
    depth: u64,
    /// Nested selection sets.
    nesting: u64,
}

impl Size {
    /// Adds the size of a sibling selection.
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.fields = self.fields.saturating_add(other.fields);
        self.depth = self.depth.max(other.depth);
        self.nesting = self.nesting.max(other.nesting);
    }
}

/// Refuses a document if one of its operations is too large.
pub(super) fn check(document: &Document, limits: &Limits) -> Result<(), Fault> {
    let mut fragments = HashMap::default();
    let mut operations = Vec::new();
    for definition in &document.definitions {
        match definition {
            Definition::FragmentDefinition(fragment) => {
                fragments.entry(&fragment.name).or_insert(fragment.as_ref());
            }
            Definition::OperationDefinition(operation) => operations.push(operation.as_ref()),
            _ => {}
        }
    }
    refuse(Code::TooManyOperations, "operations", operations.len() as u64, limits.operations)?;
    let mut measure = Measure { limits, fragments, known: HashMap::default() };
    for definition in &document.definitions {
        if let Definition::FragmentDefinition(fragment) = definition {
            measure.name("the name of a fragment", &fragment.name)?;
        }
    }
    operations.into_iter().try_for_each(|operation| measure.operation(operation))
}

struct Measure<'a> {
    limits: &'a Limits,
    fragments: HashMap<&'a Name, &'a FragmentDefinition>,
    /// Sizes of fragments; `None` while a fragment is being measured.
    known: HashMap<&'a Name, Option<Size>>,
}

impl<'a> Measure<'a> {
    fn operation(&mut self, operation: &'a OperationDefinition) -> Result<(), Fault> {
        let limits = self.limits;
        if let Some(name) = &operation.name {
            self.name("the name of an operation", name)?;
        }
        for variable in &operation.variables {
            self.name("the name of a variable", &variable.name)?;
        }
        let mut size = self.set(&operation.selection_set, 0)?;
        size.directives = size.directives.saturating_add(count(&operation.directives));
        for variable in &operation.variables {
            size.directives = size.directives.saturating_add(count(&variable.directives));
        }
        refuse(Code::TooManySelections, "selections with all fragments opened", size.selections, limits.selections)?;
        refuse(Code::DocumentTooDeep, "fields within each other", size.depth, limits.depth)?;
        refuse(Code::DocumentTooDeep, "selections within each other", size.nesting, NESTING)?;
        refuse(Code::TooManyAliases, "aliases", size.aliases, limits.aliases)?;
        refuse(Code::TooManyRootFields, "fields at the root", size.fields, limits.root_fields)?;
        refuse(Code::TooManyDirectives, "directives", size.directives, limits.directives)
    }

    fn set(&mut self, selections: &'a [Selection], level: u64) -> Result<Size, Fault> {
        refuse(Code::DocumentTooDeep, "selections within each other", level, NESTING)?;
        let mut sum = Size::default();
        for selection in selections {
            let mut size = match selection {
                Selection::Field(field) => {
                    let mut below = self.set(&field.selection_set, level + 1)?;
                    let introspects = matches!(field.name.as_str(), "__schema" | "__type");
                    below.depth = if introspects { 1 } else { below.depth + 1 };
                    below.fields = 1;
                    if let Some(alias) = &field.alias {
                        self.name("an alias", alias)?;
                        below.aliases = below.aliases.saturating_add(1);
                    }
                    below
                }
                Selection::InlineFragment(inline) => self.set(&inline.selection_set, level + 1)?,
                Selection::FragmentSpread(spread) => {
                    self.name("the name of a fragment", &spread.fragment_name)?;
                    self.fragment(&spread.fragment_name, level)?
                }
            };
            size.selections = size.selections.saturating_add(1);
            size.directives = size.directives.saturating_add(count(directives(selection)));
            size.nesting += 1;
            sum.add(size);
        }
        Ok(sum)
    }

    /// Refuses a name that is too long.
    fn name(&self, what: &str, name: &Name) -> Result<(), Fault> {
        refuse(Code::DocumentTooLarge, &format!("bytes in {what}"), name.len() as u64, self.limits.name)
    }

    /// Size of a fragment. A fragment that is missing or spreads itself counts as empty, since validation refuses it.
    fn fragment(&mut self, name: &'a Name, level: u64) -> Result<Size, Fault> {
        if let Some(known) = self.known.get(name) {
            return Ok(known.unwrap_or_default());
        }
        let Some(fragment) = self.fragments.get(name).copied() else {
            return Ok(Size::default());
        };
        self.known.insert(name, None);
        let mut size = self.set(&fragment.selection_set, level + 1)?;
        size.directives = size.directives.saturating_add(count(&fragment.directives));
        self.known.insert(name, Some(size));
        Ok(size)
    }
}

fn directives(selection: &Selection) -> &DirectiveList {
    match selection {
        Selection::Field(field) => &field.directives,
        Selection::InlineFragment(inline) => &inline.directives,
        Selection::FragmentSpread(spread) => &spread.directives,
    }
}

fn count(directives: &DirectiveList) -> u64 {
    directives.len().try_into().unwrap_or(u64::MAX)
}

/// Refuses a number above its limit, with both in the message.
fn refuse(code: Code, what: &str, number: u64, limit: u64) -> Result<(), Fault> {
    if number <= limit {
        return Ok(());
    }
    Err(Fault::new(code, format!("The document has {number} {what}; at most {limit} are allowed.")))
}
