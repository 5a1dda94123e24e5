//! What is published of treaties: lists of parties, the standing of a treaty, its terms, and why.
use super::{
    input::{Found, among, of_documents, of_parties},
    missing::missing,
    output::{self, Output},
};
use crate::{
    read::{
        ask::Asked,
        define::Object,
        derive::{Derivation, Derive, Made, Makes, Parameter, Rows},
        page::day,
    },
    schema::{date, document::Document, interface},
};
use ahash::{AHashMap, AHashSet};
use entity::vocabulary::{NodeKind, Vocabulary as _};
use fault::Fault;
use rules::certainty::{Certainty, Days};
use rules::treaty::{Id, PartyStatus, Standing, TermKind, Treaty, TreatyRule, TreatyStatus};
use std::sync::{Arc, LazyLock};

/// Part of a row that was worked out: why.
const BECAUSE: usize = 0;
/// Part of a row that was worked out: every status that is not excluded.
const STATUSES: usize = 1;

/// Gives documents what is worked out of them.
pub fn of_document(object: &mut Object) {
    object.derived("status_on", "Whether it is in force on a day, and why.", status_on);
    object.derived(
        "terms",
        "Its terms one after another, in their order: the first, extensions, renewals. Empty where neither an act nor a step in its life is recorded.",
        terms,
    );
    object.derived(
        "parties",
        "States and organizations that are parties to it on a day (Vienna Convention on the Law of Treaties, article 2, paragraph 1 g), in the order in which their first acts were entered.",
        parties,
    );
    object.derived(
        "signatories",
        "States and organizations whose signature stands on a day, parties and former parties included, in the order in which their first acts were entered.",
        signatories,
    );
    object.derived(
        "signed_not_ratified",
        "States and organizations that have signed it by a day and have neither consented to be bound nor left, in the order in which their first acts were entered.",
        signed_not_ratified,
    );
    object.derived(
        "party_statuses",
        "How everybody who acted on it stands to it on a day, whatever their status, in the order in which their first acts were entered; or how those of `among` do, whether they acted on it or not.",
        party_statuses,
    );
    object.derived(
        "missing",
        "Those of `among` and the members of `membersOf` that take no part in it on a day: they neither signed nor consented, or they left. Of a member it is no surer than that it is a member on the day of `membersAsOf`, or on that day where that is absent: who of the members of today had not signed by then, or who of the members of then has not signed by today. `among`, `membersOf` or both are required: without them the field is refused with BAD_USER_INPUT.",
        missing,
    );
}

/// Gives states and organizations what is worked out of their acts.
pub fn of_party(object: &mut Object) {
    object.derived(
        "party_to",
        "Documents to which it is a party on a day (Vienna Convention on the Law of Treaties, article 2, paragraph 1 g), in the order in which its first acts were entered.",
        party_to,
    );
}

/// How a party stands to a document, of which [`Output`] makes rows and parts.
pub fn standing() -> &'static Object {
    static STANDING: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new(
            "PartyStanding",
            "How a state or organization stands to a document on a day, worked out from acts and steps by the Vienna Convention on the Law of Treaties.",
            "",
        );
        object.named("party", "State or organization.", ["party_id", "party_kind"], interface::record, false);
        object.to::<Document>("document", "Document to which it stands so.", "document_id");
        object.made::<PartyStatus>("status", "Its status: the certain one, else the first that is possible.");
        object.made::<Certainty>(
            "certainty",
            "How sure it is that it belongs in the list that was asked for: in `partyStatuses`, how sure its status is; in a comparison, that it is a party, or that its signature stands.",
        );
        object.part("statuses", "Every status that is not excluded.", STATUSES, status_of_party);
        object.part("because", BECAUSE_ABOUT, BECAUSE, reason);
        object
    });
    &STANDING
}

const BECAUSE_ABOUT: &str =
    "Why: the rules that were applied, and to which statements; an entry for each rule and statement.";

