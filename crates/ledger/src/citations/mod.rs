//! Citations: read with their entry, compared one by one, so that each keeps its key for as long as it cites the same.
mod matching;

use super::{
    cite::CiteText,
    key::camel_case,
    problem::{Place, Problem},
    scope::Scope,
    set::Item,
    sql,
    table::{Row, Values},
};
use entity::{
    citation,
    id::{NodeId, SourceId},
};
use matching::{CITATION, match_all, put};
use sea_orm::{DatabaseTransaction, DbErr, Set, Value};
use std::collections::{BTreeSet, HashMap};
use toml::Spanned;

/// The citations of one entry.
pub struct Cited {
    /// Its node.
    subject: i64,
    citations: Vec<Wanted>,
}

struct Wanted {
    row: Row,
    place: Place,
    key: Option<String>,
    copied_from: Option<String>,
}

/// How many citations were read, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Citations in the files.
    pub read: usize,
    /// Citations that are new.
    pub created: usize,
    /// Citations of which something changed.
    pub updated: usize,
    /// Citations that stayed as they were.
    pub unchanged: usize,
    /// Citations that are gone.
    pub deleted: usize,
}

/// Reads the citations of an entry.
pub fn read(item: &Item, scope: &mut Scope) -> Cited {
    let mut citations = Vec::with_capacity(item.head.cite.len());
    for (ordinal, cite) in (1..).zip(&item.head.cite) {
        let place = scope.file.place(cite.span().start);
        let text = cite.get_ref();
        if let Some(fault) = &text.fault {
            scope.problems.push(Problem::at(&place, fault.clone()));
            continue;
        }
        citations.push(Wanted {
            row: row(text, cite.span(), ordinal, scope),
            place,
            key: text.key.clone(),
            copied_from: text.copied_from.clone(),
        });
    }
    Cited { subject: scope.id, citations }
}

fn row(text: &CiteText, span: std::ops::Range<usize>, ordinal: i32, scope: &mut Scope) -> Row {
    for (name, number) in [("paragraph", text.paragraph), ("sentence", text.sentence), ("row", text.row)] {
        if number.is_some_and(|number| number < 1) {
            scope.refuse(span.start, format!("a {name} counts from 1"));
        }
    }
    let source = Spanned::new(span, text.source.clone());
    let mut row = Row::of(&citation::ActiveModel {
        subject_id: Set(NodeId(scope.id)),
        field: Set(text.field.as_deref().map(camel_case)),
        source_id: Set(scope.one::<SourceId>(&source)),
        section: Set(text.section.clone()),
        paragraph: Set(text.paragraph),
        sentence: Set(text.sentence),
        source_row: Set(text.row),
        named_as: Set(text.named_as.clone()),
        is_example: Set(text.is_example),
        copied_from_id: Set(None),
        note: Set(text.note.clone()),
        ordinal: Set(ordinal),
        ..Default::default()
    });
    row.party("attributed_to", &scope.party(text.attributed_to.as_ref()));
    row
}

