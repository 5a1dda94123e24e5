//! Who takes no part in a document: of some that are named, and of the members of organizations.
use super::{
    input::{MEMBERS_AS_OF, members},
    output,
    publish::{AS_OF, CERTAINTY, among_of, asked_among, asked_day, derivation, each_document, least, named, standing},
};
use crate::{
    read::{
        ask::Asked,
        derive::{Derivation, Derive, Makes, Parameter, Rows},
        page,
    },
    schema::membership::is_member,
};
use entity::vocabulary::{MembershipStatus, NodeKind};
use fault::Fault;
use rules::certainty::Certainty;
use rules::treaty::Id;
use std::sync::LazyLock;

/// The input that holds memberships.
const MEMBERS: usize = 5;

/// The derivation of `missing`.
pub(super) fn missing() -> &'static Derivation {
    static MISSING: LazyLock<Derivation> = LazyLock::new(|| {
        let members_of = Parameter {
            name: "membersOf",
            about: "Slugs of organizations, organs and forces, of which the members on the day of `membersAsOf` are looked for: full, associate, or in a standing that no source names.",
            ty: "[String!]",
            default: None,
        };
        let members_as_of = Parameter {
            name: MEMBERS_AS_OF,
            about: "Day on which those are members of `membersOf` that are looked for, as EDTF; that of `asOf` where absent. Without `membersOf` it says nothing.",
            ty: "EDTF",
            default: None,
        };
        let arguments = vec![named("[String!]"), members_of, AS_OF, members_as_of, CERTAINTY];
        let mut missing = derivation(standing, Makes::Many, arguments, not_taking_part);
        missing.inputs.push(members());
        missing
    });
    &MISSING
}

/// Those of `among` and the members of `membersOf` that take no part in documents.
fn not_taking_part(asked: &Asked) -> Result<Derive, Fault> {
    let (day, least) = (asked_day(asked, "asOf")?, least(asked));
    // The input that holds memberships takes this day, and cannot refuse it.
    page::day(asked, MEMBERS_AS_OF)?;
    if asked.list("among").is_none() && asked.list("membersOf").is_none() {
        return Err(Fault::bad_user_input("Say whom to look for, by `among`, `membersOf` or both."));
    }
    Ok(each_document(output::standings, move |output, _, inputs, document, treaty| {
        let among = among_of(asked_among(inputs));
        let members = members_of(inputs.get(MEMBERS).copied());
        let of_bodies = members.iter().filter(|(member, ..)| among.iter().all(|(id, _)| id != member));
        let wanted: Vec<_> =
            among.iter().map(|(id, kind)| (*id, *kind, Certainty::Certain)).chain(of_bodies.copied()).collect();
        let keys: Vec<_> = wanted.iter().map(|(id, ..)| *id).collect();
        for (standing, (_, kind, is_wanted)) in treaty.standings_among(&keys, day).iter().zip(&wanted) {
            let certainty = standing.is_missing.and(*is_wanted);
            if certainty.reaches(least) {
                output.standing(document, document, *kind, standing, certainty);
            }
        }
    }))
}

/// Members by the input that holds what `membersOf` names, each once, and how sure it is that they are members.
fn members_of(rows: Option<&Rows>) -> Vec<(Id, NodeKind, Certainty)> {
    let mut members: Vec<(Id, NodeKind, Certainty)> = Vec::new();
    for row in rows.into_iter().flat_map(Rows::iter) {
        let read = |column| row.value::<Certainty>(column).ok();
        let is_of_member = row.value::<MembershipStatus>("status").is_ok_and(is_member);
        let (Some(id), Ok(kind), Some(certainty), true) =
            (row.key("member_id"), row.value::<NodeKind>("member_kind"), read("certainty"), is_of_member)
        else {
            continue;
        };
        match members.iter_mut().find(|(known, ..)| *known == id) {
            Some((.., known)) => *known = known.or(certainty),
            None => members.push((id, kind, certainty)),
        }
    }
    members
}
