//! Parses values, each for the type of its field.
use super::Reader;
use crate::{
    draft::{Given, Value},
    entry::{Dated, Located, Party, Target, Typed, text, whole},
    field::{Field, List, Shape},
    key::camel_case,
    origin::Origin,
    suggest::suggestion,
};
use edtf::Edtf;
use entity::vocabulary::{Confidence, DateBasis, ProvisionRole, Term, Vocabulary as _};

/// Maximum length in bytes of a name or of a word. PostgreSQL indexes them.
const LONGEST_LINE: usize = 1_000;
/// Maximum length of a text in bytes.
const LONGEST_TEXT: usize = 100_000;
/// Fields that may be longer than a line.
const LONG: [&str; 6] = ["text", "value", "title", "note", "url", "an item"];

const PARTY: &[Field] =
    &[Field::new("record", Shape::AnyRecord), Field::new("label", Shape::Text), Field::new("count", Shape::Count)];
const INVOLVED: &[Field] = &[
    Field::new("role", Shape::Term { terms: ProvisionRole::TERMS, default: None }),
    Field::new("record", Shape::AnyRecord),
    Field::new("label", Shape::Text),
    Field::new("count", Shape::Count),
];
const DATE: &[Field] = &[
    Field::new("edtf", Shape::Text),
    Field::new("basis", Shape::Term { terms: DateBasis::TERMS, default: None }),
    Field::new("confidence", Shape::Term { terms: Confidence::TERMS, default: None }),
    Field::new("note", Shape::Text),
];

