//! The output of a computed field: rows that are structs, and the definition that publishes them.

use super::{OwnedCell, RowKey, ToCell, budget::Budget, cells::Cells};
use crate::{
    define::{Cell, Described, Interface, Kind, Object, Write},
    scalar::Scalar,
};
use ahash::AHashMap;
use fault::Fault;
use std::sync::Arc;

/// A computed row, published as an object type.
pub trait OutputRow: Sized + Send + Sync + 'static {
    /// Its published type, and how its cells are written.
    fn definition() -> &'static Definition<Self>;
}

/// Writes the cells of one field of a row.
type Encode<R> = Box<dyn Fn(&R, &mut Cells) + Send + Sync>;

/// The object type of a computed row, and the functions that write the columns of its fields.
///
/// Each call adds a field and the cells of that field, so the two cannot disagree.
pub struct Definition<R> {
    object: Object,
    columns: Vec<&'static str>,
    encoders: Vec<Encode<R>>,
    parts: Vec<Part<R>>,
}

/// A list of rows that belong to a row.
struct Part<R> {
    empty: fn() -> Building,
    add: AddRows<R>,
}

/// Adds the rows of a part. They belong to the row with the given number.
type AddRows<R> = Box<dyn Fn(&R, i64, &mut Building) + Send + Sync>;

/// The column with the number of a row, which is its key.
const NUMBER: &str = "id";

impl<R: OutputRow> Definition<R> {
    /// An object type without fields.
    pub fn new(name: &'static str, about: &'static str) -> Self {
        let object = Object::new(name, about, "");
        Self { object, columns: vec![NUMBER], encoders: Vec::new(), parts: Vec::new() }
    }

    /// The object type that is published.
    pub fn object(&self) -> &Object {
        &self.object
    }

