//! Tests of what is refused, and of the resulting selections.

mod limits;
mod selection;
mod values;
mod verdicts;

use super::{JsonMap, Limits, Operation, Prepare};
use engine::selection::{Below, Selection};
use fault::{Code, RequestError};

/// A small register.
const SDL: &str = r#"
directive @oneOf on INPUT_OBJECT
scalar EDTF
enum Certainty { CERTAIN POSSIBLE }
interface Node { id: ID! }
interface Record implements Node { id: ID! name: String! relations(first: Int, after: String, last: Int): RecordConnection! }
type State implements Node & Record { id: ID! name: String! code: String relations(first: Int, after: String, last: Int): RecordConnection! }
type Organ implements Node & Record { id: ID! name: String! kind: String relations(first: Int, after: String, last: Int): RecordConnection! home: Record parties: [Party!]! members(asOf: EDTF, certainty: Certainty = POSSIBLE, filter: Filter, first: Int, last: Int): RecordConnection! }
type Figure implements Node { id: ID! value: Int }
type RecordConnection { edges: [RecordEdge!]! nodes: [Record!]! pageInfo: PageInfo! totalCount: Int! }
type PageInfo { endCursor: String }
type RecordEdge { cursor: String! node: Record! }
union Party = State | Organ
input Filter { and: [Filter!] kind: [String!] name: String certainty: Certainty = CERTAIN order: Order ids: [ID!] at: EDTF grid: [[Int]] }
input Order { field: String! descending: Boolean! = false }
input Key @oneOf { id: ID slug: String }
type Query {
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  record(key: Key!): Record
  party(slug: String!): Party
  organ(slug: String = "cis"): Organ
  organs(filter: Filter, first: Int, after: String, last: Int): RecordConnection!
  number(first: Int! = 3, ratio: Float): Int
}
input RenameInput { id: ID! name: String! }
type Mutation { rename(input: RenameInput!): Organ }
type Subscription { changed(kinds: [String!]): Record! }
"#;

fn prepare() -> Prepare {
    Prepare::new(SDL, Limits::default())
}

fn ask_with(text: &str, variables: &str) -> Result<Operation, Vec<RequestError>> {
    let variables: JsonMap =
        apollo_compiler::response::serde_json_bytes::serde_json::from_str(variables).expect("JSON");
    prepare().document(text)?.operation(None, &variables)
}

fn ask(text: &str) -> Result<Operation, Vec<RequestError>> {
    ask_with(text, "{}")
}

fn selections(text: &str) -> Vec<Selection> {
    ask(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}")).selections
}

/// Code and message of the first error; none if it is accepted.
fn refusal<T>(result: Result<T, Vec<RequestError>>) -> Option<(Code, String)> {
    let fault = result.err()?.into_iter().next()?.fault;
    Some((fault.code, fault.message))
}

fn code<T>(result: Result<T, Vec<RequestError>>) -> Option<Code> {
    refusal(result).map(|(code, _)| code)
}

/// Fields in a short notation: `key:name{below}`, types in brackets.
fn short(fields: &[Selection]) -> String {
    let field = |field: &Selection| {
        let key = if field.key == field.name { String::new() } else { format!("{}:", field.key) };
        let below = match &field.below {
            Below::Leaf => String::new(),
            Below::Object(fields) => format!("{{{}}}", short(fields)),
            Below::Possible(types) => {
                let types: Vec<_> = types.iter().map(|(name, fields)| format!("{name}[{}]", short(fields))).collect();
                format!("<{}>", types.join(" "))
            }
        };
        format!("{key}{}{below}", field.name)
    };
    fields.iter().map(field).collect::<Vec<_>>().join(" ")
}
