//! What the derivations below one step read: each input once, however many of them need it.
//!
//! One field by two names, or several fields worked out of the same statements, differ in what they make of their
//! inputs and not in what they read.

use super::{
    ask::Asked,
    derive::{Derivation, Input, Read, Rows, Which},
};

/// Inputs of derivations for the same parents.
pub struct Shared<'a> {
    inputs: Vec<One<'a>>,
    /// For each derivation, the numbers of its inputs in its own order.
    of: Vec<Vec<usize>>,
}

/// One input, as somebody asked for it.
pub struct One<'a> {
    pub input: &'a Input,
    pub asked: &'a Asked,
    /// Numbers of the inputs before it in its derivation.
    pub before: Vec<usize>,
}

impl<'a> Shared<'a> {
    /// Of derivations, each with what was asked of it.
    pub fn of(derivations: impl IntoIterator<Item = (&'a Derivation, &'a Asked)>) -> Self {
        let mut shared = Self { inputs: Vec::new(), of: Vec::new() };
        for (derivation, asked) in derivations {
            let mut own = Vec::with_capacity(derivation.inputs.len());
            for input in &derivation.inputs {
                own.push(shared.number(One { input, asked, before: own.clone() }));
            }
            shared.of.push(own);
        }
        shared
    }

    fn number(&mut self, one: One<'a>) -> usize {
        self.inputs.iter().position(|known| known.is_like(&one)).unwrap_or_else(|| {
            self.inputs.push(one);
            self.inputs.len() - 1
        })
    }

    /// The inputs in an order in which each comes after those that it goes on from.
    pub fn inputs(&self) -> &[One<'a>] {
        &self.inputs
    }

    /// What was read for a derivation, in its order, out of what was read for all.
    pub fn rows_of<'r>(&self, derivation: usize, read: &'r [Rows]) -> Vec<&'r Rows> {
        self.of[derivation].iter().map(|number| &read[*number]).collect()
    }
}

impl One<'_> {
    /// Whether it surely reads the same.
    fn is_like(&self, other: &Self) -> bool {
        let (one, two) = (self.input, other.input);
        one.table == two.table
            && one.columns.len() == two.columns.len()
            && one.columns.iter().zip(&two.columns).all(|(one, two)| self.is_column_of(one, other, two))
            && match (&one.which, &two.which) {
                (Which::OfParent(column), Which::OfParent(named)) => column == named,
                (Which::OfInput(at, from, column), Which::OfInput(number, of, named)) => {
                    (self.before[*at], from, column) == (other.before[*number], of, named)
                }
                (Which::Given(condition), Which::Given(given)) => condition(self.asked) == given(other.asked),
                // What those of `OfNamed` name is not known before the others are read.
                _ => false,
            }
    }

    fn is_column_of(&self, one: &Read, other: &Self, two: &Read) -> bool {
        match (one, two) {
            (Read::Column(name), Read::Column(named)) => name == named,
            (Read::Sql(name, sql), Read::Sql(named, said)) => (name, sql) == (named, said),
            (Read::Asked(name, made), Read::Asked(named, of)) => name == named && made(self.asked) == of(other.asked),
            _ => false,
        }
    }
}

/// Whether two derivations begin with the same input, so that they are worked out together.
pub fn are_akin(one: (&Derivation, &Asked), two: (&Derivation, &Asked)) -> bool {
    let (Some(input), Some(other)) = (one.0.inputs.first(), two.0.inputs.first()) else { return false };
    let first = One { input, asked: one.1, before: Vec::new() };
    first.is_like(&One { input: other, asked: two.1, before: Vec::new() })
}
