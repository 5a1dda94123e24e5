//! Arguments as values of their types: variables are substituted, defaults filled in, and single values wrapped into
//! lists.
//!
//! Specification: section 6.4.1 “Coercing Field Arguments” and the “Input Coercion” of every kind of type.

use apollo_compiler::{
    Name, Node, Schema,
    ast::{InputValueDefinition, Type, Value as Ast},
    response::{JsonMap, JsonValue, serde_json_bytes::ByteString},
    schema::{ExtendedType, InputObjectType},
};
use async_graphql::Value;
use fault::{Code, Fault};
use std::cell::Cell;

/// Name of an argument or input field in the form that async-graphql uses.
type Key = async_graphql::Name;

/// Cost of one value. A text additionally costs its length.
pub(super) const VALUE: usize = 32;

/// Coerces values of a validated document. The variables have been coerced already.
///
/// A variable may be used in many places, and each use copies the whole value, so the total cost of the values is
/// limited.
pub(super) struct Coerce<'a> {
    pub(super) schema: &'a Schema,
    pub(super) variables: &'a JsonMap,
    pub(super) limit: usize,
    pub(super) cost: Cell<usize>,
}

/// Refuses variables whose cost exceeds the limit, before they are processed.
pub(super) fn check_cost(mut values: Vec<&JsonValue>, limit: usize) -> Result<(), Fault> {
    let mut cost = 0;
    while let Some(value) = values.pop() {
        cost += VALUE;
        match value {
            JsonValue::String(text) => cost += text.as_str().len(),
            JsonValue::Array(items) => values.extend(items),
            JsonValue::Object(fields) => values.extend(fields.iter().map(|(_, value)| value)),
            _ => {}
        }
        refuse(cost, limit)?;
    }
    Ok(())
}

fn refuse(cost: usize, limit: usize) -> Result<(), Fault> {
    if cost <= limit {
        return Ok(());
    }
    let message = format!(
        "The arguments, with all variables in place, are larger than {limit} bytes. Give fewer or shorter values."
    );
    Err(Fault::new(Code::ArgumentsTooLarge, message))
}

/// Why an argument has no value.
#[derive(Debug)]
pub(super) enum CoercionError {
    /// A nullable variable is null, but the argument does not allow null: an error of its field.
    Argument(Fault),
    /// The request is refused.
    Request(Fault),
}

impl From<Fault> for CoercionError {
    fn from(fault: Fault) -> Self {
        Self::Request(fault)
    }
}

