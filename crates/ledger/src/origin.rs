//! Where drafts come from.

/// Where a draft or one of its values comes from: a line of a file, a cell of a table, an argument of a mutation.
///
/// The writer returns it in a [`Problem`](crate::Problem) and never interprets it; [`Origins`] of the source gives its
/// meaning. Origins are ordered by when they were issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(usize);

/// The places that the origins of one source of drafts stand for.
#[derive(Clone, Debug)]
pub struct Origins<P> {
    places: Vec<P>,
}

impl<P> Default for Origins<P> {
    fn default() -> Self {
        Self { places: Vec::new() }
    }
}

impl<P> Origins<P> {
    /// Issues an origin that stands for this place.
    pub fn add(&mut self, place: P) -> Origin {
        self.places.push(place);
        Origin(self.places.len() - 1)
    }

    /// The place that an origin stands for; none if another source issued it.
    #[must_use]
    pub fn get(&self, origin: Origin) -> Option<&P> {
        self.places.get(origin.0)
    }
}
