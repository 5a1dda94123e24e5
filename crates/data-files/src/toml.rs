//! From TOML to drafts, each value with its line.
use crate::{Files, folder::Text, location::Problem};
use ledger::{Draft, Given, Origin, SetName, Value};
use std::{collections::BTreeMap, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Syntax errors of one file that are told one by one.
const TOLD: usize = 5;
/// What is said of a file of another form.
const NO_ENTRY: &str = "is this a data file in TOML? It has no entry such as `[[state]]`";

/// How a file names the set.
const NAME_OF_SET: &str = "the set is named by `[set]` and `name = \"…\"` below it";

/// A text that is read.
pub struct Reading<'a> {
    /// The text.
    pub text: &'a Text,
    /// What is read.
    pub files: &'a mut Files,
}

impl Reading<'_> {
    /// Reads the drafts of the text.
    pub fn document(&mut self) {
        let (root, failures) = DeTable::parse_recoverable(&self.text.content);
        // What stands in a text that is no TOML may have been read otherwise than it was meant.
        if !failures.is_empty() {
            self.syntax(&failures);
            return;
        }
        let root = root.into_inner();
        let is_strange = |name: &str| name != "set" && ledger::kind_named(name).is_err();
        let strange = root.keys().filter(|name| is_strange(name.get_ref())).collect::<Vec<_>>();
        if let [first, .., _] = strange.as_slice()
            && strange.len() == root.len()
            && strange.len() > TOLD
        {
            let reason =
                format!("{NO_ENTRY}, and {} names that are no kind, `{}` first", strange.len(), first.get_ref());
            self.problem(&first.span(), reason);
            return;
        }
        for (name, value) in root {
            match name.get_ref().as_ref() {
                "set" => self.set(&name.span(), value),
                kind => self.drafts(kind, &name.span(), value),
            }
        }
    }

    fn problem(&mut self, span: &Range<usize>, reason: impl Into<String>) {
        self.files.problems.push(Problem::at(&self.text.location(span.start), reason));
    }

    fn origin(&mut self, span: &Range<usize>) -> Origin {
        self.files.origins.add(self.text.location(span.start))
    }

    /// Syntax errors: of a file that has entries the first of them, of a file of another form one sentence.
    fn syntax(&mut self, failures: &[toml::de::Error]) {
        let has_entries = self.text.content.lines().any(|line| line.trim_start().starts_with("[["));
        if let [first, .., _] = failures
            && !has_entries
        {
            let reason = format!("{NO_ENTRY}, and {} errors, the first: {}", failures.len(), first.message());
            self.problem(&first.span().unwrap_or_default(), reason);
            return;
        }
        for failure in failures.iter().take(TOLD) {
            let span = failure.span().unwrap_or_default();
            let reason = bare_text(self.text.line(span.start)).unwrap_or_else(|| failure.message().to_owned());
            self.problem(&span, reason);
        }
        if let Some(after) = failures.get(TOLD) {
            let span = after.span().unwrap_or_default();
            let count = failures.len() - TOLD;
            self.problem(&span, format!("from here on, {count} more errors: is this a file in TOML?"));
        }
    }

    /// The name of the set.
    fn set(&mut self, span: &Range<usize>, value: Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = value.into_inner() else {
            self.problem(span, NAME_OF_SET);
            return;
        };
        if !table.keys().any(|field| field.get_ref() == "name") {
            self.problem(span, NAME_OF_SET);
        }
        for (field, value) in table {
            if field.get_ref() != "name" {
                self.problem(&field.span(), format!("a set has no `{}`: {NAME_OF_SET}", field.get_ref()));
                continue;
            }
            let location = self.text.location(value.span().start);
            match value.get_ref() {
                DeValue::String(name) if SetName::may_be(name) => self.files.name_set_in_file(name, location),
                _ => self.problem(&value.span(), SetName::RULE),
            }
        }
    }

    /// The drafts of one kind.
    fn drafts(&mut self, name: &str, span: &Range<usize>, value: Spanned<DeValue<'_>>) {
        if let Err(reason) = ledger::kind_named(name) {
            self.problem(span, reason);
            return;
        }
        let at = value.span();
        match value.into_inner() {
            DeValue::Array(entries) => {
                for entry in entries {
                    self.draft(name, entry);
                }
            }
            DeValue::Table(table) => {
                let below = table.keys().find(|below| ledger::kind_named(below.get_ref()).is_ok());
                let reason = match below.map(Spanned::get_ref) {
                    Some(below) => format!(
                        "`[[{name}.{below}]]` stands below no `[[{name}]]`: write that above it, or `[[{below}]]` with the field that names the {name}"
                    ),
                    None => format!("an entry is written `[[{name}]]`"),
                };
                self.problem(&at, reason);
            }
            _ => self.problem(&at, format!("an entry is written `[[{name}]]`")),
        }
    }

    fn draft(&mut self, kind: &str, entry: Spanned<DeValue<'_>>) {
        let span = entry.span();
        let origin = self.origin(&span);
        match entry.into_inner() {
            DeValue::Table(table) => {
                let fields = self.table(table);
                self.files.drafts.push(Draft { kind: kind.to_owned(), origin, fields });
            }
            _ => self.problem(&span, format!("an entry is a table: write `[[{kind}]]`")),
        }
    }

    fn table(&mut self, table: DeTable<'_>) -> BTreeMap<String, Given> {
        let read = |(name, value): (Spanned<_>, _)| {
            Some((std::borrow::Cow::into_owned(name.into_inner()), self.given(value)?))
        };
        table.into_iter().filter_map(read).collect()
    }

    /// A value; none where it is refused.
    fn given(&mut self, value: Spanned<DeValue<'_>>) -> Option<Given> {
        let span = value.span();
        let origin = self.origin(&span);
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Boolean(flag) => Value::Flag(flag),
            DeValue::Integer(number) => {
                let Ok(number) = i64::from_str_radix(number.as_str(), number.radix()) else {
                    self.problem(&span, "this number is too large");
                    return None;
                };
                Value::Whole(number)
            }
            DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Datetime(date) => {
                let text = date.to_string();
                self.problem(&span, format!("a date is written in quotation marks: \"{text}\""));
                Value::Text(text)
            }
            DeValue::Array(values) => Value::List(values.into_iter().filter_map(|value| self.given(value)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Some(Given { origin, value })
    }
}

/// What is wrong with a line `name = Nordic`.
fn bare_text(line: &str) -> Option<String> {
    let (name, value) = line.split_once('=')?;
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let value = value.trim();
    let is_bare = value.starts_with(char::is_alphabetic)
        && !["true", "false", "inf", "nan"].contains(&value)
        && !value.contains(['"', '\'']);
    (name.trim().chars().all(is_name) && is_bare)
        .then(|| format!("a text stands in quotation marks: {} = \"{value}\"", name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Files, Vec<String>) {
        let mut files = Files::default();
        files.add(&Text::new("a.toml", text.to_owned()));
        let problems = files.problems.iter().map(ToString::to_string).collect();
        (files, problems)
    }

    #[test]
    fn a_draft_has_its_values_with_their_lines() {
        let (files, problems) = read("[[person]]\nslug = 'a'\nname = 'A'\n[[person.remark]]\ntext = 'x'\n");
        assert_eq!(problems, [""; 0]);
        let draft = &files.drafts[0];
        let line = |origin| files.origins.get(origin).map(|location| location.line);
        assert_eq!((draft.kind.as_str(), line(draft.origin)), ("person", Some(1)));
        assert_eq!(line(draft.fields["name"].origin), Some(3));
        assert!(matches!(&draft.fields["remark"].value, Value::List(list) if list.len() == 1));
    }

    #[test]
    fn what_is_no_entry_is_said_in_the_words_of_the_file() {
        for (text, wanted) in [
            ("[[organisation]]\n", "a.toml:1: there is no kind `organisation` (did you mean `organization`?)"),
            ("[office]\n", "a.toml:1: an entry is written `[[office]]`"),
            (
                "[[office.tenure]]\n",
                "a.toml:1: `[[office.tenure]]` stands below no `[[office]]`: write that above it, or `[[tenure]]` with the field that names the office",
            ),
            ("[[state]]\nname = Nordic\n", "a.toml:2: a text stands in quotation marks: name = \"Nordic\""),
            ("[[event]]\ndate = 2003-09-19\n", "a.toml:2: a date is written in quotation marks: \"2003-09-19\""),
        ] {
            assert_eq!(read(text).1, [wanted], "{text}");
        }
    }

    #[test]
    fn a_file_names_its_set() {
        let (mut files, problems) = read("[set]\nname = 'our register'\n[[state]]\nslug = 'a'\n");
        assert_eq!((problems.len(), files.drafts.len()), (0, 1));
        assert_eq!((files.set.name.as_str(), files.set.is_guess), ("our register", false));
        files.add(&Text::new("b.toml", "[set]\nname = 'our register'\n".to_owned()));
        files.name_set("our register");
        assert_eq!(files.problems, []);
        files.add(&Text::new("c.toml", "[set]\nname = 'theirs'\n".to_owned()));
        files.name_set("another");
        assert_eq!(
            files.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "c.toml:2: the set is \"theirs\" here and \"our register\" in a.toml:2: all files of an import are one set",
                "a.toml:2: the set is \"our register\" here, but this import is of the set \"another\": give one name",
            ]
        );
    }

    #[test]
    fn a_set_has_a_name_and_nothing_else() {
        let long = format!("[set]\nname = '{}'\n", "a".repeat(1_001));
        let wrong_name = SetName::RULE;
        for (text, line, wanted) in [
            ("[[set]]\nname = 'a'\n", 1, NAME_OF_SET),
            ("set = 'a'\n", 1, NAME_OF_SET),
            ("[set]\n", 1, NAME_OF_SET),
            (
                "[set]\nname = 'a'\nowner = 'b'\n",
                3,
                "a set has no `owner`: the set is named by `[set]` and `name = \"…\"` below it",
            ),
            ("[set]\nname = ' '\n", 2, wrong_name),
            ("[set]\nname = 4\n", 2, wrong_name),
            (&long, 2, wrong_name),
        ] {
            assert_eq!(read(text).1, [format!("a.toml:{line}: {wanted}")], "{text}");
        }
    }

    #[test]
    fn a_file_of_another_form_gives_one_sentence() {
        for text in [
            "Armenia;AM;ARM\n".repeat(20_000),
            "Armenia,AM,ARM\n\"Korea, Republic of\",KR,KOR\n".repeat(20_000),
            "name\tiso2\nArmenia\tAM\n".to_owned(),
            "{\n  \"state\": [\n    { \"slug\": \"armenia\" }\n  ]\n}\n".to_owned(),
            "state:\n  - slug: armenia\n    name: Armenia\n".to_owned(),
            (0..20_000).map(|number| format!("key{number} = {number}")).collect::<Vec<_>>().join("\n"),
        ] {
            let (files, problems) = read(&text);
            let beginning = text.get(..40).unwrap_or(&text);
            assert_eq!(problems.len(), 1, "{beginning}: {problems:#?}");
            assert!(problems[0].starts_with(&format!("a.toml:1: {NO_ENTRY}")), "{beginning}: {}", problems[0]);
            assert!(files.drafts.is_empty(), "{beginning}");
        }
    }

    #[test]
    fn a_data_file_with_many_errors_gives_the_first_of_them() {
        let (_, problems) = read(&format!("[[state]]\n{}", "name = Nordic\n".repeat(20)));
        assert_eq!(problems.len(), TOLD + 1, "{problems:#?}");
        assert_eq!(problems[0], "a.toml:2: a text stands in quotation marks: name = \"Nordic\"");
        assert!(problems[TOLD].ends_with("more errors: is this a file in TOML?"), "{}", problems[TOLD]);
    }
}
