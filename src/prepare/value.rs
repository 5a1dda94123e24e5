//! Arguments as values of their types: variables in place, defaults filled in, one value made a list of one.
//!
//! Specification: section 6.4.1 “Coercing Field Arguments” and the “Input Coercion” of every kind of type.

use crate::error::Fault;
use apollo_compiler::{
    Name, Node, Schema,
    ast::{InputValueDefinition, Type, Value as Ast},
    response::{JsonMap, JsonValue},
    schema::{ExtendedType, InputObjectType},
};
use async_graphql::Value;

/// Name of an argument or input field in the form that async-graphql uses.
type Key = async_graphql::Name;

/// Coerces values of a validated document. Variables have been coerced already.
#[derive(Clone, Copy)]
pub(super) struct Coerce<'a> {
    pub(super) schema: &'a Schema,
    pub(super) variables: &'a JsonMap,
}

impl Coerce<'_> {
    /// The value of an argument or input field; none if it is absent and has no default.
    pub(super) fn argument(
        &self,
        definition: &InputValueDefinition,
        given: Option<&Ast>,
    ) -> Result<Option<Value>, Fault> {
        let value = given
            .map(|value| self.literal(&definition.ty, value))
            .transpose()?
            .flatten();
        self.or_default(definition, value)
    }

    /// Fills in the default, and refuses null where the type does not allow it.
    fn or_default(
        &self,
        definition: &InputValueDefinition,
        value: Option<Value>,
    ) -> Result<Option<Value>, Fault> {
        let value = match (value, &definition.default_value) {
            (None, Some(default)) => self.literal(&definition.ty, default)?,
            (value, _) => value,
        };
        match value {
            Some(value) => not_null(&definition.name, &definition.ty, value).map(Some),
            None => Ok(None),
        }
    }

    /// A value as written; none if it is a variable that the client did not provide.
    fn literal(&self, ty: &Type, value: &Ast) -> Result<Option<Value>, Fault> {
        match (ty, value) {
            (_, Ast::Variable(name)) => self
                .variables
                .get(name.as_str())
                .map(|value| self.json(ty, value))
                .transpose(),
            (_, Ast::Null) => Ok(Some(Value::Null)),
            (Type::List(item) | Type::NonNullList(item), Ast::List(values)) => {
                let each = |value: &Node<Ast>| {
                    let value = self.literal(item, value)?.unwrap_or(Value::Null);
                    not_null("an item of a list", item, value)
                };
                values
                    .iter()
                    .map(each)
                    .collect::<Result<_, _>>()
                    .map(|items| Some(Value::List(items)))
            }
            (Type::List(item) | Type::NonNullList(item), single) => Ok(self
                .literal(item, single)?
                .map(|value| Value::List(vec![value]))),
            (Type::Named(name) | Type::NonNullNamed(name), value) => {
                self.named(name, value).map(Some)
            }
        }
    }

    fn named(&self, name: &Name, value: &Ast) -> Result<Value, Fault> {
        match (self.schema.types.get(name), value) {
            (Some(ExtendedType::InputObject(input)), Ast::Object(fields)) => {
                object(input, |field| {
                    let given = fields
                        .iter()
                        .find(|(given, _)| *given == field.name)
                        .map(|(_, value)| value);
                    self.argument(field, given.map(AsRef::as_ref))
                })
            }
            (_, Ast::Int(digits)) if name == "ID" => Ok(Value::String(digits.as_str().to_owned())),
            (_, value) => Ok(self.plain(value)),
        }
    }

    /// A value of a custom scalar, or one that needs no type to be read.
    fn plain(&self, value: &Ast) -> Value {
        match value {
            Ast::Null => Value::Null,
            Ast::Boolean(truth) => Value::Boolean(*truth),
            Ast::String(text) => Value::String(text.clone()),
            Ast::Enum(name) => Value::Enum(Key::new(name.as_str())),
            Ast::Int(digits) => digits.as_str().parse().map_or(Value::Null, Value::Number),
            Ast::Float(digits) => digits.as_str().parse().map_or(Value::Null, Value::Number),
            Ast::Variable(name) => self
                .variables
                .get(name.as_str())
                .map_or(Value::Null, untyped),
            Ast::List(items) => Value::List(items.iter().map(|item| self.plain(item)).collect()),
            Ast::Object(fields) => Value::Object(
                fields
                    .iter()
                    .map(|(name, value)| (Key::new(name.as_str()), self.plain(value)))
                    .collect(),
            ),
        }
    }

    /// A coerced variable, or a part of one.
    fn json(&self, ty: &Type, value: &JsonValue) -> Result<Value, Fault> {
        match (ty, value) {
            (_, JsonValue::Null) => Ok(Value::Null),
            (Type::List(item) | Type::NonNullList(item), JsonValue::Array(items)) => {
                let each = |value| not_null("an item of a list", item, self.json(item, value)?);
                items
                    .iter()
                    .map(each)
                    .collect::<Result<_, _>>()
                    .map(Value::List)
            }
            (Type::List(item) | Type::NonNullList(item), single) => {
                Ok(Value::List(vec![self.json(item, single)?]))
            }
            (Type::Named(name) | Type::NonNullNamed(name), value) => self.named_json(name, value),
        }
    }

    fn named_json(&self, name: &Name, value: &JsonValue) -> Result<Value, Fault> {
        match (self.schema.types.get(name), value) {
            (Some(ExtendedType::InputObject(input)), JsonValue::Object(fields)) => {
                object(input, |field| {
                    let given = fields
                        .get(field.name.as_str())
                        .map(|value| self.json(&field.ty, value))
                        .transpose()?;
                    self.or_default(field, given)
                })
            }
            (Some(ExtendedType::Enum(_)), JsonValue::String(text)) => {
                Ok(Value::Enum(Key::new(text.as_str())))
            }
            (_, JsonValue::Number(number)) if name == "ID" => Ok(Value::String(number.to_string())),
            (_, value) => Ok(untyped(value)),
        }
    }
}

/// An input object, its fields in the order of the schema.
fn object(
    input: &InputObjectType,
    read: impl Fn(&InputValueDefinition) -> Result<Option<Value>, Fault>,
) -> Result<Value, Fault> {
    let mut fields = Vec::with_capacity(input.fields.len());
    for field in input.fields.values() {
        if let Some(value) = read(field)? {
            fields.push((Key::new(field.name.as_str()), value));
        }
    }
    if input.directives.has("oneOf")
        && !matches!(fields.as_slice(), [(_, value)] if *value != Value::Null)
    {
        return Err(Fault::bad_user_input(format!(
            "Give exactly one field of `{}`, and not null.",
            input.name
        )));
    }
    Ok(Value::Object(fields.into_iter().collect()))
}

fn not_null(what: &str, ty: &Type, value: Value) -> Result<Value, Fault> {
    if value == Value::Null && ty.is_non_null() {
        return Err(Fault::bad_user_input(format!(
            "`{what}` is of type `{ty}` and must not be null."
        )));
    }
    Ok(value)
}

fn untyped(value: &JsonValue) -> Value {
    match value {
        JsonValue::Null => Value::Null,
        JsonValue::Bool(truth) => Value::Boolean(*truth),
        JsonValue::Number(number) => Value::Number(number.clone()),
        JsonValue::String(text) => Value::String(text.as_str().to_owned()),
        JsonValue::Array(items) => Value::List(items.iter().map(untyped).collect()),
        JsonValue::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (Key::new(name.as_str()), untyped(value)))
                .collect(),
        ),
    }
}
