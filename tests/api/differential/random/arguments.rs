//! Arguments of fields, above all of pages.

use super::{
    Draw,
    input::Input,
    value::{Purpose, shouted},
};
use crate::differential::facts::page_of;
use apollo_compiler::ast::FieldDefinition;

/// Length of a page where none is asked for.
const USUAL: usize = 20;

/// Alias and arguments of a field.
#[derive(Clone)]
pub struct Chosen {
    pub alias: Option<String>,
    pub args: String,
    /// How many records it can return, for each that it is asked of.
    pub size: usize,
}

impl Draw<'_> {
    /// Alias and arguments for a field, perhaps those that it has elsewhere in the document.
    pub fn choose(&mut self, field: &FieldDefinition, rows: usize) -> Chosen {
        let arguments: Vec<_> = field.arguments.iter().map(|argument| argument.ty.to_string()).collect();
        let what = format!("{}({}): {}", field.name, arguments.join(","), field.ty);
        let known = self.chosen.get(&what).cloned().unwrap_or_default();
        let renamed = self.dice.percent(15) && self.aliases < 20;
        if !known.is_empty() && !renamed {
            return self.dice.pick(&known).cloned().expect("one of some");
        }
        let alias = renamed.then(|| format!("a{}", self.chosen.values().map(Vec::len).sum::<usize>()));
        let (args, size) = self.arguments(field, rows);
        let chosen = Chosen { alias, args, size };
        self.chosen.entry(what).or_default().push(chosen.clone());
        chosen
    }

    fn arguments(&mut self, field: &FieldDefinition, rows: usize) -> (String, usize) {
        let page = page_of(field);
        let node = page.clone().unwrap_or_else(|| field.ty.inner_named_type().to_string());
        let mut purpose = Purpose { kind: Some(shouted(&node)), ordered: None };
        if !self.pool.slugs.contains_key(&shouted(&node)) {
            purpose.kind = None;
        }
        let mut given: Vec<(&str, Input)> = Vec::new();
        let mut order_by = None;
        for argument in field.arguments.iter().filter(|argument| !is_of_page(&argument.name)) {
            let name = argument.name.as_str();
            if !argument.is_required() && !self.dice.percent(25) {
                continue;
            }
            let value = self.value(&argument.ty, name, &purpose, 0);
            let value = self.lift(&argument.ty, argument.default_value.is_some(), value, 30);
            if name == "orderBy" {
                order_by = self.worth(&value);
            }
            given.push((name, value));
        }
        let ids = given.iter().find(|(name, _)| *name == "ids").and_then(|(_, ids)| self.worth(ids));
        let mut size = match ids {
            Some(Input::List(ids)) => ids.len(),
            _ => 1,
        };
        if let Some(node) = page {
            purpose.ordered = Some(self.ordered(&node, order_by.as_ref()));
            for name in self.ends(rows) {
                let Some(argument) = field.argument_by_name(name) else { continue };
                let value = match name {
                    "first" | "last" => self.length(rows, name),
                    _ => self.value(&argument.ty, name, &purpose, 0),
                };
                given.push((name, self.lift(&argument.ty, false, value, 25)));
            }
            let length = |name: &str| {
                let (_, value) = given.iter().find(|(given, _)| *given == name)?;
                match self.worth(value) {
                    Some(Input::Number(length)) => Some(usize::try_from(length).unwrap_or_default().min(100)),
                    _ => None,
                }
            };
            size = length("first").or(length("last")).unwrap_or(USUAL);
        }
        if given.is_empty() {
            return (String::new(), size);
        }
        // Arguments are a set.
        if self.dice.percent(20) {
            given.reverse();
        }
        let given: Vec<_> = given.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        (format!("({})", given.join(", ")), size)
    }

    /// Which arguments say what part of a list is wanted.
    fn ends(&mut self, rows: usize) -> Vec<&'static str> {
        let mut ends = match self.dice.below(100) {
            0..55 => vec!["first"],
            55..85 => vec!["last"],
            85..87 => vec!["first", "last"],
            _ if rows < 10 => Vec::new(),
            _ => vec!["first"],
        };
        // A cursor from anywhere leaves little of the short list of one parent.
        let percent = if rows == 1 { 30 } else { 10 };
        if self.dice.percent(percent) {
            ends.push("after");
        }
        if self.dice.percent(percent / 2) {
            ends.push("before");
        }
        ends
    }

    /// The length of a page.
    pub fn length(&mut self, rows: usize, name: &str) -> Input {
        let wrong = [0, -1, 101, i64::from(i32::MAX)];
        let length = match self.dice.below(100) {
            0 => return Input::Null,
            1..5 => return Input::Number(self.dice.pick(&wrong).copied().unwrap_or_default()),
            5..12 if rows == 1 => self.dice.between(20, 100),
            5..30 if rows < 10 => self.dice.between(5, 20),
            _ if name == "last" => self.dice.between(1, 3),
            _ => self.dice.between(1, 5),
        };
        Input::Number(i64::try_from(length).unwrap_or_default())
    }
}

fn is_of_page(argument: &str) -> bool {
    matches!(argument, "first" | "after" | "last" | "before")
}
