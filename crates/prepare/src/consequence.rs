//! Errors that only follow from others. apollo-compiler leaves out a field that the schema does not have, and what is
//! below it, and then misses the selection around it, and the use of variables and fragments in it.

use apollo_compiler::{
    Node,
    ast::{Argument, Definition, DirectiveList, Document, Selection, Value},
    parser::LineColumn,
};
use std::collections::HashSet;

/// What a document has as it is written.
#[derive(Default)]
pub(super) struct Written<'a> {
    /// Where fields stand that have a selection.
    selecting: HashSet<(usize, usize)>,
    variables: HashSet<&'a str>,
    fragments: HashSet<&'a str>,
}

impl<'a> Written<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut written = Self::default();
        for definition in &document.definitions {
            match definition {
                Definition::OperationDefinition(operation) => {
                    written.directives(&operation.directives);
                    written.set(document, &operation.selection_set);
                }
                Definition::FragmentDefinition(fragment) => {
                    written.directives(&fragment.directives);
                    written.set(document, &fragment.selection_set);
                }
                _ => {}
            }
        }
        written
    }

    /// Whether an error says that something is missing which is written in the document.
    pub(super) fn refutes(&self, message: &str, place: Option<(usize, usize)>) -> bool {
        let quoted = message.split('`').nth(1).unwrap_or_default();
        if message.contains("must have a subselection set") {
            return place.is_some_and(|place| self.selecting.contains(&place));
        }
        if message.starts_with("unused variable") {
            return self.variables.contains(quoted.trim_start_matches('$'));
        }
        message.starts_with("fragment") && message.contains("must be used") && self.fragments.contains(quoted)
    }

    fn set(&mut self, document: &'a Document, set: &'a [Selection]) {
        for selection in set {
            match selection {
                Selection::Field(field) => {
                    self.arguments(&field.arguments);
                    self.directives(&field.directives);
                    if !field.selection_set.is_empty() {
                        let place = field.location().and_then(|place| place.line_column(&document.sources));
                        self.selecting.extend(place.map(|LineColumn { line, column }| (line, column)));
                        self.set(document, &field.selection_set);
                    }
                }
                Selection::InlineFragment(inline) => {
                    self.directives(&inline.directives);
                    self.set(document, &inline.selection_set);
                }
                Selection::FragmentSpread(spread) => {
                    self.directives(&spread.directives);
                    self.fragments.insert(&spread.fragment_name);
                }
            }
        }
    }

    fn directives(&mut self, directives: &'a DirectiveList) {
        for directive in directives {
            self.arguments(&directive.arguments);
        }
    }

    fn arguments(&mut self, arguments: &'a [Node<Argument>]) {
        for argument in arguments {
            self.value(&argument.value);
        }
    }

    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Variable(name) => _ = self.variables.insert(name),
            Value::List(items) => items.iter().for_each(|item| self.value(item)),
            Value::Object(fields) => fields.iter().for_each(|(_, value)| self.value(value)),
            _ => {}
        }
    }
}
