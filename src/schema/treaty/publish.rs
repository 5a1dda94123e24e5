//! What is published of treaties: lists of parties, the standing of a treaty, its terms.
use super::{
    input::{Found, TreatyInputs, among},
    missing::missing,
    output::{PartyStanding, TreatyStanding, TreatyTerm},
    rows::{AmongRow, PartyActRow},
};
use crate::schema::day::{least_certainty, required_day};
use ahash::{AHashMap, AHashSet};
use engine::{
    define::Object,
    derive::{Cardinality, Compute, ComputedField, Counted, Handle, Inputs, Output, OutputRow, Parameter, Rows},
    selection::Selection,
};
use entity::{treaty_action, vocabulary::NodeKind};
use fault::Fault;
use rules::certainty::{Certainty, Days};
use rules::treaty::{Id, Standing, Treaty};
use std::sync::LazyLock;

/// Gives documents what is computed of them.
pub fn of_document(object: &mut Object) {
    object.computed_by("status_on", "Whether it is in force on a day, and why.", status_on);
    object.computed_by(
        "terms",
        "Its terms one after another, in their order: the first, extensions, renewals. Empty where neither an act nor a step in its life is recorded.",
        terms,
    );
    object.computed_by(
        "parties",
        "States and organizations that are parties to it on a day (Vienna Convention on the Law of Treaties, article 2, paragraph 1 g), in the order in which their first acts were entered.",
        parties,
    );
    object.computed_by(
        "signatories",
        "States and organizations whose signature stands on a day, parties and former parties included, in the order in which their first acts were entered.",
        signatories,
    );
    object.computed_by(
        "signed_not_ratified",
        "States and organizations that have signed it by a day and have neither consented to be bound nor left, in the order in which their first acts were entered.",
        signed_not_ratified,
    );
    object.computed_by(
        "party_statuses",
        "Status of every state and organization that acted on it, on a day, in the order in which their first acts were entered. With `among`, the status of those states and organizations, whether they acted on it or not.",
        party_statuses,
    );
    object.computed_by(
        "missing",
        "States and organizations, from `among` and the members of `membersOf`, that take no part in it on the day of `asOf`: they neither signed nor consented, or they left. Membership is taken on the day of `membersAsOf`, or of `asOf` if that is absent; so one can ask which present members had not signed by an earlier day. For a member, the answer is at most as certain as its membership. `among`, `membersOf` or both are required: without them the field is refused with BAD_USER_INPUT.",
        missing,
    );
}

/// Gives states and organizations what is computed from their acts.
pub fn of_party(object: &mut Object) {
    object.computed_by(
        "party_to",
        "Documents to which it is a party on a day (Vienna Convention on the Law of Treaties, article 2, paragraph 1 g), in the order in which its first acts were entered.",
        party_to,
    );
}

/// The day that is asked about.
pub const AS_OF: Parameter =
    Parameter { name: "asOf", about: "Day that is asked about, as EDTF.", ty: "EDTF!", default: None };
/// How sure it has to be.
pub const CERTAINTY: Parameter = Parameter {
    name: "certainty",
    about: "Least certainty that they belong in the list; EXCLUDED disables this filter.",
    ty: "Certainty!",
    default: Some("POSSIBLE"),
};

/// Each value of `among` is a record that is computed.
pub(super) const AMONG: Counted = Counted { argument: "among", each: 1 };

pub(super) fn among_argument(ty: &'static str) -> Parameter {
    let about = "Slugs of states and organizations, such as the members of an organization. Slugs of other records are ignored.";
    Parameter { name: "among", about, ty, default: None }
}

/// How sure it is that a standing belongs in a list.
type Belongs = fn(&Standing) -> Certainty;

/// Standings of those who acted on documents, as far as they belong in a list.
fn listed(selection: &Selection, inputs: TreatyInputs, belongs: Belongs) -> Result<Compute<PartyStanding>, Fault> {
    let (day, least) = (required_day(selection, "asOf")?, least_certainty(selection)?);
    Ok(each_document(inputs, move |found, document, treaty, output| {
        let actors = treaty.actors();
        output.spend(actors.len())?;
        for standing in treaty.standings_among(&actors, day) {
            let certainty = belongs(&standing);
            if certainty.reaches(least) {
                let kind = found.kind_of_party(standing.party)?;
                output.push(document, &PartyStanding::new(found, document, kind, &standing, certainty)?);
            }
        }
        Ok(())
    }))
}