/// What changes among the citations.
#[derive(Default)]
pub struct CitationChange {
    gone: Vec<i64>,
    new: Vec<Values>,
    changed: Vec<(i64, Vec<(&'static str, Value)>)>,
    /// Nodes whose citations change.
    pub subjects: BTreeSet<i64>,
    /// How many.
    pub counts: Counts,
}

impl CitationChange {
    /// Compares the citations of the entries with those of the register.
    pub async fn find(
        transaction: &DatabaseTransaction,
        cited: Vec<Cited>,
        existing: &[i64],
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DbErr> {
        let mut stored = HashMap::<i64, Vec<Values>>::new();
        for row in CITATION.load(transaction, "subject_id", existing.to_vec()).await? {
            let subject = CITATION.number(&row, "subject_id").unwrap_or_default();
            stored.entry(subject).or_default().push(row);
        }
        let matched = match_all(cited, &mut stored, problems)?;
        let new = matched.iter().filter(|wanted| wanted.before.is_none());
        let ids = sql::next_ids(transaction, "citation", new.count()).await?;
        let mut change = Self::default();
        change.compare(matched, ids, problems);
        for (subject, rows) in stored {
            for row in rows {
                change.subjects.insert(subject);
                change.gone.extend(CITATION.number(&row, "id"));
            }
        }
        change.counts.deleted = change.gone.len();
        Ok(change)
    }

    fn compare(&mut self, mut matched: Vec<Matched>, ids: Vec<i64>, problems: &mut Vec<Problem>) {
        let mut ids = ids.into_iter();
        let mut keys = HashMap::new();
        for wanted in &mut matched {
            let id = match &wanted.before {
                Some(before) => CITATION.number(before, "id"),
                None => ids.next(),
            };
            put(&mut wanted.values, "id", id);
            if let Some(key) = &wanted.key
                && keys.insert(key.clone(), id).is_some()
            {
                let reason = format!("the key \"{key}\" names another citation too");
                problems.push(Problem::at(&wanted.place, reason));
            }
        }
        for mut wanted in matched {
            if let Some(key) = &wanted.copied_from {
                match keys.get(key).copied().flatten() {
                    Some(id) => put(&mut wanted.values, "copied_from_id", Some(id)),
                    None => problems
                        .push(Problem::at(&wanted.place, format!("there is no citation with the key \"{key}\""))),
                }
            }
            self.compare_one(wanted);
        }
    }

    fn compare_one(&mut self, wanted: Matched) {
        self.counts.read += 1;
        let Some(before) = wanted.before else {
            self.counts.created += 1;
            self.subjects.insert(wanted.subject);
            self.new.push(wanted.values);
            return;
        };
        let columns = CITATION.columns.iter().zip(before.iter());
        let changes = columns
            .zip(wanted.values)
            .filter(|((_, before), after)| *before != after)
            .map(|((column, _), after)| (*column, after))
            .collect::<Vec<_>>();
        if changes.is_empty() {
            self.counts.unchanged += 1;
        } else if let Some(id) = CITATION.number(&before, "id") {
            self.counts.updated += 1;
            self.subjects.insert(wanted.subject);
            self.changed.push((id, changes));
        }
    }

    /// Writes the changes; numbers within a list are made free before they are given again.
    pub async fn write(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let changed = self.changed.iter().map(|(id, _)| *id);
        sql::run(
            transaction,
            "UPDATE citation SET copied_from_id = NULL WHERE id = ANY($1) AND copied_from_id = ANY($2)",
            [sql::numbers(changed), sql::numbers(self.gone.clone())],
        )
        .await?;
        let gone = sql::numbers(self.gone.clone());
        sql::delete(transaction, "citation", "id", gone).await?;
        let moved = self.changed.iter().filter(|(_, changes)| {
            let mut columns = changes.iter().map(|(column, _)| *column);
            columns.any(|column| column == "ordinal")
        });
        sql::run(
            transaction,
            "UPDATE citation SET ordinal = -ordinal WHERE id = ANY($1)",
            [sql::numbers(moved.map(|(id, _)| *id))],
        )
        .await?;
        self.insert(transaction).await?;
        for (id, changes) in &self.changed {
            sql::update(transaction, CITATION.name, *id, changes).await?;
        }
        Ok(())
    }

    /// Inserts what is new, and says only then which are copies of which.
    async fn insert(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let mut rows = self.new.clone();
        let mut copies = Vec::new();
        for row in &mut rows {
            if let (Some(id), Some(from)) = (CITATION.number(row, "id"), CITATION.number(row, "copied_from_id")) {
                copies.push((id, from));
                put(row, "copied_from_id", None);
            }
        }
        sql::insert(transaction, CITATION.name, &CITATION.columns, &rows).await?;
        for (id, from) in copies {
            let change = [("copied_from_id", Value::from(from))];
            sql::update(transaction, CITATION.name, id, &change).await?;
        }
        Ok(())
    }
}

/// A citation of an entry, and the one of the register that cites the same.
struct Matched {
    subject: i64,
    values: Values,
    before: Option<Values>,
    place: Place,
    key: Option<String>,
    copied_from: Option<String>,
}
