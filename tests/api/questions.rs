//! Questions of researchers and journalists, each answered in one request over the demonstration register.
//!
//! The question stands in the first line of its query file. A snapshot holds the answer, which somebody has judged
//! against the data and its sources, and the statements it took: one for each relation and level.
//! Each question is a test of its own, so that one failure hides no other.

use crate::{app::TestApp, postgres, shape::shapes};
use serde_json::json;
use std::{collections::BTreeSet, path::Path};

/// Makes a module of each theme, with a test for each question, and the list of all.
macro_rules! questions {
    ($($(#[$about:meta])* $theme:ident of $register:ident: $($question:ident)*;)*) => {
        $($(#[$about])* mod $theme {
            $(#[actix_web::test]
            async fn $question() {
                super::ask(super::$register().await, stringify!($theme), stringify!($question)).await;
            })*
        })*

        /// All questions.
        const QUESTIONS: &[&str] = &[$($(stringify!($question)),*),*];
    };
}

questions! {
    /// Those that the register was designed from.
    design of demonstration:
        members_of_the_cis_on_new_year_2000
        heads_of_state_in_2003
        parties_to_the_collective_security_treaty_in_june_1999
        extension_of_the_collective_security_treaty
        documents_at_dushanbe_in_may_2006
        executive_secretary_in_november_2007
        who_took_no_part_in_the_anti_terrorism_centre
        terrorism_between_2000_and_2005_in_order
        where_the_sources_contradict_one_another;
    members of demonstration:
        bodies_of_belarus
        how_many_members_has_the_csto
        in_the_csto_and_not_in_the_cis
        members_and_observers_of_the_csto
        members_of_the_cis_customs_union
        members_of_the_csto_in_2010
        was_georgia_in_the_cis_in_1993
        what_belarus_and_georgia_share
        when_did_georgia_join_the_cis
        who_may_be_a_member_of_the_cis_in_2010;
    treaties of demonstration:
        is_the_collective_security_treaty_in_force
        members_of_the_cis_missing_from_the_energy_market_agreement
        missing_from_the_energy_market_agreement
        treaties_of_russia
        uncertain_dates_of_a_treaty
        who_acceded_to_the_collective_security_treaty
        who_left_the_collective_security_treaty
        who_signed_the_collective_security_treaty
        who_signed_the_export_control_agreement;
    documents of demonstration:
        constituent_documents_of_the_cis
        documents_of_the_jubilee_summit
        documents_on_terrorism_between_2000_and_2005
        documents_signed_by_ukraine
        documents_signed_in_2003
        documents_that_run_to_2005_or_later
        names_of_the_test_ban_treaty
        protocols_of_the_agreement_on_organized_crime
        sanctions_under_the_cis_charter
        titles_of_the_memorial_day
        what_the_council_of_foreign_ministers_adopted
        what_the_declaration_on_strategic_stability_says;
    meetings of demonstration:
        first_and_last_meeting_of_the_defence_ministers
        informal_summits
        joint_meetings
        meetings_by_year
        meetings_concerning_terrorism
        meetings_in_minsk
        meetings_of_vague_date
        meetings_on_iraq
        meetings_that_adopted_nothing_on_weapons
        meetings_that_were_only_planned
        meetings_without_a_place
        what_was_said_in_minsk_in_march_2004
        who_chaired_in_yalta
        who_was_at_the_meeting_of_interior_ministers;
    persons of demonstration:
        how_to_reach_the_executive_committee
        what_putin_did
        who_acted_for_the_cis_in_may_2007
        who_chaired_the_council_of_heads_of_state
        who_ran_the_executive_committee
        who_spoke_for_russia;
    bodies of demonstration:
        benefits_of_membership_in_the_csto
        branches_of_the_anti_terrorist_centre
        fight_against_arms_trafficking
        forces_of_the_csto
        joint_exercises_of_2007
        observers_to_kosovo
        organs_of_the_cis
        peacekeepers_in_tajikistan
        powers_of_the_cis
        talks_on_leaving_the_cis
        what_became_of_the_customs_union
        what_is_laid_down_on_terrorism
        what_the_executive_committee_was_before
        who_is_addressed_by_the_cis_charter;
    sources of demonstration:
        names_as_printed
        sources_and_what_they_cover
        what_is_contradictory_about_dushanbe
        what_political_scientists_say
        what_the_sources_call_the_councils;
    /// What happened in order, and what is found by words.
    course of demonstration:
        conflicts_about_the_csto
        what_happened_in_may_2003
        what_happened_to_georgia
        what_is_evrazes
        what_is_there_on_peacekeeping
        what_was_planned_and_not_known_to_happen;
    revisions of revised:
        what_changed_since_revision_1;
}

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

/// The demonstration register.
async fn demonstration() -> TestApp {
    TestApp::demonstration().await
}

/// The demonstration register with a second revision.
async fn revised() -> TestApp {
    let app = TestApp::demonstration().await;
    postgres::add(&app.database, SECOND).await;
    app
}

async fn ask(app: TestApp, theme: &str, question: &str) {
    let answer = app.query(&format!("questions/{question}"), json!({})).await;
    let shown = format!("{:#}\n\n{}", answer.data(), shapes(&answer.statements));
    insta::assert_snapshot!(format!("{theme}__{question}"), shown);
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
    let asked: BTreeSet<_> = QUESTIONS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(asked.len(), QUESTIONS.len(), "each once");
    assert_eq!(asked, files);
}
