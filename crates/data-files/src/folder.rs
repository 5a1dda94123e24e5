//! The files of a set.
use crate::location::{Location, Problem};
use ledger::SetName;
use std::{
    collections::BTreeSet,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The most bytes of a file.
const LARGEST: u64 = 64 << 20;
/// Endings, in small letters, of files that hold data in another form.
const OTHER_FORMS: [&str; 8] = ["csv", "json", "ods", "tsv", "xls", "xlsx", "yaml", "yml"];

/// The files of a set, before they are read.
#[derive(Default)]
pub struct Found {
    /// The files, in the order of their names.
    pub files: Vec<PathBuf>,
    /// What is wrong with the paths.
    pub problems: Vec<Problem>,
    /// Files that look like data files and are not read.
    pub warnings: Vec<Problem>,
    /// The name of the set, made from the folders of the files.
    pub set: SetName,
    /// Files and folders that were seen, without links.
    seen: BTreeSet<PathBuf>,
}

/// Finds all `*.toml` files below some paths; each file and each folder once, by whatever links it is reached.
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found { set: set_of(paths), ..Found::default() };
    for path in paths {
        let before = (found.files.len(), found.problems.len(), found.seen.len());
        if let Err(cause) = found.walk(path, true) {
            found.problems.push(Problem::of_file(path, format!("cannot be read: {cause}")));
        }
        let is_known = found.seen.len() == before.2;
        if !is_known && (found.files.len(), found.problems.len()) == (before.0, before.1) {
            found.problems.push(Problem::of_file(path, "holds no file that ends in .toml"));
        }
    }
    found.files.sort();
    found
}

impl Found {
    fn walk(&mut self, path: &Path, is_named: bool) -> io::Result<()> {
        let kind = fs::metadata(path)?;
        let is_new = self.seen.insert(path.canonicalize()?);
        if kind.is_dir() {
            if !is_new {
                return Ok(());
            }
            let mut below = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
            below.sort();
            let holds_data = below.iter().any(|path| is_data_file(path));
            for path in below {
                if holds_data && OTHER_FORMS.contains(&ending(&path).as_str()) {
                    let reason = "looks like data and is not read: data files are TOML, and their names end in .toml";
                    self.warnings.push(Problem::of_file(&path, reason));
                }
                if let Err(cause) = self.walk(&path, false) {
                    self.problems.push(Problem::of_file(path, format!("cannot be read: {cause}")));
                }
            }
        } else if is_named || is_data_file(path) {
            self.file(path, &kind, is_new);
        } else if path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().contains(".toml")) {
            let reason = "looks like a data file and is not read: its name does not end in .toml";
            self.warnings.push(Problem::of_file(path, reason));
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, kind: &Metadata, is_new: bool) {
        if !kind.is_file() {
            self.problems.push(Problem::of_file(path, "is no regular file"));
        } else if kind.len() > LARGEST {
            self.problems.push(Problem::of_file(path, format!("is larger than {} MB", LARGEST >> 20)));
        } else if is_new {
            self.files.push(path.to_owned());
        }
    }
}

/// Whether a file of a folder is read, by its name.
fn is_data_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

/// What follows the last full stop of a name, in small letters.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The set that files make where nobody names it: it has the names of their folders.
fn set_of(paths: &[PathBuf]) -> SetName {
    let folders = paths.iter().filter_map(|path| {
        let path = path.canonicalize().ok()?;
        if path.is_dir() { Some(path) } else { path.parent().map(Path::to_owned) }
    });
    let folders = folders.collect::<BTreeSet<_>>();
    let name = |folder: &PathBuf| {
        folder.file_name().map_or_else(|| "/".to_owned(), |name| name.to_string_lossy().into_owned())
    };
    let join = |texts: Vec<String>| texts.join("+");
    SetName {
        name: join(folders.iter().map(name).collect()),
        home: Some(join(folders.iter().map(|folder| folder.display().to_string()).collect())),
        is_guess: true,
    }
}

/// The text of a file, and where its lines start.
pub struct Text {
    path: Arc<PathBuf>,
    starts: Vec<usize>,
    /// What it holds.
    pub content: String,
}

/// Reads a file.
pub fn text(path: &Path) -> Result<Text, Problem> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Text::new(path, text)),
        Err(cause) if cause.kind() == io::ErrorKind::InvalidData => Err(Problem::of_file(path, "is no text in UTF-8")),
        Err(cause) => Err(Problem::of_file(path, format!("cannot be read: {cause}"))),
    }
}

impl Text {
    /// A text with the path of its file.
    pub fn new(path: impl Into<PathBuf>, content: String) -> Self {
        let newlines = content.match_indices('\n').map(|(offset, _)| offset + 1);
        Self { path: Arc::new(path.into()), starts: std::iter::once(0).chain(newlines).collect(), content }
    }

    /// The place of an offset.
    pub fn location(&self, offset: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= offset);
        Location { file: Arc::clone(&self.path), line }
    }

    /// The line on which an offset lies.
    pub fn line(&self, offset: usize) -> &str {
        let line = self.location(offset).line;
        self.content.lines().nth(line - 1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn an_offset_lies_on_the_line_that_an_editor_shows() {
        let file = Text::new("a.toml", "one\ntwo\n\nfour".to_owned());
        let lines = [0, 3, 4, 7, 8, 9, 12].map(|offset| file.location(offset).line);
        assert_eq!(lines, [1, 1, 2, 2, 3, 4, 4]);
        assert_eq!(file.line(9), "four");
    }

    fn reasons(found: &Found) -> Vec<&str> {
        found.problems.iter().map(|problem| problem.reason.as_str()).collect()
    }

    #[test]
    fn links_in_a_circle_end_and_each_file_is_read_once() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.toml"), "").expect("a file");
        symlink(folder.path(), folder.path().join("again")).expect("a link");
        symlink(folder.path().join("a.toml"), folder.path().join("b.toml")).expect("a link");
        let found = find(&[folder.path().to_owned(), folder.path().join("a.toml")]);
        assert_eq!(found.files.len(), 1, "{:?}", found.files);
        assert_eq!(reasons(&found), [""; 0]);
    }

    #[test]
    fn a_device_is_no_file() {
        let found = find(&["/dev/zero".into()]);
        assert_eq!(reasons(&found), ["is no regular file"]);
    }

    #[test]
    fn a_pipe_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.toml")).status().expect("mkfifo");
        assert!(made.success());
        assert_eq!(reasons(&find(&[folder.path().to_owned()])), ["is no regular file"]);
    }

    #[test]
    fn files_that_look_like_data_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.toml", "B.TOML", "c.toml.txt", "d.CSV", "e.xlsx", "notes.md"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        // Tables of a folder without data files belong to something else.
        fs::create_dir(folder.path().join("lists")).expect("a folder");
        fs::write(folder.path().join("lists/a.tsv"), "").expect("a file");
        let found = find(&[folder.path().to_owned()]);
        let named = found.warnings.iter().filter_map(|warning| warning.file.as_ref()?.file_name()?.to_str());
        assert_eq!(named.collect::<Vec<_>>(), ["B.TOML", "c.toml.txt", "d.CSV", "e.xlsx"]);
    }
}
