// A library: two tables, and a third with the one row that says at which version they stand.

use async_graphql::{EmptyMutation, EmptySubscription, Schema};
use engine::{
    catalog::{Catalog, SnapshotVersion},
    define::{BoundList, Described, EdgeColumn, Interface, Kind, Link, ListArguments, Object, OrderBy},
    derive::Parameter,
    id::GlobalId,
    object::column,
    publish::{Interfaces, Publication, Query},
    scalar::{Scalar as _, text},
};
use fault::Fault;
use sea_orm::sea_query::Expr;
use std::sync::{Arc, LazyLock};

/// The tables, with a little in them.
pub const TABLES: &str = "
    create table version (is_only boolean primary key, number bigint not null);
    create table author (id bigint primary key, name text not null, is_public boolean not null);
    create table book (id bigint primary key, author_id bigint not null references author, title text not null, year integer not null);
    insert into version values (true, 7);
    insert into author values (1, 'Ada', true), (2, 'Brian', true), (3, 'Nobody', false);
    insert into book values (11, 1, 'Notes', 1843), (12, 1, 'Letters', 1850), (21, 2, 'C', 1978);
";

pub mod version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub is_only: bool,
        pub number: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod author {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "author")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        pub is_public: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod book {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "book")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub author_id: i64,
        pub title: String,
        pub year: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Anything with an id.
pub fn node() -> &'static Interface {
    static NODE: Interface =
        Interface { name: "Node", about: "Anything with an id.", fields: &["id"], implements: &[] };
    &NODE
}

/// Gives an object type its tag and its id.
fn identify(object: &mut Object, tag: &'static str) {
    object.tag(tag);
    object.implements_too(node);
    object.leaf(
        "id",
        "Identifier; opaque.",
        vec!["id"],
        |_| "ID".to_owned(),
        Arc::new(move |cells, out| {
            let bytes = cells[0].and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| Fault::internal("no key"))?;
            text(GlobalId { tag, key: i64::from_be_bytes(bytes) }.text().as_bytes(), out);
            Ok(())
        }),
    );
}

/// Who writes. Lists show those who are public.
pub struct Author;

impl Described for Author {
    type Entity = author::Entity;

    fn object() -> &'static Object {
        static AUTHOR: LazyLock<Object> = LazyLock::new(|| {
            let mut author = Object::over::<author::Entity>("Author", "Who writes.");
            identify(&mut author, "AUTHOR");
            author.listed = Some(column::<author::Entity>("is_public"));
            author.order("NAME", "By name.", column::<author::Entity>("name"), OrderBy::Text);
            author.column("name", "Name.", column::<author::Entity>("name"), |row: &author::Model| &row.name);
            author.many::<Book>("books", "Books, by title.", Link::Column(column::<book::Entity>("author_id")));
            author
        });
        &AUTHOR
    }
}

/// What somebody wrote. Lists can be asked about a year, and then say how old each book was.
pub struct Book;

impl Described for Book {
    type Entity = book::Entity;

    fn object() -> &'static Object {
        static BOOK: LazyLock<Object> = LazyLock::new(|| {
            let mut book = Object::over::<book::Entity>("Book", "What somebody wrote.");
            identify(&mut book, "BOOK");
            book.order("TITLE", "By title.", column::<book::Entity>("title"), OrderBy::Text);
            book.list = Some(in_a_year());
            book.column("title", "Title.", column::<book::Entity>("title"), |row: &book::Model| &row.title);
            book.one::<Author>("author", "Who wrote it.", column::<book::Entity>("author_id"), false);
            book
        });
        &BOOK
    }
}

fn in_a_year() -> ListArguments {
    ListArguments {
        arguments: vec![Parameter { name: "in", about: "Year in which they were there.", ty: "Int", default: None }],
        publish: |_| (),
        bind: Arc::new(|selection| {
            let Some(year) = selection.int("in") else { return Ok(BoundList::default()) };
            Ok(BoundList {
                condition: Some(Expr::cust_with_values("\"book\".\"year\" <= $1", [year])),
                columns: vec![("age", Expr::cust_with_values("($1 - \"book\".\"year\")::int", [year]))],
            })
        }),
        edges: vec![EdgeColumn {
            name: "age",
            about: "How old it was in that year.",
            column: "age",
            publish: i32::publish,
            copy: i32::copy,
        }],
    }
}

fn query() -> &'static Object {
    static QUERY: LazyLock<Object> = LazyLock::new(|| {
        let mut query = Object::new("Query", "Where every read begins.", "");
        query.special("node", "The record with an id.", Kind::Node { interface: node });
        query.list::<Author>("authors", "All authors.");
        query.list::<Book>("books", "All books.");
        query
    });
    &QUERY
}

fn version() -> &'static Object {
    static VERSION: LazyLock<Object> = LazyLock::new(|| Object::over::<version::Entity>("Version", ""));
    &VERSION
}

/// The API of the library.
pub struct Library;

impl Publication for Library {
    fn catalog() -> &'static Catalog {
        static CATALOG: LazyLock<Catalog> =
            LazyLock::new(|| catalog(vec![Author::object(), Book::object()]).check().expect("definitions"));
        &CATALOG
    }
}

/// A catalog of some object types.
pub fn catalog(objects: Vec<&'static Object>) -> Catalog {
    let snapshot = SnapshotVersion { object: version(), column: "number", is_only: "is_only" };
    Catalog { query: query(), objects, interfaces: Vec::new(), snapshot, unknown: None }
}

/// The schema in GraphQL's own language.
pub fn sdl() -> String {
    Schema::build(Query::<Library>::default(), EmptyMutation, EmptySubscription)
        .register_output_type::<Interfaces<Library>>()
        .finish()
        .sdl()
}
