//! Values of closed vocabularies as inputs.
use async_graphql::{InputType, InputValueError, InputValueResult, Name, Value, registry::Registry};
use engine::scalar::Scalar as _;
use entity::vocabulary::Vocabulary;
use std::borrow::Cow;

/// A value of a vocabulary, as an input.
#[derive(Clone, Copy)]
pub struct In<V>(pub V);

impl<V: Vocabulary> InputType for In<V> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        V::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        V::publish(registry) + "!"
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let name = match &value {
            Some(Value::Enum(name)) => name.as_str(),
            Some(Value::String(name)) => name,
            _ => "",
        };
        V::parse(name).map(Self).ok_or_else(|| InputValueError::custom(format!("{} has no value {name}", V::NAME)))
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(self.0.name()))
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}
