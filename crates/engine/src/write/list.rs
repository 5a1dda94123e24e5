//! Writes a page: nodes, edges, page information and total.

use super::{At, Bubble, Path, Segment, Writer, Written};
use crate::{
    define::Cell,
    page::Page,
    plan::{Choice, EdgePart, InfoPart, Keyed, ListPart, StepId},
    scalar::{Scalar as _, text},
    table::Table,
};
use fault::Fault;

/// The rows of one page, in the order in which they are shown.
struct Shown<'a> {
    table: Option<&'a Table>,
    page: &'a Page,
    from: usize,
    to: usize,
    /// Whether the list continues beyond the page, in the direction in which it was read.
    more: bool,
}

impl<'a> Shown<'a> {
    fn new(table: Option<&'a Table>, rows: (usize, usize), page: &'a Page) -> Self {
        let (from, to) = rows;
        let size = usize::try_from(page.size).unwrap_or(usize::MAX);
        let more = to - from > size;
        Self { table, page, from, to: if more { from + size } else { to }, more }
    }

    /// The rows in the order of the list. A page taken from the end was read backwards.
    fn rows(&self) -> impl Iterator<Item = At<'a>> {
        let (from, to, backwards) = (self.from, self.to, self.page.backwards);
        let table = self.table;
        (from..to)
            .map(move |row| if backwards { from + to - 1 - row } else { row })
            .filter_map(move |row| table.map(|table| At { table, row }))
    }

    /// The row just before one of those shown. The first row has none, unless the page was taken from the end and has
    /// one more row.
    fn above(&self, index: usize) -> Option<At<'a>> {
        let table = self.table?;
        let row = match (self.page.backwards, index) {
            (true, 0) => self.more.then_some(self.to),
            (true, index) => Some(self.to - index),
            (false, 0) => None,
            (false, index) => Some(self.from + index - 1),
        };
        row.map(|row| At { table, row })
    }

    /// Whether the list goes on: beyond the page as it was read, or with the record of a cursor that bounds it.
    fn has_next(&self) -> bool {
        self.page.before.is_some() || !self.page.backwards && self.more
    }

    /// The same, before the page.
    fn has_previous(&self) -> bool {
        self.page.after.is_some() || self.page.backwards && self.more
    }
}

/// A record at its position on a page.
struct Placed<'s, 'a> {
    shown: &'s Shown<'a>,
    index: usize,
    at: At<'a>,
    /// The record to which the list belongs; none at the root.
    parent: Option<i64>,
    /// Name of the object type.
    name: &'a str,
}

impl<'a> Writer<'a> {
    #[expect(clippy::too_many_arguments, reason = "the parts of one list")]
    pub(super) fn list(
        &mut self,
        step: Option<StepId>,
        parent: Option<i64>,
        root: bool,
        parts: &'a Keyed<ListPart>,
        page: &'a Page,
        name: &'a str,
        path: Option<&Path<'_>>,
    ) -> Written {
        let table = step.and_then(|step| self.tables[step].as_ref());
        let rows = match (table, parent) {
            (Some(table), Some(parent)) => table.rows_of(parent),
            (Some(table), None) if root => (0, table.len()),
            _ => (0, 0),
        };
        let shown = Shown::new(table, rows, page);
        self.members(
            parts,
            |writer, part, path| match part {
                ListPart::Typename => {
                    writer.typename(name, "Connection");
                    Ok(())
                }
                ListPart::Nodes(shape) => {
                    writer.each(&shown, path, |writer, _, at, path| writer.object(shape, at, path))
                }
                ListPart::Named(part) => {
                    writer.each(&shown, path, |writer, _, at, path| writer.part(part, name, Some(at), path))
                }
                ListPart::Edges(edge) => {
                    let parent = if root { None } else { parent };
                    writer.each(&shown, path, |writer, index, at, path| {
                        writer.edge(edge, &Placed { shown: &shown, index, at, parent, name }, path)
                    })
                }
                ListPart::Info(info) => writer.info(info, &shown, path),
                ListPart::Total(step) => writer.total(*step, parent, path),
                // The first row of groups is their total.
                ListPart::Groups(choice) => writer.rows(choice, 1, path),
                ListPart::Reading(choice) => writer.rows(choice, 0, path),
                ListPart::Fault(fault) => Err(writer.fault(fault, path)),
            },
            path,
        )
    }

    fn typename(&mut self, name: &str, suffix: &str) {
        text(format!("{name}{suffix}").as_bytes(), &mut self.out);
    }