impl Coerce<'_> {
    /// The value of an argument or input field; none if it is absent and has no default.
    pub(super) fn argument(
        &self,
        definition: &InputValueDefinition,
        given: Option<&Ast>,
    ) -> Result<Option<Value>, CoercionError> {
        let value = given.map(|value| self.literal(&definition.ty, value)).transpose()?.flatten();
        self.or_default(definition, value)
    }

    /// Fills in the default, and refuses null where the type does not allow it.
    fn or_default(
        &self,
        definition: &InputValueDefinition,
        value: Option<Value>,
    ) -> Result<Option<Value>, CoercionError> {
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
    fn literal(&self, ty: &Type, value: &Ast) -> Result<Option<Value>, CoercionError> {
        self.spend(VALUE)?;
        match (ty, value) {
            (_, Ast::Variable(name)) => self.variables.get(name.as_str()).map(|value| self.json(ty, value)).transpose(),
            (_, Ast::Null) => Ok(Some(Value::Null)),
            (Type::List(item) | Type::NonNullList(item), Ast::List(values)) => {
                let each = |value: &Node<Ast>| {
                    let value = self.literal(item, value)?.unwrap_or(Value::Null);
                    not_null("an item of a list", item, value)
                };
                values.iter().map(each).collect::<Result<_, _>>().map(|items| Some(Value::List(items)))
            }
            (Type::List(item) | Type::NonNullList(item), single) => {
                Ok(self.literal(item, single)?.map(|value| Value::List(vec![value])))
            }
            (Type::Named(name) | Type::NonNullNamed(name), value) => self.of_named_type(name, value).map(Some),
        }
    }

    fn of_named_type(&self, name: &Name, value: &Ast) -> Result<Value, CoercionError> {
        match (self.schema.types.get(name), value) {
            (Some(ExtendedType::InputObject(input)), Ast::Object(fields)) => {
                object(input, CoercionError::Argument, |field| {
                    let given = fields.iter().find(|(given, _)| *given == field.name).map(|(_, value)| value);
                    self.argument(field, given.map(AsRef::as_ref))
                })
            }
            (_, Ast::Int(digits)) if name == "ID" => Ok(Value::String(digits.as_str().to_owned())),
            (_, value) => self.plain(value),
        }
    }

    /// A value of a custom scalar, or a value that can be read without its type.
    fn plain(&self, value: &Ast) -> Result<Value, CoercionError> {
        Ok(match value {
            Ast::Null => Value::Null,
            Ast::Boolean(truth) => Value::Boolean(*truth),
            Ast::String(text) => self.text(text)?,
            Ast::Enum(name) => Value::Enum(Key::new(name.as_str())),
            Ast::Int(digits) => digits.as_str().parse().map_or(Value::Null, Value::Number),
            Ast::Float(digits) => digits.as_str().parse().map_or(Value::Null, Value::Number),
            Ast::Variable(name) => match self.variables.get(name.as_str()) {
                Some(value) => self.untyped(value)?,
                None => Value::Null,
            },
            Ast::List(items) => Value::List(items.iter().map(|item| self.plain(item)).collect::<Result<_, _>>()?),
            Ast::Object(fields) => {
                let each = |(name, value): &(Name, Node<Ast>)| Ok((Key::new(name.as_str()), self.plain(value)?));
                Value::Object(fields.iter().map(each).collect::<Result<_, CoercionError>>()?)
            }
        })
    }

    /// A coerced variable, or a part of one.
    fn json(&self, ty: &Type, value: &JsonValue) -> Result<Value, CoercionError> {
        self.spend(VALUE)?;
        match (ty, value) {
            (_, JsonValue::Null) => Ok(Value::Null),
            (Type::List(item) | Type::NonNullList(item), JsonValue::Array(items)) => {
                let each = |value| not_null("an item of a list", item, self.json(item, value)?);
                items.iter().map(each).collect::<Result<_, _>>().map(Value::List)
            }
            (Type::List(item) | Type::NonNullList(item), single) => Ok(Value::List(vec![self.json(item, single)?])),
            (Type::Named(name) | Type::NonNullNamed(name), value) => self.json_of_named_type(name, value),
        }
    }

    fn json_of_named_type(&self, name: &Name, value: &JsonValue) -> Result<Value, CoercionError> {
        match (self.schema.types.get(name), value) {
            (Some(ExtendedType::InputObject(input)), JsonValue::Object(fields)) => {
                object(input, CoercionError::Request, |field| {
                    let given = fields.get(field.name.as_str()).map(|value| self.json(&field.ty, value)).transpose()?;
                    self.or_default(field, given)
                })
            }
            (Some(ExtendedType::Enum(_)), JsonValue::String(text)) => Ok(Value::Enum(Key::new(text.as_str()))),
            (_, JsonValue::Number(number)) if name == "ID" => Ok(Value::String(number.to_string())),
            (_, value) => self.untyped(value),
        }
    }

    fn untyped(&self, value: &JsonValue) -> Result<Value, CoercionError> {
        self.spend(VALUE)?;
        Ok(match value {
            JsonValue::Null => Value::Null,
            JsonValue::Bool(truth) => Value::Boolean(*truth),
            JsonValue::Number(number) => Value::Number(number.clone()),
            JsonValue::String(text) => self.text(text.as_str())?,
            JsonValue::Array(items) => {
                Value::List(items.iter().map(|item| self.untyped(item)).collect::<Result<_, _>>()?)
            }
            JsonValue::Object(fields) => {
                let each = |(name, value): (&ByteString, _)| Ok((Key::new(name.as_str()), self.untyped(value)?));
                Value::Object(fields.iter().map(each).collect::<Result<_, CoercionError>>()?)
            }
        })
    }

    /// PostgreSQL cannot store U+0000 in a text, and would refuse the whole statement.
    fn text(&self, text: &str) -> Result<Value, CoercionError> {
        self.spend(text.len())?;
        if text.contains('\0') {
            return Err(Fault::bad_user_input("A text must not hold the character U+0000.").into());
        }
        Ok(Value::String(text.to_owned()))
    }

    fn spend(&self, cost: usize) -> Result<(), CoercionError> {
        let cost = self.cost.get() + cost;
        self.cost.set(cost);
        Ok(refuse(cost, self.limit)?)
    }
}

/// An input object with its fields in the order of the schema. `error` wraps the error if it is invalid.
fn object(
    input: &InputObjectType,
    error: fn(Fault) -> CoercionError,
    read: impl Fn(&InputValueDefinition) -> Result<Option<Value>, CoercionError>,
) -> Result<Value, CoercionError> {
    let mut fields = Vec::with_capacity(input.fields.len());
    for field in input.fields.values() {
        if let Some(value) = read(field)? {
            fields.push((Key::new(field.name.as_str()), value));
        }
    }
    if input.directives.has("oneOf") && !matches!(fields.as_slice(), [(_, value)] if *value != Value::Null) {
        let message = format!("Give exactly one field of `{}`, and not null.", input.name);
        return Err(error(Fault::bad_user_input(message)));
    }
    Ok(Value::Object(fields.into_iter().collect()))
}

fn not_null(what: &str, ty: &Type, value: Value) -> Result<Value, CoercionError> {
    if value == Value::Null && ty.is_non_null() {
        let message = format!("`{what}` is of type `{ty}` and must not be null.");
        return Err(CoercionError::Argument(Fault::bad_user_input(message)));
    }
    Ok(value)
}
