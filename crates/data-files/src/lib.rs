//! Data files as a source of drafts for the writer of the register: `docs/data-format.md` describes them.
//!
//! 1. [`folder`] finds the files of a set and refuses what is no file.
//! 2. [`toml`] makes drafts of their text, each value with the line on which it stands.
//! 3. [`Files::locate`] says of the writer's problems in which file and line they are.

mod folder;
mod location;
mod toml;

pub use location::{Location, Problem, escaped};

use folder::Text;
use ledger::{Draft, Origins, SetName};
use std::path::PathBuf;

/// The drafts of some files, and where each value stands.
#[derive(Debug, Default)]
pub struct Files {
    /// The drafts, in the order of the files.
    pub drafts: Vec<Draft>,
    /// What is wrong with the files, before anything of them is written.
    pub problems: Vec<Problem>,
    /// Files that look like data files and are not read.
    pub warnings: Vec<Problem>,
    /// The name of the set: the one that a file or the caller gives, or else the names of the folders.
    pub set: SetName,
    /// The name that a file gives the set, and where.
    named: Option<(String, Location)>,
    origins: Origins<Location>,
}

impl Files {
    /// Reads all `*.toml` files below these paths as one set, in the order of their names.
    #[must_use]
    pub fn read(paths: &[PathBuf]) -> Self {
        let found = folder::find(paths);
        let mut files = Self { problems: found.problems, warnings: found.warnings, set: found.set, ..Self::default() };
        for file in found.files {
            match folder::text(&file) {
                Ok(text) => files.add(&text),
                Err(problem) => files.problems.push(problem),
            }
        }
        files
    }

    /// Names the set for the caller. A file that names it must give the same name.
    pub fn name_set(&mut self, name: &str) {
        if let Some((given, location)) = self.named.as_ref().filter(|(given, _)| given != name) {
            let reason =
                format!("the set is \"{given}\" here, but this import is of the set \"{name}\": give one name");
            self.problems.push(Problem::at(location, reason));
        }
        name.clone_into(&mut self.set.name);
        self.set.is_guess = false;
    }

    /// Names the set as a file does. All files that name it must give the same name.
    fn name_set_in_file(&mut self, name: &str, location: Location) {
        match &self.named {
            Some((first, other)) if first != name => {
                let reason = format!(
                    "the set is \"{name}\" here and \"{first}\" in {other}: all files of an import are one set"
                );
                self.problems.push(Problem::at(&location, reason));
            }
            Some(_) => {}
            None => {
                name.clone_into(&mut self.set.name);
                self.set.is_guess = false;
                self.named = Some((name.to_owned(), location));
            }
        }
    }

    fn add(&mut self, text: &Text) {
        toml::Reading { text, files: self }.document();
    }

    /// Problems of the writer with their files and lines, in that order.
    #[must_use]
    pub fn locate(&self, problems: Vec<ledger::Problem>) -> Vec<Problem> {
        let mut located = problems.into_iter().map(|problem| self.located(problem)).collect::<Vec<_>>();
        located.sort();
        located.dedup();
        located
    }

    fn located(&self, problem: ledger::Problem) -> Problem {
        let mut reason = problem.reason;
        if let Some(other) = problem.other.and_then(|other| self.origins.get(other)) {
            reason = format!("{reason} (the other: {other})");
        }
        match problem.origin.and_then(|origin| self.origins.get(origin)) {
            Some(location) => Problem::at(location, reason),
            None => Problem::of_register(reason),
        }
    }
}
