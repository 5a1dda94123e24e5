//! What states share on a day and what they do not: organizations of which they are members, documents that bind them,
//! documents that they signed.
//!
//! `input` reads what that takes, `output` makes rows of it, this file names both in the schema.
mod input;
mod output;

use super::{
    document::Document,
    membership::Membership,
    organization::Organization,
    state::State,
    treaty::{self, AS_OF, CERTAINTY},
};
use crate::read::{
    ask::Asked,
    define::Object,
    derive::{Derivation, Derive, Makes, Parameter, Rows},
};
use async_graphql::Value;
use fault::Fault;
use output::Output;
use rules::certainty::Certainty;
use std::sync::{Arc, LazyLock};

/// Fewest states that can be compared.
const FEWEST: usize = 2;
/// Most states that can be compared.
const MOST: usize = 20;

/// Gives the root the comparison of states.
pub fn of_register(query: &mut Object) {
    query.derived(
        "compareStates",
        "What some states share on a day and what they do not; null where one of them is not there.",
        compare_states,
    );
}

fn compare_states() -> &'static Derivation {
    static COMPARE: LazyLock<Derivation> = LazyLock::new(|| {
        let states = Parameter {
            name: "states",
            about: "States that are compared, 2 to 20, each by its present or former slug, or by its ISO 3166-1 code in capitals.",
            ty: "[String!]!",
            default: None,
        };
        let certainty = Parameter {
            about: "Least certainty with which something has to belong in a list; EXCLUDED lets all through that a membership or an act of one of them names. Of what is POSSIBLE, the same may stand in the list of what all share and in that of what some do.",
            ..CERTAINTY
        };
        Derivation {
            target: comparison,
            makes: Makes::AtMostOne,
            arguments: vec![states, AS_OF, certainty],
            inputs: input::inputs(),
            bind,
        }
    });
    &COMPARE
}

fn bind(asked: &Asked) -> Result<Derive, Fault> {
    let names = named(asked);
    if !(FEWEST..=MOST).contains(&names.len()) {
        let message = format!("`states` names {FEWEST} to {MOST} states, not {}.", names.len());
        return Err(Fault::bad_user_input(message));
    }
    let (day, least) = (treaty::asked_day(asked, "asOf")?, treaty::least(asked));
    Ok(Arc::new(move |parents: &[i64], inputs: &[&Rows]| {
        let found = input::Found::of(inputs)?;
        let mut output = Output::of(&found.treaties, least);
        // There is one register, and so one parent.
        if let (Some(parent), Some(states)) = (parents.first(), found.states(&names)?) {
            output.comparison(*parent);
            for (organization, members) in found.organizations(&states)? {
                output.organization(organization, &members);
            }
            for document in found.documents() {
                let standings = found.treaties.treaty(document)?.standings_among(&states, day);
                output.document(document, &standings);
            }
        }
        Ok(output.made())
    }))
}

/// Slugs and codes of the states that are compared, as they were asked.
fn named(asked: &Asked) -> Vec<String> {
    let names = asked.list("states").unwrap_or_default().iter();
    names.filter_map(|name| if let Value::String(name) = name { Some(name.clone()) } else { None }).collect()
}

fn comparison() -> &'static Object {
    static COMPARISON: LazyLock<Object> = LazyLock::new(|| {
        let about = "What some states share on a day and what they do not. Organizations come in the order in which the first membership of one of the states was entered, documents in that of their first acts.";
        let mut object = Object::new("StateComparison", about, "");
        for (number, name, about) in output::ORGANIZATIONS {
            object.part(name, about, number, organization);
        }
        for (number, name, about) in output::DOCUMENTS {
            object.part(name, about, number, document);
        }
        object
    });
    &COMPARISON
}

fn organization() -> &'static Object {
    static ORGANIZATION: LazyLock<Object> = LazyLock::new(|| {
        let about = "An organization of which compared states are members.";
        let mut object = Object::new("ComparedOrganization", about, "");
        object.to::<Organization>("organization", "Organization.", "subject_id");
        object.made::<Certainty>("certainty", "How sure it is that it belongs in the list.");
        object.part(
            "members",
            "How each of the compared states stands to it, in the order in which they were asked.",
            output::MEMBERS,
            member,
        );
        object
    });
    &ORGANIZATION
}

fn member() -> &'static Object {
    static MEMBER: LazyLock<Object> = LazyLock::new(|| {
        let about = "How a compared state stands to an organization.";
        let mut object = Object::new("ComparedMember", about, "");
        object.to::<State>("state", "State.", "state_id");
        object.made::<Certainty>(
            "certainty",
            "How sure it is that it is a member on the day: full, associate, or in a standing that no source names. Observers and candidates are none.",
        );
        object.maybe_to::<Membership>(
            "membership",
            "Spell that says so, in whatever standing: of several the one by which it is most surely a member, else the one that most surely holds. Null where none may hold on the day.",
            "membership_id",
        );
        object
    });
    &MEMBER
}

fn document() -> &'static Object {
    static DOCUMENT: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("ComparedDocument", "A document on which compared states acted.", "");
        object.to::<Document>("document", "Document.", "subject_id");
        object.made::<Certainty>("certainty", "How sure it is that it belongs in the list.");
        object.part(
            "standings",
            "How each of the compared states stands to it, in the order in which they were asked.",
            output::STANDINGS,
            treaty::standing,
        );
        object
    });
    &DOCUMENT
}
