//! From TOML to entries, each with its place; statements that stand below a record are brought to the top.
use super::{
    entry::{self, Kind, Owner},
    file::File,
    head::Head,
    key::is_slug,
    problem::Problem,
    set::{Item, Set, handle},
};
use std::{borrow::Cow, ops::Range};
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

/// Reads the entries of these files.
pub fn read(files: Vec<File>, problems: &mut Vec<Problem>) -> Set {
    let mut set = Set::default();
    for (index, file) in files.iter().enumerate() {
        let mut reading = Reading { set: &mut set, file, index, problems };
        reading.document();
    }
    set.files = files;
    set
}

struct Reading<'a> {
    set: &'a mut Set,
    file: &'a File,
    index: usize,
    problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    fn problem(&mut self, span: &Range<usize>, reason: impl Into<String>) {
        self.problems.push(Problem::at(&self.file.place(span.start), reason));
    }

    fn failure(&mut self, cause: &toml::de::Error, span: &Range<usize>) {
        let at = cause.span().unwrap_or_else(|| span.clone());
        self.problem(&at, cause.message());
    }

    fn document(&mut self) {
        let (root, failures) = DeTable::parse_recoverable(&self.file.text);
        for failure in &failures {
            self.failure(failure, &(0..0));
        }
        let told = self.problems.len();
        for (name, mut value) in root.into_inner() {
            self.gather(&mut value);
            match Kind::named(name.get_ref()) {
                Some(kind) => self.entries(kind, value, None),
                None => self.problem(&name.span(), format!("there is no kind `{}`", name.get_ref())),
            }
        }
        // What stands in a text that is no TOML may have been read otherwise than it was meant.
        if !failures.is_empty() {
            self.problems.truncate(told);
        }
    }

    /// Notes what may name something, to be looked up at once, and refuses dates that are not texts.
    fn gather(&mut self, value: &mut Spanned<DeValue<'_>>) {
        let span = value.span();
        match value.get_mut() {
            DeValue::String(text) => self.set.note(text),
            DeValue::Datetime(date) => {
                let text = date.to_string();
                self.problem(&span, format!("a date is written in quotation marks: \"{text}\""));
                *value.get_mut() = DeValue::String(Cow::Owned(text));
            }
            DeValue::Array(values) => {
                for value in values.iter_mut() {
                    self.gather(value);
                }
            }
            DeValue::Table(table) => {
                for (_, value) in table.iter_mut() {
                    self.gather(value);
                }
            }
            _ => {}
        }
    }

    /// The entries of one kind, at the top or below another entry.
    fn entries(&mut self, kind: &'static Kind, value: Spanned<DeValue<'_>>, below: Option<usize>) {
        let span = value.span();
        let DeValue::Array(entries) = value.into_inner() else {
            let name = kind.name();
            self.problem(&span, format!("an entry is written `[[{name}]]`"));
            return;
        };
        for entry in entries {
            let span = entry.span();
            match entry.into_inner() {
                DeValue::Table(table) => self.entry(kind, Spanned::new(span, table), below),
                _ => self.problem(&span, format!("{} is a table", kind.a_noun())),
            }
        }
    }

    fn entry(&mut self, kind: &'static Kind, entry: Spanned<DeTable<'_>>, below: Option<usize>) {
        let span = entry.span();
        let mut table = entry.into_inner();
        let item = self.set.items.len();
        let slug = self.slug(kind, &mut table, &span);
        self.set.items.push(Item {
            kind,
            file: self.index,
            place: self.file.place(span.start),
            slug,
            head: Head::default(),
            draft: None,
        });
        if let Some(below) = below {
            self.name_owner(kind, &mut table, below, &span);
        }
        for (name, nested) in take_nested(&mut table) {
            self.nested(kind, &name, nested, item);
        }
        let shared = kind.take_shared(&mut table);
        let head = entry::read::<Head>(Spanned::new(span.clone(), shared));
        let draft = (kind.parse)(Spanned::new(span.clone(), table));
        match head {
            Ok(head) => {
                if let Some(first) = &head.claim_of {
                    let key = (kind.node, first.get_ref().clone());
                    self.set.keys.insert(key);
                }
                self.set.items[item].head = head;
            }
            Err(cause) => {
                self.failure(&cause, &span);
                return;
            }
        }
        match draft {
            Ok(draft) => self.set.items[item].draft = Some(draft),
            Err(cause) => self.failure(&cause, &span),
        }
    }

    fn slug(&mut self, kind: &Kind, table: &mut DeTable<'_>, entry: &Range<usize>) -> Option<String> {
        if !kind.is_record() {
            return None;
        }
        let Some(slug) = table.remove("slug") else {
            self.problem(entry, format!("the {} has no slug", kind.noun()));
            return None;
        };
        let span = slug.span();
        match slug.into_inner() {
            DeValue::String(slug) if is_slug(&slug) => Some(slug.into_owned()),
            _ => {
                self.problem(&span, "a slug has lower-case letters, digits and single hyphens");
                None
            }
        }
    }

    fn name_owner(&mut self, kind: &Kind, table: &mut DeTable<'_>, below: usize, span: &Range<usize>) {
        let handle = Spanned::new(span.clone(), DeValue::String(Cow::Owned(handle(below))));
        let (field, value) = match kind.owner {
            Owner::None => return,
            Owner::One(field) => (field, handle),
            Owner::Many(field) => {
                let mut list = DeArray::new();
                list.push(handle);
                (field, Spanned::new(span.clone(), DeValue::Array(list)))
            }
        };
        let key = Spanned::new(span.clone(), Cow::Borrowed(field));
        if let Some(given) = table.insert(key, value) {
            self.problem(&given.span(), format!("`{field}` is left out below a record: it is that record"));
        }
    }

    fn nested(&mut self, parent: &Kind, name: &Spanned<Cow<'_, str>>, value: Spanned<DeValue<'_>>, item: usize) {
        match Kind::named(name.get_ref()) {
            Some(kind) if kind.owner != Owner::None => self.entries(kind, value, Some(item)),
            _ => self.problem(&name.span(), format!("no `{}` stands below {}", name.get_ref(), parent.a_noun())),
        }
    }
}

