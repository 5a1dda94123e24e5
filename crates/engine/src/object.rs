//! How definitions are written down: plain calls that build an [`Object`].

mod column;

pub use column::{Orderable, Probe, camel, column, order_by, read_as, stored};

use super::{
    cost::Bulk,
    define::{
        Argument, Cell, Compute, Described, Field, Filter, Interface, Kind, Link, Object, Order, OrderBy, Role, Stored,
        Write,
    },
    derive::ComputedField,
    scalar::Scalar,
};
use fault::Fault;
use sea_orm::{Condition, EntityTrait, IdenStatic, Iterable};
use std::sync::Arc;

impl Object {
    /// An object type without fields.
    pub fn new(name: &'static str, about: &'static str, table: &'static str) -> Self {
        Self {
            name,
            about: about.trim(),
            table,
            tag: None,
            listed: None,
            is_lookup: false,
            list: None,
            comparison: None,
            interfaces: Vec::new(),
            fields: Vec::new(),
            orders: Vec::new(),
            filter: None,
            relation: None,
            bulk: Bulk::default(),
            points: Vec::new(),
            stored: Stored::default(),
        }
    }

    /// An object type over the table of an entity, without fields.
    pub fn over<E: EntityTrait>(name: &'static str, about: &'static str) -> Self {
        let mut object = Self::new(name, about, E::default().table_name());
        object.stored.columns = E::Column::iter().map(|column| column.as_str()).collect();
        object
    }

    /// Marks a column that no field publishes unchanged.
    pub fn unpublished(&mut self, column: &'static str) {
        self.stored.unpublished.push(column);
    }

    /// Records the former name of a column. `column` is its present name; `None` if it was dropped.
    pub fn formerly(&mut self, former: &'static str, column: Option<&'static str>) {
        self.stored.former.push((former, column));
    }

    /// Sets the tag by which global ids refer to it.
    pub fn tag(&mut self, tag: &'static str) {
        self.tag = Some(tag);
    }

    /// Makes it a lookup table: all its rows are cached.
    pub fn look_up(&mut self) {
        self.is_lookup = true;
    }

    /// Adds an interface that it implements.
    pub fn implements_too(&mut self, interface: fn() -> &'static Interface) {
        self.interfaces.push(interface);
    }

    /// Adds an order of its lists.
    pub fn order(&mut self, name: &'static str, about: &'static str, column: &'static str, by: OrderBy) {
        self.orders.push(Order { name, about: about.trim(), column, by });
    }

    /// Says how many rows its lists have.
    pub fn bulk(&mut self, bulk: Bulk) {
        self.bulk = bulk;
    }

    /// Says how many points a field costs for each record, beside the usual ones.
    pub fn costs(&mut self, field: &'static str, points: u64) {
        self.points.push((field, points));
    }

    /// Sets the filter of its lists.
    pub fn restrict(&mut self, filter: Filter) {
        self.filter = Some(filter);
    }

    /// Adds a field.
    pub(super) fn add(&mut self, name: &str, about: &'static str, kind: Kind) {
        self.fields.push(Field { name: camel(name), about: about.trim(), kind, role: None });
    }

    /// Restricts the relation that was added last to clients with a role. For other clients it is null.
    pub fn only_for(&mut self, role: Role) {
        if let Some(field) = self.fields.last_mut() {
            field.role = Some(role);
            if let Kind::One { nullable, .. } = &mut field.kind {
                *nullable = true;
            }
        }
    }

    /// A column, published as it is.
    pub fn column<M, T: Scalar<Via>, Via>(
        &mut self,
        name: &str,
        about: &'static str,
        column: &'static str,
        _: impl Probe<M, T>,
    ) {
        self.add(
            name,
            about,
            Kind::Leaf {
                columns: vec![column],
                publish: T::publish,
                nullable: T::NULLABLE,
                write: Write::Copy(T::copy),
            },
        );
    }

    /// A column that the arguments of a list add to its rows, for the rows themselves to show.
    pub fn added(
        &mut self,
        name: &str,
        about: &'static str,
        column: &'static str,
        publish: super::define::Publish,
        copy: super::define::Copy,
    ) {
        self.add(name, about, Kind::Added { column, publish, copy });
    }

    /// A column that all entities of a group have, by its name.
    pub fn shared<E: EntityTrait, T: Scalar<Via>, Via>(&mut self, name: &'static str, about: &'static str) {
        let (column, nullable) = stored::<E>(name);
        self.add(
            name,
            about,
            Kind::Leaf { columns: vec![column], publish: T::publish, nullable, write: Write::Copy(T::copy) },
        );
    }

