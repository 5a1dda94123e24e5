//! Turns a text into a document that is valid and within the limits.
//!
//! Checks against excessive size come first: the parser stops at its limits, then sizes are computed from the syntax in
//! linear time, and only then the document is validated. Specification: section 5 “Validation”.

use super::{
    Limits, collect::locations, consequence::Written, introspection::Lengths, measure, merge::Merge, position,
    shape::Shape, suggest, syntax, unparsable,
};
use apollo_compiler::{
    ExecutableDocument, Name,
    ast::{Definition, Document, Selection},
    parser::Parser,
    validation::{DiagnosticList, Valid},
};
use fault::{Code, Fault, Location, RequestError};

/// Maximum number of errors shown for one document.
const SHOWN: usize = 20;

/// Parses, measures and validates.
pub(super) fn validate(
    shape: &Shape,
    lengths: &Lengths,
    limits: &Limits,
    text: &str,
) -> Result<Valid<ExecutableDocument>, Vec<RequestError>> {
    let document = parse(limits, text)?;
    syntax::check(text).map_err(|error| vec![error])?;
    measure::check(&document, limits).map_err(one)?;

    let refused = |list: &DiagnosticList| invalid_names(list, &document, shape, limits);
    with_own_keys(document.clone()).to_executable_validate(&shape.schema).map_err(|found| refused(&found.errors))?;
    let executable = document.to_executable(&shape.schema).map_err(|found| refused(&found.errors))?;
    let document = executable;

    let mut found = Vec::new();
    let mut merge = Merge::new(&shape.schema, &document.fragments);
    for operation in document.operations.iter() {
        let invalid_values = position::invalid_values(&shape.schema, &document, operation);
        found.extend(
            invalid_values
                .into_iter()
                .map(|invalid_value| invalid(&document, invalid_value.message, [invalid_value.place])),
        );
        let conflicts = merge.operation(&operation.selection_set).map_err(one)?;
        found.extend(conflicts.into_iter().map(|conflict| invalid(&document, conflict.message, conflict.places)));
        found.truncate(SHOWN);
        if found.is_empty() {
            lengths.check(&document, operation).map_err(one)?;
        }
    }
    if found.is_empty() { Ok(Valid::assume_valid(document)) } else { Err(found) }
}

/// Parses a text within the limits of the parser.
pub(super) fn parse(limits: &Limits, text: &str) -> Result<Document, Vec<RequestError>> {
    let mut parser = Parser::new().token_limit(limits.tokens).recursion_limit(limits.recursion);
    let parsed = parser.parse_ast(text, "document");
    if parser.tokens_reached() > limits.tokens {
        let message = format!("The document has more than {} tokens. Request fewer fields.", limits.tokens);
        return Err(one(Fault::new(Code::DocumentTooLarge, message)));
    }
    if parser.recursion_reached() > limits.recursion {
        let message = format!("The document has more than {} brackets within each other.", limits.recursion);
        return Err(one(Fault::new(Code::DocumentTooDeep, message)));
    }
    parsed.map_err(|_| vec![unparsable::error(text, limits)])
}

/// A copy of the document in which every field has a unique response key, so that nothing is merged: see
/// [`super::merge`].
fn with_own_keys(mut document: Document) -> Document {
    fn rename(selections: &mut [Selection], count: &mut usize) {
        for selection in selections {
            match selection {
                Selection::Field(field) => {
                    let field = field.make_mut();
                    *count += 1;
                    field.alias = Name::new(&format!("_{count}")).ok();
                    rename(&mut field.selection_set, count);
                }
                Selection::InlineFragment(inline) => {
                    rename(&mut inline.make_mut().selection_set, count);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
    }
    let mut count = 0;
    for definition in &mut document.definitions {
        match definition {
            Definition::OperationDefinition(operation) => {
                rename(&mut operation.make_mut().selection_set, &mut count);
            }
            Definition::FragmentDefinition(fragment) => {
                rename(&mut fragment.make_mut().selection_set, &mut count);
            }
            _ => {}
        }
    }
    document
}

/// The errors of validation that follow from no other, with what may have been meant.
fn invalid_names(list: &DiagnosticList, document: &Document, shape: &Shape, limits: &Limits) -> Vec<RequestError> {
    let written = Written::of(document);
    let found = errors(list);
    let place = |error: &RequestError| error.locations.first().map(|place| (place.line, place.column));
    let (of_others, mut found): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|error| written.refutes(&error.fault.message, place(error)));
    if found.is_empty() {
        found = of_others;
    }
    found.truncate(SHOWN);
    for error in found.iter_mut().filter(|_| limits.suggestions) {
        error.fault.message += &suggest::after(&error.fault.message, shape);
    }
    found
}

fn errors(list: &DiagnosticList) -> Vec<RequestError> {
    let error = |diagnostic: apollo_compiler::diagnostic::Diagnostic<'_, _>| {
        let found = diagnostic.to_json();
        let locations = found.locations.iter().map(|at| Location { line: at.line, column: at.column }).collect();
        RequestError { fault: Fault::new(Code::GraphqlValidationFailed, shortened(found.message)), locations }
    };
    list.iter().map(error).collect()
}

fn invalid(
    document: &ExecutableDocument,
    message: String,
    places: impl IntoIterator<Item = Option<apollo_compiler::parser::SourceSpan>>,
) -> RequestError {
    let fault = Fault::new(Code::GraphqlValidationFailed, shortened(message));
    RequestError { fault, locations: locations(document, places) }
}

/// Shortens a message. It may quote the client, and nobody needs a megabyte of that.
pub(super) fn shortened(mut message: String) -> String {
    const LONGEST: usize = 500;
    if message.len() > LONGEST {
        message.truncate(message.floor_char_boundary(LONGEST));
        message.push('…');
    }
    message
}

fn one(fault: Fault) -> Vec<RequestError> {
    vec![fault.into()]
}
