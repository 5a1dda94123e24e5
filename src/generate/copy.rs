//! Rows on their way into PostgreSQL: `COPY … FROM STDIN` in its text format.

use edtf::Edtf;
use sqlx::PgConnection;
use std::io::Write as _;
use time::Date;

/// Bytes that are sent at once.
const CHUNK: usize = 1 << 20;

/// Columns of an EDTF date, as [`Row::date`] fills them.
macro_rules! date {
    ($prefix:literal) => {
        concat!($prefix, "_edtf, ", $prefix, "_earliest, ", $prefix, "_latest, ", $prefix, "_basis")
    };
}
pub(super) use date;

/// Where rows go.
pub struct Target<'a> {
    connection: &'a mut PgConnection,
    written: Vec<(&'static str, u64)>,
}

impl<'a> Target<'a> {
    /// Over a connection with an open transaction.
    pub fn new(connection: &'a mut PgConnection) -> Self {
        Self { connection, written: Vec::new() }
    }

    /// Writes a row for each item.
    pub async fn copy<I: IntoIterator>(
        &mut self,
        table: &'static str,
        columns: &str,
        items: I,
        mut write: impl FnMut(&mut Row, I::Item),
    ) -> anyhow::Result<()> {
        let mut copy = self.connection.copy_in_raw(&format!("COPY {table} ({columns}) FROM STDIN")).await?;
        let mut row = Row(Vec::with_capacity(CHUNK + CHUNK / 8));
        for item in items {
            write(&mut row, item);
            row.end();
            if row.0.len() >= CHUNK {
                copy.send(row.0.as_slice()).await?;
                row.0.clear();
            }
        }
        copy.send(row.0.as_slice()).await?;
        let rows = copy.finish().await?;
        tracing::info!(rows, "{table} is written");
        self.written.push((table, rows));
        Ok(())
    }

    /// What was written.
    pub fn done(self) -> Vec<(&'static str, u64)> {
        self.written
    }
}

/// Cells of a row, in the order of the columns.
pub struct Row(Vec<u8>);

impl Row {
    /// A number.
    pub fn number(&mut self, number: impl Into<i64>) -> &mut Self {
        let number = number.into();
        self.cell(|bytes| write!(bytes, "{number}").expect("memory takes it"))
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.cell(|bytes| {
            for byte in text.bytes() {
                match byte {
                    b'\\' => bytes.extend(b"\\\\"),
                    b'\t' => bytes.extend(b"\\t"),
                    b'\n' => bytes.extend(b"\\n"),
                    b'\r' => bytes.extend(b"\\r"),
                    byte => bytes.push(byte),
                }
            }
        })
    }

    /// Nothing.
    pub fn null(&mut self) -> &mut Self {
        self.cell(|bytes| bytes.extend(b"\\N"))
    }

    /// A number, or nothing.
    pub fn maybe(&mut self, number: Option<impl Into<i64>>) -> &mut Self {
        match number {
            Some(number) => self.number(number),
            None => self.null(),
        }
    }

    /// The four columns of a date that a source states, or nothing in them.
    pub fn date(&mut self, date: Option<&Edtf>) -> &mut Self {
        let Some(date) = date else {
            return self.null().null().null().null();
        };
        self.text(date.as_str()).day(date.earliest()).day(date.latest()).text("STATED")
    }

    /// The four columns of a date that is a day.
    pub fn on(&mut self, day: Date) -> &mut Self {
        self.day(Some(day)).day(Some(day)).day(Some(day)).text("STATED")
    }

    fn day(&mut self, day: Option<Date>) -> &mut Self {
        let Some(day) = day else {
            return self.null();
        };
        let (year, month, of_month) = day.to_calendar_date();
        self.cell(|bytes| write!(bytes, "{year:04}-{:02}-{of_month:02}", u8::from(month)).expect("memory takes it"))
    }

    fn cell(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> &mut Self {
        write(&mut self.0);
        self.0.push(b'\t');
        self
    }

    /// The last cell ends the line.
    fn end(&mut self) {
        self.0.pop();
        self.0.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_copy_reads_them() {
        let mut row = Row(Vec::new());
        row.number(7).text("a\tb\\").null().maybe(None::<i64>).date(Some(&Edtf::parse("2003").expect("a year")));
        row.end();
        let text = String::from_utf8(row.0).expect("text");
        assert_eq!(text, "7\ta\\tb\\\\\t\\N\t\\N\t2003\t2003-01-01\t2003-12-31\tSTATED\n");
    }
}
