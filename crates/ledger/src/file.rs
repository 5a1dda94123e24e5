//! The files of a set, and the lines of their text.
use super::problem::{Place, Problem};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// One file of the set.
pub struct File {
    path: Arc<PathBuf>,
    /// Offsets at which lines start.
    starts: Vec<usize>,
    /// What it holds.
    pub text: String,
}

impl File {
    /// A file with this text.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Self {
        let newlines = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self { path: Arc::new(path.into()), starts: std::iter::once(0).chain(newlines).collect(), text }
    }

    /// The line on which an offset lies.
    pub fn place(&self, offset: usize) -> Place {
        Place { file: Arc::clone(&self.path), line: self.starts.partition_point(|start| *start <= offset) }
    }
}

/// Reads all `*.toml` files below these paths, in the order of their names; the order of the paths does not count.
pub fn read(paths: &[PathBuf]) -> Result<Vec<File>, Vec<Problem>> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        let before = found.len();
        if let Err(cause) = walk(path, &mut found) {
            problems.push(Problem::of_file(path, format!("cannot be read: {cause}")));
        } else if found.len() == before {
            problems.push(Problem::of_file(path, "holds no file that ends in .toml".to_owned()));
        }
    }
    found.sort();
    found.dedup();
    let mut files = Vec::with_capacity(found.len());
    for path in found {
        match fs::read_to_string(&path) {
            Ok(text) => files.push(File::new(path, text)),
            Err(cause) => {
                problems.push(Problem::of_file(path, format!("cannot be read: {cause}")));
            }
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn walk(path: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    for below in fs::read_dir(path)? {
        let below = below?.path();
        if below.is_dir() || below.extension().is_some_and(|ending| ending == "toml") {
            walk(&below, found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_lies_on_the_line_that_an_editor_shows() {
        let file = File::new("a.toml", "one\ntwo\n\nfour".to_owned());
        let lines = [0, 3, 4, 7, 8, 9, 12].map(|offset| file.place(offset).line);
        assert_eq!(lines, [1, 1, 2, 2, 3, 4, 4]);
    }
}
