//! `object!`: one line a field.

/// Publishes a table as an object type: every line is one field, every `///` is published text.
///
/// | line | meaning |
/// | --- | --- |
/// | `is record;` | the fields, interfaces and orders that `schema::record` shares |
/// | `in treaty_fact;` | a union it is in |
/// | `with treaty::of_document;` | fields that a function adds: `fn(&mut Object)` |
/// | `is closed;` | a small closed vocabulary, which the engine keeps in memory |
/// | `order NAME by name;` | a way to order lists of it; the first is the usual one |
/// | `filter MeetingFilter;` | how lists of it can be restricted |
/// | `name;` | a column |
/// | `name = \|a, b\| …;` | a function of columns, each as its Rust type; may `return Err(Fault)` |
/// | `date as Date in date;` | a date, in the columns `date_…` |
/// | `place -> Place by place_id;` | one record; `-> Place?` where the column may name something else |
/// | `member -> any record in member;` | one record of several kinds, in `member_id` and `member_kind` |
/// | `organs -> [Organ] by organ.organization_id;` | a page of records whose column names this one |
/// | `organs -> [Organ] through meeting_organ(meeting_id, organ_id);` | the same through a table; `carries date_order as date_order` says which columns of the listed row it has copies of |
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
    (@line $o:ident $t:ident $e:ident in $union:ident; $($rest:tt)*) => {
        $o.implements_too($crate::schema::interface::$union);
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident with $share:path; $($rest:tt)*) => {
        $share(&mut $o);
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
    (@line $o:ident $t:ident $e:ident is closed; $($rest:tt)*) => {
        $o.close();
        $crate::read::object::object!(@line $o $t $e $($rest)*);
    };
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
    (@line $o:ident $t:ident $e:ident $(#[doc = $about:literal])+ $name:ident -> [$target:ident] through $link:ident($parent:ident, $child:ident) $(carries $($copy:ident as $of:ident),+)?; $($rest:tt)*) => {
        $crate::read::object::names::<_, ::entity::$e::Entity, _>(|row: &::entity::$link::Model| &row.$parent);
        $crate::read::object::names::<_, <$target as $crate::read::define::Described>::Entity, _>(|row: &::entity::$link::Model| &row.$child);
        $o.many::<$target>(
            stringify!($name),
            concat!($($about),+),
            $crate::read::define::Link::Through($crate::read::define::Between {
                table: stringify!($link),
                parent: $crate::read::object::column::<::entity::$link::Entity>(stringify!($parent)),
                child: $crate::read::object::column::<::entity::$link::Entity>(stringify!($child)),
                carries: vec![$($($crate::read::define::Copied {
                    column: $crate::read::object::column::<::entity::$link::Entity>(stringify!($copy)),
                    of: $crate::read::object::column::<<$target as $crate::read::define::Described>::Entity>(stringify!($of)),
                }),+)?],
            }),
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
