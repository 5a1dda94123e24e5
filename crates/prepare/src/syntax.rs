//! A syntax error that the parser accepts: an argument or a field of an object without a value. The parser drops it.
//!
//! Specification: section 2.6 “Arguments” and section 2.9.8 “Input Object Values”: `Name : Value`.

use super::validate::shortened;
use apollo_parser::{Parser, SyntaxKind, SyntaxNode, cst::CstNode as _};
use fault::{Code, Fault, Location, RequestError};

/// Refuses a document in which an argument has no value. The parser has accepted the document, so it is within the
/// parser's limits.
pub(super) fn check(text: &str) -> Result<(), RequestError> {
    match Parser::new(text).parse().document().syntax().descendants().find(lacks_value) {
        Some(node) => Err(without_value(text, &node)),
        None => Ok(()),
    }
}

fn lacks_value(node: &SyntaxNode) -> bool {
    let is_pair = matches!(node.kind(), SyntaxKind::ARGUMENT | SyntaxKind::OBJECT_FIELD);
    is_pair && !node.children_with_tokens().any(|child| child.kind() == SyntaxKind::COLON)
}

fn without_value(text: &str, node: &SyntaxNode) -> RequestError {
    let location = location(text, node.text_range().start().into());
    let name = node.first_token().map(|token| token.text().to_owned()).unwrap_or_default();
    let message = shortened(format!("syntax error: `{name}` has no value; write `{name}: …`"));
    RequestError { fault: Fault::new(Code::GraphqlParseFailed, message), locations: vec![location] }
}

/// The line and column of a byte, from 1.
pub(super) fn location(text: &str, at: usize) -> Location {
    let before = &text[..text.floor_char_boundary(at)];
    let start_of_line = before.rfind('\n').map_or(0, |end| end + 1);
    Location { line: before.matches('\n').count() + 1, column: before[start_of_line..].chars().count() + 1 }
}
