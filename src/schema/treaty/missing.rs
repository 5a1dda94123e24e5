//! Who takes no part in a document: of some that are named, and of the members of organizations.
use super::{
    input::{Found, MEMBERS_AS_OF, TreatyInputs, among, members},
    output::PartyStanding,
    publish::{AMONG, AS_OF, CERTAINTY, among_argument, parties_among},
    rows::{AmongRow, MemberRow},
};
use crate::schema::{
    day::{day, least_certainty, required_day},
    membership::is_member,
};
use engine::{
    derive::{Cardinality, Compute, ComputedField, Counted, Handle, Inputs, Parameter, Rows},
    page::USUAL_LENGTH,
    selection::Selection,
};
use entity::vocabulary::NodeKind;
use fault::Fault;
use rules::certainty::Certainty;
use rules::treaty::Id;
use std::sync::LazyLock;

/// The members of what `membersOf` names are known when they are read; each is taken for a page of the usual length.
const MEMBERS_OF: Counted = Counted { argument: "membersOf", each: USUAL_LENGTH };

/// The field `missing`.
pub(super) fn missing() -> &'static ComputedField {
    static MISSING: LazyLock<ComputedField> = LazyLock::new(|| {
        let members_of = Parameter {
            name: "membersOf",
            about: "Slugs of organizations, organs and forces, whose members on the day of `membersAsOf` are looked for: full, associate, suspended, or of a status that no source names.",
            ty: "[String!]",
            default: None,
        };
        let members_as_of = Parameter {
            name: MEMBERS_AS_OF,
            about: "Day on which the members of `membersOf` are taken, as EDTF; the day of `asOf` if absent. It has no effect without `membersOf`.",
            ty: "EDTF",
            default: None,
        };
        let arguments = vec![among_argument("[String!]"), members_of, AS_OF, members_as_of, CERTAINTY];
        let mut inputs = Inputs::new();
        let of_documents = TreatyInputs::of_documents(&mut inputs);
        let handles = (of_documents, inputs.given::<AmongRow>(among), inputs.given::<MemberRow>(members));
        ComputedField::new(Cardinality::Many, arguments, inputs, handles, not_taking_part)
            .counted_by(&[AMONG, MEMBERS_OF])
    });
    &MISSING
}

/// Those of `among` and the members of `membersOf` that take no part in documents.
fn not_taking_part(
    selection: &Selection,
    (inputs, among, members): (TreatyInputs, Handle<AmongRow>, Handle<MemberRow>),
) -> Result<Compute<PartyStanding>, Fault> {
    let (on, least) = (required_day(selection, "asOf")?, least_certainty(selection)?);
    // Refused here, where no statement has run yet.
    day(selection, MEMBERS_AS_OF)?;
    if selection.list("among").is_none() && selection.list("membersOf").is_none() {
        return Err(Fault::bad_user_input("Say whom to look for, by `among`, `membersOf` or both."));
    }
    Ok(Box::new(move |documents, data, output| {
        let mut found = Found::of(data, inputs)?;
        let (among, members) = (data.rows(among)?, data.rows(members)?);
        for row in &among {
            found.living(row.node_id, row.lifetime.as_deref())?;
        }
        for row in &members {
            found.living(row.member_id, row.lifetime.as_deref())?;
        }
        let among = parties_among(&among);
        let members = members_of(&members);
        let of_bodies = members.iter().filter(|(member, ..)| among.iter().all(|(id, _)| id != member));
        let wanted: Vec<_> =
            among.iter().map(|(id, kind)| (*id, *kind, Certainty::Certain)).chain(of_bodies.copied()).collect();
        let keys: Vec<_> = wanted.iter().map(|(id, ..)| *id).collect();
        for document in documents {
            output.spend(keys.len())?;
            let standings = found.treaty(*document)?.standings_among(&keys, on);
            for (standing, (_, kind, is_wanted)) in standings.iter().zip(&wanted) {
                let certainty = standing.is_missing.and(*is_wanted);
                if certainty.reaches(least) {
                    output.push(*document, &PartyStanding::new(&found, *document, *kind, standing, certainty)?);
                }
            }
        }
        Ok(())
    }))
}

/// Members among memberships, each once, and how sure it is that they are members.
fn members_of(rows: &Rows<'_, MemberRow>) -> Vec<(Id, NodeKind, Certainty)> {
    let mut members: Vec<(Id, NodeKind, Certainty)> = Vec::new();
    for row in rows.iter().filter(|row| is_member(row.status)) {
        match members.iter_mut().find(|(known, ..)| *known == row.member_id.0) {
            Some((.., known)) => *known = known.or(row.certainty),
            None => members.push((row.member_id.0, row.member_kind, row.certainty)),
        }
    }
    members
}
