//! Errors of fields, as the answer shows them.

use ahash::AHashMap;
use async_graphql::PathSegment;
use fault::{Code, Location};
use serde_json::json;

/// An error of a field, and the path of the field.
pub struct PathError {
    /// What to do about it.
    pub message: String,
    /// Its code.
    pub code: Code,
    /// The path of the field.
    pub path: Vec<PathSegment>,
}

impl PathError {
    /// The error as the answer shows it.
    pub(super) fn json(&self, locations: &[Location]) -> serde_json::Value {
        let mut error =
            json!({ "message": self.message, "path": self.path, "extensions": { "code": self.code.as_str() } });
        if !locations.is_empty() {
            error["locations"] = json!(locations);
        }
        error
    }
}

/// Locations in the document, looked up once for all items of a list.
pub(super) struct Locations<'a, P> {
    find: P,
    found: AHashMap<Vec<&'a str>, Vec<Location>>,
}

impl<'a, P: Fn(&[PathSegment]) -> Vec<Location>> Locations<'a, P> {
    pub(super) fn new(find: P) -> Self {
        Self { find, found: AHashMap::default() }
    }

    /// The locations of the field at a path.
    pub(super) fn of(&mut self, path: &'a [PathSegment]) -> &[Location] {
        let key = |segment: &'a PathSegment| match segment {
            PathSegment::Field(key) => Some(key.as_str()),
            PathSegment::Index(_) => None,
        };
        self.found.entry(path.iter().filter_map(key).collect()).or_insert_with(|| (self.find)(path))
    }
}
