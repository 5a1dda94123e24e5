//! Labels: what the values of enumerations are called in a language, for pages that show them to people.
//!
//! A label is the value in words: `HEAD_OF_STATE` is "Head of state". [`ENGLISH`] has those whose words that rule would
//! write wrongly. Another language is another catalog of all values.
use super::date::DatePrecision;
use engine::{
    define::Object,
    derive::{Cardinality, Compute, ComputedField, Counted, Definition, Inputs, OutputRow, Parameter},
    selection::Selection,
};
use entity::vocabulary::{
    self, ContradictionRule, RecordKind, SearchOutcome, SearchPartKind, Term, TimelineKind, Vocabulary,
};
use fault::Fault;
use rules::{
    certainty::Certainty,
    treaty::{PartyStatus, TermKind, TreatyRule, TreatyStatus},
};
use std::sync::LazyLock;

/// The only language that has a catalog.
const LANGUAGE: &str = "en";

/// The largest enumerations have about so many values.
const OF: Counted = Counted { argument: "of", each: 50 };

/// Labels that are not the words of the value, by enumeration and value.
const ENGLISH: &[(&str, &str, &str)] = &[
    ("ContactKind", "EMAIL", "E-mail"),
    ("DatePrecision", "DAY", "Exact day"),
    ("DelayEnd", "FIRST_OF_NEXT_MONTH", "First day of the next month"),
    ("Ended", "YES", "Ended"),
    ("Ended", "NO", "Not ended"),
    ("Ended", "NOT_STATED", "Not stated whether it ended"),
    ("LeavingClause", "NONE", "No clause on leaving"),
    ("MembershipStatus", "FULL", "Full member"),
    ("MembershipStatus", "ASSOCIATE", "Associate member"),
    ("MembershipStatus", "SUSPENDED", "Suspended member"),
    ("MembershipStatus", "NON_PARTICIPANT", "Non-participant"),
    ("MembershipStatus", "UNKNOWN", "Member, standing not known"),
    ("PartyStatus", "NOT_PARTY", "Not a party"),
    ("TimelineKind", "MEMBERSHIP_BEGIN", "Membership begins"),
    ("TimelineKind", "MEMBERSHIP_END", "Membership ends"),
    ("TimelineKind", "TENURE_BEGIN", "Tenure begins"),
    ("TimelineKind", "TENURE_END", "Tenure ends"),
    ("TimelineKind", "PROVISION_BEGIN", "Provision begins"),
    ("TimelineKind", "PROVISION_END", "Provision ends"),
    ("TimelineKind", "NAME_BEGIN", "Name begins"),
    ("TimelineKind", "NAME_END", "Name ends"),
    ("TimelineKind", "TERM_END", "Term ends"),
    ("TreatyActionKind", "NON_PARTICIPATION", "Non-participation"),
    ("TreatyRule", "NON_PARTICIPATION", "Non-participation"),
    ("TreatyRule", "TWELVE_MONTHS_NOTICE", "Twelve months' notice"),
];

/// A value of an enumeration, and what people call it.
struct Label {
    of: &'static str,
    term: &'static Term,
}

/// Gives the root the labels.
pub fn of_register(query: &mut Object) {
    let about = "What values of enumerations are called, to show them to people: a label for each value, in the order of the schema.";
    query.computed_by("labels", about, labels);
}

/// All enumerations but those that only name orders of lists.
fn enumerations() -> Vec<(&'static str, &'static [Term])> {
    fn of<V: Vocabulary>() -> (&'static str, &'static [Term]) {
        (V::NAME, V::TERMS)
    }
    let mut all = vocabulary::all();
    all.extend([
        of::<Certainty>(),
        of::<ContradictionRule>(),
        of::<DatePrecision>(),
        of::<PartyStatus>(),
        of::<RecordKind>(),
        of::<SearchOutcome>(),
        of::<SearchPartKind>(),
        of::<TermKind>(),
        of::<TimelineKind>(),
        of::<TreatyRule>(),
        of::<TreatyStatus>(),
    ]);
    all.sort_by_key(|(name, _)| *name);
    all
}

fn labels() -> &'static ComputedField {
    static LABELS: LazyLock<ComputedField> = LazyLock::new(|| {
        let of = Parameter {
            name: "of",
            about: "Names of enumerations in the schema, such as `MembershipStatus`.",
            ty: "[String!]!",
            default: None,
        };
        let language = Parameter {
            name: "language",
            about: "Language of the labels, as a BCP 47 tag. There is English only so far.",
            ty: "String!",
            default: Some("\"en\""),
        };
        ComputedField::new(Cardinality::Many, vec![of, language], Inputs::new(), (), bind).counted_by(&[OF])
    });
    &LABELS
}

fn bind(selection: &Selection, (): ()) -> Result<Compute<Label>, Fault> {
    let language = selection.text("language").unwrap_or(LANGUAGE);
    if language != LANGUAGE {
        return Err(Fault::bad_user_input(format!("There are no labels in `{language}`: ask for `{LANGUAGE}`.")));
    }
    let mut all = enumerations();
    let names = selection.list("of").unwrap_or_default().iter().map(name).collect::<Result<Vec<_>, _>>()?;
    if let Some(unknown) = names.iter().find(|name| !all.iter().any(|(known, _)| known == *name)) {
        return Err(Fault::bad_user_input(format!("There is no enumeration `{unknown}` that has labels.")));
    }
    all.retain(|(name, _)| names.contains(name));
    Ok(Box::new(move |parents, _, output| {
        for register in parents {
            for (of, terms) in &all {
                for term in *terms {
                    output.push(*register, &Label { of, term });
                }
            }
        }
        Ok(())
    }))
}

fn name(value: &async_graphql::Value) -> Result<&str, Fault> {
    match value {
        async_graphql::Value::String(name) => Ok(name),
        _ => Err(Fault::internal("a name of an enumeration is no text")),
    }
}

impl Label {
    fn text(&self) -> String {
        match ENGLISH.iter().find(|(of, value, _)| (*of, *value) == (self.of, self.term.name)) {
            Some((_, _, label)) => (*label).to_owned(),
            None => in_words(self.term.name),
        }
    }
}

/// `HEAD_OF_STATE` in words: "Head of state".
fn in_words(value: &str) -> String {
    let words = value.to_lowercase().replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl OutputRow for Label {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Label>> = LazyLock::new(|| {
            let mut row = Definition::<Label>::new("Label", "What a value of an enumeration is called.");
            row.value("enumeration", "Name of the enumeration in the schema, such as `MembershipStatus`.", |row| {
                row.of.to_owned()
            });
            row.value("value", "Value of the enumeration, such as `OBSERVER`.", |row| row.term.name.to_owned());
            row.value("label", "What people call the value, such as \"Observer\".", Label::text);
            row.value("description", "What the value means.", |row| row.term.about.trim().to_owned());
            row
        });
        &DEFINITION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_enumeration_has_more_values_than_are_counted() {
        for (name, terms) in enumerations() {
            assert!(terms.len() <= usize::try_from(OF.each).unwrap(), "{name} has {} values", terms.len());
        }
    }

    #[test]
    fn labels_of_other_words_are_those_of_values() {
        let all = enumerations();
        for (of, value, label) in ENGLISH {
            assert!(
                all.iter().any(|(name, terms)| name == of && terms.iter().any(|term| term.name == *value)),
                "{of} {value}"
            );
            assert_ne!(*label, in_words(value));
        }
    }
}
