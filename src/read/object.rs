//! How definitions are written down: `object!`, and the plain calls behind it.

use super::{
    define::{Argument, Cell, Compute, Described, Field, Filter, Interface, Kind, Link, Object, Order, OrderBy, Write},
    scalar::Scalar,
};
use crate::error::Fault;
use entity::{id::Names, vocabulary::NodeKind};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IdenStatic, Iterable};
use std::sync::Arc;

/// What a column's type says of it.
pub trait Probe<M, T>: Fn(&M) -> &T {}
impl<M, T, F: Fn(&M) -> &T> Probe<M, T> for F {}

impl Object {
    /// An object type without fields.
    pub fn new(name: &'static str, about: &'static str, table: &'static str) -> Self {
        Self {
            name,
            about: about.trim(),
            table,
            kind: None,
            claims: false,
            interfaces: Vec::new(),
            fields: Vec::new(),
            orders: Vec::new(),
            filter: None,
        }
    }

    /// Says which kind of node its rows are.
    pub fn node(&mut self, kind: NodeKind) {
        self.kind = Some(kind);
    }

    /// Says that it implements an interface.
    pub fn implements_too(&mut self, interface: fn() -> &'static Interface) {
        self.interfaces.push(interface);
    }

    /// Adds a way to order lists of it.
    pub fn order(&mut self, name: &'static str, about: &'static str, column: &'static str, by: OrderBy) {
        self.orders.push(Order { name, about: about.trim(), column, by });
    }

    /// Says how lists of it can be restricted.
    pub fn restrict(&mut self, filter: Filter) {
        self.filter = Some(filter);
    }

    fn add(&mut self, name: &str, about: &'static str, kind: Kind) {
        self.fields.push(Field { name: camel(name), about: about.trim(), kind });
    }

