//! Why a text is not a date, in words for the person who wrote it.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use edtf_core::ParseError;

/// How much of a refused text is repeated in the message.
const SHOWN: usize = 60;

/// Why a text was refused as an EDTF date. Its `Display` says what is wrong and shows a right form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    text: String,
    problem: Problem,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Nothing but blanks.
    Empty,
    /// Not EDTF.
    Grammar(ParseError),
    /// EDTF, but with a time of day.
    TimeOfDay,
    /// EDTF, but before year 0001 or after year 9999.
    Year,
    /// An interval whose end lies before its start.
    Backwards,
}

impl From<ParseError> for Problem {
    fn from(error: ParseError) -> Self {
        Self::Grammar(error)
    }
}

impl EdtfError {
    pub(super) fn new(text: &str, problem: Problem) -> Self {
        Self { text: text.to_owned(), problem }
    }

    /// A right form of the shape that the text seems to aim at.
    fn example(&self) -> &'static str {
        match self.text.as_bytes().first() {
            Some(b'[') => "[2009-11,2010-11] or [..1999-04-02]",
            Some(b'{') => "{2009-11,2010-11}",
            _ if self.text.contains('/') => "2003-09-18/2003-09-19 or /2002-10-07",
            _ => "2003-09-18, 2003-09, 2003 or 2003~",
        }
    }
}

impl Display for EdtfError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let shown: String = self.text.chars().take(SHOWN).collect();
        let cut = if shown.len() < self.text.len() { "…" } else { "" };
        write!(f, "'{}{cut}' is not an EDTF date: ", shown.escape_debug())?;
        match self.problem {
            Problem::Empty => write!(f, "it is empty")?,
            Problem::Grammar(ParseError { message, offset }) => {
                let before = self.text.get(..offset).unwrap_or(&self.text);
                write!(f, "{message} (character {})", before.chars().count() + 1)?;
            }
            Problem::TimeOfDay => write!(f, "a time of day is not kept")?,
            Problem::Year => write!(f, "it leaves the years 0001 to 9999")?,
            Problem::Backwards => write!(f, "it ends before it starts")?,
        }
        write!(f, "; write, for example, {}", self.example())
    }
}

impl Error for EdtfError {}
