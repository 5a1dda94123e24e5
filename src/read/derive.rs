//! Values that are worked out from several statements: who is a party to a treaty, and why.
//!
//! A derivation names what it needs to read ([`Input`]), each in one statement for all parents together, and a
//! function that makes rows of it ([`Derive`]). Those rows are published like rows of a table: their object type has
//! leaves over their columns, and relations by their keys.

use super::{
    ask::Asked,
    define::{Cell, Object},
    scalar,
};
use ahash::AHashMap;
use fault::Fault;
use sea_orm::{Condition, sea_query::Expr};
use std::sync::Arc;

/// Most rows of an input from which something is worked out.
pub const MOST_ROWS: usize = 20_000;

/// A value or a list of values that is worked out.
pub struct Derivation {
    /// What is published of it.
    pub target: fn() -> &'static Object,
    /// How many of them there are for a parent.
    pub makes: Makes,
    /// Arguments of the field.
    pub arguments: Vec<Parameter>,
    /// What is read.
    pub inputs: Vec<Input>,
    /// What is asked about, as the arguments say it.
    pub bind: fn(&Asked) -> Result<Derive, Fault>,
}

/// How many rows a derivation makes for a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Makes {
    /// Exactly one.
    One,
    /// One or none: the field may be null.
    AtMostOne,
    /// Any number: the field is a list.
    Many,
}

/// An argument of a field.
pub struct Parameter {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub about: &'static str,
    /// Type in the schema.
    pub ty: &'static str,
    /// Default in the schema's own language.
    pub default: Option<&'static str>,
}

/// One statement that a derivation needs.
pub struct Input {
    /// Table that is read.
    pub table: &'static str,
    /// Columns that are read.
    pub columns: Vec<Read>,
    /// Which rows are read.
    pub which: Which,
}

/// A column that a derivation reads.
pub enum Read {
    /// A column of the table.
    Column(&'static str),
    /// SQL over a row of the table, under a name.
    Sql(&'static str, String),
    /// An expression over a row of the table and what was asked, under a name.
    Asked(&'static str, fn(&Asked) -> Expr),
}

/// Which rows an input has.
pub enum Which {
    /// Those in which a column names a parent.
    OfParent(&'static str),
    /// Those in which a column names what a column of an earlier input names: its number, that column, this column.
    OfInput(usize, &'static str, &'static str),
    /// Those in which a column names one of some keys, made of what was asked and of the earlier inputs. Without keys
    /// nothing is read.
    OfNamed(fn(&Asked, &[&Rows]) -> Vec<i64>, &'static str),
    /// Those that an argument names; none are read where it is absent.
    Given(fn(&Asked) -> Option<Condition>),
}

/// Rows that a derivation read or made: cells in PostgreSQL's binary form, by column.
#[derive(Debug, Default)]
pub struct Rows {
    columns: Vec<&'static str>,
    cells: Vec<Vec<Option<Box<[u8]>>>>,
    /// Rows of a key, by number.
    of: AHashMap<i64, Vec<usize>>,
}

/// A row of [`Rows`].
#[derive(Clone, Copy, Debug)]
pub struct RowOf<'a> {
    rows: &'a Rows,
    at: usize,
}

/// What a derivation made: its rows, by parent; then the parts of each row, by the number of the row.
#[derive(Debug)]
pub struct Made {
    /// The rows.
    pub rows: Rows,
    /// What belongs to the rows, such as reasons; a field takes one of these by its number.
    pub parts: Vec<Arc<Rows>>,
}

/// Works out the rows of all parents from the inputs, which are in the order of the derivation.
pub type Derive = Arc<dyn Fn(&[i64], &[&Rows]) -> Result<Made, Fault> + Send + Sync>;

impl Rows {
    /// No rows yet, with these columns.
    pub fn new(columns: Vec<&'static str>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Adds a row that belongs to a key; gives its number.
    pub fn push(&mut self, key: i64, cells: Vec<Option<Box<[u8]>>>) -> usize {
        self.of.entry(key).or_default().push(self.cells.len());
        self.cells.push(cells);
        self.cells.len() - 1
    }

    /// Adds a row that an input found.
    pub fn add(&mut self, input: &Input, cells: Vec<Option<Box<[u8]>>>) {
        let at = input.which.column().map_or(self.columns.len(), |column| self.column(column));
        let key = super::table::key(cells.get(at).and_then(Option::as_deref)).unwrap_or_default();
        self.push(key, cells);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = RowOf<'_>> {
        (0..self.cells.len()).map(|at| RowOf { rows: self, at })
    }

    /// The rows of a key, in the order in which they were added.
    pub fn of(&self, key: i64) -> impl Iterator<Item = RowOf<'_>> {
        self.numbers(key).iter().map(|at| RowOf { rows: self, at: *at })
    }

    /// The numbers of the rows of a key.
    pub fn numbers(&self, key: i64) -> &[usize] {
        self.of.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Where a column stands; past the end where there is none, which reads as NULL.
    pub fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| *column == name).unwrap_or(self.columns.len())
    }

    /// A cell by the number of its row and the place of its column.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.cells.get(row)?.get(column)?.as_deref()
    }
}

impl<'a> RowOf<'a> {
    /// A cell by the name of its column.
    pub fn cell(self, column: &str) -> Cell<'a> {
        self.rows.cell(self.at, self.rows.column(column))
    }

    /// A value by the name of its column.
    ///
    /// # Errors
    /// Where the cell is none of that type.
    pub fn value<T: super::scalar::Scalar>(self, column: &str) -> Result<T, Fault> {
        T::read(self.cell(column))
    }

    /// A key by the name of its column; none where it is NULL.
    pub fn key(self, column: &str) -> Option<i64> {
        super::table::key(self.cell(column))
    }
}

/// A key as a cell.
#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub fn key(key: i64) -> Option<Box<[u8]>> {
    Some(Box::new(key.to_be_bytes()))
}

