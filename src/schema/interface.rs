//! What several object types share.
use engine::define::Interface;

/// Anything with an identifier.
pub fn node() -> &'static Interface {
    static NODE: Interface = Interface {
        name: "Node",
        about: "A record or statement with an identifier that any part of the API understands.",
        fields: &["id"],
        implements: &[],
    };
    &NODE
}

/// Fields of every record.
const RECORD_FIELDS: [&str; 16] = [
    "id",
    "slug",
    "name",
    "names",
    "contactPoints",
    "provisions",
    "figures",
    "relations",
    "relatedBy",
    "remarks",
    "conflicts",
    "claims",
    "agendaItems",
    "involvedIn",
    "citations",
    "history",
];

/// Fields of every record, and more.
const fn with<const N: usize, const M: usize>(more: [&'static str; M]) -> [&'static str; N] {
    assert!(N == M + RECORD_FIELDS.len());
    let mut fields = [""; N];
    let mut at = 0;
    while at < N {
        fields[at] = if at < RECORD_FIELDS.len() { RECORD_FIELDS[at] } else { more[at - RECORD_FIELDS.len()] };
        at += 1;
    }
    fields
}

/// Things with an identity.
pub fn record() -> &'static Interface {
    static RECORD: Interface = Interface {
        name: "RegisterRecord",
        about: "A thing with an identity: it has a slug, a name, citations and relations.",
        fields: &RECORD_FIELDS,
        implements: &[node],
    };
    &RECORD
}

/// Dated, sourced statements.
pub fn statement() -> &'static Interface {
    static STATEMENT: Interface = Interface {
        name: "Statement",
        about: "Something that sources say. Where they say it differently, each version is a claim, one claim of the set leads, and lists show that one.",
        fields: &["id", "rank", "isLeading", "contradictedBy", "remarks", "claims", "citations", "history"],
        implements: &[node],
    };
    &STATEMENT
}

/// What the standing of a party or treaty rests on.
pub fn treaty_fact() -> &'static Interface {
    static FACT: Interface = Interface {
        name: "TreatyFact",
        about: "What the standing of a party or of a document is derived from: an act, or a step in the life of the document.",
        fields: &[],
        implements: &[],
    };
    &FACT
}

/// What has a date.
pub fn dated() -> &'static Interface {
    static DATED: Interface = Interface {
        name: "Dated",
        about: "Something that has a date, however vague.",
        fields: &["id", "date"],
        implements: &[node],
    };
    &DATED
}

/// Who can belong to a body and act on treaties.
pub fn party() -> &'static Interface {
    const FIELDS: [&str; 26] = with([
        "memberships",
        "treatyActions",
        "participations",
        "stepsTaken",
        "remarksMade",
        "officeHolders",
        "offices",
        "organs",
        "timeline",
        "partyTo",
    ]);
    static PARTY: Interface = Interface {
        name: "Party",
        about: "A state or organization: who can belong to a body and act on documents.",
        fields: &FIELDS,
        implements: &[node, record],
    };
    &PARTY
}

/// What has members.
pub fn body() -> &'static Interface {
    const FIELDS: [&str; 21] = with(["members", "observers", "affiliations", "milestones", "timeline"]);
    static BODY: Interface = Interface {
        name: "Body",
        about: "An organization, organ or force: what can have members.",
        fields: &FIELDS,
        implements: &[node, record],
    };
    &BODY
}

/// Where parties meet.
pub fn gathering() -> &'static Interface {
    const FIELDS: [&str; 25] = with([
        "date",
        "modality",
        "announcedOn",
        "place",
        "participations",
        "agenda",
        "milestones",
        "topics",
        "timeline",
    ]);
    static GATHERING: Interface = Interface {
        name: "Gathering",
        about: "A meeting or event: what parties take part in.",
        fields: &FIELDS,
        implements: &[node, record],
    };
    &GATHERING
}