fn status_of_party() -> &'static Object {
    static STATUS: LazyLock<Object> = LazyLock::new(|| {
        let about = "A status that a state or organization may have on a day.";
        let mut object = Object::new("PossiblePartyStatus", about, "");
        object.made::<PartyStatus>("status", "Status.");
        object.made::<Certainty>("certainty", "How sure it is: CERTAIN or POSSIBLE.");
        object
    });
    &STATUS
}

fn treaty() -> &'static Object {
    static TREATY: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new(
            "TreatyStanding",
            "Whether a document is in force on a day, worked out from steps, term and acts by the Vienna Convention on the Law of Treaties.",
            "",
        );
        object.made::<TreatyStatus>("status", "Its status: the certain one, else the first that is possible.");
        object.made::<Certainty>("certainty", "How sure that status is: CERTAIN or POSSIBLE.");
        object.part("statuses", "Every status that is not excluded.", STATUSES, status_of_treaty);
        object.part("because", BECAUSE_ABOUT, BECAUSE, reason);
        object
    });
    &TREATY
}

fn status_of_treaty() -> &'static Object {
    static STATUS: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("PossibleTreatyStatus", "A status that a document may have on a day.", "");
        object.made::<TreatyStatus>("status", "Status.");
        object.made::<Certainty>("certainty", "How sure it is: CERTAIN or POSSIBLE.");
        object
    });
    &STATUS
}

fn term() -> &'static Object {
    static TERM: LazyLock<Object> = LazyLock::new(|| {
        let about = "A term for which a treaty is in force (Vienna Convention on the Law of Treaties, article 54 a).";
        let mut object = Object::new("TreatyTerm", about, "");
        object.made::<TermKind>("kind", "How it came about.");
        date::embed_made(&mut object, "from", "First day of the term; null where nothing is known of it.", FROM);
        date::embed_made(
            &mut object,
            "to",
            "Last day of the term; null where it has no end, or nothing is known of it.",
            TO,
        );
        object
            .made::<Certainty>("certainty", "Whether there was such a term: POSSIBLE where no source says that it entered into force, or where an extension may not bind.");
        object.part("because", BECAUSE_ABOUT, BECAUSE, reason);
        object
    });
    &TERM
}

/// Columns of a date that was worked out: EDTF, bounds, basis; nothing else is said of it.
const FROM: [&str; 4] = ["from_edtf", "from_earliest", "from_latest", "from_basis"];
const TO: [&str; 4] = ["to_edtf", "to_earliest", "to_latest", "to_basis"];

fn reason() -> &'static Object {
    static REASON: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("TreatyReason", "A rule, and a statement to which it was applied.", "");
        object.made::<TreatyRule>(
            "rule",
            "Rule that was applied; its wording, and its article where it rests on one, stand with `TreatyRule`.",
        );
        object.named(
            "statement",
            "Act or step to which it was applied; null where the rule speaks of the absence of one.",
            ["statement_id", "statement_kind"],
            interface::treaty_fact,
            true,
        );
        object
    });
    &REASON
}

/// The day that is asked about.
pub const AS_OF: Parameter =
    Parameter { name: "asOf", about: "Day that is asked about, as EDTF.", ty: "EDTF!", default: None };
/// How sure it has to be.
pub const CERTAINTY: Parameter = Parameter {
    name: "certainty",
    about: "Least certainty with which they have to belong in the list; EXCLUDED lets all through.",
    ty: "Certainty!",
    default: Some("POSSIBLE"),
};

pub(super) fn named(ty: &'static str) -> Parameter {
    let about = "Slugs of states and organizations, such as the members of an organization. Others are passed over.";
    Parameter { name: "among", about, ty, default: None }
}

/// The day that is asked about. It is required, so it is there.
///
/// # Errors
/// `BAD_USER_INPUT` where it is no date.
pub fn asked_day(asked: &Asked, argument: &str) -> Result<Days, Fault> {
    Ok(day(asked, argument)?.unwrap_or(Days::UNKNOWN))
}

