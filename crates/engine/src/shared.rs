//! The inputs of all computed fields below one step. Each input is read once, however many fields need it.
//!
//! One field under two aliases, or several fields computed from the same statements, compute different values from the
//! same inputs.

use super::{
    derive::{ColumnSource, ComputedField, Input, Which},
    selection::Selection,
};

/// Inputs of computed fields of the same parents.
pub struct Shared<'a> {
    inputs: Vec<SharedInput<'a>>,
    /// For each field, the numbers of its inputs in its own order.
    of: Vec<Vec<usize>>,
}

/// One input, with the requested field that it belongs to.
pub struct SharedInput<'a> {
    pub input: &'a Input,
    pub selection: &'a Selection,
    /// Numbers of the inputs before it in its field.
    pub before: Vec<usize>,
}

impl<'a> Shared<'a> {
    /// The inputs of computed fields, each with its requested field.
    pub fn of(fields: impl IntoIterator<Item = (&'a ComputedField, &'a Selection)>) -> Self {
        let mut shared = Self { inputs: Vec::new(), of: Vec::new() };
        for (field, selection) in fields {
            let mut own = Vec::with_capacity(field.inputs.len());
            for input in &field.inputs {
                own.push(shared.number(SharedInput { input, selection, before: own.clone() }));
            }
            shared.of.push(own);
        }
        shared
    }

    fn number(&mut self, one: SharedInput<'a>) -> usize {
        self.inputs.iter().position(|known| known.is_like(&one)).unwrap_or_else(|| {
            self.inputs.push(one);
            self.inputs.len() - 1
        })
    }

    /// The inputs, each after those that it depends on.
    pub fn inputs(&self) -> &[SharedInput<'a>] {
        &self.inputs
    }

    /// The numbers of the inputs of one field, in its own order.
    pub fn inputs_of(&self, field: usize) -> &[usize] {
        &self.of[field]
    }
}

impl SharedInput<'_> {
    /// Whether both are certain to read the same rows.
    fn is_like(&self, other: &Self) -> bool {
        let (one, two) = (self.input, other.input);
        (one.table, one.order) == (two.table, two.order)
            && one.columns.len() == two.columns.len()
            && one.columns.iter().zip(&two.columns).all(|(one, two)| self.is_column_of(one, other, two))
            && match (&one.which, &two.which) {
                (Which::OfParents { by }, Which::OfParents { by: other }) => by == other,
                (
                    Which::ReferencedBy { input, from, by, .. },
                    Which::ReferencedBy { input: number, from: column, by: other_by, .. },
                ) => {
                    (self.before[*input], from, by) == (other.before[*number], column, other_by)
                        && one.is_needed(self.selection) == two.is_needed(other.selection)
                }
                (Which::Given(rows), Which::Given(given)) => rows(self.selection) == given(other.selection),
                _ => false,
            }
    }

    fn is_column_of(&self, one: &ColumnSource, other: &Self, two: &ColumnSource) -> bool {
        match (one, two) {
            (ColumnSource::Stored(name), ColumnSource::Stored(other)) => name == other,
            (ColumnSource::Sql(name, sql), ColumnSource::Sql(other, said)) => (name, sql) == (other, said),
            (
                ColumnSource::FromArguments(name, expression),
                ColumnSource::FromArguments(other_name, other_expression),
            ) => name == other_name && expression(self.selection) == other_expression(other.selection),
            _ => false,
        }
    }
}

/// Whether two fields begin with the same input, so that they are computed together.
pub fn are_groupable(one: (&ComputedField, &Selection), two: (&ComputedField, &Selection)) -> bool {
    let (Some(input), Some(other)) = (one.0.inputs.first(), two.0.inputs.first()) else { return false };
    let first = SharedInput { input, selection: one.1, before: Vec::new() };
    first.is_like(&SharedInput { input: other, selection: two.1, before: Vec::new() })
}
