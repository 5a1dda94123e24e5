//! Arguments as values of their types, by the published types.
//!
//! async-graphql puts variables in place. The types that its derived inputs would give the values are not there for
//! arguments of definitions, so they are given here.
//!
//! Specification: section 6.4.1 “Coercing Field Arguments” and the “Input Coercion” of every kind of type.

use async_graphql::{
    Context, InputType, InputValueResult, Name, Value,
    registry::{MetaInputValue, MetaType, MetaTypeName, Registry},
};
use engine::{
    define::Object,
    selection::{Below, Selection},
};
use fault::Fault;
use std::borrow::Cow;

/// The field with its arguments, and the names of the fields requested below it.
pub(super) fn selection(ctx: &Context<'_>, parent: &Object) -> Result<Selection, Fault> {
    let registry = &ctx.schema_env.registry;
    let name = ctx.item.node.name.node.as_str();
    let field = registry.types.get(parent.name).and_then(|ty| ty.field_by_name(name));
    let mut args = Vec::new();
    for argument in field.into_iter().flat_map(|field| field.args.values()) {
        let (_, Given(given)) =
            ctx.param_value(&argument.name, None).map_err(|error| Fault::bad_user_input(error.message))?;
        if let Some(value) = or_default(registry, argument, given) {
            args.push((argument.name.clone(), value));
        }
    }
    Ok(Selection { key: name.to_owned(), name: name.to_owned(), args, below: below(ctx), refused: None })
}

/// The fields requested below, by their names. async-graphql has removed those that `@skip` and `@include` leave out.
fn below(ctx: &Context<'_>) -> Below {
    let this = ctx.field();
    let fields = this.selection_set().map(|field| {
        let name = field.name().to_owned();
        Selection { key: name.clone(), name, args: Vec::new(), below: Below::Leaf, refused: None }
    });
    match fields.collect::<Vec<_>>() {
        none if none.is_empty() => Below::Leaf,
        fields => Below::Object(fields),
    }
}

/// An argument with variables in place, of whatever type; none if it is absent, or a variable that is.
struct Given(Option<Value>);

impl InputType for Given {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        "ReferenceGiven".into()
    }

    fn create_type_info(_: &mut Registry) -> String {
        unreachable!("the types are published by the bridge")
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        Ok(Self(value))
    }

    fn to_value(&self) -> Value {
        self.0.clone().unwrap_or_default()
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

fn or_default(registry: &Registry, defined: &MetaInputValue, given: Option<Value>) -> Option<Value> {
    let default = || defined.default_value.as_deref().map(literal);
    given.or_else(default).map(|value| coerce(registry, &defined.ty, value))
}

/// A default: JSON, except for the name of an enum value.
fn literal(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::Enum(Name::new(text)))
}

fn coerce(registry: &Registry, ty: &str, value: Value) -> Value {
    match (MetaTypeName::create(ty), value) {
        (_, Value::Null) => Value::Null,
        (MetaTypeName::NonNull(ty), value) => coerce(registry, ty, value),
        (MetaTypeName::List(ty), Value::List(items)) => {
            Value::List(items.into_iter().map(|item| coerce(registry, ty, item)).collect())
        }
        (MetaTypeName::List(ty), single) => Value::List(vec![coerce(registry, ty, single)]),
        (MetaTypeName::Named("ID"), Value::Number(number)) => Value::String(number.to_string()),
        (MetaTypeName::Named(name), value) => match (registry.types.get(name), value) {
            (Some(MetaType::Enum { .. }), Value::String(text)) => Value::Enum(Name::new(text)),
            (Some(MetaType::InputObject { input_fields, .. }), Value::Object(mut given)) => {
                let member = |defined: &MetaInputValue| {
                    let given = given.swap_remove(defined.name.as_str());
                    or_default(registry, defined, given).map(|value| (Name::new(&defined.name), value))
                };
                Value::Object(input_fields.values().filter_map(member).collect())
            }
            (_, value) => value,
        },
    }
}