    /// Adds columns with the function that writes their cells.
    ///
    /// # Panics
    /// If a column of that name exists already.
    fn columns<const N: usize>(
        &mut self,
        names: [&'static str; N],
        cells: impl Fn(&R) -> [OwnedCell; N] + Send + Sync + 'static,
    ) {
        for name in names {
            assert!(!self.columns.contains(&name), "{} has two columns {name}", self.object.name);
            self.columns.push(name);
        }
        self.encoders.push(Box::new(move |row, out| cells(row).iter().for_each(|cell| out.push(cell.as_deref()))));
    }

    /// A leaf.
    pub fn value<T: Scalar<Via> + ToCell<Via>, Via>(
        &mut self,
        name: &'static str,
        about: &'static str,
        value: fn(&R) -> T,
    ) {
        self.columns([name], move |row| [value(row).to_cell()]);
        let write = Write::Copy(T::copy);
        let kind = Kind::Leaf { columns: vec![name], publish: T::publish, nullable: T::NULLABLE, write };
        self.object.add(name, about, kind);
    }

    /// A record, by its key.
    pub fn one<T: Described>(&mut self, name: &'static str, about: &'static str, key: fn(&R) -> RowKey) {
        self.columns([name], move |row| [key(row).to_cell()]);
        self.object.add(name, about, Kind::One { column: name, target: T::object, nullable: false });
    }

    /// A record, by its key; null if there is none.
    pub fn maybe_one<T: Described>(&mut self, name: &'static str, about: &'static str, key: fn(&R) -> Option<RowKey>) {
        self.columns([name], move |row| [key(row).to_cell()]);
        self.object.add(name, about, Kind::One { column: name, target: T::object, nullable: true });
    }

    /// A record of one of several kinds, by its key and kind. `columns` are the names of these two columns.
    pub fn any<K: ToCell<Via> + 'static, Via>(
        &mut self,
        name: &'static str,
        about: &'static str,
        columns: [&'static str; 2],
        interface: fn() -> &'static Interface,
        reference: fn(&R) -> (RowKey, K),
    ) {
        self.record_reference(name, about, columns, interface, false, move |row| Some(reference(row)));
    }

    /// Like [`Self::any`], but null if there is no record.
    pub fn maybe_any<K: ToCell<Via> + 'static, Via>(
        &mut self,
        name: &'static str,
        about: &'static str,
        columns: [&'static str; 2],
        interface: fn() -> &'static Interface,
        reference: fn(&R) -> Option<(RowKey, K)>,
    ) {
        self.record_reference(name, about, columns, interface, true, reference);
    }

    fn record_reference<K: ToCell<Via>, Via>(
        &mut self,
        name: &'static str,
        about: &'static str,
        [column, kind_column]: [&'static str; 2],
        interface: fn() -> &'static Interface,
        nullable: bool,
        reference: impl Fn(&R) -> Option<(RowKey, K)> + Send + Sync + 'static,
    ) {
        self.columns([column, kind_column], move |row| match reference(row) {
            Some((key, kind)) => [key.to_cell(), kind.to_cell()],
            None => [None, None],
        });
        self.object.add(name, about, Kind::Any { column, kind_column, interface, nullable });
    }

    /// A value that is an object without a table, such as a date. `columns` pairs the columns of that object with those
    /// of this row. The value is null if the first column is NULL.
    pub fn embedded<const N: usize>(
        &mut self,
        name: &'static str,
        about: &'static str,
        object: fn() -> &'static Object,
        columns: [(&'static str, &'static str); N],
        value: impl Fn(&R) -> Option<[OwnedCell; N]> + Send + Sync + 'static,
    ) {
        let none = || std::array::from_fn(|_| None);
        self.columns(columns.map(|(_, column)| column), move |row| value(row).unwrap_or_else(none));
        self.object.embedded_in(name, about, object, &columns);
    }

    /// Rows that belong to this one.
    pub fn part<P: OutputRow>(&mut self, name: &'static str, about: &'static str, rows: fn(&R) -> &[P]) {
        let part = self.parts.len();
        let add = move |row: &R, number: i64, building: &mut Building| {
            for row in rows(row) {
                P::definition().write(number, row, building);
            }
        };
        self.parts.push(Part { empty: || P::definition().empty(), add: Box::new(add) });
        self.object.add(name, about, Kind::Part { part, target: || P::definition().object() });
    }

    fn empty(&self) -> Building {
        Building {
            columns: self.columns.clone(),
            cells: Cells::default(),
            of: AHashMap::default(),
            parts: self.parts.iter().map(|part| (part.empty)()).collect(),
        }
    }

    fn write(&self, parent: i64, row: &R, building: &mut Building) {
        let (row_number, number) = (building.len(), building.number());
        building.of.entry(parent).or_default().push(row_number);
        building.cells.push(Some(&number.to_be_bytes()));
        for encode in &self.encoders {
            encode(row, &mut building.cells);
        }
        for (part, building) in self.parts.iter().zip(&mut building.parts) {
            (part.add)(row, number, building);
        }
    }
}

/// Collects the rows of a computed field.
pub struct Output<'b, R: 'static> {
    building: Building,
    definition: &'static Definition<R>,
    budget: &'b Budget,
}

impl<'b, R: OutputRow> Output<'b, R> {
    pub(super) fn new(budget: &'b Budget) -> Self {
        let definition = R::definition();
        Self { building: definition.empty(), definition, budget }
    }

    /// Says that so many records are about to be computed, whether they become rows or not.
    ///
    /// # Errors
    /// If the answer computes too many, or nobody waits for it any more.
    pub fn spend(&self, records: usize) -> Result<(), Fault> {
        self.budget.spend(records)
    }

    /// Adds a row of a parent.
    pub fn push(&mut self, parent: i64, row: &R) {
        self.definition.write(parent, row, &mut self.building);
    }

    pub(super) fn finish(self) -> Arc<ComputedRows> {
        self.building.finish()
    }
}

/// Rows under construction.
struct Building {
    columns: Vec<&'static str>,
    cells: Cells,
    of: AHashMap<i64, Vec<usize>>,
    parts: Vec<Building>,
}

impl Building {
    fn len(&self) -> usize {
        self.cells.len() / self.columns.len()
    }

    /// The key of the next row.
    fn number(&self) -> i64 {
        i64::try_from(self.len()).expect("memory ends before `i64` does")
    }

    fn finish(self) -> Arc<ComputedRows> {
        let parts = self.parts.into_iter().map(Self::finish).collect();
        Arc::new(ComputedRows { columns: self.columns, cells: self.cells, of: self.of, parts })
    }
}

/// Computed rows: cells in PostgreSQL's binary form, and the parts of the rows.
#[derive(Debug)]
pub struct ComputedRows {
    columns: Vec<&'static str>,
    /// One row after another.
    cells: Cells,
    /// Row numbers by parent.
    of: AHashMap<i64, Vec<usize>>,
    /// The parts of the rows. In each part, the number of the row above is the parent.
    parts: Vec<Arc<ComputedRows>>,
}

impl ComputedRows {
    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.cells.len() / self.columns.len()
    }

    /// Bytes of memory that they take, parts included.
    pub(crate) fn memory(&self) -> usize {
        let numbers = self.of.capacity() * size_of::<(i64, Vec<usize>)>() + self.len() * size_of::<usize>();
        self.cells.memory() + numbers + self.parts.iter().map(|part| part.memory()).sum::<usize>()
    }

    /// The numbers of the rows of a parent.
    pub fn numbers(&self, parent: i64) -> &[usize] {
        self.of.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// The position of a column.
    ///
    /// # Errors
    /// If there is no column of that name.
    pub fn column(&self, name: &str) -> Result<usize, Fault> {
        let found = self.columns.iter().position(|column| *column == name);
        found.ok_or_else(|| Fault::internal(format!("computed rows have no column {name}")))
    }

    /// The cell in a row, by row number and column position.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.cells.get(row * self.columns.len() + column)
    }

    /// A part of the rows, by its number.
    ///
    /// # Errors
    /// If there is no such part.
    pub fn part(&self, part: usize) -> Result<&Arc<Self>, Fault> {
        self.parts.get(part).ok_or_else(|| Fault::internal("computed rows that do not have such a part"))
    }
}
