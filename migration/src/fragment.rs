//! Pieces of `create table` that recur, so that every date, spell and party is stored alike.
//!
//! Every constraint has a name of its own: the server turns a named refusal into a sentence.

/// `'A', 'B'` for a check.
fn quoted(values: &[&str]) -> String {
    values.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(", ")
}

/// A column that holds one value of a closed vocabulary.
pub fn one_of(table: &str, column: &str, null: &str, values: &[&str]) -> String {
    format!("{column} text {null} constraint {table}_{column}_known check ({column} in ({}))", quoted(values))
}

/// The key, kind, slug and name of a record.
pub fn record(table: &str, kind: &str) -> String {
    format!(
        "id bigint primary key,
         node_kind text not null default '{kind}' constraint {table}_node_kind_fixed check (node_kind = '{kind}'),
         slug text not null,
         name text collate \"C\" not null constraint {table}_name_present check (name <> ''),
         constraint {table}_is_node foreign key (id, node_kind) references node (id, kind),
         constraint {table}_owns_slug foreign key (id, slug) references slug (node_id, slug) deferrable initially deferred"
    )
}

/// The key, kind and claim set of a statement.
///
/// `about` are the columns that all claims of one set share. A set has the key of its first claim, which is in it:
/// the foreign key names `set_id` twice to say so.
pub fn statement(table: &str, kind: &str, about: &str) -> String {
    format!(
        "id bigint primary key,
         node_kind text not null default '{kind}' constraint {table}_node_kind_fixed check (node_kind = '{kind}'),
         {rank},
         set_id bigint not null,
         is_leading boolean not null default true,
         constraint {table}_is_node foreign key (id, node_kind) references node (id, kind),
         constraint {table}_set_key unique (id, set_id, {about}),
         constraint {table}_one_set foreign key (set_id, set_id, {about}) references {table} (id, set_id, {about}) deferrable initially deferred",
        rank = one_of(table, "rank", "not null default 'NORMAL'", &["PREFERRED", "NORMAL", "DEPRECATED"]),
    )
}

/// No two claims of one set lead it.
pub fn one_leader(table: &str) -> String {
    format!(
        "create unique index {table}_one_leader on {table} (set_id) where is_leading; create index {table}_of_set on {table} (set_id, id);"
    )
}

/// An EDTF date: its text, first and last possible day, standing, and the integer that orders it.
///
/// Days lie in the years that EDTF writes with four digits; `infinity` is none.
pub fn date(table: &str, prefix: &str) -> String {
    format!(
        "{prefix}_edtf text,
         {prefix}_earliest date,
         {prefix}_latest date,
         {basis},
         {confidence},
         {prefix}_note text,
         {prefix}_order int not null generated always as (edtf_order({prefix}_earliest, {prefix}_latest)) stored,
         constraint {table}_{prefix}_bounds check ({prefix}_earliest <= {prefix}_latest),
         constraint {table}_{prefix}_years check ({prefix}_earliest between date '0001-01-01' and date '9999-12-31' and {prefix}_latest between date '0001-01-01' and date '9999-12-31'),
         constraint {table}_{prefix}_written check ({prefix}_edtf is not null or num_nonnulls({prefix}_earliest, {prefix}_latest, {prefix}_basis, {prefix}_confidence, {prefix}_note) = 0),
         constraint {table}_{prefix}_based check ((({prefix}_edtf is null) = ({prefix}_basis is null)))",
        basis = one_of(table, &format!("{prefix}_basis"), "", &["STATED", "INFERRED", "AS_OF", "DERIVED"]),
        confidence = one_of(table, &format!("{prefix}_confidence"), "", &["HIGH", "MEDIUM", "LOW"]),
    )
}

/// A spell: from, to, whether it ended, and days a source vouches for.
pub fn spell(table: &str) -> String {
    format!(
        "{from}, {to}, {ended}, {attested_on},
         constraint {table}_spell_order check (not (to_latest < from_earliest)),
         constraint {table}_spell_end check (to_edtf is null or ended = 'YES')",
        from = date(table, "from"),
        to = date(table, "to"),
        attested_on = date(table, "attested_on"),
        ended = one_of(table, "ended", "not null default 'NOT_STATED'", &["YES", "NO", "NOT_STATED"]),
    )
}

/// Whether what is dated happened, or how far it got.
pub fn modality(table: &str) -> String {
    one_of(
        table,
        "modality",
        "not null default 'OCCURRED'",
        &["OCCURRED", "ANNOUNCED", "EXPECTED", "PLANNED", "PROPOSED", "CONSIDERED", "DECLINED", "CANCELLED"],
    )
}

/// A reference to a node of one of several kinds; PostgreSQL checks that the kind is true.
pub fn reference(table: &str, name: &str, null: &str, kinds: &[&str]) -> String {
    format!(
        "{name}_id bigint {null},
         {name}_kind text {null} constraint {table}_{name}_kind_known check ({name}_kind in ({kinds})),
         constraint {table}_{name} foreign key ({name}_id, {name}_kind) references node (id, kind),
         constraint {table}_{name}_whole check (({name}_id is null) = ({name}_kind is null))",
        kinds = quoted(kinds),
    )
}

/// A party: a record, or a label in the source's sense, or both, with a count where given.
pub fn party(table: &str, name: &str, required: bool) -> String {
    let named = if required {
        format!(", constraint {table}_{name}_named check (num_nonnulls({name}_id, {name}_label) >= 1)")
    } else {
        String::new()
    };
    format!(
        "{reference}, {name}_label text,
         {name}_count int constraint {table}_{name}_count_natural check ({name}_count >= 0){named}",
        reference = reference(table, name, "", RECORDS),
    )
}

/// Kinds with an identity.
pub const RECORDS: &[&str] = &[
    "STATE",
    "ORGANIZATION",
    "ORGAN",
    "PERSON",
    "OFFICE",
    "MEETING",
    "DOCUMENT",
    "EVENT",
    "FORCE",
    "TOPIC",
    "PLACE",
    "SOURCE",
];

/// Kinds of dated, sourced statements.
pub const STATEMENTS: &[&str] = &[
    "NAME",
    "CONTACT_POINT",
    "MEMBERSHIP",
    "TREATY_ACTION",
    "MILESTONE",
    "RELATION",
    "PARTICIPATION",
    "AGENDA_ITEM",
    "TENURE",
    "PROVISION",
    "FIGURE",
    "REMARK",
    "CLAIM",
];