/// The least certainty that is wanted.
pub fn least(asked: &Asked) -> Certainty {
    asked.enumeration("certainty").and_then(Certainty::parse).unwrap_or(Certainty::Possible)
}

/// How sure it is that a standing belongs in a list.
type Belongs = fn(&Standing) -> Certainty;

/// Standings of those who acted on documents, as far as they belong in a list.
fn listed(asked: &Asked, belongs: Belongs) -> Result<Derive, Fault> {
    let (day, least) = (asked_day(asked, "asOf")?, least(asked));
    let is_of_all = asked.list("among").is_none();
    Ok(each_document(output::standings, move |output, found, inputs, document, treaty| {
        let among = among_of(asked_among(inputs));
        let standings = if is_of_all { treaty.standings(day) } else { treaty.standings_among(&keys(&among), day) };
        for standing in standings {
            let certainty = belongs(&standing);
            if certainty.reaches(least) {
                let kind = kind_of(found, &among, standing.party);
                output.standing(document, document, kind, &standing, certainty);
            }
        }
    }))
}

/// The input that holds what `among` names.
pub(super) fn asked_among<'a>(inputs: &[&'a Rows]) -> Option<&'a Rows> {
    inputs.get(4).copied()
}

pub(super) fn among_of(rows: Option<&Rows>) -> Vec<(Id, NodeKind)> {
    let mut named: Vec<_> = rows
        .into_iter()
        .flat_map(Rows::iter)
        .filter_map(|row| Some((row.key("node_id")?, row.value::<NodeKind>("kind").ok()?)))
        .collect();
    named.dedup();
    named
}

fn keys(among: &[(Id, NodeKind)]) -> Vec<Id> {
    among.iter().map(|(id, _)| *id).collect()
}

fn kind_of(found: &Found<'_>, among: &[(Id, NodeKind)], party: Id) -> NodeKind {
    let named = among.iter().find(|(id, _)| *id == party).map(|(_, kind)| *kind);
    named.or_else(|| found.kind_of_party(party)).unwrap_or(NodeKind::State)
}

/// What a rule makes of one document after another.
pub(super) fn each_document(
    output: for<'a> fn(&'a Found<'a>) -> Output<'a>,
    add: impl Fn(&mut Output<'_>, &Found<'_>, &[&Rows], Id, &Treaty) + Send + Sync + 'static,
) -> Derive {
    Arc::new(move |documents: &[Id], inputs: &[&Rows]| -> Result<Made, Fault> {
        let found = Found::of(inputs)?;
        let mut output = output(&found);
        for document in documents {
            add(&mut output, &found, inputs, *document, &found.treaty(*document)?);
        }
        Ok(output.made())
    })
}

pub(super) fn derivation(
    target: fn() -> &'static Object,
    makes: Makes,
    arguments: Vec<Parameter>,
    bind: fn(&Asked) -> Result<Derive, Fault>,
) -> Derivation {
    let mut inputs = of_documents();
    if arguments.iter().any(|argument| argument.name == "among") {
        inputs.push(among());
    }
    Derivation { target, makes, arguments, inputs, bind }
}

fn status_on() -> &'static Derivation {
    static STATUS_ON: LazyLock<Derivation> = LazyLock::new(|| {
        let date = Parameter { name: "date", ..AS_OF };
        derivation(treaty, Makes::One, vec![date], |asked| {
            let day = asked_day(asked, "date")?;
            Ok(each_document(output::treaties, move |output, _, _, document, treaty| {
                output.treaty(document, &treaty.status_on(day));
            }))
        })
    });
    &STATUS_ON
}