    /// A column, published as it is.
    pub fn column<M, T: Scalar>(&mut self, name: &str, about: &'static str, column: &'static str, _: impl Probe<M, T>) {
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

    /// A column that every entity of a shape has, by its name.
    pub fn shared<E: EntityTrait, T: Scalar>(&mut self, name: &'static str, about: &'static str) {
        let (column, nullable) = stored::<E>(name);
        self.add(
            name,
            about,
            Kind::Leaf { columns: vec![column], publish: T::publish, nullable, write: Write::Copy(T::copy) },
        );
    }

    /// A function of some columns.
    pub fn computed<T: Scalar>(
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

    /// A leaf of a published type that no scalar stands for, such as an id.
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

    /// A value that lies in the columns of entity `E` that begin with `prefix`.
    ///
    /// There is none where the column that ends in `present` is NULL.
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
    pub fn one<M, T: Described, K: Names<T::Entity>>(
        &mut self,
        name: &str,
        about: &'static str,
        column: &'static str,
        nullable: bool,
        _: impl Probe<M, K>,
    ) {
        self.add(name, about, Kind::One { column, target: T::object, nullable: nullable || K::NULLABLE });
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

    /// At the root: one record, found by an argument; null where there is none.
    pub fn find<T: Described>(
        &mut self,
        name: &str,
        about: &'static str,
        argument: Argument,
        find: fn(&str) -> Result<Condition, Fault>,
    ) {
        self.add(name, about, Kind::Find { argument, target: T::object, nullable: true, find });
    }

    /// At the root: one record that is always there.
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
    /// This field of an embedded value, over the columns of one row.
    fn within(&self, column: &dyn Fn(&str) -> (&'static str, bool)) -> Self {
        let Kind::Leaf { columns, publish, nullable, write } = &self.kind else {
            panic!("{} is embedded and no leaf", self.name);
        };
        Self {
            name: self.name.clone(),
            about: self.about,
            kind: Kind::Leaf {
                columns: columns.iter().map(|suffix| column(suffix).0).collect(),
                publish: *publish,
                nullable: *nullable,
                write: write.clone(),
            },
        }
    }
}

/// A column of an entity by its name, and whether it may be NULL.
///
/// A definition that names no column is a mistake in this program; every test that builds the schema finds it.
pub fn stored<E: EntityTrait>(name: &str) -> (&'static str, bool) {
    let column = E::Column::iter().find(|column| column.as_str() == name).unwrap_or_else(|| panic!("no column {name}"));
    (column.as_str(), column.def().is_null())
}

/// The name of a column of an entity; a row's field has the same name, and the compiler has seen it.
pub fn column<E: EntityTrait>(name: &str) -> &'static str {
    stored::<E>(name).0
}

/// Reads a cell as the type of the column that `_` probes.
///
/// # Errors
/// Where the cell is no such value.
pub fn read_as<M, T: Scalar>(_: impl Probe<M, T>, cell: Cell<'_>) -> Result<T, Fault> {
    T::read(cell)
}

/// `term_until` is published as `termUntil`.
pub fn camel(name: &str) -> String {
    let mut words = name.trim_end_matches('_').split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut out, word| {
        let mut letters = word.chars();
        out.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        out.push_str(letters.as_str());
        out
    })
}

/// A column type that can order a list.
pub trait Orderable {
    /// How it is compared.
    const BY: OrderBy;
}

impl Orderable for i32 {
    const BY: OrderBy = OrderBy::Number;
}

impl Orderable for String {
    const BY: OrderBy = OrderBy::Text;
}

/// How the column that `_` probes is compared.
pub fn order_by<M, T: Orderable>(_: impl Probe<M, T>) -> OrderBy {
    T::BY
}

/// Asserts that a column names rows of entity `E`.
pub fn names<M, E: EntityTrait, K: Names<E>>(_: impl Probe<M, K>) {}

/// Publishes a table as an object type: every line is one field, every `///` is published text.
///
/// | line | meaning |
/// | --- | --- |
/// | `is record;` | the fields, interfaces and orders that `schema::record` shares |
/// | `order NAME by name;` | a way to order lists of it; the first is the usual one |
/// | `filter MeetingFilter;` | how lists of it can be restricted |
/// | `name;` | a column |
/// | `name = \|a, b\| …;` | a function of columns, each as its Rust type; may `return Err(Fault)` |
/// | `date as Date in date;` | a date, in the columns `date_…` |
/// | `place -> Place by place_id;` | one record; `-> Place?` where the column may name something else |
/// | `member -> any record in member;` | one record of several kinds, in `member_id` and `member_kind` |
/// | `organs -> [Organ] by organ.organization_id;` | a page of records whose column names this one |
/// | `organs -> [Organ] through meeting_organ(meeting_id, organ_id);` | the same through a table, `carries` a copied order |
/// | `documents -> [Document] where reach;` | the same by a condition: `fn(parent: Expr) -> Condition` |
macro_rules! object {
    ($(#[doc = $about:literal])+ pub $name:ident : $entity:ident { $($body:tt)* }) => {
        $(#[doc = $about])+
        pub struct $name;

        impl $crate::read::define::Described for $name {
            type Entity = ::entity::$entity::Entity;

            fn object() -> &'static $crate::read::define::Object {
                static OBJECT: std::sync::LazyLock<$crate::read::define::Object> = std::sync::LazyLock::new(|| {
                    let table = sea_orm::EntityName::table_name(&::entity::$entity::Entity);
                    let mut object = $crate::read::define::Object::new(stringify!($name), concat!($($about),+), table);
                    $crate::read::object::object!(@line object $name $entity $($body)*);
                    object
                });
                &OBJECT
            }
        }
    };
    (@line $o:ident $t:ident $e:ident) => {};
    (@line $o:ident $t:ident $e:ident is $shape:ident; $($rest:tt)*) => {
        $crate::schema::$shape::share::<$t>(&mut $o);
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident filter $filter:ty; $($rest:tt)*) => {
        $o.restrict($crate::schema::filter::filter::<$filter>());
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ order $name:ident by $column:ident; $($rest:tt)*) => {
        $o.order(
            stringify!($name),
            concat!($($about),+),
            $crate::read::object::column::<::entity::$e::Entity>(stringify!($column)),
            $crate::read::object::order_by(|row: &::entity::$e::Model| &row.$column),
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident; $($rest:tt)*) => {
        $o.column(
            stringify!($name),
            concat!($($about),+),
            $crate::read::object::column::<::entity::$e::Entity>(stringify!($name)),
            |row: &::entity::$e::Model| &row.$name,
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident = |$($column:ident),+| $body:expr; $($rest:tt)*) => {
        $o.computed(
            stringify!($name),
            concat!($($about),+),
            vec![$($crate::read::object::column::<::entity::$e::Entity>(stringify!($column))),+],
            |cells| {
                let mut cells = cells.iter();
                $(let $column = $crate::read::object::read_as(
                    |row: &::entity::$e::Model| &row.$column,
                    cells.next().copied().flatten(),
                )?;)+
                Ok($body)
            },
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident as Date in $prefix:ident; $($rest:tt)*) => {
        $crate::schema::date::embed::<::entity::$e::Entity>(&mut $o, stringify!($name), concat!($($about),+), stringify!($prefix));
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> $target:ident by $column:ident; $($rest:tt)*) => {
        $o.one::<_, $target, _>(
            stringify!($name),
            concat!($($about),+),
            $crate::read::object::column::<::entity::$e::Entity>(stringify!($column)),
            false,
            |row: &::entity::$e::Model| &row.$column,
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> $target:ident ? by $column:ident; $($rest:tt)*) => {
        $o.one::<_, $target, _>(
            stringify!($name),
            concat!($($about),+),
            $crate::read::object::column::<::entity::$e::Entity>(stringify!($column)),
            true,
            |row: &::entity::$e::Model| &row.$column,
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> any $interface:ident in $prefix:ident; $($rest:tt)*) => {
        $o.any::<::entity::$e::Entity>(stringify!($name), concat!($($about),+), stringify!($prefix), $crate::schema::interface::$interface);
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> [$target:ident] by $te:ident.$column:ident; $($rest:tt)*) => {
        $crate::read::object::names::<_, ::entity::$e::Entity, _>(|row: &::entity::$te::Model| &row.$column);
        $o.many::<$target>(
            stringify!($name),
            concat!($($about),+),
            $crate::read::define::Link::Column($crate::read::object::column::<::entity::$te::Entity>(stringify!($column))),
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> [$target:ident] through $link:ident($parent:ident, $child:ident) $(carries $copy:ident)?; $($rest:tt)*) => {
        $crate::read::object::names::<_, ::entity::$e::Entity, _>(|row: &::entity::$link::Model| &row.$parent);
        $crate::read::object::names::<_, <$target as $crate::read::define::Described>::Entity, _>(|row: &::entity::$link::Model| &row.$child);
        $o.many::<$target>(
            stringify!($name),
            concat!($($about),+),
            $crate::read::define::Link::Through {
                table: stringify!($link),
                parent: $crate::read::object::column::<::entity::$link::Entity>(stringify!($parent)),
                child: $crate::read::object::column::<::entity::$link::Entity>(stringify!($child)),
                carries: [$($crate::read::object::column::<::entity::$link::Entity>(stringify!($copy)))?].first().copied(),
            },
        );
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> [$target:ident] where $reach:path; $($rest:tt)*) => {
        $o.many::<$target>(stringify!($name), concat!($($about),+), $crate::read::define::Link::Reach($reach));
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident $name:ident $($rest:tt)*) => {
        compile_error!(concat!("`", stringify!($name), "` has no description: write a `///` line above it"));
    };
}
pub(crate) use object;
