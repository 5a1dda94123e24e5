//! Fields, arguments and enum values, each with its description.

use crate::derive::Parameter;
use async_graphql::{
    indexmap::IndexMap,
    registry::{EnumBuilder, MetaEnumValue, MetaField, MetaInputValue, Registry},
};

pub(super) fn parameter(parameter: &Parameter) -> (String, MetaInputValue) {
    let (name, value) = input(parameter.name, parameter.about, parameter.ty);
    (name, MetaInputValue { default_value: parameter.default.map(ToOwned::to_owned), ..value })
}

pub(super) fn described(name: &str, about: &str, ty: String) -> MetaField {
    MetaField { description: Some(about.to_owned()), ..MetaField::new(name, ty) }
}

pub(super) fn input(name: &str, about: &str, ty: impl Into<String>) -> (String, MetaInputValue) {
    (name.to_owned(), MetaInputValue { description: Some(about.to_owned()), ..MetaInputValue::new(name, ty) })
}

/// A value of an enum type.
pub fn enum_value(name: &str, about: &str) -> (String, MetaEnumValue) {
    (name.to_owned(), MetaEnumValue { description: Some(about.trim().to_owned()), ..MetaEnumValue::new(name) })
}

/// Registers an enum type.
pub fn publish_enum(name: &str, about: &str, values: IndexMap<String, MetaEnumValue>, registry: &mut Registry) {
    registry
        .types
        .entry(name.to_owned())
        .or_insert_with(|| EnumBuilder::new(name, values).description(Some(about.trim().to_owned())).build());
}
