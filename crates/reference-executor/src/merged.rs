//! Null where a part of a merged field failed.
//!
//! async-graphql resolves each field of one key apart and merges their values. Where a part failed it keeps the value
//! of the other, but all parts together are one field, which is null (specification, section 6.4.4).

use async_graphql::{PathSegment, Response, Value};
use std::sync::{Arc, Mutex};

type Path = Vec<PathSegment>;

/// Paths of an answer where a failure became null.
#[derive(Clone, Default)]
pub(super) struct Nulls(Arc<Mutex<Vec<Path>>>);

impl Nulls {
    pub(super) fn note(&self, path: Path) {
        if let Ok(mut paths) = self.0.lock() {
            paths.push(path);
        }
    }

    /// Puts null at each path that still exists.
    pub(super) fn put_into(self, mut response: Response) -> Response {
        let paths = self.0.lock().map(|mut paths| std::mem::take(&mut *paths)).unwrap_or_default();
        for path in paths {
            if let Some(value) = at(&mut response.data, &path) {
                *value = Value::Null;
            }
        }
        response
    }
}

fn at<'a>(data: &'a mut Value, path: &[PathSegment]) -> Option<&'a mut Value> {
    path.iter().try_fold(data, |value, segment| match (value, segment) {
        (Value::Object(members), PathSegment::Field(key)) => members.get_mut(key.as_str()),
        (Value::List(items), PathSegment::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}
