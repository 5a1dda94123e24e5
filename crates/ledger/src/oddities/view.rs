//! A row as the search for oddities sees it.
use crate::{plan::Planned, table::Table};
use sea_orm::Value;
use time::Date;

/// A row with the table that knows its columns.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Knows the columns.
    pub table: &'a Table,
    /// The row.
    pub row: &'a Planned,
}

impl<'a> View<'a> {
    /// First possible day of a date.
    pub fn first(self, date: &str) -> Option<Date> {
        let column = format!("{date}_earliest");
        self.table.day(&self.row.values, &column)
    }

    /// Last possible day of a date.
    pub fn last(self, date: &str) -> Option<Date> {
        let column = format!("{date}_latest");
        self.table.day(&self.row.values, &column)
    }

    /// A text.
    pub fn text(self, column: &str) -> Option<&'a str> {
        self.table.text(&self.row.values, column)
    }

    /// A number.
    pub fn number(self, column: &str) -> Option<i64> {
        self.table.number(&self.row.values, column)
    }

    /// Whether a column is true.
    pub fn is(self, column: &str) -> bool {
        self.table.value(&self.row.values, column) == Some(&Value::from(true))
    }

    /// Whether it happened.
    pub fn happened(self) -> bool {
        self.text("modality") == Some("OCCURRED")
    }
}

/// Whether a day lies before another, where both are known.
pub fn before(day: Option<Date>, other: Option<Date>) -> bool {
    matches!((day, other), (Some(day), Some(other)) if day < other)
}
