//! Writes the bytes of the answer in one pass over the plan and its rows.
//!
//! A nullable part remembers where it began. If a non-null part below it has no value, the output is truncated to that
//! position and `null` is written (GraphQL specification, section 6.4.4).

use super::{
    derive::Budget,
    fetch::Found,
    memory::Charge,
    plan::{Choice, Keyed, Plan, Shape, StepId},
    table::Table,
    unknown,
};
use ahash::AHashMap;
use async_graphql::PathSegment;
use bytes::Bytes;
use fault::{Code, Fault, Location};
use std::ops::Range;

mod error;
mod list;
mod part;
mod size;

use error::Locations;
pub use error::PathError;
pub use size::cells;

/// One segment of the path to a value.
#[derive(Clone, Copy)]
enum Segment<'a> {
    /// The key of a member, as written.
    Key(&'a [u8]),
    /// An index in a list.
    Index(usize),
}

/// The path from the root of the answer to a value, innermost segment first.
#[derive(Clone, Copy)]
struct Path<'a>(Option<&'a Path<'a>>, Segment<'a>);

/// Maximum size of an answer in bytes. The limits on a request bound the number of records, but not their size.
const MOST: usize = 16 << 20;

/// A non-null part has no value, so the nearest nullable part above it becomes null. If the answer is too large, no
/// part becomes null, and there is no answer.
struct Bubble;

type Written = Result<(), Bubble>;

/// The row whose fields are written.
#[derive(Clone, Copy)]
struct At<'a> {
    table: &'a Table,
    row: usize,
}

struct Writer<'a> {
    tables: &'a [Option<Table>],
    faults: &'a AHashMap<StepId, Fault>,
    /// Says whether anybody still waits for the answer.
    budget: &'a Budget,
    out: Vec<u8>,
    errors: Vec<PathError>,
    /// Approximate size of the errors in bytes.
    error_bytes: usize,
    /// Whether the answer is too large.
    is_too_large: bool,
    /// The output range of each record that was written already.
    memo: AHashMap<Record, Range<usize>>,
    /// The keys of `memo`, in the order in which they were written.
    memorized: Vec<Record>,
}

/// A record as requested in one place: the address of its choice, which has its step and selection, and its key.
type Record = (*const Choice, i64);

/// Writes the answer of an operation: `{"data":…}`, with `errors` if there are any.
///
/// # Errors
/// If it is too large.
pub fn answer(
    plan: &Plan,
    found: &Found,
    budget: &Budget,
    locations: impl Fn(&[PathSegment]) -> Vec<Location>,
) -> Result<Answer, Fault> {
    let mut writer = Writer::new(found, budget);
    writer.out.extend_from_slice(b"{\"data\":");
    let _ = writer.or_null(true, |writer| {
        writer.members(&plan.root, |writer, part, path| writer.part(part, "Query", None, path), None)
    });
    // The last record may have made it too large, and there is a bracket to come.
    let _ = writer.room(1);
    writer.is_whole()?;
    let has_errors = !writer.errors.is_empty();
    if has_errors {
        writer.out.extend_from_slice(b",\"errors\":");
        let mut locations = Locations::new(locations);
        for (index, error) in writer.errors.iter().enumerate() {
            writer.out.push(if index == 0 { b'[' } else { b',' });
            writer.out.extend_from_slice(error.json(locations.of(&error.path)).to_string().as_bytes());
        }
        writer.out.push(b']');
    }
    if !found.unknown.is_empty() {
        writer.out.extend_from_slice(b",\"extensions\":");
        writer.out.extend_from_slice(unknown::extensions(&found.unknown).to_string().as_bytes());
    }
    writer.out.push(b'}');
    // What was reserved and not needed would be held until the client has the answer.
    writer.out.shrink_to(writer.out.len() + writer.out.len() / 4);
    Ok(Answer {
        body: writer.out.into(),
        has_errors,
        version: found.version,
        statements: found.statements,
        charge: Charge::default(),
    })
}

/// Writes the only member of a plan's root, such as the record that a mutation's payload shows.
///
/// # Errors
/// If it is too large.
pub fn record(plan: &Plan, found: &Found, budget: &Budget) -> Result<Shown, Fault> {
    let mut writer = Writer::new(found, budget);
    if let Some((_, part)) = plan.root.first() {
        let _ = writer.or_null(true, |writer| writer.part(part, "", None, None));
    }
    writer.is_whole()?;
    Ok(Shown { json: writer.out, errors: writer.errors })
}

