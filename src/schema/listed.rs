//! Short lists that hang on a record or statement and have no identity: parties of a provision, what a remark is about.
use super::{catalog, interface};
use crate::read::{
    ask::Asked,
    define::Object,
    derive::{Derivation, Derive, Input, Made, Makes, Read, Rows, Which, key},
};
use entity::vocabulary::{ProvisionRole, Vocabulary as _};
use fault::Fault;
use std::sync::{Arc, LazyLock};

/// Gives documents their depositaries.
pub fn of_document(object: &mut Object) {
    object.derived(
        "depositaries",
        "Who keeps its signed originals (Vienna Convention on the Law of Treaties, article 76), in order; empty where no source says.",
        depositaries,
    );
}

/// Gives provisions the parties they involve.
pub fn of_provision(object: &mut Object) {
    object.derived("parties", "Whom it involves, and how, in order; empty where it names nobody.", parties);
}

/// Gives agenda items the records they dealt with.
pub fn of_agenda_item(object: &mut Object) {
    object.derived("records", "What it dealt with, as far as that is a record; empty where it is none.", records);
}

/// Gives remarks what they are about.
pub fn of_remark(object: &mut Object) {
    object.derived("about", "What it is about.", about);
}

fn depositaries() -> &'static Derivation {
    static DEPOSITARIES: LazyLock<Derivation> = LazyLock::new(|| {
        let columns = plain(&["document_id", "ordinal", "party_id", "party_kind", "party_label"]);
        list("document_depositary", "document_id", columns, depositary, |_| {
            Ok(as_read(&["party_id", "party_kind", "party_label"], "ordinal"))
        })
    });
    &DEPOSITARIES
}

fn parties() -> &'static Derivation {
    static PARTIES: LazyLock<Derivation> = LazyLock::new(|| {
        let columns =
            plain(&["provision_id", "ordinal", "role", "party_id", "party_kind", "party_label", "party_count"]);
        list("provision_party", "provision_id", columns, provision_party, |_| {
            Ok(as_read(&["role", "party_id", "party_kind", "party_label", "party_count"], "ordinal"))
        })
    });
    &PARTIES
}

fn records() -> &'static Derivation {
    static RECORDS: LazyLock<Derivation> = LazyLock::new(|| {
        list(
            "agenda_item_record",
            "agenda_item_id",
            named("agenda_item_id", "agenda_item_record.record_id"),
            subject,
            subjects,
        )
    });
    &RECORDS
}

fn about() -> &'static Derivation {
    static ABOUT: LazyLock<Derivation> = LazyLock::new(|| {
        list("remark_about", "remark_id", named("remark_id", "remark_about.node_id"), subject, subjects)
    });
    &ABOUT
}

fn depositary() -> &'static Object {
    static DEPOSITARY: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("Depositary", "Who keeps the signed original of a document.", "");
        object.named(
            "party",
            "Record; null where the source names none.",
            ["party_id", "party_kind"],
            interface::record,
            true,
        );
        object.made::<Option<String>>("party_label", "As the source puts it; null where our own words do.");
        object
    });
    &DEPOSITARY
}

fn provision_party() -> &'static Object {
    static PARTY: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("ProvisionParty", "Whom a provision involves, and how.", "");
        object.made::<ProvisionRole>("role", "Part in the provision.");
        object.named(
            "party",
            "Record; null where the source names none.",
            ["party_id", "party_kind"],
            interface::record,
            true,
        );
        object.made::<Option<String>>("party_label", "As the source puts it; null where our own words do.");
        object.made::<Option<i32>>("party_count", "How many, where the source counts them; null where it does not.");
        object
    });
    &PARTY
}

fn subject() -> &'static Object {
    static SUBJECT: LazyLock<Object> = LazyLock::new(|| {
        let mut object = Object::new("Subject", "What something is about: a record or a statement.", "");
        object.named(
            "record",
            "Record; null where it is a statement.",
            ["record_id", "node_kind"],
            interface::record,
            true,
        );
        object.named(
            "statement",
            "Statement; null where it is a record.",
            ["statement_id", "node_kind"],
            interface::statement,
            true,
        );
        object
    });
    &SUBJECT
}

#[expect(clippy::unnecessary_wraps, reason = "a derivation may refuse what is asked")]
fn subjects(_: &Asked) -> Result<Derive, Fault> {
    Ok(as_read(&["record_id", "statement_id", "node_kind"], "place"))
}

fn list(
    table: &'static str,
    parent: &'static str,
    columns: Vec<Read>,
    target: fn() -> &'static Object,
    bind: fn(&Asked) -> Result<Derive, Fault>,
) -> Derivation {
    let input = Input { table, columns, which: Which::OfParent(parent) };
    Derivation { target, makes: Makes::Many, arguments: Vec::new(), inputs: vec![input], bind }
}

fn plain(columns: &[&'static str]) -> Vec<Read> {
    columns.iter().map(|column| Read::Column(column)).collect()
}

/// The parent, and what `column` names: its key by whether it is a record, and its kind.
fn named(parent: &'static str, column: &str) -> Vec<Read> {
    let records = catalog().objects.iter().filter(|object| object.implements(interface::record()));
    let records = records.filter_map(|object| object.kind).map(|kind| format!("'{}'", kind.name())).collect::<Vec<_>>();
    let (records, kind) = (records.join(", "), format!("(select kind from node where node.id = {column})"));
    vec![
        Read::Column(parent),
        Read::Sql("record_id", format!("case when {kind} in ({records}) then {column} end")),
        Read::Sql("statement_id", format!("case when {kind} not in ({records}) then {column} end")),
        Read::Sql("node_kind", kind),
        Read::Sql("place", column.to_owned()),
    ]
}

/// The rows that were read, as they are, those of one parent in the order of a column that counts up.
fn as_read(columns: &'static [&'static str], by: &'static str) -> Derive {
    Arc::new(move |parents, inputs| {
        let mut rows = Rows::new([&["id"][..], columns].concat());
        for parent in parents {
            let mut own: Vec<_> = inputs.iter().flat_map(|input| input.of(*parent)).collect();
            // Numbers that count up are ordered as their bytes are.
            own.sort_by_key(|row| row.cell(by));
            for row in own {
                let number = i64::try_from(rows.len()).map_err(Fault::internal)?;
                let cells = columns.iter().map(|column| row.cell(column).map(Box::from));
                let cells = std::iter::once(key(number)).chain(cells).collect();
                rows.push(*parent, cells);
            }
        }
        Ok(Made { rows, parts: Vec::new() })
    })
}
