//! Prints a plan: its steps as a tree, with the statement of each. It reads no data.
//!
//! Each step stands under the step whose rows it needs, labelled with the first path in the answer that requested it.
//! Below it stand its statement as sent to PostgreSQL, and the meaning of its parameters. Argument values are not
//! shown, since they are not part of the statement.

mod parameters;
mod paths;

use super::{
    cost::MOST,
    lookup,
    plan::{Plan, Source, Step, StepId},
    session::sql,
    shared::{Shared, are_groupable},
    statement,
};
use parameters::Parameters;
pub(crate) use paths::Paths;
use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

/// Two spaces for each level of the tree.
const INDENT: &str = "  ";

impl fmt::Display for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tree =
            Tree { plan: self, paths: Paths::of(self), text: String::new(), statements: 0, read: BTreeSet::new() };
        for step in self.roots() {
            tree.step(step, 0)?;
        }
        for (path, fault) in tree.paths.refused() {
            writeln!(tree.text, "{path}: refused with {}", fault.code.as_str())?;
        }
        let points = self.cost().points;
        match tree.statements {
            0 => writeln!(formatter, "No statement.")?,
            1 => writeln!(formatter, "1 statement, {points} of {MOST} points.")?,
            number => writeln!(formatter, "At most {number} statements, in one snapshot, {points} of {MOST} points.")?,
        }
        if self.may_look_up() {
            writeln!(formatter, "Names that find nothing take up to 2 more, in the same snapshot.")?;
        }
        formatter.write_str(&tree.text)
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

struct Tree<'a> {
    plan: &'a Plan,
    paths: Paths<'a>,
    text: String,
    statements: usize,
    /// The lookup tables whose statement was printed already.
    read: BTreeSet<&'static str>,
}

impl Tree<'_> {
    fn step(&mut self, id: StepId, depth: usize) -> fmt::Result {
        let step = &self.plan.steps[id];
        self.line(depth, &format!("{}: {}, {}", self.paths.of_step(id), step.object.name, rows_of(step)))?;
        if is_lookup(step) {
            self.lookup(step, depth + 1)?;
        } else if let Some(statement) = statement::statement(step, &[], self.plan.snapshot) {
            self.statement(&statement, &Parameters::of(&step.source), depth + 1)?;
        }
        let (computed, read): (Vec<_>, Vec<_>) =
            step.children.iter().copied().partition(|child| self.computed(*child).is_some());
        for child in read {
            self.step(child, depth + 1)?;
        }
        for group in self.groups(&computed) {
            self.inputs(&group, depth + 1)?;
            for child in group {
                self.step(child, depth + 1)?;
            }
        }
        Ok(())
    }

    /// A lookup table is read whole by the first answer after each revision, and cached from then on.
    fn lookup(&mut self, step: &Step, depth: usize) -> fmt::Result {
        if !self.read.insert(step.object.table) {
            return Ok(());
        }
        self.statement(&lookup::all(step.object), &Parameters::of(&step.source), depth)
    }

    /// The field that a step computes, and the requested field with its arguments.
    fn computed(&self, id: StepId) -> Option<(&'static super::derive::ComputedField, &super::selection::Selection)> {
        match &self.plan.steps[id].source {
            Source::Computed { field, selection, .. } => Some((field, selection)),
            _ => None,
        }
    }

    /// Groups of steps that are computed together, because they begin with the same input.
    fn groups(&self, computed: &[StepId]) -> Vec<Vec<StepId>> {
        let mut groups: Vec<Vec<StepId>> = Vec::new();
        for id in computed {
            let is_groupable = |group: &&mut Vec<StepId>| match (self.computed(group[0]), self.computed(*id)) {
                (Some(known), Some(field)) => are_groupable(known, field),
                _ => false,
            };
            match groups.iter_mut().find(is_groupable) {
                Some(group) => group.push(*id),
                None => groups.push(vec![*id]),
            }
        }
        groups
    }

    /// Prints the inputs of steps that are computed together, each once.
    fn inputs(&mut self, group: &[StepId], depth: usize) -> fmt::Result {
        let plan = self.plan;
        let computed = group.iter().filter_map(|id| match &plan.steps[*id].source {
            Source::Computed { field, selection, .. } => Some((*field, selection)),
            _ => None,
        });
        let shared = Shared::of(computed);
        let fields = group.iter().map(|id| self.paths.of_step(*id)).collect::<Vec<_>>().join(", ");
        for (number, one) in shared.inputs().iter().enumerate() {
            let name = format!("input {} of {fields}: {}", number + 1, one.input.table);
            if !one.input.is_needed(one.selection) {
                self.line(depth, &format!("{name}, not needed for this selection"))?;
                continue;
            }
            match statement::input_rows(one.input, &[], one.selection) {
                Ok(Some(statement)) => {
                    self.line(depth, &format!("{name}, {}", parameters::which(one)))?;
                    self.statement(&statement, &Parameters::of_input(one), depth + 1)?;
                }
                Ok(None) => self.line(depth, &format!("{name}, not read: no argument names any"))?,
                Err(fault) => self.line(depth, &format!("{name}, refused with {}", fault.code.as_str()))?,
            }
        }
        Ok(())
    }

    fn statement(
        &mut self,
        statement: &sea_orm::sea_query::SelectStatement,
        parameters: &Parameters,
        depth: usize,
    ) -> fmt::Result {
        let sql = sql(statement);
        self.statements += 1;
        for line in sql.text.trim_end().lines() {
            self.line(depth, line)?;
        }
        for line in parameters.lines(&sql.values) {
            self.line(depth, &line)?;
        }
        Ok(())
    }

    fn line(&mut self, depth: usize, line: &str) -> fmt::Result {
        writeln!(self.text, "{}{line}", INDENT.repeat(depth))
    }
}

/// Whether the rows of a step come from a cached lookup table.
fn is_lookup(step: &Step) -> bool {
    step.object.is_lookup && matches!(step.source, Source::One { .. })
}

/// Describes the rows of a step in words.
fn rows_of(step: &Step) -> String {
    match &step.source {
        Source::List { page } => format!("a page of {} of all", page.size),
        Source::Find { .. } => "those that meet a condition".to_owned(),
        Source::Keys { .. } => "those with the keys of an argument".to_owned(),
        Source::One { .. } if is_lookup(step) => "by keys, from a lookup table that is read once a revision".to_owned(),
        Source::One { of_kind: None, .. } => "by keys".to_owned(),
        Source::One { of_kind: Some(_), .. } => "by the keys of this kind".to_owned(),
        Source::Many { page, .. } => format!("a page of {} for each row above", page.size),
        Source::Computed { .. } => "computed for each row above".to_owned(),
        Source::Part { .. } => "a part of each row above".to_owned(),
        Source::Count { link: None, .. } => "the length of the list".to_owned(),
        Source::Count { link: Some(_), .. } => "the length of the list of each row above".to_owned(),
        Source::Groups { .. } => "the list counted in groups".to_owned(),
        Source::Reading { .. } => "how the arguments were read".to_owned(),
    }
}