    fn each(
        &mut self,
        shown: &Shown<'a>,
        path: Option<&Path<'_>>,
        write: impl Fn(&mut Self, usize, At<'a>, Option<&Path<'_>>) -> Written,
    ) -> Written {
        self.out.push(b'[');
        for (index, at) in shown.rows().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            write(self, index, at, Some(&Path(path, Segment::Index(index))))?;
        }
        self.out.push(b']');
        Ok(())
    }

    fn edge(&mut self, edge: &'a Keyed<EdgePart>, placed: &Placed<'_, 'a>, path: Option<&Path<'_>>) -> Written {
        let Placed { shown, at, name, .. } = *placed;
        self.members(
            edge,
            |writer, part, path| match part {
                EdgePart::Typename => {
                    writer.typename(name, "Edge");
                    Ok(())
                }
                EdgePart::Cursor { at: column } => writer.cursor(at, *column, shown.page, path),
                EdgePart::Column { at: column, copy } => {
                    match column.and_then(|column| at.table.cell(at.row, column)) {
                        None => writer.null(),
                        cell => {
                            return writer.or_null(true, |writer| {
                                copy(cell, &mut writer.out).map_err(|fault| writer.fault(&fault, path))
                            });
                        }
                    }
                    Ok(())
                }
                EdgePart::Comparison { compare, at, preceding } => writer.or_null(true, |writer| {
                    let compared = writer.compared(placed, *compare, at, preceding.as_ref());
                    compared.map(|holds| holds.write(&mut writer.out)).map_err(|fault| writer.fault(&fault, path))
                }),
                EdgePart::Node(shape) => writer.object(shape, at, path),
                EdgePart::Field(part) => writer.part(part, name, Some(at), path),
            },
            path,
        )
    }

    /// Compares a record with the one before it; the result is none for the first record of the list.
    fn compared(
        &self,
        placed: &Placed<'_, 'a>,
        compare: fn(&[Cell<'_>], &[Cell<'_>]) -> Result<bool, Fault>,
        columns: &[usize],
        preceding: Option<&(StepId, Vec<usize>)>,
    ) -> Result<Option<bool>, Fault> {
        let above = placed.shown.above(placed.index).map(|at| (at, columns)).or_else(|| {
            let (step, columns) = preceding.filter(|_| placed.index == 0)?;
            let table = self.tables[*step].as_ref()?;
            let (row, end) = placed.parent.map_or((0, table.len()), |parent| table.rows_of(parent));
            (row < end).then_some((At { table, row }, columns.as_slice()))
        });
        let cells = |At { table, row }: At<'a>, columns: &[usize]| -> Vec<Cell<'a>> {
            columns.iter().map(|column| table.cell(row, *column)).collect()
        };
        let Some((above, at)) = above else { return Ok(None) };
        let (above, this) = (cells(above, at), cells(placed.at, columns));
        let compared = if placed.shown.page.descending { compare(&this, &above) } else { compare(&above, &this) };
        compared.map(Some)
    }

    fn info(&mut self, info: &'a Keyed<InfoPart>, shown: &Shown<'a>, path: Option<&Path<'_>>) -> Written {
        self.members(
            info,
            |writer, part, path| {
                match part {
                    InfoPart::Fault(fault) => return Err(writer.fault(fault, path)),
                    InfoPart::Typename => writer.typename("Page", "Info"),
                    InfoPart::HasNext => shown.has_next().write(&mut writer.out),
                    InfoPart::HasPrevious => shown.has_previous().write(&mut writer.out),
                    InfoPart::Start { at } => return writer.cursor_or_null(shown.rows().next(), *at, shown.page, path),
                    InfoPart::End { at } => return writer.cursor_or_null(shown.rows().last(), *at, shown.page, path),
                }
                Ok(())
            },
            path,
        )
    }

    /// All rows of a step, from one on.
    pub(super) fn rows(&mut self, choice: &'a Choice, from: usize, path: Option<&Path<'_>>) -> Written {
        self.out.push(b'[');
        if let Some(table) = self.tables[choice.step].as_ref() {
            for row in from..table.len() {
                if row > from {
                    self.out.push(b',');
                }
                self.object(&choice.shape, At { table, row }, Some(&Path(path, Segment::Index(row - from))))?;
            }
        }
        self.out.push(b']');
        Ok(())
    }

    fn total(&mut self, step: StepId, parent: Option<i64>, path: Option<&Path<'_>>) -> Written {
        let table = self.tables[step].as_ref();
        let row = match (table, parent) {
            (Some(table), Some(parent)) => Some(table.rows_of(parent).0),
            (Some(_), None) => Some(0),
            _ => None,
        };
        let count = table.zip(row).and_then(|(table, row)| table.cell(row, 0));
        i64::copy(count, &mut self.out).map_err(|fault| self.fault(&fault, path))
    }

    /// The cursor of the first or last row of a page; null if the page is empty.
    fn cursor_or_null(&mut self, at: Option<At<'_>>, column: usize, page: &Page, path: Option<&Path<'_>>) -> Written {
        let Some(at) = at else {
            self.null();
            return Ok(());
        };
        self.or_null(true, |writer| writer.cursor(at, column, page, path))
    }

    fn cursor(&mut self, at: At<'_>, column: usize, page: &Page, path: Option<&Path<'_>>) -> Written {
        let value = at.table.cell(at.row, column);
        let written = match at.table.key(at.row, 0) {
            Some(id) => page.cursor(value, id, &mut self.out),
            None => Err(Fault::internal("a row without a key")),
        };
        written.map_err(|fault| -> Bubble { self.fault(&fault, path) })
    }
}