/// A field that lists standings to a document on the day of `asOf`.
fn list_of(bind: fn(&Selection, TreatyInputs) -> Result<Compute<PartyStanding>, Fault>) -> ComputedField {
    let mut inputs = Inputs::new();
    let of_documents = TreatyInputs::of_documents(&mut inputs);
    ComputedField::new(Cardinality::Many, vec![AS_OF, CERTAINTY], inputs, of_documents, bind)
}

/// The states and organizations that `among` names, each once.
pub(super) fn parties_among(rows: &Rows<'_, AmongRow>) -> Vec<(Id, NodeKind)> {
    let mut named: Vec<_> = rows.iter().map(|row| (row.node_id.0, row.kind)).collect();
    named.dedup();
    named
}

/// Computes rows of one document after another.
pub(super) fn each_document<R: OutputRow>(
    inputs: TreatyInputs,
    add: impl Fn(&Found<'_>, Id, &Treaty, &mut Output<'_, R>) -> Result<(), Fault> + Send + Sync + 'static,
) -> Compute<R> {
    Box::new(move |documents, data, output| {
        let found = Found::of(data, inputs)?;
        documents.iter().try_for_each(|document| add(&found, *document, &found.treaty(*document)?, output))
    })
}

fn status_on() -> &'static ComputedField {
    static STATUS_ON: LazyLock<ComputedField> = LazyLock::new(|| {
        let mut inputs = Inputs::new();
        let of_documents = TreatyInputs::of_documents(&mut inputs);
        let date = Parameter { name: "date", ..AS_OF };
        ComputedField::new(Cardinality::One, vec![date], inputs, of_documents, |selection, inputs| {
            let day = required_day(selection, "date")?;
            Ok(each_document(inputs, move |found, document, treaty, output| {
                output.spend(1)?;
                output.push(document, &TreatyStanding::new(found, &treaty.status_on(day))?);
                Ok(())
            }))
        })
    });
    &STATUS_ON
}

fn terms() -> &'static ComputedField {
    static TERMS: LazyLock<ComputedField> = LazyLock::new(|| {
        let about = "Day up to which a treaty that renews itself is followed, through 100 renewals at most, as EDTF; it has to have a last day.";
        let until = Parameter { name: "until", about, ..AS_OF };
        let mut inputs = Inputs::new();
        let of_documents = TreatyInputs::of_documents(&mut inputs);
        ComputedField::new(Cardinality::Many, vec![until], inputs, of_documents, |selection, inputs| {
            let last = required_day(selection, "until")?.latest;
            let last = last.ok_or_else(|| Fault::bad_user_input("`until` has to have a last day."))?;
            Ok(each_document(inputs, move |found, document, treaty, output| {
                let is_treaty = !treaty.acts.is_empty() || !treaty.milestones.is_empty();
                output.spend(1)?;
                for term in treaty.terms(last).into_iter().filter(|_| is_treaty) {
                    output.push(document, &TreatyTerm::new(found, &term)?);
                }
                Ok(())
            }))
        })
    });
    &TERMS
}

fn parties() -> &'static ComputedField {
    static PARTIES: LazyLock<ComputedField> =
        LazyLock::new(|| list_of(|selection, inputs| listed(selection, inputs, |standing| standing.is_party)));
    &PARTIES
}

fn signatories() -> &'static ComputedField {
    static SIGNATORIES: LazyLock<ComputedField> =
        LazyLock::new(|| list_of(|selection, inputs| listed(selection, inputs, |standing| standing.has_signed)));
    &SIGNATORIES
}

fn signed_not_ratified() -> &'static ComputedField {
    static SIGNED: LazyLock<ComputedField> =
        LazyLock::new(|| list_of(|selection, inputs| listed(selection, inputs, |standing| standing.has_signed_only)));
    &SIGNED
}