/// A value that is written by itself.
pub struct Shown {
    /// JSON.
    pub json: Vec<u8>,
    /// The errors in it.
    pub errors: Vec<PathError>,
}

/// The bytes of an answer.
pub struct Answer {
    /// JSON.
    pub body: Bytes,
    /// Whether it has errors.
    pub has_errors: bool,
    /// Version of its data; none if it needed no data.
    pub version: Option<i64>,
    /// How many statements it took.
    pub statements: u32,
    /// What its bytes take of the memory of answers.
    pub charge: Charge,
}

impl<'a> Writer<'a> {
    fn new(found: &'a Found, budget: &'a Budget) -> Self {
        let Found { tables, faults, .. } = found;
        let rows: usize = tables.iter().flatten().map(Table::len).sum();
        Self {
            tables,
            faults,
            budget,
            out: Vec::with_capacity((rows * 120 + 256).min(MOST)),
            errors: Vec::new(),
            error_bytes: 0,
            is_too_large: false,
            memo: AHashMap::default(),
            memorized: Vec::new(),
        }
    }

    fn is_whole(&self) -> Result<(), Fault> {
        if !self.is_too_large {
            return Ok(());
        }
        let message = format!("The answer would be larger than {MOST} bytes. Request smaller pages, or fewer fields.");
        Err(Fault::new(Code::AnswerTooLarge, message))
    }

    /// Checks that the answer has room for this many more bytes.
    fn room(&mut self, bytes: usize) -> Written {
        // An abandoned answer ends like one that is too large.
        self.is_too_large |= self.out.len() + self.error_bytes + bytes > MOST || self.budget.is_abandoned();
        if self.is_too_large { Err(Bubble) } else { Ok(()) }
    }

    fn fault(&mut self, fault: &Fault, path: Option<&Path<'_>>) -> Bubble {
        let mut segments = Vec::new();
        let mut next = path;
        while let Some(Path(above, segment)) = next {
            segments.push(match segment {
                Segment::Index(index) => PathSegment::Index(*index),
                Segment::Key(key) => {
                    let key = key.strip_prefix(b",").unwrap_or(key);
                    PathSegment::Field(String::from_utf8_lossy(&key[1..key.len() - 2]).into_owned())
                }
            });
            next = *above;
        }
        segments.reverse();
        let bytes = |segment: &PathSegment| match segment {
            PathSegment::Field(name) => name.len() + 3,
            PathSegment::Index(_) => 3,
        };
        self.error_bytes += fault.message.len() + 128 + segments.iter().map(bytes).sum::<usize>();
        self.errors.push(PathError { message: fault.message.clone(), code: fault.code, path: segments });
        Bubble
    }

    /// Writes a part. If a nullable part bubbles, it becomes null.
    fn or_null(&mut self, nullable: bool, write: impl FnOnce(&mut Self) -> Written) -> Written {
        let start = self.out.len();
        match write(self) {
            Err(Bubble) if nullable && !self.is_too_large => {
                self.cut(start);
                self.null();
                Ok(())
            }
            written => written,
        }
    }

    /// Truncates the output.
    fn cut(&mut self, start: usize) {
        self.out.truncate(start);
        while let Some(last) =
            self.memorized.pop_if(|last| self.memo.get(last).is_some_and(|written| written.end > start))
        {
            self.memo.remove(&last);
        }
    }

    fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes `null` for a missing value if the part is nullable, and fails otherwise.
    fn none(&mut self, nullable: bool, what: &str, path: Option<&Path<'_>>) -> Written {
        if nullable {
            self.null();
            return Ok(());
        }
        Err(self.fault(&Fault::internal(format!("no {what} for a non-null field")), path))
    }

    fn members<T>(
        &mut self,
        members: &'a Keyed<T>,
        write: impl Fn(&mut Self, &'a T, Option<&Path<'_>>) -> Written,
        path: Option<&Path<'_>>,
    ) -> Written {
        self.room(0)?;
        self.out.push(b'{');
        for (key, part) in members {
            self.out.extend_from_slice(key);
            write(self, part, Some(&Path(path, Segment::Key(key))))?;
        }
        self.out.push(b'}');
        Ok(())
    }

    fn object(&mut self, shape: &'a Shape, at: At<'a>, path: Option<&Path<'_>>) -> Written {
        self.members(&shape.fields, |writer, part, path| writer.part(part, shape.object.name, Some(at), path), path)
    }
}
