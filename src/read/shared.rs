//! What the derivations below one step read: each input once, however many of them need it.
//!
//! One field by two names, or several fields worked out of the same statements, differ in what they make of their
//! inputs and not in what they read.

use super::{
    ask::Asked,
    derive::{Derivation, Input, Rows, Which},
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
    /// Number of the input whose rows it goes on from.
    pub earlier: Option<usize>,
}

impl<'a> Shared<'a> {
    /// Of derivations, each with what was asked of it.
    pub fn of(derivations: impl IntoIterator<Item = (&'a Derivation, &'a Asked)>) -> Self {
        let mut shared = Self { inputs: Vec::new(), of: Vec::new() };
        for (derivation, asked) in derivations {
            let mut own = Vec::with_capacity(derivation.inputs.len());
            for input in &derivation.inputs {
                let earlier = input.which.earlier().map(|number| own[number]);
                own.push(shared.number(One { input, asked, earlier }));
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

    /// The inputs in an order in which each comes after the one that it goes on from.
    pub fn inputs(&self) -> &[One<'a>] {
        &self.inputs
    }

    /// What was read for a derivation, in its order, out of what was read for all.
    pub fn rows_of<'r>(&self, derivation: usize, read: &'r [Rows]) -> Vec<&'r Rows> {
        self.of[derivation].iter().map(|number| &read[*number]).collect()
    }
}

impl One<'_> {
    /// Whether it reads the same rows.
    fn is_like(&self, other: &Self) -> bool {
        let (one, two) = (self.input, other.input);
        one.table == two.table
            && one.columns == two.columns
            && self.earlier == other.earlier
            && match (&one.which, &two.which) {
                (Which::OfParent(column), Which::OfParent(other)) => column == other,
                (Which::OfInput(_, from, column), Which::OfInput(_, other, named)) => (from, column) == (other, named),
                (Which::Given(condition), Which::Given(given)) => condition(self.asked) == given(other.asked),
                _ => false,
            }
    }
}

/// Whether two derivations begin with the same input, so that they are worked out together.
pub fn are_akin(one: (&Derivation, &Asked), two: (&Derivation, &Asked)) -> bool {
    let (Some(input), Some(other)) = (one.0.inputs.first(), two.0.inputs.first()) else { return false };
    let first = One { input, asked: one.1, earlier: None };
    first.is_like(&One { input: other, asked: two.1, earlier: None })
}
