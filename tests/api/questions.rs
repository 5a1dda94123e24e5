//! Questions of researchers and journalists, each answered in one request over the demonstration register.
//!
//! The question stands in the first line of its query file. A snapshot holds the answer, which somebody has judged
//! against the data and its sources, and the statements it took: one for each relation and level.

use crate::{app::TestApp, postgres};
use serde_json::json;
use std::{collections::BTreeSet, path::Path};

/// The questions, by what they are about.
const THEMES: &[(&str, &[&str])] = &[
    ("design", DESIGN),
    ("members", MEMBERS),
    ("treaties", TREATIES),
    ("documents", DOCUMENTS),
    ("meetings", MEETINGS),
    ("persons", PERSONS),
    ("bodies", BODIES),
    ("sources", SOURCES),
    ("course", COURSE),
    ("revisions", REVISIONS),
];

/// Those that the register was designed from.
const DESIGN: &[&str] = &[
    "members_of_the_cis_on_new_year_2000",
    "heads_of_state_in_2003",
    "parties_to_the_collective_security_treaty_in_june_1999",
    "extension_of_the_collective_security_treaty",
    "documents_at_dushanbe_in_may_2006",
    "executive_secretary_in_november_2007",
    "who_took_no_part_in_the_anti_terrorism_centre",
    "terrorism_between_2000_and_2005_in_order",
    "where_the_sources_contradict_one_another",
];

const MEMBERS: &[&str] = &[
    "bodies_of_belarus",
    "how_many_members_has_the_csto",
    "in_the_csto_and_not_in_the_cis",
    "members_and_observers_of_the_csto",
    "members_of_the_cis_customs_union",
    "members_of_the_csto_in_2010",
    "was_georgia_in_the_cis_in_1993",
    "what_belarus_and_georgia_share",
    "when_did_georgia_join_the_cis",
    "who_may_be_a_member_of_the_cis_in_2010",
];

const TREATIES: &[&str] = &[
    "is_the_collective_security_treaty_in_force",
    "members_of_the_cis_missing_from_the_energy_market_agreement",
    "missing_from_the_energy_market_agreement",
    "treaties_of_russia",
    "uncertain_dates_of_a_treaty",
    "who_acceded_to_the_collective_security_treaty",
    "who_left_the_collective_security_treaty",
    "who_signed_the_collective_security_treaty",
    "who_signed_the_export_control_agreement",
];

const DOCUMENTS: &[&str] = &[
    "constituent_documents_of_the_cis",
    "documents_of_the_jubilee_summit",
    "documents_on_terrorism_between_2000_and_2005",
    "documents_signed_by_ukraine",
    "documents_signed_in_2003",
    "documents_that_run_to_2005_or_later",
    "names_of_the_test_ban_treaty",
    "protocols_of_the_agreement_on_organized_crime",
    "sanctions_under_the_cis_charter",
    "titles_of_the_memorial_day",
    "what_the_council_of_foreign_ministers_adopted",
    "what_the_declaration_on_strategic_stability_says",
];

const MEETINGS: &[&str] = &[
    "first_and_last_meeting_of_the_defence_ministers",
    "informal_summits",
    "joint_meetings",
    "meetings_by_year",
    "meetings_concerning_terrorism",
    "meetings_in_minsk",
    "meetings_of_vague_date",
    "meetings_on_iraq",
    "meetings_that_adopted_nothing_on_weapons",
    "meetings_that_were_only_planned",
    "meetings_without_a_place",
    "what_was_said_in_minsk_in_march_2004",
    "who_chaired_in_yalta",
    "who_was_at_the_meeting_of_interior_ministers",
];

const PERSONS: &[&str] = &[
    "how_to_reach_the_executive_committee",
    "what_putin_did",
    "who_acted_for_the_cis_in_may_2007",
    "who_chaired_the_council_of_heads_of_state",
    "who_ran_the_executive_committee",
    "who_spoke_for_russia",
];

