//! Short lists that hang on a record or statement and have no identity: parties of a provision, what a remark is about.
use super::{catalog, interface};
use crate::schema::input::input_row;
use engine::{
    define::Object,
    derive::{
        Cardinality, ColumnOf, ComputedField, Definition, Handle, Handles, InputId, InputRow, Inputs, OutputRow, RowKey,
    },
};
use entity::{
    agenda_item_record, citation, comes_after, comes_before, day_after, document_depositary, provision_party,
    remark_about,
    vocabulary::{NodeKind, ProvisionRole},
};
use std::sync::LazyLock;

/// Gives documents their depositaries.
pub fn of_document(object: &mut Object) {
    object.computed_by(
        "depositaries",
        "Who keeps its signed originals (Vienna Convention on the Law of Treaties, article 76), in order; empty where no source says.",
        depositaries,
    );
}

/// Gives provisions the parties they involve.
pub fn of_provision(object: &mut Object) {
    object.computed_by("parties", "Whom it involves, and how, in order; empty where it names nobody.", parties);
}

/// Gives agenda items the records they dealt with.
pub fn of_agenda_item(object: &mut Object) {
    object.computed_by("records", "What it dealt with, as far as that is a record; empty where it is none.", records);
}

/// Gives remarks what they are about.
pub fn of_remark(object: &mut Object) {
    object.computed_by("about", "What it is about.", about);
}

/// Gives acts and steps the order in which sources put them.
pub fn of_dated(object: &mut Object) {
    object.computed_by(
        "comes_after",
        "Acts, steps, meetings and events that a source puts before it without giving its day (\"later on\"). Computed fields use this order.",
        comes_after,
    );
    object.computed_by(
        "comes_before",
        "Acts, steps, meetings and events that a source puts after it without giving its day (\"shortly before\").",
        comes_before,
    );
    object.computed_by(
        "day_after",
        "Acts, steps, meetings and events that a source puts on the day before it (\"the next day\").",
        day_after,
    );
}

input_row! {
    /// What comes before an act or a step.
    struct ComesAfterRow of comes_after order other_id {
        other_id: RowKey,
        other_kind: NodeKind = sql "(select kind from node where node.id = comes_after.other_id)",
    }
}

input_row! {
    /// What comes after an act or a step.
    struct ComesBeforeRow of comes_before order other_id {
        other_id: RowKey,
        other_kind: NodeKind = sql "(select kind from node where node.id = comes_before.other_id)",
    }
}

input_row! {
    /// What came the day before an act or a step.
    struct DayAfterRow of day_after order other_id {
        other_id: RowKey,
        other_kind: NodeKind = sql "(select kind from node where node.id = day_after.other_id)",
    }
}

/// Gives citations what they support.
pub fn of_citation(object: &mut Object) {
    object.computed_by("supports", "What rests on it: the record or statement of which the source says so; `field` says which field, where it is one alone.", supports);
}

input_row! {
    /// What a citation supports.
    struct CitationRow of citation order id {
        subject_id: RowKey,
        subject_kind: NodeKind = sql "(select kind from node where node.id = citation.subject_id)",
    }
}

input_row! {
    /// Who keeps the signed originals of a document.
    #[expect(clippy::struct_field_names, reason = "the columns have these names")]
    struct DepositaryRow of document_depositary order ordinal {
        party_id: Option<RowKey>,
        party_kind: Option<NodeKind>,
        party_label: Option<String>,
    }
}

input_row! {
    /// Whom a provision involves.
    struct ProvisionPartyRow of provision_party order ordinal {
        role: ProvisionRole,
        party_id: Option<RowKey>,
        party_kind: Option<NodeKind>,
        party_label: Option<String>,
        party_count: Option<i32>,
    }
}

input_row! {
    /// What an agenda item dealt with.
    struct AgendaItemRecordRow of agenda_item_record order record_id {
        record_id: RowKey,
        record_kind: NodeKind,
    }
}

input_row! {
    /// What a remark is about.
    struct RemarkAboutRow of remark_about order node_id {
        node_id: RowKey,
        node_kind: NodeKind = sql "(select kind from node where node.id = remark_about.node_id)",
    }
}

fn depositaries() -> &'static ComputedField {
    static DEPOSITARIES: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<DepositaryRow, Depositary>(document_depositary::Column::DocumentId, |row| Depositary {
            party: row.party_id.zip(row.party_kind),
            label: row.party_label.clone(),
        })
    });
    &DEPOSITARIES
}

fn parties() -> &'static ComputedField {
    static PARTIES: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<ProvisionPartyRow, ProvisionParty>(provision_party::Column::ProvisionId, |row| ProvisionParty {
            role: row.role,
            party: row.party_id.zip(row.party_kind),
            label: row.party_label.clone(),
            count: row.party_count,
        })
    });
    &PARTIES
}

fn records() -> &'static ComputedField {
    static RECORDS: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<AgendaItemRecordRow, Subject>(agenda_item_record::Column::AgendaItemId, |row| Subject {
            node: row.record_id,
            kind: row.record_kind,
        })
    });
    &RECORDS
}

fn about() -> &'static ComputedField {
    static ABOUT: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<RemarkAboutRow, Subject>(remark_about::Column::RemarkId, |row| Subject {
            node: row.node_id,
            kind: row.node_kind,
        })
    });
    &ABOUT
}

