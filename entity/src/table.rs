//! The tables as data: what the entities say of their columns, to be compared with a database.
use sea_orm::{ActiveModelTrait, ColumnDef, Iterable as _, PrimaryKeyToColumn, Value, prelude::*};

/// What an entity says of its table.
pub struct Table {
    /// Name in the database.
    pub name: &'static str,
    /// Its columns, in the order of the entity.
    pub columns: Vec<Column>,
    /// Names of the columns of its primary key.
    pub key: Vec<&'static str>,
    /// Whether PostgreSQL numbers its rows.
    pub is_numbered: bool,
}

/// What an entity says of a column.
pub struct Column {
    /// Name in the database.
    pub name: &'static str,
    /// Type and whether it may be null.
    pub definition: ColumnDef,
    takes: Box<dyn Fn(&str) -> bool>,
}

impl Table {
    /// The table of an entity.
    pub fn of<E: EntityTrait>() -> Self {
        Self {
            name: E::default().table_name(),
            columns: E::Column::iter().map(Column::of::<E>).collect(),
            key: E::PrimaryKey::iter().map(|key| key.into_column().as_str()).collect(),
            is_numbered: E::PrimaryKey::auto_increment(),
        }
    }
}

impl Column {
    fn of<E: EntityTrait>(column: E::Column) -> Self {
        let takes = move |text: &str| {
            let mut row = <E::ActiveModel as ActiveModelTrait>::default();
            row.try_set(column, Value::from(text)).is_ok()
        };
        Self { name: column.as_str(), definition: column.def(), takes: Box::new(takes) }
    }

    /// Whether the type of its field has a value for a text; a vocabulary has none for most.
    pub fn takes(&self, text: &str) -> bool {
        (self.takes)(text)
    }
}

/// All views that have entities.
pub fn views() -> Vec<Table> {
    vec![
        Table::of::<crate::change::Entity>(),
        Table::of::<crate::node_history::Entity>(),
        Table::of::<crate::contradicted_by::Entity>(),
        Table::of::<crate::contradicting_claim::Entity>(),
        Table::of::<crate::contradiction::Entity>(),
        Table::of::<crate::contradiction_about::Entity>(),
        Table::of::<crate::support::Entity>(),
        Table::of::<crate::timeline::Entity>(),
        Table::of::<crate::timeline_about::Entity>(),
    ]
}

/// Denormalized columns of join tables: they copy what lists show of one of the two records.
const DENORMALIZED: [&str; 6] =
    ["document_kind", "document_name", "document_slug", "meeting_date_edtf", "meeting_name", "meeting_slug"];

/// Whether PostgreSQL computes the columns of this name, or keeps them equal to another column.
pub fn is_computed(column: &str) -> bool {
    ["_order", "_first", "_last"].iter().any(|end| column.ends_with(end))
        || ["known_", "founded_"].iter().any(|begin| column.starts_with(begin))
        || column == "organization_key"
        || DENORMALIZED.contains(&column)
}

macro_rules! tables {
    ($($module:ident),+ $(,)?) => {
        vec![$(Table::of::<crate::$module::Entity>()),+]
    };
}

macro_rules! tables_of_kinds {
    (
        records { $($(#[doc = $record_about:literal])+ $record:ident $record_text:literal $record_table:ident $record_key:ident;)+ }
        statements { $($(#[doc = $about:literal])+ $kind:ident $text:literal $table:ident $key:ident $(under $owner:ident)?;)+ }
    ) => {
        tables!($($record_table,)+ $($table,)+)
    };
}

/// All tables.
pub fn all() -> Vec<Table> {
    let mut all = crate::vocabulary::kinds!(tables_of_kinds);
    all.extend(tables!(
        agenda_item_record,
        citation,
        comes_after,
        comes_before,
        day_after,
        document_depositary,
        meeting_convener,
        meeting_document,
        meeting_organ,
        meeting_organization,
        meeting_place,
        node,
        node_change,
        node_topic,
        provision_party,
        register,
        relation_rule,
        remark_about,
        revision,
        search_name,
        slug,
        tombstone,
    ));
    all
}
