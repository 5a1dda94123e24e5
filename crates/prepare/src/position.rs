//! Checks of values in a document that apollo-compiler 1.33 omits.
//!
//! Specification: section 5.8.5 “All Variable Usages Are Allowed” (for a variable inside a list or an input object,
//! apollo-compiler compares only the named type, and accepts the default `null` as a value); section 5.8.3 “All
//! Variable Uses Defined” (it does not look inside custom scalars); section 5.6.3 “Input Object Field Uniqueness” and
//! section 3.10, the single field of `@oneOf` input objects (it checks neither).

use apollo_compiler::{
    ExecutableDocument, Name, Node, Schema,
    ast::{Argument, DirectiveList, InputValueDefinition, Type, Value, VariableDefinition},
    collections::HashSet,
    executable::{Operation, Selection, SelectionSet},
    parser::SourceSpan,
    schema::ExtendedType,
};

/// An invalid value: the reason, and its location.
pub(super) struct InvalidValue {
    pub(super) message: String,
    pub(super) place: Option<SourceSpan>,
}

pub(super) struct Positions<'a> {
    schema: &'a Schema,
    document: &'a ExecutableDocument,
    variables: &'a [Node<VariableDefinition>],
    opened: HashSet<&'a Name>,
    invalid_values: Vec<InvalidValue>,
}

/// All values of an operation that are invalid in their positions.
pub(super) fn invalid_values(
    schema: &Schema,
    document: &ExecutableDocument,
    operation: &Operation,
) -> Vec<InvalidValue> {
    let variables = &operation.variables;
    let mut positions =
        Positions { schema, document, variables, opened: HashSet::default(), invalid_values: Vec::new() };
    positions.directives(&operation.directives);
    for default in variables.iter().filter_map(|variable| variable.default_value.as_ref()) {
        positions.value(None, false, default);
    }
    positions.set(&operation.selection_set);
    positions.invalid_values
}

impl<'a> Positions<'a> {
    fn set(&mut self, set: &'a SelectionSet) {
        for selection in &set.selections {
            self.directives(selection.directives());
            match selection {
                Selection::Field(field) => {
                    self.arguments(&field.definition.arguments, &field.arguments);
                    self.set(&field.selection_set);
                }
                Selection::InlineFragment(inline) => self.set(&inline.selection_set),
                Selection::FragmentSpread(spread) if self.opened.insert(&spread.fragment_name) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.fragment_name) {
                        self.directives(&fragment.directives);
                        self.set(&fragment.selection_set);
                    }
                }
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn directives(&mut self, directives: &DirectiveList) {
        for directive in directives {
            if let Some(definition) = self.schema.directive_definitions.get(&directive.name) {
                self.arguments(&definition.arguments, &directive.arguments);
            }
        }
    }

    fn arguments(&mut self, definitions: &[Node<InputValueDefinition>], arguments: &[Node<Argument>]) {
        for argument in arguments {
            if let Some(definition) = definitions.iter().find(|definition| definition.name == argument.name) {
                self.value(Some(&definition.ty), definition.default_value.is_some(), &argument.value);
            }
        }
    }

    /// Checks a value against its expected type. Inside a custom scalar there is none.
    fn value(&mut self, ty: Option<&Type>, has_default: bool, value: &Node<Value>) {
        match value.as_ref() {
            Value::Variable(name) => self.variable(ty, has_default, name, value.location()),
            Value::List(items) => {
                let item_type = ty.filter(|ty| ty.is_list()).map(Type::item_type);
                for item in items {
                    self.value(item_type, false, item);
                }
            }
            Value::Object(fields) => self.object(ty, fields, value.location()),
            _ => {}
        }
    }

    fn object(&mut self, ty: Option<&Type>, fields: &[(Name, Node<Value>)], place: Option<SourceSpan>) {
        let input = match ty.and_then(|ty| self.schema.types.get(ty.inner_named_type())) {
            Some(ExtendedType::InputObject(input)) => Some(input),
            _ => None,
        };
        if input.is_some_and(|input| input.directives.has("oneOf"))
            && !matches!(fields, [(_, value)] if !value.is_null())
        {
            let message = "Give exactly one field of this input object, and not null.".to_owned();
            self.invalid_values.push(InvalidValue { message, place });
        }
        let mut names = HashSet::default();
        for (name, value) in fields {
            if !names.insert(name) {
                let message = format!("Give the input field `{name}` only once.");
                self.invalid_values.push(InvalidValue { message, place });
            }
            let field = input.and_then(|input| input.fields.get(name));
            self.value(field.map(|field| &*field.ty), field.is_some_and(|field| field.default_value.is_some()), value);
        }
    }

    fn variable(&mut self, ty: Option<&Type>, has_default: bool, name: &Name, place: Option<SourceSpan>) {
        let Some(variable) = self.variables.iter().find(|variable| variable.name == *name) else {
            self.invalid_values.push(InvalidValue { message: format!("Variable `${name}` is not defined."), place });
            return;
        };
        let Some(ty) = ty else { return };
        let stands_in = has_default || variable.default_value.as_ref().is_some_and(|value| !value.is_null());
        let wanted = if stands_in && !variable.ty.is_non_null() { &ty.clone().nullable() } else { ty };
        if !variable.ty.is_assignable_to(wanted) {
            let message = format!("Variable `${name}` of type `{}` is used where `{ty}` is expected.", variable.ty);
            self.invalid_values.push(InvalidValue { message, place });
        }
    }
}
