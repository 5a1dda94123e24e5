//! The locations in a document at which a field of the answer is requested, for the errors of that field.
//!
//! Specification: section 7.1.6 “Errors”, `locations`.

use super::collect::locations;
use apollo_compiler::{
    ExecutableDocument, Name, Node,
    collections::HashSet,
    executable::{Field, Selection, SelectionSet},
    validation::Valid,
};
use async_graphql::PathSegment;
use fault::Location;
use std::sync::Arc;

/// The locations of one operation.
#[derive(Clone, Debug)]
pub struct FieldLocations {
    pub(super) document: Arc<Valid<ExecutableDocument>>,
    pub(super) operation: Option<Name>,
}

impl FieldLocations {
    /// The locations of the field at a path: those of all fields with the keys of the path, which the answer merges
    /// into one.
    #[must_use]
    pub fn of(&self, path: &[PathSegment]) -> Vec<Location> {
        let Ok(operation) = self.document.operations.get(self.operation.as_deref()) else {
            return Vec::new();
        };
        let mut fields: Vec<&Node<Field>> = Vec::new();
        let mut sets = vec![&operation.selection_set];
        for segment in path {
            let PathSegment::Field(key) = segment else { continue };
            let mut opened = HashSet::default();
            fields.clear();
            for set in sets {
                self.find(set, key, &mut opened, &mut fields);
            }
            sets = fields.iter().map(|field| &field.selection_set).collect();
        }
        locations(&self.document, fields.iter().map(|field| field.location()))
    }

    /// Finds the fields with a response key in a selection set and its fragments.
    fn find<'a>(
        &'a self,
        set: &'a SelectionSet,
        key: &str,
        opened: &mut HashSet<&'a Name>,
        found: &mut Vec<&'a Node<Field>>,
    ) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) if field.response_key() == key => found.push(field),
                Selection::Field(_) => {}
                Selection::InlineFragment(inline) => self.find(&inline.selection_set, key, opened, found),
                Selection::FragmentSpread(spread) => {
                    let fragment = self.document.fragments.get(&spread.fragment_name);
                    if let Some(fragment) = fragment.filter(|_| opened.insert(&spread.fragment_name)) {
                        self.find(&fragment.selection_set, key, opened, found);
                    }
                }
            }
        }
    }
}