fn comes_after() -> &'static ComputedField {
    static ORDER: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<ComesAfterRow, Subject>(comes_after::Column::NodeId, |row| Subject {
            node: row.other_id,
            kind: row.other_kind,
        })
    });
    &ORDER
}

fn comes_before() -> &'static ComputedField {
    static ORDER: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<ComesBeforeRow, Subject>(comes_before::Column::NodeId, |row| Subject {
            node: row.other_id,
            kind: row.other_kind,
        })
    });
    &ORDER
}

fn day_after() -> &'static ComputedField {
    static ORDER: LazyLock<ComputedField> = LazyLock::new(|| {
        list::<DayAfterRow, Subject>(day_after::Column::NodeId, |row| Subject {
            node: row.other_id,
            kind: row.other_kind,
        })
    });
    &ORDER
}

fn supports() -> &'static ComputedField {
    static SUPPORTS: LazyLock<ComputedField> = LazyLock::new(|| {
        of::<CitationRow, Subject>(Cardinality::One, citation::Column::Id, |row| Subject {
            node: row.subject_id,
            kind: row.subject_kind,
        })
    });
    &SUPPORTS
}

/// A list that is read from one table as it stands there.
struct AsStored<R, P> {
    rows: Handle<R>,
    published: fn(&R) -> P,
}

impl<R, P> Clone for AsStored<R, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, P> Copy for AsStored<R, P> {}

impl<R: 'static, P: 'static> Handles for AsStored<R, P> {
    fn ids(&self) -> Vec<InputId> {
        self.rows.ids()
    }
}

fn list<R: InputRow, P: OutputRow>(parent: ColumnOf<R>, published: fn(&R) -> P) -> ComputedField {
    of(Cardinality::Many, parent, published)
}

fn of<R: InputRow, P: OutputRow>(
    cardinality: Cardinality,
    parent: ColumnOf<R>,
    published: fn(&R) -> P,
) -> ComputedField {
    let mut inputs = Inputs::new();
    let list = AsStored { rows: inputs.of_parents(parent), published };
    ComputedField::new(cardinality, Vec::new(), inputs, list, |_, list| {
        Ok(Box::new(move |parents, data, output| {
            let rows = data.rows(list.rows)?;
            for parent in parents {
                for row in rows.of(*parent) {
                    output.push(*parent, &(list.published)(row));
                }
            }
            Ok(())
        }))
    })
    .as_stored()
}

/// Who keeps the signed original of a document.
struct Depositary {
    party: Option<(RowKey, NodeKind)>,
    label: Option<String>,
}

/// Whom a provision involves, and how.
struct ProvisionParty {
    role: ProvisionRole,
    party: Option<(RowKey, NodeKind)>,
    label: Option<String>,
    count: Option<i32>,
}

/// A record or statement of which something else speaks.
struct Subject {
    node: RowKey,
    kind: NodeKind,
}

impl Subject {
    fn is_record(&self) -> bool {
        static RECORDS: LazyLock<Vec<NodeKind>> = LazyLock::new(|| {
            let records = catalog().objects.iter().filter(|object| object.implements(interface::record()));
            records
                .filter_map(|object| object.tag.and_then(<NodeKind as entity::vocabulary::Vocabulary>::parse))
                .collect()
        });
        RECORDS.contains(&self.kind)
    }
}

const PARTY: &str = "Record; null where the source names none.";
const PARTY_COLUMNS: [&str; 2] = ["party_id", "party_kind"];
const PARTY_LABEL: &str = "As the source puts it; null where our own words do.";

impl OutputRow for Depositary {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Depositary>> = LazyLock::new(|| {
            let mut row = Definition::<Depositary>::new("Depositary", "Who keeps the signed original of a document.");
            row.maybe_any("party", PARTY, PARTY_COLUMNS, interface::record, |row| row.party);
            row.value("party_label", PARTY_LABEL, |row| row.label.clone());
            row
        });
        &DEFINITION
    }
}

impl OutputRow for ProvisionParty {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<ProvisionParty>> = LazyLock::new(|| {
            let mut row = Definition::<ProvisionParty>::new("ProvisionParty", "Whom a provision involves, and how.");
            row.value("role", "Part in the provision.", |row| row.role);
            row.maybe_any("party", PARTY, PARTY_COLUMNS, interface::record, |row| row.party);
            row.value("party_label", PARTY_LABEL, |row| row.label.clone());
            let about = "How many, where the source counts them; null where it does not.";
            row.value("party_count", about, |row| row.count);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for Subject {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Subject>> = LazyLock::new(|| {
            let about = "What something else speaks of: a record or a statement.";
            let mut row = Definition::<Subject>::new("Subject", about);
            let about = "Record; null where it is a statement.";
            row.maybe_any("record", about, ["record_id", "record_kind"], interface::record, |row| {
                row.is_record().then_some((row.node, row.kind))
            });
            let about = "Statement; null where it is a record.";
            row.maybe_any("statement", about, ["statement_id", "statement_kind"], interface::statement, |row| {
                (!row.is_record()).then_some((row.node, row.kind))
            });
            row
        });
        &DEFINITION
    }
}
