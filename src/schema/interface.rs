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

/// Things with an identity.
pub fn record() -> &'static Interface {
    static RECORD: Interface = Interface {
        name: "Record",
        about: "A thing with an identity: it has a slug, a name, citations and relations.",
        fields: &[
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
        ],
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
