//! The demonstration register covers its sources, and rests on nothing else.
//!
//! The texts are not here. `data/coverage/` holds what can be known of them without repeating them, and
//! `scripts/sentences --check` tells whether it is true to them; `data/README.md` says what the lists hold.

mod cases;
mod checks;
mod codes;
mod entries;
mod lists;
mod served;
mod words;

use lists::Register;

/// Fails with everything that a check found.
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn something_rests_on_each_sentence_or_a_reason_is_given() {
    none(&checks::sentences(&Register::demonstration()));
}

#[test]
fn each_citation_names_a_sentence_that_there_is() {
    none(&checks::citations(&Register::demonstration()));
}

#[test]
fn each_record_and_statement_rests_on_a_sentence() {
    none(&checks::entries(&Register::demonstration()));
}

#[test]
fn each_place_is_printed_where_it_is_said_to_be() {
    none(&checks::places(&Register::demonstration()));
}

#[test]
fn each_state_is_printed_where_it_is_said_to_be() {
    none(&checks::states(&Register::demonstration()));
}

#[test]
fn each_person_is_printed_where_something_is_said_of_them() {
    none(&checks::persons(&Register::demonstration()));
}

#[test]
fn each_date_is_printed_where_it_is_said_to_be() {
    none(&checks::dates(&Register::demonstration()));
}

#[test]
fn no_run_of_eight_words_is_taken_from_a_source() {
    none(&words::borrowed(&Register::demonstration()));
}

#[test]
fn runs_are_listed_as_they_are_looked_for() {
    let register = Register::demonstration();
    let titles = register.entries.iter().filter(|entry| entry.kind == "name" && entry.text("kind") == Some("OFFICIAL"));
    let runs: Vec<_> = titles.flat_map(|title| words::runs(title.text("text").unwrap())).collect();
    // Two titles are longer than eight words.
    assert!(runs.len() > 10, "{runs:?}");
    assert!(runs.iter().all(|run| register.runs.contains(&words::hash(run))), "{runs:?}");
}

#[test]
fn each_state_has_its_codes_from_iso_3166() {
    none(&codes::codes(&Register::demonstration()));
}
