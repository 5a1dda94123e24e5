//! What is wrong with the value of a variable, and where in it.
//!
//! apollo-compiler says neither where in a variable a wrong value stands nor which values there are.
//!
//! Specification: section 6.1.2 “Coercing Variable Values” and the “Input Coercion” of every kind of type.

use super::{shape::Shape, suggest};
use apollo_compiler::{
    ast::{Type, VariableDefinition},
    executable::Operation,
    response::{JsonMap, JsonValue},
    schema::{EnumType, ExtendedType, InputObjectType},
};

/// The first variable of an operation whose value is wrong, and what is wrong with it.
pub(super) fn wrong<'a>(
    shape: &Shape,
    operation: &'a Operation,
    variables: &JsonMap,
    suggests: bool,
) -> Option<(&'a VariableDefinition, String)> {
    operation.variables.iter().find_map(|variable| {
        let path = format!("${}", variable.name);
        let found = match variables.get(variable.name.as_str()) {
            Some(value) => Values { shape, suggests }.check(&variable.ty, value, &path),
            None if variable.ty.is_non_null() && variable.default_value.is_none() => {
                Some(format!("`{path}` is of type `{}` and has no value. Give it one in `variables`.", variable.ty))
            }
            None => None,
        };
        found.map(|wrong| (variable.as_ref(), wrong))
    })
}

/// Checks values against their types.
#[derive(Clone, Copy)]
struct Values<'a> {
    shape: &'a Shape,
    /// Whether messages say what may have been meant.
    suggests: bool,
}

impl Values<'_> {
    /// What is wrong with a value at a path; none if nothing is.
    fn check(self, ty: &Type, value: &JsonValue, path: &str) -> Option<String> {
        match (ty, value) {
            (ty, JsonValue::Null) => {
                ty.is_non_null().then(|| format!("`{path}` is of type `{ty}` and must not be null."))
            }
            (Type::List(item) | Type::NonNullList(item), JsonValue::Array(values)) => {
                let mut values = values.iter().enumerate();
                values.find_map(|(index, value)| self.check(item, value, &format!("{path}[{index}]")))
            }
            (Type::List(item) | Type::NonNullList(item), single) => self.check(item, single, path),
            (Type::Named(name) | Type::NonNullNamed(name), value) => match self.shape.schema.types.get(name)? {
                ExtendedType::InputObject(input) => self.object(input, value, path),
                ExtendedType::Enum(vocabulary) => self.value(vocabulary, value, path),
                _ => scalar(name, value, path),
            },
        }
    }

    fn object(self, input: &InputObjectType, value: &JsonValue, path: &str) -> Option<String> {
        let JsonValue::Object(given) = value else {
            return Some(format!("`{path}` is of type `{}`: an object, not {}.", input.name, what(value)));
        };
        for (name, _) in given {
            if !input.fields.contains_key(name.as_str()) {
                let meant = self.among(name.as_str(), input.fields.keys().map(AsRef::as_ref));
                return Some(format!("`{path}.{}` is no field of `{}`{meant}", name.as_str(), input.name));
            }
        }
        input.fields.values().find_map(|field| match given.get(field.name.as_str()) {
            Some(value) => self.check(&field.ty, value, &format!("{path}.{}", field.name)),
            None if field.is_required() => {
                Some(format!("`{path}.{}` is of type `{}` and has no value. Give it one.", field.name, field.ty))
            }
            None => None,
        })
    }

    fn value(self, vocabulary: &EnumType, value: &JsonValue, path: &str) -> Option<String> {
        let JsonValue::String(given) = value else {
            return Some(format!("`{path}` is a value of `{}`, as a text, not {}.", vocabulary.name, what(value)));
        };
        let given = given.as_str();
        (!vocabulary.values.contains_key(given)).then(|| {
            let meant = self.among(given, vocabulary.values.keys().map(AsRef::as_ref));
            format!("`{path}`: `{}` has no value `{given}`{meant}", vocabulary.name)
        })
    }

    /// The end of a sentence.
    fn among<'a>(self, word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
        let meant = if self.suggests { suggest::among(word, names) } else { String::new() };
        if meant.ends_with('?') { meant } else { meant + "." }
    }
}

/// Scalars of GraphQL; others are checked where they are used.
fn scalar(name: &str, value: &JsonValue, path: &str) -> Option<String> {
    let is_int = |number: &JsonValue| number.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
    let (fits, wanted) = match name {
        "Int" => (is_int(value), "a whole number of at most 32 bits"),
        "Float" => (value.is_number(), "a number"),
        "String" => (value.is_string(), "a text"),
        "Boolean" => (value.is_boolean(), "`true` or `false`"),
        "ID" => (value.is_string() || value.as_i64().is_some(), "a text or a whole number"),
        _ => return None,
    };
    (!fits).then(|| format!("`{path}` is of type `{name}`: {wanted}, not {}.", what(value)))
}

/// A value in words.
fn what(value: &JsonValue) -> String {
    match value {
        JsonValue::Null => "null".to_owned(),
        JsonValue::Bool(truth) => format!("`{truth}`"),
        JsonValue::Number(number) => format!("the number {number}"),
        JsonValue::String(_) => "a text".to_owned(),
        JsonValue::Array(_) => "a list".to_owned(),
        JsonValue::Object(_) => "an object".to_owned(),
    }
}
