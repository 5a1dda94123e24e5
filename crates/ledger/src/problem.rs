//! What is wrong with a set of files, and where.
use std::{fmt, path::PathBuf, sync::Arc};

/// A place in a data file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it was named or found.
    pub file: Arc<PathBuf>,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file.display(), self.line)
    }
}

/// Something wrong or odd: a sentence with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File in which it is; none where no file is to blame.
    pub file: Option<Arc<PathBuf>>,
    /// Line of the file, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl Problem {
    /// A problem at a place of a file.
    pub fn at(place: &Place, reason: impl Into<String>) -> Self {
        Self { file: Some(Arc::clone(&place.file)), line: place.line, reason: reason.into() }
    }

    /// A problem of a whole file.
    pub fn of_file(file: impl Into<PathBuf>, reason: impl Into<String>) -> Self {
        Self { file: Some(Arc::new(file.into())), line: 0, reason: reason.into() }
    }

    /// A problem that no file is to blame for.
    pub fn of_register(reason: impl Into<String>) -> Self {
        Self { file: None, line: 0, reason: reason.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), 0) => write!(out, "{}: {}", file.display(), self.reason),
            (Some(file), line) => write!(out, "{}:{line}: {}", file.display(), self.reason),
            (None, _) => out.write_str(&self.reason),
        }
    }
}
