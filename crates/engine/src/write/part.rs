//! Writes the value of one part of a plan, and records.

use super::{At, Path, Segment, Writer, Written};
use crate::{
    define::Write,
    plan::{Choice, Choices, Part},
    scalar::text,
};

impl<'a> Writer<'a> {
    /// Writes a part of the row `at`, in an object of a type.
    pub(super) fn part(
        &mut self,
        part: &'a Part,
        typename: &str,
        at: Option<At<'a>>,
        path: Option<&Path<'_>>,
    ) -> Written {
        let cell = |column: usize| at.and_then(|at| at.table.cell(at.row, column));
        match part {
            Part::Typename => text(typename.as_bytes(), &mut self.out),
            Part::Literal(json) => self.out.extend_from_slice(json),
            Part::Fault { fault, nullable } => {
                let bubble = self.fault(fault, path);
                return self.or_null(*nullable, |_| Err(bubble));
            }
            Part::Column { at: column, copy, nullable } => {
                return self.or_null(*nullable, |writer| {
                    copy(cell(*column), &mut writer.out).map_err(|fault| writer.fault(&fault, path))
                });
            }
            Part::Function { at: columns, compute, nullable } => {
                let cells: Vec<_> = columns.iter().map(|column| cell(*column)).collect();
                return self.or_null(*nullable, |writer| {
                    match compute {
                        Write::Copy(copy) => copy(cells.first().copied().flatten(), &mut writer.out),
                        Write::Compute(compute) => compute(&cells, &mut writer.out),
                    }
                    .map_err(|fault| writer.fault(&fault, path))
                });
            }
            Part::Embedded { present, shape, nullable } => match at {
                Some(at) if cell(*present).is_some() => {
                    return self.or_null(*nullable, |writer| writer.object(shape, at, path));
                }
                _ => return self.none(*nullable, "value", path),
            },
            Part::One { at: Some(column), choice, nullable } => {
                let key = at.and_then(|at| at.table.key(at.row, *column));
                return self.record(key, Some(choice), *nullable, path);
            }
            Part::One { at: None, choice, nullable } => {
                let key = self.tables[choice.step]
                    .as_ref()
                    .filter(|table| !table.is_empty())
                    .and_then(|table| table.key(0, 0));
                return self.or_null(*nullable, |writer| {
                    writer.is_computed(choice, None, path)?;
                    writer.first(key, choice, *nullable, path)
                });
            }
            Part::Any { at: column, kind_at, choices, nullable } => {
                let key = at.and_then(|at| at.table.key(at.row, *column));
                let kind = at.and_then(|at| at.table.tag(at.row, *kind_at));
                return self.record(key, of_kind(choices, kind), *nullable, path);
            }
            Part::Each { choice, nullable } => {
                let key = at.and_then(|at| at.table.key(at.row, 0));
                return self.or_null(*nullable, |writer| {
                    writer.is_computed(choice, key, path)?;
                    writer.each_of(key, choice, path)
                });
            }
            Part::All { choice, nullable } => {
                return self.or_null(*nullable, |writer| {
                    writer.is_computed(choice, None, path)?;
                    writer.rows(choice, 0, path)
                });
            }
            Part::Only { choice, nullable } => {
                let key = at.and_then(|at| at.table.key(at.row, 0));
                return self.or_null(*nullable, |writer| {
                    writer.is_computed(choice, key, path)?;
                    writer.record(key, Some(choice), *nullable, path)
                });
            }
            Part::Named { step, choices } => {
                let named = self.tables[*step].as_ref().filter(|table| !table.is_empty());
                let key = named.and_then(|table| table.key(0, 0));
                let kind = named.and_then(|table| table.tag(0, 1));
                return self.record(key, of_kind(choices, kind), true, path);
            }
            Part::Nodes { keys, choices } => {
                self.out.push(b'[');
                for (index, id) in keys.iter().enumerate() {
                    if index > 0 {
                        self.out.push(b',');
                    }
                    let path = path.map(|path| Path(Some(path), Segment::Index(index)));
                    self.record(Some(id.key), of_kind(choices, Some(id.tag)), true, path.as_ref())?;
                }
                self.out.push(b']');
            }
            Part::Many { step, root, parts, page, name } => {
                let key = at.and_then(|at| at.table.key(at.row, 0));
                return self.or_null(true, |writer| {
                    writer.list(*step, if *root { None } else { key }, *root, parts, page, name, path)
                });
            }
        }
        Ok(())
    }

    /// Fails if the rows of a step could not be computed, for all parents or for this one.
    fn is_computed(&mut self, choice: &Choice, parent: Option<i64>, path: Option<&Path<'_>>) -> Written {
        let (tables, faults) = (self.tables, self.faults);
        let of_parent = || tables[choice.step].as_ref().zip(parent).and_then(|(table, key)| table.fault(key));
        match faults.get(&choice.step).or_else(of_parent) {
            Some(fault) => Err(self.fault(fault, path)),
            None => Ok(()),
        }
    }

    /// All rows of a step that belong to a row, as a plain list.
    fn each_of(&mut self, key: Option<i64>, choice: &'a Choice, path: Option<&Path<'_>>) -> Written {
        let table = self.tables[choice.step].as_ref();
        let (from, to) = key.zip(table).map_or((0, 0), |(key, table)| table.rows_of(key));
        self.out.push(b'[');
        for (index, row) in (from..to).enumerate() {
            let Some(table) = table else { break };
            if index > 0 {
                self.out.push(b',');
            }
            self.object(&choice.shape, At { table, row }, Some(&Path(path, Segment::Index(index))))?;
        }
        self.out.push(b']');
        Ok(())
    }

    /// The only row of a step at the root.
    fn first(&mut self, key: Option<i64>, choice: &'a Choice, nullable: bool, path: Option<&Path<'_>>) -> Written {
        match (key, self.tables[choice.step].as_ref()) {
            (Some(_), Some(table)) => self.object(&choice.shape, At { table, row: 0 }, path),
            _ => self.none(nullable, "record", path),
        }
    }

    /// A record by its key. It is copied if the same choice wrote it already.
    fn record(
        &mut self,
        key: Option<i64>,
        choice: Option<&'a Choice>,
        nullable: bool,
        path: Option<&Path<'_>>,
    ) -> Written {
        let (Some(key), Some(choice)) = (key, choice) else {
            return self.none(nullable, "record", path);
        };
        let record = (std::ptr::from_ref(choice), key);
        if let Some(written) = self.memo.get(&record).cloned() {
            self.room(written.len())?;
            self.out.extend_from_within(written);
            return Ok(());
        }
        let Some(table) = self.tables[choice.step].as_ref() else {
            return self.none(nullable, "record", path);
        };
        let (row, end) = table.rows_of(key);
        if row == end {
            return self.none(nullable, "record", path);
        }
        self.or_null(nullable, |writer| {
            let (start, errors) = (writer.out.len(), writer.errors.len());
            writer.object(&choice.shape, At { table, row }, path)?;
            if writer.errors.len() == errors {
                writer.memo.insert(record, start..writer.out.len());
                writer.memorized.push(record);
            }
            Ok(())
        })
    }
}

fn of_kind<'a>(choices: &'a Choices, tag: Option<&str>) -> Option<&'a Choice> {
    choices.iter().find(|(known, _)| Some(*known) == tag).map(|(_, choice)| choice)
}
