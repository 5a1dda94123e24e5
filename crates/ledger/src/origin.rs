//! Where drafts come from.

/// Where a draft or one of its values comes from: a line of a file, a cell of a table, an argument of a mutation.
///
/// The writer hands it back in a [`Problem`](crate::Problem) and never looks into it; [`Origins`] of the source says what it
/// stands for. Origins are ordered as they were given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(usize);

/// What each origin of one source of drafts stands for.
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
    /// A new origin that stands for this place.
    pub fn add(&mut self, place: P) -> Origin {
        self.places.push(place);
        Origin(self.places.len() - 1)
    }

    /// The place that an origin stands for; none where another source gave it out.
    #[must_use]
    pub fn get(&self, origin: Origin) -> Option<&P> {
        self.places.get(origin.0)
    }
}
