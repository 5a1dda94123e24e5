//! `__Type.isOneOf`, which apollo-compiler 1.33 does not know and newer clients request.
//!
//! Specification: section 4.2.2 “The __Type Type”. The field is added to the schema. In the document, the field is
//! replaced by the type's name under a marked key, and the answer is put in its place afterwards.

use apollo_compiler::{
    ExecutableDocument, Name, Schema,
    ast::{FieldDefinition, Type},
    executable::{Field, Operation, Selection, SelectionSet},
    name,
    response::{JsonMap, JsonValue},
    schema::{Component, ExtendedType},
    validation::Valid,
};

const TYPE: Name = name!("__Type");
const FIELD: Name = name!("isOneOf");
const MARK: &str = "__isOneOf_";

/// Adds the field to a schema that does not have it.
pub(super) fn declare(schema: &mut Schema) {
    if let Some(ExtendedType::Object(ty)) = schema.types.get_mut(&TYPE) {
        let field = FieldDefinition {
            description: Some("Whether exactly one field of this input object must be given.".into()),
            name: FIELD,
            arguments: Vec::new(),
            ty: Type::Named(name!("Boolean")),
            directives: apollo_compiler::ast::DirectiveList::new(),
        };
        ty.make_mut().fields.entry(FIELD).or_insert_with(|| Component::new(field));
    }
}

/// The document and operation with the field marked; none if they do not request it.
pub(super) fn marked(
    schema: &Schema,
    document: &Valid<ExecutableDocument>,
    operation: &Operation,
) -> Option<(Valid<ExecutableDocument>, Operation)> {
    if !operation.all_fields(document).any(|field| field.name == FIELD) {
        return None;
    }
    let (mut document, mut operation) = (document.clone().into_inner(), operation.clone());
    mark(schema, &mut operation.selection_set);
    for fragment in document.fragments.values_mut() {
        mark(schema, &mut fragment.make_mut().selection_set);
    }
    Some((Valid::assume_valid(document), operation))
}

fn mark(schema: &Schema, set: &mut SelectionSet) {
    let on_type = set.ty == TYPE;
    for selection in &mut set.selections {
        match selection {
            Selection::Field(field) if on_type && field.name == FIELD => {
                let key = Name::new(&format!("{MARK}{}", field.response_key())).ok();
                if let Ok(definition) = schema.type_field(&TYPE, "name") {
                    let directives = field.directives.clone();
                    let name = Field::new(name!("name"), definition.node.clone()).with_opt_alias(key);
                    *field = field.same_location(Field { directives, ..name });
                }
            }
            Selection::Field(field) => mark(schema, &mut field.make_mut().selection_set),
            Selection::InlineFragment(inline) => mark(schema, &mut inline.make_mut().selection_set),
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// Puts the answers into the fields that requested them.
pub(super) fn resolve(schema: &Schema, answer: JsonMap) -> JsonMap {
    let resolved = answer.into_iter().map(|(key, value)| match key.as_str().strip_prefix(MARK) {
        Some(key) => (key.into(), is_one_of(schema, &value)),
        None => (key, below(schema, value)),
    });
    resolved.collect()
}

fn below(schema: &Schema, value: JsonValue) -> JsonValue {
    match value {
        JsonValue::Object(fields) => JsonValue::Object(resolve(schema, fields)),
        JsonValue::Array(items) => items.into_iter().map(|item| below(schema, item)).collect(),
        value => value,
    }
}

/// Whether the input object is a `@oneOf`; null for any other type.
fn is_one_of(schema: &Schema, name: &JsonValue) -> JsonValue {
    match name.as_str().and_then(|name| schema.types.get(name)) {
        Some(ExtendedType::InputObject(input)) => input.directives.has("oneOf").into(),
        _ => JsonValue::Null,
    }
}
