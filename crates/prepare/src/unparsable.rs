//! Why a text is no GraphQL document, in plain words: what stands where, and what would be right there.
//!
//! The parser names its own parts (`expected R_CURLY, got EOF`). Here each becomes what a reader would type.

use super::{limits::Limits, syntax::location, validate::shortened};
use apollo_parser::{Error, Lexer, Parser, Token, TokenKind};
use fault::{Code, Fault, RequestError};

/// The error of a text that the parser refuses. Its limits are those it was parsed with.
pub(super) fn error(text: &str, limits: &Limits) -> RequestError {
    let parser = Parser::new(text).token_limit(limits.tokens).recursion_limit(limits.recursion);
    let tree = parser.parse();
    let (message, at) =
        tree.errors().next().map_or_else(|| ("expected a definition".to_owned(), 0), |e| message(text, e));
    let fault = Fault::new(Code::GraphqlParseFailed, shortened(format!("syntax error: {message}")));
    RequestError { fault, locations: vec![location(text, at)] }
}

/// The message of an error, and where it is.
fn message(text: &str, error: &Error) -> (String, usize) {
    let (tokens, unreadable) = Lexer::new(text).lex();
    let at = error.index().min(text.len());
    let found = tokens.iter().find(|token| token.index() >= at && is_significant(token));
    if let Some(unreadable) = unreadable.first().filter(|unreadable| unreadable.index() <= at) {
        let at = unreadable.index().min(text.len());
        return (no_token(unreadable, text[at..].chars().next()), at);
    }
    match found {
        Some(found) => {
            let before: Vec<_> =
                tokens.iter().filter(|token| token.index() < found.index() && is_significant(token)).collect();
            // The parser says "expected a Name" where a variable has no type.
            let expected = match before[..] {
                [.., dollar, name] if dollar.kind() == TokenKind::Dollar && name.kind() == TokenKind::Name => {
                    "expected `:` and a type".to_owned()
                }
                _ => expected(error.message()),
            };
            (format!("{expected}, found {}", quoted(found)), found.index())
        }
        None => (ends_early(text, &tokens, error), text.trim_end().len()),
    }
}

/// What the lexer cannot read: a character that no token begins with, an unfinished text or number.
fn no_token(unreadable: &Error, first: Option<char>) -> String {
    let Some(character) = first.filter(|_| unreadable.message().starts_with("Unexpected character \"")) else {
        return unreadable.message().replace("Unexpected", "unexpected");
    };
    let name = unicode_names2::name(character).map(|name| format!(" {}", name.to_string().to_lowercase()));
    let hint = match character {
        '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\'' | '`' => "texts stand between straight double quotes (\")",
        _ if character.is_whitespace() || character == '\u{200b}' => "write an ordinary blank",
        _ => {
            "outside of texts and comments, a document has letters a to z, digits, _ and ! $ & ( ) ... : = @ [ ] { | }"
        }
    };
    format!("unexpected character U+{:04X}{}; {hint}", u32::from(character), name.unwrap_or_default())
}

/// A document that ends before it is complete: which bracket is not closed, or what is missing.
fn ends_early(text: &str, tokens: &[Token<'_>], error: &Error) -> String {
    let mut open = Vec::new();
    for token in tokens {
        match token.kind() {
            TokenKind::LCurly | TokenKind::LParen | TokenKind::LBracket => open.push(token),
            TokenKind::RCurly | TokenKind::RParen | TokenKind::RBracket => _ = open.pop(),
            _ => {}
        }
    }
    match open.last() {
        Some(bracket) => {
            let at = location(text, bracket.index());
            format!(
                "the document ends, and {} of line {}, column {} is not closed",
                quoted(bracket),
                at.line,
                at.column
            )
        }
        None if !tokens.iter().any(is_significant) => "the document is empty; a query begins with `{`".to_owned(),
        None => format!("{}, and the document ends", expected(error.message())),
    }
}

fn is_significant(token: &Token<'_>) -> bool {
    !matches!(token.kind(), TokenKind::Whitespace | TokenKind::Comment | TokenKind::Comma | TokenKind::Eof)
}

fn quoted(token: &Token<'_>) -> String {
    match token.kind() {
        TokenKind::StringValue => format!("the text {}", shortened(token.data().to_owned())),
        _ => format!("`{}`", token.data()),
    }
}

/// What the parser expected, as one would type it.
fn expected(message: &str) -> String {
    let Some(what) = message.strip_prefix("expected ") else {
        return message
            .trim_end_matches('.')
            .replace("Fragment Name cannot be 'on'", "no fragment can have the name `on`");
    };
    let what = what.split(", got ").next().unwrap_or(what);
    let plain = match what {
        "a Name" | "a Name Type" => "a name",
        "a Selection Set" | "Selection Set" => "`{` and the fields that are requested",
        "at least one Selection in Selection Set" => "at least one field between `{` and `}`",
        "an Inline Fragment or a Fragment Spread" => "after `...` the name of a fragment, or `on` and a type",
        "a Type" | "a type" => "a type, such as `String!`",
        "an Argument" => "at least one argument between `(` and `)`, such as `first: 10`",
        "a Variable Definition" => "a variable with its type, such as `$slug: String!`",
        "a valid Value" | "Enum Value" => "a value",
        "Fragment Name" => "the name of the fragment",
        "'on'" | "Type Condition" | "a Name in Type Condition" => "`on` and a type",
        "a definition"
        | "definition"
        | "a StringValue, Name or OperationDefinition"
        | "an Operation Type or a Selection Set"
        | "either a 'mutation', a 'query', or a 'subscription'" => {
            "`{`, `query`, `mutation`, `subscription` or `fragment`"
        }
        "a definition after this Name" | "a definition after this StringValue" => {
            "`query`, `mutation`, `subscription` or `fragment` before `{`"
        }
        "@ symbol" => "`@`",
        "R_CURLY" => "a field or `}`",
        "L_CURLY" => "`{`",
        "R_PAREN" => "`)`",
        "L_PAREN" => "`(`",
        "R_BRACK" => "a value or `]`",
        "L_BRACK" => "`[`",
        "COLON" => "`:`",
        "EQ" => "`=`",
        "DOLLAR" => "`$`",
        other => other,
    };
    format!("expected {plain}")
}