    /// A function of some columns.
    pub fn computed<T: Scalar<Via>, Via>(
        &mut self,
        name: &str,
        about: &'static str,
        columns: Vec<&'static str>,
        compute: impl Fn(&[Cell<'_>]) -> Result<T, Fault> + Send + Sync + 'static,
    ) {
        let write: Compute = Arc::new(move |cells, out| compute(cells).map(|value| value.write(out)));
        self.add(
            name,
            about,
            Kind::Leaf { columns, publish: T::publish, nullable: T::NULLABLE, write: Write::Compute(write) },
        );
    }

    /// A leaf of a published type that is no [`Scalar`], such as an id.
    pub fn leaf(
        &mut self,
        name: &str,
        about: &'static str,
        columns: Vec<&'static str>,
        publish: super::define::Publish,
        write: Compute,
    ) {
        self.add(name, about, Kind::Leaf { columns, publish, nullable: false, write: Write::Compute(write) });
    }

    /// A value stored in the columns of entity `E` that begin with `prefix`.
    ///
    /// The value is null if the column that ends in `present` is NULL.
    pub fn embedded<E: EntityTrait>(
        &mut self,
        name: &str,
        about: &'static str,
        prefix: &str,
        present: &str,
        object: fn() -> &'static Object,
    ) {
        let within = |suffix: &str| stored::<E>(&format!("{prefix}_{suffix}"));
        let fields = object().fields.iter().map(|field| field.within(&within)).collect();
        let (present, nullable) = within(present);
        self.add(name, about, Kind::Embedded { object, fields, present, nullable });
    }

    /// One record, whose key is in a column.
    pub fn one<T: Described>(&mut self, name: &str, about: &'static str, column: &'static str, nullable: bool) {
        self.add(name, about, Kind::One { column, target: T::object, nullable });
    }

    /// One record of several kinds, whose key and kind are in two columns of entity `E`.
    pub fn any<E: EntityTrait>(
        &mut self,
        name: &str,
        about: &'static str,
        prefix: &str,
        interface: fn() -> &'static Interface,
    ) {
        let (column, nullable) = stored::<E>(&format!("{prefix}_id"));
        let (kind_column, _) = stored::<E>(&format!("{prefix}_kind"));
        self.add(name, about, Kind::Any { column, kind_column, interface, nullable });
    }

    /// A page of records that belong to this one.
    pub fn many<T: Described>(&mut self, name: &str, about: &'static str, link: Link) {
        self.add(name, about, Kind::Many { link, target: T::object });
    }

    /// A value or values computed from several statements.
    pub fn computed_by(&mut self, name: &str, about: &'static str, field: fn() -> &'static ComputedField) {
        self.add(name, about, Kind::Computed(field));
    }

    /// One record of several kinds, whose key and kind are in two columns of rows made by SQL.
    pub fn relation_record(
        &mut self,
        name: &str,
        about: &'static str,
        [column, kind_column]: [&'static str; 2],
        interface: fn() -> &'static Interface,
        nullable: bool,
    ) {
        self.add(name, about, Kind::Any { column, kind_column, interface, nullable });
    }

    /// One record that always exists; its key is in a column.
    pub fn to<T: Described>(&mut self, name: &str, about: &'static str, column: &'static str) {
        self.add(name, about, Kind::One { column, target: T::object, nullable: false });
    }

    /// A value that is an object without a table. `columns` pairs the columns of that object with those of this row.
    /// The value is null if the first of them is NULL.
    ///
    /// # Panics
    /// If that object has a column that is not among `columns`.
    pub(super) fn embedded_in(
        &mut self,
        name: &str,
        about: &'static str,
        object: fn() -> &'static Object,
        columns: &[(&'static str, &'static str)],
    ) {
        let column = |of: &str| match columns.iter().find(|(known, _)| *known == of) {
            Some((_, column)) => (*column, true),
            None => panic!("{name}: no column of the row holds {of}"),
        };
        let fields = object().fields.iter().map(|field| field.within(&column)).collect();
        self.add(name, about, Kind::Embedded { object, fields, present: columns[0].1, nullable: true });
    }

    /// A column of rows made by SQL.
    pub fn relation_column<T: Scalar<Via>, Via>(&mut self, name: &'static str, about: &'static str) {
        self.add(
            name,
            about,
            Kind::Leaf { columns: vec![name], publish: T::publish, nullable: T::NULLABLE, write: Write::Copy(T::copy) },
        );
    }

    /// At the root: one record, identified by an argument; null if there is none.
    pub fn find<T: Described>(
        &mut self,
        name: &str,
        about: &'static str,
        argument: Argument,
        find: fn(&str) -> Result<Condition, Fault>,
    ) {
        self.add(name, about, Kind::Find { argument, target: T::object, nullable: true, find });
    }

    /// At the root: one record that always exists.
    pub fn only<T: Described>(&mut self, name: &str, about: &'static str, find: fn(&str) -> Result<Condition, Fault>) {
        let argument = Argument { name: "", about: "" };
        self.add(name, about, Kind::Find { argument, target: T::object, nullable: false, find });
    }

    /// At the root: a page of all records.
    pub fn list<T: Described>(&mut self, name: &str, about: &'static str) {
        self.add(name, about, Kind::List { target: T::object });
    }

    /// At the root: a field that finds records of any kind.
    pub fn special(&mut self, name: &str, about: &'static str, kind: Kind) {
        self.add(name, about, kind);
    }
}

impl Field {
    /// This field of an embedded value, mapped to the columns of one row.
    fn within(&self, column: &dyn Fn(&str) -> (&'static str, bool)) -> Self {
        let Kind::Leaf { columns, publish, nullable, write } = &self.kind else {
            panic!("{} is embedded and no leaf", self.name);
        };
        Self {
            name: self.name.clone(),
            about: self.about,
            role: self.role,
            kind: Kind::Leaf {
                columns: columns.iter().map(|suffix| column(suffix).0).collect(),
                publish: *publish,
                nullable: *nullable,
                write: write.clone(),
            },
        }
    }
}
