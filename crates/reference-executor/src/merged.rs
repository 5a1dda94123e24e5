//! Null where a part of a merged field failed.
//!
//! async-graphql resolves each field of one key apart and merges their values. Where a part failed it keeps the value
//! of the other, but all parts together are one field, which is null (specification, section 6.4.4).

use async_graphql::{PathSegment, Response, Value};
use std::sync::{Arc, Mutex};

type Place = Vec<PathSegment>;

/// Places of an answer where a failure became null.
#[derive(Clone, Default)]
pub(super) struct Nulls(Arc<Mutex<Vec<Place>>>);

impl Nulls {
    pub(super) fn note(&self, place: Place) {
        if let Ok(mut places) = self.0.lock() {
            places.push(place);
        }
    }

    /// Puts null at each place that is still there.
    pub(super) fn put_into(self, mut response: Response) -> Response {
        let places = self.0.lock().map(|mut places| std::mem::take(&mut *places)).unwrap_or_default();
        for place in places {
            if let Some(value) = at(&mut response.data, &place) {
                *value = Value::Null;
            }
        }
        response
    }
}

fn at<'a>(data: &'a mut Value, place: &[PathSegment]) -> Option<&'a mut Value> {
    place.iter().try_fold(data, |value, segment| match (value, segment) {
        (Value::Object(members), PathSegment::Field(key)) => members.get_mut(key.as_str()),
        (Value::List(items), PathSegment::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}