/// A text as a cell, such as the value of a vocabulary.
#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub fn text(text: &str) -> Option<Box<[u8]>> {
    Some(text.as_bytes().into())
}

/// A day as a cell.
#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
pub fn day(day: time::Date) -> Option<Box<[u8]>> {
    Some(Box::new((day.to_julian_day() - scalar::DAY_ZERO).to_be_bytes()))
}

impl Read {
    /// Name of the column among what was read.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Column(name) | Self::Sql(name, _) | Self::Asked(name, _) => name,
        }
    }
}

impl Which {
    /// The column by which rows are told apart.
    pub fn column(&self) -> Option<&'static str> {
        match self {
            Self::OfParent(column) | Self::OfInput(_, _, column) | Self::OfNamed(_, column) => Some(column),
            Self::Given(_) => None,
        }
    }
}

/// The keys that the rows of an input have to name, sorted, each once; none where an argument says which rows.
pub fn named(input: &Input, parents: &[i64], found: &[&Rows], asked: &Asked) -> Vec<i64> {
    let mut keys: Vec<_> = match &input.which {
        Which::OfParent(_) => return parents.to_vec(),
        Which::OfInput(earlier, column, _) => found[*earlier].iter().filter_map(|row| row.key(column)).collect(),
        Which::OfNamed(named, _) => named(asked, found),
        Which::Given(_) => Vec::new(),
    };
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Works out the rows of all parents from what was read.
///
/// # Errors
/// `BAD_USER_INPUT` where an input has more rows than are taken, and what the derivation itself refuses.
pub fn work_out(derive: &Derive, parents: &[i64], inputs: &[&Rows]) -> Result<Made, Fault> {
    if inputs.iter().any(|rows| rows.len() > MOST_ROWS) {
        return Err(Fault::bad_user_input(
            "Too much is recorded to work this out for so many at once. Ask for shorter pages, or about fewer.",
        ));
    }
    derive(parents, inputs)
}