const BODIES: &[&str] = &[
    "benefits_of_membership_in_the_csto",
    "branches_of_the_anti_terrorist_centre",
    "fight_against_arms_trafficking",
    "forces_of_the_csto",
    "joint_exercises_of_2007",
    "observers_to_kosovo",
    "organs_of_the_cis",
    "peacekeepers_in_tajikistan",
    "powers_of_the_cis",
    "talks_on_leaving_the_cis",
    "what_became_of_the_customs_union",
    "what_is_laid_down_on_terrorism",
    "what_the_executive_committee_was_before",
    "who_is_addressed_by_the_cis_charter",
];

const SOURCES: &[&str] = &[
    "names_as_printed",
    "sources_and_what_they_cover",
    "what_is_contradictory_about_dushanbe",
    "what_political_scientists_say",
    "what_the_sources_call_the_councils",
];

/// What happened in order, and what is found by words.
const COURSE: &[&str] = &[
    "conflicts_about_the_csto",
    "what_happened_in_may_2003",
    "what_happened_to_georgia",
    "what_is_evrazes",
    "what_is_there_on_peacekeeping",
    "what_was_planned_and_not_known_to_happen",
];

const REVISIONS: &[&str] = &["what_changed_since_revision_1"];

/// A second revision of the demonstration register: one place is renamed, one is new.
const SECOND: &str = r#"
[[place]]
slug = "moscow"
name = "Moscow (city)"
locality = "Moscow"
cite = ["cis-page block-9 3.1"]

[[place]]
slug = "haven"
name = "Haven"
cite = ["cis-page"]
"#;

/// Asks the questions of a theme.
async fn ask(theme: &str) {
    ask_of(&TestApp::demonstration().await, theme).await;
}

async fn ask_of(app: &TestApp, theme: &str) {
    let (_, questions) = THEMES.iter().find(|(name, _)| *name == theme).expect("a theme");
    for question in *questions {
        let answer = app.query(&format!("questions/{question}"), json!({})).await;
        let (number, statements) = (answer.statements.len(), answer.statements.join(";\n"));
        let shown = format!("{:#}\n\n-- {number} statements\n{statements};", answer.data());
        insta::assert_snapshot!(format!("{theme}__{question}"), shown);
    }
}

#[actix_web::test]
async fn questions_that_the_register_was_designed_from() {
    ask("design").await;
}

#[actix_web::test]
async fn questions_about_members() {
    ask("members").await;
}

#[actix_web::test]
async fn questions_about_treaties() {
    ask("treaties").await;
}

#[actix_web::test]
async fn questions_about_documents() {
    ask("documents").await;
}

#[actix_web::test]
async fn questions_about_meetings() {
    ask("meetings").await;
}

#[actix_web::test]
async fn questions_about_persons_and_how_to_reach_them() {
    ask("persons").await;
}

#[actix_web::test]
async fn questions_about_bodies_and_what_they_do() {
    ask("bodies").await;
}

#[actix_web::test]
async fn questions_about_sources_and_their_faults() {
    ask("sources").await;
}

#[actix_web::test]
async fn questions_about_the_course_of_things_and_by_words() {
    ask("course").await;
}

#[actix_web::test]
async fn questions_about_revisions() {
    let app = TestApp::demonstration().await;
    postgres::add(&app.database, SECOND).await;
    ask_of(&app, "revisions").await;
}

#[test]
fn every_question_is_asked_once_and_says_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/queries/questions");
    let mut files = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let question = text.lines().next().unwrap_or_default();
        assert!(question.starts_with("# ") && question.ends_with('?'), "{}: {question}", path.display());
        files.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    let asked: Vec<_> = THEMES.iter().flat_map(|(_, questions)| *questions).map(|name| (*name).to_owned()).collect();
    assert_eq!(asked.len(), files.len(), "each once");
    assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), files);
}