fn party_statuses() -> &'static ComputedField {
    static STATUSES: LazyLock<ComputedField> = LazyLock::new(|| {
        let mut inputs = Inputs::new();
        let handles = (TreatyInputs::of_documents(&mut inputs), inputs.given::<AmongRow>(among));
        let arguments = vec![AS_OF, among_argument("[String!]")];
        ComputedField::new(Cardinality::Many, arguments, inputs, handles, statuses_of).counted_by(&[AMONG])
    });
    &STATUSES
}

/// How everybody who acted on documents stands to them, or how those of `among` do.
fn statuses_of(
    selection: &Selection,
    (inputs, among): (TreatyInputs, Handle<AmongRow>),
) -> Result<Compute<PartyStanding>, Fault> {
    let day = required_day(selection, "asOf")?;
    let is_of_all = selection.list("among").is_none();
    Ok(Box::new(move |documents, data, output| {
        let mut found = Found::of(data, inputs)?;
        let among = data.rows(among)?;
        for row in &among {
            found.living(row.node_id, row.lifetime.as_deref())?;
        }
        let among = parties_among(&among);
        let keys: Vec<_> = among.iter().map(|(id, _)| *id).collect();
        for document in documents {
            let treaty = found.treaty(*document)?;
            let parties = if is_of_all { treaty.actors() } else { keys.clone() };
            output.spend(parties.len())?;
            let standings = treaty.standings_among(&parties, day);
            for (at, standing) in standings.iter().enumerate() {
                let kind = if is_of_all { found.kind_of_party(standing.party)? } else { among[at].1 };
                output.push(*document, &PartyStanding::new(&found, *document, kind, standing, standing.certainty)?);
            }
        }
        Ok(())
    }))
}

fn party_to() -> &'static ComputedField {
    static PARTY_TO: LazyLock<ComputedField> = LazyLock::new(|| {
        let mut inputs = Inputs::new();
        let own = inputs.of_parents::<PartyActRow>(treaty_action::Column::PartyId);
        let handles = (own, TreatyInputs::by_acts(&mut inputs, own));
        ComputedField::new(Cardinality::Many, vec![AS_OF, CERTAINTY], inputs, handles, documents_of)
    });
    &PARTY_TO
}

/// The documents to which states and organizations are parties.
fn documents_of(
    selection: &Selection,
    (own, inputs): (Handle<PartyActRow>, TreatyInputs),
) -> Result<Compute<PartyStanding>, Fault> {
    let (day, least) = (required_day(selection, "asOf")?, least_certainty(selection)?);
    Ok(Box::new(move |parties, data, output| {
        let found = Found::of(data, inputs)?;
        let acted = acted(parties, &data.rows(own)?);
        let mut standings = standings_of(&found, &acted, day, output)?;
        for (party, document) in acted {
            let Some(standing) = standings.remove(&(party, document)) else { continue };
            let certainty = standing.is_party;
            if certainty.reaches(least) {
                let kind = found.kind_of_party(party)?;
                output.push(party, &PartyStanding::new(&found, document, kind, &standing, certainty)?);
            }
        }
        Ok(())
    }))
}

/// The parties, each with the documents on which it acted, in the order of its first acts.
fn acted(parties: &[Id], acts: &Rows<'_, PartyActRow>) -> Vec<(Id, Id)> {
    let of_party = |party: Id| acts.of(party).map(move |act| (party, act.document_id.0));
    let mut seen = AHashSet::default();
    parties.iter().flat_map(|party| of_party(*party)).filter(|pair| seen.insert(*pair)).collect()
}

/// How parties stand to documents, each document read once.
fn standings_of(
    found: &Found<'_>,
    acted: &[(Id, Id)],
    day: Days,
    output: &Output<'_, PartyStanding>,
) -> Result<AHashMap<(Id, Id), Standing>, Fault> {
    let mut parties: AHashMap<Id, Vec<Id>> = AHashMap::default();
    for (party, document) in acted {
        parties.entry(*document).or_default().push(*party);
    }
    let mut standings = AHashMap::with_capacity(acted.len());
    for (document, parties) in parties {
        output.spend(parties.len())?;
        let of_document = found.treaty(document)?.standings_among(&parties, day);
        standings.extend(of_document.into_iter().map(|standing| ((standing.party, document), standing)));
    }
    Ok(standings)
}
