//! Random valid queries over the whole schema, each from a seed.
//!
//! What would clash is avoided by construction. Within one document, a field without an alias has the same arguments
//! wherever it stands, and so has one with the same alias. Where something may be of several types, a field whose
//! name means different types gets an alias that says which.

mod arguments;
mod document;
mod input;
mod select;
mod value;
mod variables;

use super::{both::Question, dice::Dice, facts::Facts, pool::Pool};
use arguments::Chosen;
use document::{Fragment, Selection, Set, Size};
use select::Scope;
use serde_json::Value;
use std::collections::BTreeMap;
use variables::Variable;

/// Limits of the server, or less than those where the reference executor would take too long.
const MOST: Size = Size { depth: 15, aliases: 30, directives: 50, selections: 600, rows: 1_000 };

/// Selections of a document at least.
const LEAST: usize = 5;

/// One document that is being drawn.
pub struct Draw<'a> {
    facts: &'a Facts,
    pool: &'a Pool,
    dice: Dice,
    variables: Vec<Variable>,
    /// Fragments that are complete.
    fragments: Vec<Fragment>,
    /// Aliases and arguments of fields, by what the fields are.
    chosen: BTreeMap<String, Vec<Chosen>>,
    aliases: usize,
}

fn is_used(text: &str, variable: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_digit());
    text.split('$').skip(1).any(|after| after.strip_prefix(variable).is_some_and(ends))
}

/// The query of a seed.
pub fn question(facts: &Facts, pool: &Pool, seed: u64) -> Question {
    // What turns out too large is drawn anew.
    let drawn = (0..100).find_map(|attempt| Draw::of(facts, pool, seed * 100 + attempt).question());
    let mut question = drawn.expect("a query of moderate size");
    question.origin = format!("seed {seed}");
    question
}

impl<'a> Draw<'a> {
    fn of(facts: &'a Facts, pool: &'a Pool, seed: u64) -> Self {
        Self {
            facts,
            pool,
            dice: Dice::of(seed),
            variables: Vec::new(),
            fragments: Vec::new(),
            chosen: BTreeMap::new(),
            aliases: 0,
        }
    }

    fn question(mut self) -> Option<Question> {
        let depth = self.dice.between(4, MOST.depth);
        let root = self.selections(Scope { ty: "Query", depth, abstracts: 2, mixed: false, rows: 1 });
        let Size { depth, aliases, directives, selections, rows } = self.size(&root);
        let fits = selections >= LEAST
            && depth <= MOST.depth
            && aliases <= MOST.aliases
            && directives <= MOST.directives
            && selections <= MOST.selections
            && rows <= MOST.rows;
        fits.then(|| self.written(&root))
    }

    fn size(&self, root: &[Selection]) -> Size {
        let mut known = BTreeMap::new();
        for fragment in &self.fragments {
            let size = Size::of(&fragment.below, &known);
            known.insert(fragment.name.as_str(), size);
        }
        Size::of(root, &known)
    }

    fn written(mut self, root: &[Selection]) -> Question {
        let mut text = Set(root).to_string();
        for fragment in &self.fragments {
            text.push_str(&fragment.to_string());
        }
        // A variable may have been drawn for a field that was not taken.
        self.variables.retain(|variable| is_used(&text, &variable.name));
        let declared: Vec<_> = self
            .variables
            .iter()
            .map(|Variable { name, ty, default, .. }| match default {
                Some(default) => format!("${name}: {ty} = {default}"),
                None => format!("${name}: {ty}"),
            })
            .collect();
        let named = self.dice.percent(40);
        let another = named && self.dice.percent(40);
        let mut document = match (named, declared.is_empty()) {
            (false, true) => Set(root).to_string(),
            (false, false) => format!("query ({}) {}", declared.join(", "), Set(root)),
            (true, true) => format!("query Asked {}", Set(root)),
            (true, false) => format!("query Asked({}) {}", declared.join(", "), Set(root)),
        };
        if another {
            document = format!("query Another {{ __typename }}\n{document}");
        }
        // Fragments may stand anywhere.
        for fragment in &self.fragments {
            document = if self.dice.percent(30) {
                format!("{fragment}\n{document}")
            } else {
                format!("{document}\n{fragment}")
            };
        }
        let given = self.variables.into_iter().filter_map(|variable| Some((variable.name, variable.given?)));
        Question {
            origin: String::new(),
            document,
            operation: (another || (named && self.dice.percent(50))).then(|| "Asked".to_owned()),
            variables: given.collect::<serde_json::Map<String, Value>>().into(),
        }
    }

    /// Values for the variables that a document of ours declares.
    pub fn variables(
        facts: &'a Facts,
        pool: &'a Pool,
        seed: u64,
        operation: &apollo_compiler::executable::Operation,
    ) -> Value {
        let mut draw = Self::of(facts, pool, seed);
        let mut given = serde_json::Map::new();
        for variable in &operation.variables {
            if (variable.ty.is_non_null() && variable.default_value.is_none()) || draw.dice.percent(60) {
                let purpose = value::Purpose::default();
                let drawn = match variable.name.as_str() {
                    "first" | "last" => draw.length(1, "first"),
                    name => draw.value(&variable.ty, name, &purpose, 0),
                };
                given.insert(variable.name.to_string(), drawn.json());
            }
        }
        given.into()
    }
}