impl Reader<'_> {
    /// The value of a field; none if it is refused.
    pub(super) fn value(&mut self, field: &'static Field, given: Given) -> Option<Typed> {
        let origin = given.origin;
        let name = field.name;
        match field.shape {
            Shape::Text => self.text_of(name, given).map(Typed::Text),
            Shape::Form(form) => {
                let text = self.text_of(name, given)?;
                if !(form.holds)(&text) {
                    self.refuse(origin, format!("`{name}` is \"{text}\", but must be {}", form.wanted));
                    return None;
                }
                Some(Typed::Text(text))
            }
            Shape::FieldName => {
                let text = self.text_of(name, given)?;
                if !is_field(&text) {
                    self.refuse(origin, format!("`{name}` must be the name of a field, such as `part_of` or `partOf`"));
                    return None;
                }
                Some(Typed::FieldName(camel_case(&text)))
            }
            Shape::Texts => {
                let items = self.list_of(given)?;
                Some(Typed::Texts(items.into_iter().filter_map(|item| self.text_of("an item", item)).collect()))
            }
            Shape::Term { terms, .. } => {
                let text = self.text_of(name, given)?;
                self.term(name, terms, &text, origin).map(Typed::Term)
            }
            Shape::Flag(_) => match given.value {
                Value::Flag(flag) => Some(Typed::Flag(flag)),
                other => self.wrong(origin, name, "true or false", &other),
            },
            Shape::Ordinal => self.whole(name, 1, &given).map(Typed::Whole),
            Shape::Count => self.whole(name, 0, &given).map(Typed::Whole),
            Shape::Number(least, most) => self.number(name, least, most, given),
            Shape::Date => self.date(given).map(Typed::Date),
            Shape::Party => self.party(given, None).map(Typed::Party),
            Shape::Record(_) | Shape::OneOf(_) | Shape::AnyRecord | Shape::Anything => {
                let target = Target::Reference(self.text_of(name, given)?);
                self.set.note(&target);
                Some(Typed::Reference(target))
            }
            Shape::List(List::Depositaries) => self.parties(given, false),
            Shape::List(List::Parties) => self.parties(given, true),
            Shape::List(list) => self.references(list, given),
        }
    }

    fn wrong<T>(&mut self, origin: Origin, name: &str, wanted: &str, given: &Value) -> Option<T> {
        self.refuse(origin, format!("`{name}` must be {wanted}, not {}", given.noun()));
        None
    }

    /// A text that is not blank, within the length limit, and without control characters.
    pub(super) fn text_of(&mut self, name: &str, given: Given) -> Option<String> {
        let text = match given.value {
            Value::Text(text) => text,
            other => return self.wrong(given.origin, name, "a text", &other),
        };
        let most = if LONG.contains(&name) { LONGEST_TEXT } else { LONGEST_LINE };
        let control = text.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'));
        let reason = if text.trim().is_empty() {
            format!("`{name}` is blank: fill it or leave it out")
        } else if let Some(control) = control {
            format!("`{name}` holds the control character U+{:04X}", u32::from(control))
        } else if text.len() > most || text.split_whitespace().any(|word| word.len() > LONGEST_LINE) {
            format!("`{name}` is too long: {most} bytes at most, and {LONGEST_LINE} for a word")
        } else {
            return Some(text);
        };
        self.refuse(given.origin, reason);
        None
    }

    pub(super) fn list_of(&mut self, given: Given) -> Option<Vec<Given>> {
        match given.value {
            Value::List(list) => Some(list),
            other => {
                self.refuse(given.origin, format!("a list is needed here, not {}", other.noun()));
                None
            }
        }
    }

    /// A value of a vocabulary.
    fn term(&mut self, name: &str, terms: &'static [Term], text: &str, origin: Origin) -> Option<&'static str> {
        let found = terms.iter().find(|term| term.name == text).map(|term| term.name);
        if found.is_none() {
            let names = || terms.iter().map(|term| term.name);
            let reason = format!(
                "`{name}` has no value \"{text}\"{}; it has {}",
                suggestion(text, names()),
                names().collect::<Vec<_>>().join(", ")
            );
            self.refuse(origin, reason);
        }
        found
    }

    fn whole(&mut self, name: &str, least: i32, given: &Given) -> Option<i32> {
        let Value::Whole(number) = given.value else {
            return self.wrong(given.origin, name, "a whole number", &given.value);
        };
        let number = i32::try_from(number).ok().filter(|number| *number >= least);
        if number.is_none() {
            self.refuse(given.origin, format!("`{name}` must be a whole number from {least} to {}", i32::MAX));
        }
        number
    }

    fn number(&mut self, name: &str, least: f64, most: f64, given: Given) -> Option<Typed> {
        let number = match given.value {
            Value::Number(number) => number,
            #[expect(clippy::cast_precision_loss, reason = "a whole number stands for the number that it is")]
            Value::Whole(number) => number as f64,
            other => return self.wrong(given.origin, name, "a number", &other),
        };
        if number.is_finite() && (least..=most).contains(&number) {
            return Some(Typed::Number(number));
        }
        let range = if least > f64::MIN { format!("between {least} and {most}") } else { "a finite number".to_owned() };
        self.refuse(given.origin, format!("`{name}` must be {range}"));
        None
    }

    fn date(&mut self, given: Given) -> Option<Dated> {
        let origin = given.origin;
        let (edtf, basis, confidence, note) = match given.value {
            Value::Table(table) => {
                let read = self.table("a date", DATE.iter(), &[], table);
                let term = |name| match read.get(name).map(|given| &given.value) {
                    Some(Typed::Term(term)) => Some(*term),
                    _ => None,
                };
                let Some(edtf) = text(&read, "edtf") else {
                    self.refuse(origin, "a date given as a table needs `edtf`");
                    return None;
                };
                let note = text(&read, "note").map(str::to_owned);
                (edtf.to_owned(), term("basis"), term("confidence"), note)
            }
            value => (self.text_of("date", Given { origin, value })?, None, None, None),
        };
        match Edtf::parse(&edtf) {
            Ok(edtf) => Some(Dated { edtf, basis: basis.unwrap_or(DateBasis::Stated.name()), confidence, note }),
            Err(cause) => {
                self.refuse(origin, cause.to_string());
                None
            }
        }
    }

    /// A slug or a table. It has a role if it is a party of a provision.
    pub(super) fn party(&mut self, given: Given, fields: Option<&'static [Field]>) -> Option<Party> {
        let origin = given.origin;
        let table = match given.value {
            Value::Table(table) => table,
            value => {
                let target = Target::Reference(self.text_of("party", Given { origin, value })?);
                self.set.note(&target);
                return Some(Party { record: Some(target), label: None, count: None, role: None });
            }
        };
        let read = self.table("a party", fields.unwrap_or(PARTY).iter(), &[], table);
        let record = match read.get("record").map(|given| &given.value) {
            Some(Typed::Reference(target)) => Some(target.clone()),
            _ => None,
        };
        let label = text(&read, "label").map(str::to_owned);
        if record.is_none() && label.is_none() {
            self.refuse(origin, "a party needs a `record` or a `label`");
            return None;
        }
        let role = match read.get("role").map(|given| &given.value) {
            Some(Typed::Term(role)) => Some(*role),
            _ => None,
        };
        if fields.is_some() && role.is_none() {
            self.refuse(origin, "a party of a provision needs a `role`");
            return None;
        }
        Some(Party { record, label, count: whole(&read, "count"), role })
    }

    fn parties(&mut self, given: Given, has_roles: bool) -> Option<Typed> {
        let mut parties = Vec::new();
        for item in self.list_of(given)? {
            let origin = item.origin;
            if let Some(value) = self.party(item, has_roles.then_some(INVOLVED)) {
                parties.push(Located { origin, value });
            }
        }
        Some(Typed::Parties(parties))
    }
}

/// Whether a text is the name of a field, in snake case or camel case.
fn is_field(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
