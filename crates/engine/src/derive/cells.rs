//! Cells one after another in one buffer.

use crate::define::Cell;

/// Marks a cell without a value.
const NULL: u32 = u32::MAX;

/// Cells, without an allocation for each.
#[derive(Debug, Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    /// Where each begins and ends in the buffer; [`NULL`] for both if it has no value.
    places: Vec<(u32, u32)>,
}

impl Cells {
    /// Adds a cell.
    ///
    /// # Panics
    /// Above four gigabytes, which the limits on what is read and computed exclude.
    pub fn push(&mut self, cell: Cell<'_>) {
        let place = cell.map_or((NULL, NULL), |cell| {
            let from = self.bytes.len();
            self.bytes.extend_from_slice(cell);
            let place =
                |at| u32::try_from(at).ok().filter(|at| *at != NULL).expect("cells of less than four gigabytes");
            (place(from), place(self.bytes.len()))
        });
        self.places.push(place);
    }

    /// A cell by its number.
    pub fn get(&self, number: usize) -> Cell<'_> {
        let (from, to) = self.places[number];
        (from != NULL).then(|| &self.bytes[from as usize..to as usize])
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Bytes of memory that they take.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.places.capacity() * size_of::<(u32, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_were_pushed() {
        let mut cells = Cells::default();
        let pushed: [Cell<'_>; 4] = [Some(b"one"), None, Some(b""), Some(b"two")];
        for cell in pushed {
            cells.push(cell);
        }
        assert_eq!((0..cells.len()).map(|at| cells.get(at)).collect::<Vec<_>>(), pushed);
    }
}
