//! Plans as `depositary explain` shows them: ten with their SQL to the letter, the only ones that are.
//!
//! They need no database. What they show is what PostgreSQL is told: the last test compares the two for every query of the
//! tests.

use crate::{app::TestApp, differential::documents, environment, postgres};
use depositary::explain::{explain, variables};
use serde_json::{Value, json};
use std::process::{Command, Output};

fn plan(query: &str, given: &Value) -> String {
    let given = variables(&given.to_string()).expect("an object");
    explain(query, None, &given).unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn nested_lists() {
    insta::assert_snapshot!(plan(
        "query ($slug: String!) {
            organization(slug: $slug) {
                name
                organs(first: 5) { nodes { name offices { nodes { name tenures { nodes { person { name } } } } } } }
                again: organs(first: 5) { pageInfo { hasNextPage } }
            }
        }",
        &json!({ "slug": "cis" })
    ));
}

#[test]
fn join_tables_with_denormalized_columns() {
    insta::assert_snapshot!(plan(
        "{
            organ(slug: \"council-of-heads-of-state\") {
                fromTheJoinTable: meetings { totalCount nodes { name slug date { edtf } documents { nodes { name kind } } } }
                joined: meetings(filter: { date: { within: \"2003\" } }) { totalCount nodes { name } }
                withMore: meetings(first: 3) { nodes { name place { name } } }
            }
        }",
        &json!({})
    ));
}

#[test]
fn edges_with_certainty() {
    insta::assert_snapshot!(plan(
        "{ organization(slug: \"cis\") { members(asOf: \"2000-01-01\", certainty: CERTAIN, first: 3) { edges { certainty node { status } } } } }",
        &json!({})
    ));
}

#[test]
fn total_counts() {
    insta::assert_snapshot!(plan(
        "{
            documents(filter: { kind: [TREATY] }) { totalCount }
            organization(slug: \"cis\") { members { totalCount } meetings { totalCount } }
        }",
        &json!({})
    ));
}

#[test]
fn computed_fields_with_their_inputs() {
    insta::assert_snapshot!(plan(
        "{
            document(slug: \"collective-security-treaty\") {
                parties(asOf: \"1999-06-01\") { party { name } certainty because { rule statement { ... on TreatyAction { action } } } }
                statusOn(date: \"1999-06-01\") { certainty }
            }
        }",
        &json!({})
    ));
}

#[test]
fn records_of_several_kinds() {
    insta::assert_snapshot!(plan(
        "{
            record(slug: \"dushanbe\") { name ... on Place { region } ... on Meeting { kind } }
            state(slug: \"georgia\") { memberships { nodes { body { name ... on Organ { kind } } } } }
        }",
        &json!({})
    ));
}

#[test]
fn lookup_tables() {
    insta::assert_snapshot!(plan(
        "{
            places(first: 3) { nodes { name state { name } } }
            organization(slug: \"cis\") { members(first: 3) { nodes { state { name places(first: 1) { nodes { name } } } } } }
        }",
        &json!({})
    ));
}

#[test]
fn search() {
    insta::assert_snapshot!(plan(
        "query ($words: String!) {
            search(query: $words, kinds: [ORGAN], first: 10) { totalCount facets { kind count } edges { viaName highlight node { name } } }
        }",
        &json!({ "words": "defence minsters" })
    ));
}

/// Among them an id of a kind that there is not, which takes no statement.
#[test]
fn nodes_by_their_ids() {
    insta::assert_snapshot!(plan(
        "{
            node(id: \"T1JHQU5JWkFUSU9OOjY\") { id ... on Organization { abbreviation } }
            nodes(ids: [\"U1RBVEU6NA\", \"U1RBVEU6NQ\", \"T1JHQU5JWkFUSU9OOjY\"]) { id ... on State { iso2 } }
            wrong: node(id: \"nonsense\") { id }
        }",
        &json!({})
    ));
}

#[test]
fn the_timeline_from_a_cursor_on() {
    insta::assert_snapshot!(plan(
        "query ($after: String) {
            timeline(first: 20, after: $after, filter: { kind: [MEETING] }) {
                totalCount
                edges { isOrderCertain node { kind date { edtf } what { ... on RegisterRecord { name } } } }
            }
        }",
        &json!({ "after": "REFURSs3IDI5MTEwMDA" })
    ));
}

#[test]
fn a_plan_shows_no_value_of_an_argument() {
    let query = "query ($slug: String!, $day: EDTF) {
        organization(slug: $slug) { members(asOf: $day) { edges { certainty } } }
    }";
    let shown = plan(query, &json!({ "slug": "a-slug-of-nobody", "day": "1987-06-05" }));
    assert!(shown.contains("$1 text: an argument") && shown.contains("$1 int8[]: keys of the rows above"), "{shown}");
    assert!(!shown.contains("a-slug-of-nobody") && !shown.contains("1987"), "{shown}");
}

/// Runs `depositary explain` without a database.
fn run(document: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("query.graphql");
    std::fs::write(&file, document).expect("a file");
    std::fs::write(folder.path().join("variables.json"), r#"{ "slug": "cis" }"#).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_depositary"));
    for name in environment::variables() {
        command.env_remove(name);
    }
    command.current_dir(folder.path()).args(["explain", "query.graphql"]).args(arguments).output().expect("the program")
}

#[test]
fn the_command_shows_the_plan_of_an_operation() {
    let document = "query One($slug: String!) { state(slug: $slug) { name } } query Two { __typename }";
    let one = r#"{ "slug": "cis" }"#;
    for arguments in
        [["--operation", "One", "--variables", one], ["--operation", "One", "--variables", "@variables.json"]]
    {
        let shown = run(document, &arguments);
        let text = String::from_utf8_lossy(&shown.stdout);
        assert!(
            shown.status.success()
                && text.starts_with(
                    "1 statement, 1 of 1000 points.\nNames that find nothing take up to 2 more, in the same snapshot.\nstate: State, "
                ),
            "{shown:?}"
        );
    }
    let two = run(document, &["--operation", "Two"]);
    assert_eq!(String::from_utf8_lossy(&two.stdout), "No statement.\n");
}

#[test]
fn the_command_says_what_is_wrong_and_where() {
    for (document, arguments, said) in [
        ("{ states { nodes { nme } } }", &[][..], "query.graphql:1:20: "),
        ("query ($slug: String!) { state(slug: $slug) { name } }", &[], "BAD_USER_INPUT"),
        ("query One { __typename } query Two { __typename }", &[], "OPERATION_RESOLUTION_FAILED"),
        ("{ __typename }", &["--variables", "[1]"], "variables are a JSON object"),
        ("{ __typename }", &["--variables", "@none.json"], "none.json cannot be read"),
    ] {
        let refused = run(document, arguments);
        let text = String::from_utf8_lossy(&refused.stderr);
        assert!(
            !refused.status.success() && refused.stdout.is_empty() && text.contains(said),
            "{document}: {refused:?}"
        );
    }
}

/// **Invariant:** a plan shows every statement that its answer takes, to the letter. *Why:* what is looked at must be what
/// runs. *Enforced by:* this test.
#[actix_web::test]
async fn what_is_shown_is_what_postgresql_is_told() {
    let app = TestApp::over(postgres::clone_of(postgres::DEMONSTRATION).await).await;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut compared = 0;
    for path in ["tests/api/queries", "tests/api/queries/questions"].into_iter().flat_map(documents) {
        let query = std::fs::read_to_string(&path).unwrap();
        let Ok(shown) = explain(&query, None, &variables("{}").unwrap()) else { continue };
        let answer = app.post(&json!({ "query": query })).await;
        // Whether a name is unknown is looked up after the plan has run, where it found nothing.
        for statement in answer.statements.iter().filter(|statement| !statement.contains("\"given\"")) {
            assert!(words(&shown).contains(&words(statement)), "{}: {statement}\nis not in\n{shown}", path.display());
            compared += 1;
        }
    }
    assert!(compared > 500, "{compared}");
}
