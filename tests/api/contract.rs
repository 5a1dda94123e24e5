//! `schema.graphql` is fresh and obeys the rules of `docs/schema.md`. Needs no database.

use apollo_compiler::{
    Node, Schema,
    ast::{FieldDefinition, InputValueDefinition},
    schema::ExtendedType,
    validation::Valid,
};
use std::path::{Path, PathBuf};

const WRITTEN: &str = include_str!("../../schema.graphql");

fn schema() -> Valid<Schema> {
    Schema::parse_and_validate(WRITTEN, "schema.graphql").expect("a valid schema")
}

fn own(schema: &Schema) -> impl Iterator<Item = &ExtendedType> {
    schema.types.values().filter(|ty| !ty.is_built_in() && !ty.name().starts_with("__"))
}

fn fields(ty: &ExtendedType) -> Vec<&Node<FieldDefinition>> {
    match ty {
        ExtendedType::Object(object) => object.fields.values().map(|field| &field.node).collect(),
        ExtendedType::Interface(interface) => interface.fields.values().map(|field| &field.node).collect(),
        _ => Vec::new(),
    }
}

fn inputs(ty: &ExtendedType) -> Vec<&Node<InputValueDefinition>> {
    match ty {
        ExtendedType::InputObject(input) => input.fields.values().map(|field| &field.node).collect(),
        _ => Vec::new(),
    }
}

/// Every place of the schema that can be described, with its description.
fn described(schema: &Schema) -> Vec<(String, Option<String>)> {
    let mut all = Vec::new();
    let text = |about: &Option<Node<str>>| about.as_ref().map(ToString::to_string);
    for ty in own(schema) {
        all.push((ty.name().to_string(), ty.description().map(ToString::to_string)));
        for field in fields(ty) {
            all.push((format!("{}.{}", ty.name(), field.name), text(&field.description)));
            for argument in &field.arguments {
                all.push((format!("{}.{}({})", ty.name(), field.name, argument.name), text(&argument.description)));
            }
        }
        for input in inputs(ty) {
            all.push((format!("{}.{}", ty.name(), input.name), text(&input.description)));
        }
        if let ExtendedType::Enum(values) = ty {
            for value in values.values.values() {
                all.push((format!("{}.{}", ty.name(), value.value), text(&value.description)));
            }
        }
    }
    all
}

#[test]
fn schema_graphql_is_fresh() {
    assert!(depositary::schema::sdl() == WRITTEN, "run `make schema` and review the change");
}

#[test]
fn everything_is_described_in_sentences() {
    let bare: Vec<_> = described(&schema())
        .into_iter()
        .filter(|(_, about)| {
            !about.as_ref().is_some_and(|about| about.trim().ends_with('.') && !about.starts_with("The "))
        })
        .collect();
    assert!(bare.is_empty(), "without a sentence, or beginning with \"The\": {bare:#?}");
}

#[test]
fn the_root_says_how_much_one_request_may_ask() {
    let limits = prepare::Limits::default();
    let said = format!("{} fields here and rename {} fields by aliases", limits.root_fields, limits.aliases);
    let schema = schema();
    let about = schema.types.get("Query").and_then(|query| query.description()).expect("a description");
    assert!(about.contains(&said), "{about}");
}

#[test]
fn relations_are_objects_and_lists_of_records_are_pages() {
    let schema = schema();
    let mut wrong = Vec::new();
    for ty in own(&schema) {
        for field in fields(ty) {
            let place = format!("{}.{}", ty.name(), field.name);
            if field.name.ends_with("Id") || field.name.ends_with("Ids") {
                wrong.push(format!("{place}: a key instead of an object"));
            }
            let target = schema.types.get(field.ty.inner_named_type()).expect("a type");
            let connection = ty.name().ends_with("Connection") || (ty.name() == "Query" && field.name == "nodes");
            // A computed list of one record has no identity of its own, and is no longer than the record has parties.
            let is_record = match target {
                ExtendedType::Object(object) => object.implements_interfaces.contains("Node"),
                ExtendedType::Interface(_) | ExtendedType::Union(_) => true,
                _ => false,
            };
            if field.ty.is_list() && is_record && !connection {
                wrong.push(format!("{place}: a list that is no page"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn connections_are_those_of_relay() {
    let schema = schema();
    for ty in own(&schema).filter(|ty| ty.name().ends_with("Connection")) {
        let named: Vec<_> =
            fields(ty).into_iter().map(|field| (field.name.to_string(), field.ty.to_string())).collect();
        let name = ty.name().strip_suffix("Connection").expect("a connection");
        let edge = schema.types.get(format!("{name}Edge").as_str()).expect("its edge");
        let edge: Vec<_> = fields(edge).into_iter().collect();
        let node = edge.iter().find(|field| field.name == "node").expect("a node").ty.to_string();
        assert!(node == format!("{name}!") || edge.len() > 2, "an edge that says no more names the node's type");
        assert_eq!(edge[0].name, "cursor", "{name}");
        // Other members, such as groups, come after these.
        let named = &named[..4];
        let expected = [
            ("nodes", format!("[{node}]!")),
            ("edges", format!("[{name}Edge!]!")),
            ("pageInfo", "PageInfo!".to_owned()),
            ("totalCount", "Int!".to_owned()),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(name, ty)| (name.to_owned(), ty)).collect();
        assert_eq!(named, expected, "{}", ty.name());
    }
    for ty in own(&schema) {
        for field in fields(ty).into_iter().filter(|field| field.ty.inner_named_type().ends_with("Connection")) {
            let arguments: Vec<_> = field.arguments.iter().map(|argument| argument.name.as_str()).collect();
            for wanted in ["first", "after", "last", "before"] {
                assert!(arguments.contains(&wanted), "{}.{} lacks {wanted}", ty.name(), field.name);
            }
        }
    }
}

#[test]
fn booleans_have_a_verb_and_enum_values_shout() {
    let schema = schema();
    let mut wrong = Vec::new();
    for ty in own(&schema) {
        for field in fields(ty).into_iter().filter(|field| field.ty.inner_named_type() == "Boolean") {
            if !["is", "has", "can"].iter().any(|verb| field.name.starts_with(verb)) {
                wrong.push(format!("{}.{}", ty.name(), field.name));
            }
        }
        if let ExtendedType::Enum(values) = ty {
            let quiet = |value: &str| !value.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
            wrong.extend(
                values.values.keys().filter(|value| quiet(value)).map(|value| format!("{}.{value}", ty.name())),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every `.graphql` file below a folder.
fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "graphql")).collect()
}

#[test]
fn the_queries_of_the_tests_and_of_the_page_are_valid() {
    let schema = schema();
    for folder in ["tests/api/queries", "tests/api/queries/questions", "web/src/examples"] {
        let documents = documents(folder);
        assert!(!documents.is_empty(), "{folder} is empty");
        for path in documents {
            let text = std::fs::read_to_string(&path).expect("a document");
            if let Err(error) = apollo_compiler::ExecutableDocument::parse_and_validate(&schema, &text, &path) {
                panic!("{error}");
            }
        }
    }
}
