//! Variables: declared with or without a default, given, left out, or null.

use super::{Draw, input::Input};
use crate::differential::facts::nullable;
use apollo_compiler::ast::Type;
use serde_json::Value;

/// A variable of the operation.
pub struct Variable {
    pub name: String,
    pub ty: String,
    pub default: Option<Input>,
    /// What the client sends; none if it leaves it out.
    pub given: Option<Value>,
    /// What it is worth; none if it is absent.
    pub worth: Option<Input>,
}

impl Draw<'_> {
    /// Puts variables in place of a value, or of parts of it.
    pub fn lift(&mut self, ty: &Type, has_default: bool, value: Input, percent: usize) -> Input {
        if self.dice.percent(percent) {
            return self.variable(ty, has_default, value);
        }
        match value {
            Input::List(items) if ty.is_list() => {
                Input::List(items.into_iter().map(|item| self.lift(ty.item_type(), false, item, 12)).collect())
            }
            Input::Object(members) => {
                let defined = self.facts.input(ty.inner_named_type()).map(|(defined, _)| defined).unwrap_or_default();
                let member = |(name, value): (String, Input)| {
                    let value = match defined.iter().find(|member| member.name == name.as_str()) {
                        Some(member) => self.lift(&member.ty, member.default_value.is_some(), value, 15),
                        None => value,
                    };
                    (name, value)
                };
                Input::Object(members.into_iter().map(member).collect())
            }
            value => value,
        }
    }

    /// A variable that is worth a value, or of a type that may be null perhaps nothing.
    fn variable(&mut self, ty: &Type, has_default: bool, value: Input) -> Input {
        let (whole, bare) = (ty.to_string(), nullable(ty));
        let required = format!("{bare}!");
        // Texts mean something where they stand; other values can stand for each other.
        if self.dice.percent(20) && !whole.contains("String") && !whole.contains("ID") {
            let known: Vec<_> = self.variables.iter().filter(|known| known.ty == whole).collect();
            if let Some(known) = self.dice.pick(&known) {
                return Input::Variable(known.name.clone());
            }
        }
        let json = Some(value.json());
        let other = if value == Input::Bool(true) { Input::Bool(false) } else { value.clone() };
        let draw = self.dice.below(100);
        let (ty, default, given, worth) = if ty.is_non_null() {
            match draw {
                0..60 => (required, None, json, Some(value)),
                60..80 if has_default => (bare, None, None, None),
                60..80 => (required, Some(value.clone()), None, Some(value)),
                80..90 => (bare, Some(value.clone()), None, Some(value)),
                _ => (bare, Some(other), json, Some(value)),
            }
        } else {
            match draw {
                0..50 => (bare, None, json, Some(value)),
                50..60 => (bare, None, None, None),
                60..66 => (bare, None, Some(Value::Null), Some(Input::Null)),
                66..80 => (bare, Some(value.clone()), None, Some(value)),
                80..86 => (bare, Some(other), json, Some(value)),
                86..90 => (bare, Some(value), Some(Value::Null), Some(Input::Null)),
                _ if value == Input::Null => (bare, None, json, Some(value)),
                _ => (required, None, json, Some(value)),
            }
        };
        let name = format!("v{}", self.variables.len());
        self.variables.push(Variable { name: name.clone(), ty, default, given, worth });
        Input::Variable(name)
    }

    /// What a value is worth with variables in place; none if it is absent.
    pub fn worth(&self, value: &Input) -> Option<Input> {
        match value {
            Input::Variable(name) => self.variables.iter().find(|known| known.name == *name)?.worth.clone(),
            Input::Object(members) => {
                let member = |(name, value): &(String, Input)| Some((name.clone(), self.worth(value)?));
                Some(Input::Object(members.iter().filter_map(member).collect()))
            }
            Input::List(items) => Some(Input::List(items.iter().filter_map(|item| self.worth(item)).collect())),
            value => Some(value.clone()),
        }
    }
}
