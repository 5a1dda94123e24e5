//! The selection of a client, ready to run: fragments are expanded, `@skip` and `@include` are applied, fields with the
//! same response key are merged, argument defaults are filled in and variables are substituted.
//!
//! The preparation of a document builds it; an executor answers it.

use async_graphql::Value;
use fault::Fault;

/// A requested field: one member of an object in the answer.
///
/// Specification: section 6.3.2 “Field Collection”. A list of requested fields has the order of that section, which is
/// the order of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// Response key: the alias, or else the name.
    pub key: String,
    /// Name in the schema.
    pub name: String,
    /// Arguments in the order of the schema, coerced to their types and with defaults filled in. An argument is absent
    /// if it has no default and the client omitted it, or gave it a variable without a value. An enum value is
    /// `Value::Enum`, an `ID` is `Value::String`.
    pub args: Vec<(String, Value)>,
    /// The selection below the field.
    pub below: Below,
    /// Why the field cannot be answered: a variable gave an argument a value that the argument does not allow.
    /// Specification: section 6.4.1 “Coercing Field Arguments” makes this an error of the field.
    pub refused: Option<Refused>,
}

/// Why a requested field cannot be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// The error, which says what to do about it.
    pub fault: Fault,
    /// Whether the field may be null.
    pub nullable: bool,
}

/// The selection below a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Below {
    /// None: the field is a scalar or an enum.
    Leaf,
    /// Fields of an object type.
    Object(Vec<Selection>),
    /// The field's type is an interface or a union. For every possible object type, by name and in the order of the
    /// schema: the fields requested of it, possibly none.
    Possible(Vec<(String, Vec<Selection>)>),
}

impl Selection {
    /// The value of an argument; none if it is absent or null.
    pub fn arg(&self, name: &str) -> Option<&Value> {
        self.given(name).filter(|value| **value != Value::Null)
    }

    /// The value of an argument, null included: this distinguishes null from absent.
    pub fn given(&self, name: &str) -> Option<&Value> {
        self.args.iter().find(|(arg, _)| arg == name).map(|(_, value)| value)
    }

    /// An `Int` argument.
    pub fn int(&self, name: &str) -> Option<i64> {
        match self.arg(name) {
            Some(Value::Number(number)) => number.as_i64(),
            _ => None,
        }
    }

    /// A `String` or `ID` argument, or an argument of a scalar that is written as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.arg(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// A required `String` or `ID` argument.
    ///
    /// # Errors
    /// If it is absent, which validation prevents.
    pub fn required_text(&self, name: &str) -> Result<&str, Fault> {
        self.text(name).ok_or_else(|| Fault::internal(format!("no `{name}`, which is required")))
    }

    /// A `Boolean` argument.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.arg(name) {
            Some(Value::Boolean(truth)) => Some(*truth),
            _ => None,
        }
    }

    /// An enum argument, by the name of its value.
    pub fn enumeration(&self, name: &str) -> Option<&str> {
        match self.arg(name) {
            Some(Value::Enum(value)) => Some(value.as_str()),
            _ => None,
        }
    }

    /// A list argument.
    pub fn list(&self, name: &str) -> Option<&[Value]> {
        match self.arg(name) {
            Some(Value::List(items)) => Some(items),
            _ => None,
        }
    }
}

impl Below {
    /// Whether a field of this name is requested, of the object or of any possible type.
    pub fn asks(&self, name: &str) -> bool {
        let among = |fields: &[Selection]| fields.iter().any(|field| field.name == name);
        match self {
            Self::Leaf => false,
            Self::Object(fields) => among(fields),
            Self::Possible(types) => types.iter().any(|(_, fields)| among(fields)),
        }
    }

    /// The fields requested of this object type.
    pub fn of(&self, object: &str) -> &[Selection] {
        match self {
            Self::Leaf => &[],
            Self::Object(fields) => fields,
            Self::Possible(types) => types.iter().find(|(name, _)| name == object).map_or(&[], |(_, fields)| fields),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(args: Vec<(&str, Value)>) -> Selection {
        let args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Selection { key: "members".into(), name: "members".into(), args, below: Below::Leaf, refused: None }
    }

    #[test]
    fn an_argument_is_read_by_its_kind() {
        let field = field(vec![
            ("first", Value::Number(5.into())),
            ("after", Value::String("x".into())),
            ("certainty", Value::Enum(async_graphql::Name::new("CERTAIN"))),
            ("exact", Value::Boolean(true)),
        ]);
        assert_eq!(field.int("first"), Some(5));
        assert_eq!(field.text("after"), Some("x"));
        assert_eq!(field.enumeration("certainty"), Some("CERTAIN"));
        assert_eq!(field.boolean("exact"), Some(true));
        assert_eq!(field.int("after"), None);
    }

    #[test]
    fn null_is_given_but_has_no_value() {
        let field = field(vec![("asOf", Value::Null)]);
        assert_eq!(field.arg("asOf"), None);
        assert_eq!(field.given("asOf"), Some(&Value::Null));
        assert_eq!(field.given("first"), None);
    }

    #[test]
    fn fields_are_found_by_possible_type() {
        let below = Below::Possible(vec![("State".into(), vec![field(vec![])]), ("Organ".into(), vec![])]);
        assert!(below.asks("members"));
        assert_eq!(below.of("State").len(), 1);
        assert!(below.of("Organ").is_empty());
    }
}