fn terms() -> &'static Derivation {
    static TERMS: LazyLock<Derivation> = LazyLock::new(|| {
        let about = "Day up to which a treaty that renews itself is followed, through 100 renewals at most, as EDTF; it has to have a last day.";
        let until = Parameter { name: "until", about, ..AS_OF };
        derivation(term, Makes::Many, vec![until], |asked| {
            let last = asked_day(asked, "until")?.latest;
            let last = last.ok_or_else(|| Fault::bad_user_input("`until` has to have a last day."))?;
            Ok(each_document(output::terms, move |output, _, _, document, treaty| {
                let is_treaty = !treaty.acts.is_empty() || !treaty.milestones.is_empty();
                for term in treaty.terms(last).into_iter().filter(|_| is_treaty) {
                    output.term(document, &term);
                }
            }))
        })
    });
    &TERMS
}

fn parties() -> &'static Derivation {
    static PARTIES: LazyLock<Derivation> = LazyLock::new(|| {
        derivation(standing, Makes::Many, vec![AS_OF, CERTAINTY], |asked| listed(asked, |standing| standing.is_party))
    });
    &PARTIES
}

fn signatories() -> &'static Derivation {
    static SIGNATORIES: LazyLock<Derivation> = LazyLock::new(|| {
        derivation(standing, Makes::Many, vec![AS_OF, CERTAINTY], |asked| listed(asked, |standing| standing.has_signed))
    });
    &SIGNATORIES
}

fn signed_not_ratified() -> &'static Derivation {
    static SIGNED: LazyLock<Derivation> = LazyLock::new(|| {
        derivation(standing, Makes::Many, vec![AS_OF, CERTAINTY], |asked| {
            listed(asked, |standing| standing.has_signed_only)
        })
    });
    &SIGNED
}

fn party_statuses() -> &'static Derivation {
    static STATUSES: LazyLock<Derivation> = LazyLock::new(|| {
        derivation(standing, Makes::Many, vec![AS_OF, named("[String!]")], |asked| {
            listed(asked, |standing| standing.certainty)
        })
    });
    &STATUSES
}

fn party_to() -> &'static Derivation {
    static PARTY_TO: LazyLock<Derivation> = LazyLock::new(|| Derivation {
        target: standing,
        makes: Makes::Many,
        arguments: vec![AS_OF, CERTAINTY],
        inputs: of_parties(),
        bind: |asked| {
            let (day, least) = (asked_day(asked, "asOf")?, least(asked));
            Ok(Arc::new(move |parties: &[Id], inputs: &[&Rows]| {
                let (own, inputs) = inputs.split_first().ok_or_else(|| Fault::internal("acts that were not read"))?;
                let found = Found::of(inputs)?;
                let acted = acted(parties, own);
                let mut standings = standings_of(&found, &acted, day)?;
                let mut output = output::standings(&found);
                for (party, document) in acted {
                    let Some(standing) = standings.remove(&(party, document)) else { continue };
                    let certainty = standing.is_party;
                    if certainty.reaches(least) {
                        output.standing(party, document, kind_of(&found, &[], party), &standing, certainty);
                    }
                }
                Ok(output.made())
            }))
        },
    });
    &PARTY_TO
}

/// The parties, each with the documents on which it acted, in the order of its first acts.
fn acted(parties: &[Id], acts: &Rows) -> Vec<(Id, Id)> {
    let of_party = |party: Id| acts.of(party).filter_map(move |act| Some((party, act.key("document_id")?)));
    let mut seen = AHashSet::default();
    parties.iter().flat_map(|party| of_party(*party)).filter(|pair| seen.insert(*pair)).collect()
}

/// How parties stand to documents, each document read once.
fn standings_of(found: &Found<'_>, acted: &[(Id, Id)], day: Days) -> Result<AHashMap<(Id, Id), Standing>, Fault> {
    let mut parties: AHashMap<Id, Vec<Id>> = AHashMap::default();
    for (party, document) in acted {
        parties.entry(*document).or_default().push(*party);
    }
    let mut standings = AHashMap::with_capacity(acted.len());
    for (document, parties) in parties {
        let of_document = found.treaty(document)?.standings_among(&parties, day);
        standings.extend(of_document.into_iter().map(|standing| ((standing.party, document), standing)));
    }
    Ok(standings)
}
