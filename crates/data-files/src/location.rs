//! Where something stands, and what is wrong there.
use std::{fmt, path::PathBuf, sync::Arc};

/// A place in a data file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, as it was named or found.
    pub file: Arc<PathBuf>,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Location {
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
    pub fn at(location: &Location, reason: impl Into<String>) -> Self {
        Self { file: Some(Arc::clone(&location.file)), line: location.line, reason: reason.into() }
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
        let text = match (&self.file, self.line) {
            (Some(file), 0) => format!("{}: {}", file.display(), self.reason),
            (Some(file), line) => format!("{}:{line}: {}", file.display(), self.reason),
            (None, _) => self.reason.clone(),
        };
        out.write_str(&escaped(&text))
    }
}

/// A text without what a terminal would obey: control characters, and marks that turn the direction of writing.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_nothing_of_a_problem() {
        let problem = Problem::of_file("a\u{1b}[2J.toml", "\"x\u{7}\u{202e}\" is wrong");
        assert_eq!(problem.to_string(), "a\\u{1b}[2J.toml: \"x\\u{7}\\u{202e}\" is wrong");
    }
}
