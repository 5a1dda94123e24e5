//! What states share on a day and what they do not: organizations of which they are members, documents that bind them,
//! documents that they signed.
//!
//! `input` reads what that takes, `output` makes rows of it, this file names both in the schema.
mod input;
mod output;

use super::treaty::{AS_OF, CERTAINTY};
use crate::schema::day::{least_certainty, required_day};
use ahash::AHashSet;
use async_graphql::Value;
use engine::{
    define::Object,
    derive::{Cardinality, Compute, ComputedField, Counted, Inputs, Parameter},
    page::USUAL_LENGTH,
    selection::Selection,
};
use fault::Fault;
use input::{ComparisonInputs, Found};
use output::Comparison;
use std::sync::LazyLock;

/// Fewest states that can be compared.
const FEWEST: usize = 2;
/// Most states that can be compared.
const MOST: usize = 20;

/// The documents on which states acted are known when they are read; they are taken for a page of the usual length.
const STATES: Counted = Counted { argument: "states", each: USUAL_LENGTH };

/// Gives the root the comparison of states.
pub fn of_register(query: &mut Object) {
    query.computed_by(
        "compareStates",
        "What some states share on a day and what they do not. A name that is no state of the register is refused; a state under several names counts once.",
        compare_states,
    );
}

fn compare_states() -> &'static ComputedField {
    static COMPARE: LazyLock<ComputedField> = LazyLock::new(|| {
        let states = Parameter {
            name: "states",
            about: "States that are compared, 2 to 20, each by its present or former slug, or by its ISO 3166 code in capitals.",
            ty: "[String!]!",
            default: None,
        };
        let certainty = Parameter {
            about: "Least certainty that something belongs in a list. EXCLUDED lists everything that a membership or an act of one of the states names. With POSSIBLE, one entry may be both in the list of what all states share and in the list of what some share.",
            ..CERTAINTY
        };
        let mut inputs = Inputs::new();
        let handles = ComparisonInputs::of(&mut inputs);
        let arguments = vec![states, AS_OF, certainty];
        ComputedField::new(Cardinality::AtMostOne, arguments, inputs, handles, bind).counted_by(&[STATES])
    });
    &COMPARE
}

fn bind(selection: &Selection, inputs: ComparisonInputs) -> Result<Compute<Comparison>, Fault> {
    let names = compared_names(selection)?;
    if !(FEWEST..=MOST).contains(&names.len()) {
        let message = format!("`states` names {FEWEST} to {MOST} states, not {}.", names.len());
        return Err(Fault::bad_user_input(message));
    }
    let (day, least) = (required_day(selection, "asOf")?, least_certainty(selection)?);
    Ok(Box::new(move |parents, data, output| {
        let found = Found::of(data, inputs)?;
        let states = found.states(&names)?;
        let mut comparison = Comparison::default();
        for (organization, members) in found.organizations(&states) {
            comparison.organization(organization, &members, least)?;
        }
        for document in found.documents() {
            output.spend(states.len())?;
            let standings = found.treaties.treaty(document)?.standings_among(&states, day);
            comparison.document(&found, document, &standings, least)?;
        }
        // There is one register, and so one parent.
        for register in parents {
            output.push(*register, &comparison);
        }
        Ok(())
    }))
}

/// Slugs and codes of the states that are compared, each once, in the order of the argument.
fn compared_names(selection: &Selection) -> Result<Vec<String>, Fault> {
    let text = |name: &Value| match name {
        Value::String(name) => Ok(name.clone()),
        _ => Err(Fault::internal("`states` names a state by what is no text")),
    };
    let names = selection.list("states").ok_or_else(|| Fault::internal("no `states`, which is required"))?;
    let mut seen = AHashSet::default();
    let names = names.iter().map(text).collect::<Result<Vec<_>, Fault>>()?;
    Ok(names.into_iter().filter(|name| seen.insert(name.clone())).collect())
}
