//! The arrows between the layers point one way. Needs no database.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder or file, and what it must not name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("src/schema", &["crate::http", "crate::import", "actix_web", "apollo_compiler"]),
    ("src/import", &["crate::http", "crate::schema", "engine::", "prepare::", "actix_web", "async_graphql"]),
    ("src/generate", &["crate::http", "crate::schema", "engine::", "prepare::", "actix_web", "async_graphql"]),
    ("src/http", &["entity::", "sea_orm", "async_graphql", "crate::import"]),
];

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    entries.flat_map(|entry| files(&entry.expect("an entry").path())).collect()
}

/// Lines of code that name something, as `file:line names it`.
fn named(root: &Path, folder: &str, what: &str) -> Vec<String> {
    let code = files(&root.join(folder))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    code.flat_map(|path| {
        let text = fs::read_to_string(&path).expect("code");
        let shown = path.strip_prefix(root).expect("below the root").display().to_string();
        text.lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//") && line.contains(what))
            .map(|(index, _)| format!("{shown}:{} names {what}", index + 1))
            .collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn no_layer_names_the_one_above() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found: Vec<_> = FORBIDDEN
        .iter()
        .flat_map(|(folder, names)| names.iter().flat_map(move |name| named(root, folder, name)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_named_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(!named(root, "src/http", "actix_web").is_empty());
    assert!(!named(root, "src/schema", "sea_orm").is_empty());
}