/// Takes out the lists of tables that are entries of a kind: statements below a record.
fn take_nested<'i>(table: &mut DeTable<'i>) -> Vec<(Spanned<Cow<'i, str>>, Spanned<DeValue<'i>>)> {
    let names = table
        .iter()
        .filter(|(name, value)| {
            let is_list = matches!(value.get_ref(), DeValue::Array(list)
                if list.first().is_some_and(|first| matches!(first.get_ref(), DeValue::Table(_))));
            is_list && Kind::named(name.get_ref()).is_some()
        })
        .map(|(name, _)| name.get_ref().to_string())
        .collect::<Vec<_>>();
    names.iter().filter_map(|name| table.remove_entry(name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> (Set, Vec<String>) {
        let mut problems = Vec::new();
        let files = vec![File::new("a.toml", text.to_owned())];
        let set = read(files, &mut problems);
        (set, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn statements_below_a_record_come_after_it() {
        let (set, problems) = entries(
            "[[person]]\nslug = 'a'\nname = 'A'\n\n[[person.remark]]\nkind = 'POSITION'\ntext = 'x'\nkey = 'k'\n\n[[person]]\nslug = 'b'\nname = 'B'\n",
        );
        assert_eq!(problems, [""; 0]);
        let found = set.items.iter().map(|item| (item.kind.name(), item.place.line));
        assert_eq!(found.collect::<Vec<_>>(), [("person", 1), ("remark", 5), ("person", 10)]);
        assert!(set.slugs.contains("b"));
    }

    #[test]
    fn every_refusal_has_its_line() {
        let (_, problems) = entries(
            "[[person]]\nslug = 'a'\nname = 'A'\nborn = '1950'\n\n[[persona]]\n\n[[meeting]]\nslug = 'm'\nname = 'M'\nkind = 'PARTY'\n\n[[event]]\nslug = 'e'\nname = 'E'\nkind = 'TALKS'\ndate = 2003-09-19\n",
        );
        let lines = problems.iter().map(|problem| problem.split(": ").next().unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(lines, ["a.toml:17", "a.toml:11", "a.toml:4", "a.toml:6"]);
        assert!(problems[0].contains("\"2003-09-19\""), "{}", problems[0]);
        assert!(problems[1].contains("PARTY"), "{}", problems[1]);
    }

    #[test]
    fn a_broken_entry_still_lends_its_slug() {
        let (set, problems) = entries("[[person]]\nslug = 'a'\n");
        assert_eq!(problems, ["a.toml:1: missing field `name`"]);
        assert_eq!(set.items[0].slug.as_deref(), Some("a"));
    }

    #[test]
    fn a_text_that_is_no_toml_is_refused_with_its_line() {
        let (_, problems) = entries("[[person]]\nslug = \n");
        assert!(problems[0].starts_with("a.toml:2: "), "{problems:?}");
    }
}
