//! Cargo keeps the arrows between crates; this keeps those between the modules of the server. Needs no database.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use syn::{
    Macro, UseTree,
    visit::{self, Visit},
};

/// The modules of the server, lowest layer first. A module names modules of lower layers only.
const LAYERS: &[&[&str]] = &[
    &["address", "error_chain", "generate", "import", "privileges", "role", "telemetry", "watch", "worker"],
    &["schema"],
    &["explain", "http"],
    &["config"],
    &["database"],
    &["app"],
    &["cli"],
    &["lib", "main"],
];

/// Crates that a module must not name: what reads does not know what writes, definitions know no HTTP, and HTTP knows no
/// table.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("schema", &["ledger", "data_files", "actix_web", "apollo_compiler"]),
    ("http", &["ledger", "data_files", "entity", "sea_orm", "async_graphql"]),
    ("explain", &["ledger", "data_files"]),
    ("import", &["engine", "prepare", "actix_web", "async_graphql"]),
    ("generate", &["engine", "prepare", "actix_web", "async_graphql"]),
];

/// The paths that a file names, those of `super` and `self` from the root of the crate on.
struct Named {
    module: Vec<String>,
    paths: BTreeSet<String>,
}

impl Named {
    fn add(&mut self, segments: &[String]) {
        let mut whole = Vec::new();
        for (at, segment) in segments.iter().enumerate() {
            match segment.as_str() {
                "self" if at == 0 => whole.clone_from(&self.module),
                "super" if at == 0 => whole = self.module[..self.module.len() - 1].to_vec(),
                "super" => drop(whole.pop()),
                _ => whole.push(segment.clone()),
            }
        }
        self.paths.insert(whole.join("::"));
    }

    /// Every path of a tree such as `crate::{a, b::{c, d}}`.
    fn tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &dyn ToString| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.add(&with(&name.ident)),
            UseTree::Rename(name) => self.add(&with(&name.ident)),
            UseTree::Glob(_) => self.add(before),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(before, tree)),
        }
    }
}

impl<'ast> Visit<'ast> for Named {
    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        self.tree(&[], tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }

    /// What is given to a macro is no syntax yet: each word that is followed by `::` begins a path.
    fn visit_macro(&mut self, found: &'ast Macro) {
        self.visit_path(&found.path);
        let text = found.tokens.to_string().replace(" :: ", "::");
        for word in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':')) {
            if word.contains("::") {
                let segments: Vec<_> = word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
                self.add(&segments);
            }
        }
    }
}

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    entries.flat_map(|entry| files(&entry.expect("an entry").path())).collect()
}

/// What a module and all below it name, as `file names path`.
fn paths_in(module: &str) -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let file = source.join(module).with_extension("rs");
    let folder = source.join(module);
    let below = if folder.is_dir() { files(&folder) } else { Vec::new() };
    let all = below.into_iter().chain(file.is_file().then_some(file));
    let code = all.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    code.flat_map(|path| {
        let inside = path.strip_prefix(&source).expect("below the source").with_extension("");
        let parts = inside.iter().map(|part| part.to_string_lossy().into_owned()).filter(|part| part != "mod");
        let module = ["crate".to_owned()].into_iter().chain(parts).collect();
        let mut names = Named { module, paths: BTreeSet::new() };
        names.visit_file(&syn::parse_file(&fs::read_to_string(&path).expect("text")).expect("Rust"));
        let shown = inside.display().to_string();
        names.paths.into_iter().map(move |name| (shown.clone(), name)).collect::<Vec<_>>()
    })
    .collect()
}

fn is_below(path: &str, what: &str) -> bool {
    path.strip_prefix(what).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The layer of a module.
fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules that there are.
fn modules() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = fs::read_dir(source).expect("the source").map(|entry| entry.expect("an entry").path());
    entries.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn every_module_has_a_layer() {
    let listed: BTreeSet<_> = LAYERS.iter().copied().flatten().map(|module| (*module).to_owned()).collect();
    assert_eq!(modules(), listed);
}

#[test]
fn no_module_names_one_of_its_own_layer_or_above() {
    let mut found = Vec::new();
    for module in modules() {
        for (file, path) in paths_in(&module) {
            let named = path.strip_prefix("crate::").map(|path| path.split("::").next().unwrap_or(path));
            let named = named.filter(|named| *named != module).and_then(layer);
            if named.is_some_and(|named| layer(&module).is_none_or(|own| named >= own)) {
                found.push(format!("{file} names {path}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_module_names_a_crate_that_it_must_not_know() {
    let mut found = Vec::new();
    for (module, forbidden) in FORBIDDEN {
        for (file, path) in paths_in(module) {
            if forbidden.iter().any(|what| is_below(&path, what)) {
                found.push(format!("{file} names {path}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_named_is_found_however_it_is_written() {
    let text = "use crate::{a, b::{self, c as d}}; use super::e::*; fn f() { crate::g::h(); i! { j: crate::k::L } }";
    let mut names = Named { module: vec!["crate".to_owned(), "m".to_owned()], paths: BTreeSet::new() };
    names.visit_file(&syn::parse_file(text).expect("Rust"));
    for expected in ["crate::a", "crate::b::c", "crate::e", "crate::g::h", "crate::k::L"] {
        assert!(names.paths.contains(expected), "{expected}: {:?}", names.paths);
    }
    assert!(paths_in("http").iter().any(|(_, path)| is_below(path, "actix_web")));
    assert!(paths_in("schema").iter().any(|(_, path)| is_below(path, "sea_orm")));
    assert!(paths_in("import").iter().any(|(_, path)| is_below(path, "ledger")));
}
