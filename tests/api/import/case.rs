//! The folder `cases/importer-messages`: what the importer says of it, as a whole and entry by entry.
use crate::import::register::Register;
use depositary::import::{self, Options};
use std::fs;

const CASE: &str = include_str!("../cases/importer-messages/data.toml");
/// Records that parts of the case refer to and other parts give.
const OTHERS: &str = "
[[source]]
slug = 'list'
name = 'A status list'
kind = 'WEB_PAGE'
cite = ['list']
[[state]]
slug = 'one'
name = 'One'
cite = ['list']
[[state]]
slug = 'two'
name = 'Two'
cite = ['list']
[[organization]]
slug = 'au'
name = 'A'
kind = 'OTHER'
cite = ['list']
";

/// One numbered part of the case.
fn part(number: usize) -> &'static str {
    let start = CASE.find(&format!("\n# {number}. ")).unwrap_or_else(|| panic!("the case has no part {number}"));
    let rest = &CASE[start + 1..];
    &rest[..rest.find("\n# ").unwrap_or(rest.len())]
}

/// The records of [`OTHERS`] that a part does not give itself.
fn others(part: &str) -> String {
    let entries = OTHERS.split("[[").filter(|entry| entry.contains("slug"));
    let is_missing = |entry: &&str| {
        let slug = entry.split('\'').nth(1).unwrap();
        !part.contains(&format!("slug = \"{slug}\""))
    };
    entries.filter(is_missing).map(|entry| format!("[[{entry}")).collect::<Vec<_>>().concat()
}

/// What is said of a part that is imported without the others: reasons of a refusal, or else warnings.
async fn said(number: usize) -> Vec<String> {
    let register = Register::new().await;
    let options = register.options(&[("part.toml", part(number)), ("others.toml", &others(part(number)))]);
    fs::remove_file(options.paths[0].join("base.toml")).unwrap();
    let outcome = import::run(&register.db, &Options { dry_run: true, ..options }).await;
    match outcome {
        Ok(report) => report.warnings.into_iter().map(|warning| format!("warning: {}", warning.reason)).collect(),
        refused => {
            let problems = register.problems(refused);
            problems.iter().map(|problem| problem.splitn(3, ':').last().unwrap().trim().to_owned()).collect()
        }
    }
}

#[tokio::test]
async fn importer_messages() {
    let expected: [(usize, &[&str]); 9] = [
        (1, &["`iso2` is \"ga\", but must be two capital letters of ISO 3166-1, as \"AM\""]),
        (2, &["two entries have the `iso2` \"ZZ\""]),
        (3, &["`name` holds the control character U+0000"]),
        (4, &["`language` is \"French (France)\", but must be a language tag of BCP 47, as `en`, `ru` or `sr-Latn`"]),
        (5, &["`name` is blank: fill it or leave it out"]),
        (
            6,
            &[
                "warning: it is part of a cycle of successions",
                "warning: it is part of a cycle of successions",
                "warning: its subject succeeds itself",
            ],
        ),
        (
            7,
            &[
                "warning: it lies before the ADOPTION of its document",
                "warning: it lies in the future but is said to have happened: give its `modality`",
                "warning: WITHDRAWAL lies before the RATIFICATION of the same party",
                "warning: it lies before the ADOPTION of its document",
            ],
        ),
        (
            8,
            &[
                "a membership has no field `frm` (did you mean `from`?); it has key, claim_of, cite, body, member, status, role, label, end_reason, reason, decided_by, modality, rank, from, to, ended, attested_on",
            ],
        ),
        (
            9,
            &[
                "`[[office.tenure]]` stands below no `[[office]]`: write that above it, or `[[tenure]]` with the field that names the office",
            ],
        ),
    ];
    for (number, expected) in expected {
        let said = said(number).await;
        assert_eq!(said.len(), expected.len(), "part {number}: {said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            // Where else a code stands is said behind it.
            assert_eq!(said.split(" (the other: ").next().unwrap(), *expected, "part {number}");
        }
    }
}

#[tokio::test]
async fn all_refusals_of_the_case_come_in_one_run_with_their_lines() {
    let register = Register::new().await;
    let options = register.options(&[("data.toml", CASE)]);
    fs::remove_file(options.paths[0].join("base.toml")).unwrap();
    let problems = register.problems(import::run(&register.db, &options).await);
    let lines = problems.iter().map(|problem| problem.split(": ").next().unwrap()).collect::<Vec<_>>();
    let expected = [12, 24, 30, 38, 44, 110, 114].map(|line| format!("data.toml:{line}"));
    assert_eq!(lines, expected, "{problems:#?}");
    assert!(problems[1].ends_with("(the other: data.toml:19)"), "{problems:#?}");
}

#[tokio::test]
async fn of_a_folder_with_files_of_other_forms_each_is_named() {
    let register = Register::new().await;
    let table = "Armenia,AM,ARM\n".repeat(20_000);
    let states = others("");
    let files = [("a.toml", states.as_str()), ("B.TOML", "x"), ("c.toml.txt", "x"), ("states.csv", table.as_str())];
    let options = register.options(&files);
    let report = import::run(&register.db, &Options { dry_run: true, ..options }).await.unwrap();
    let warnings = report.warnings.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(warnings.len(), 3, "{warnings:#?}");
    for (warning, name) in warnings.iter().zip(["B.TOML", "c.toml.txt", "states.csv"]) {
        assert!(warning.contains(name) && warning.contains("is not read"), "{warning}");
    }

    // The same table under the name of a data file gives one sentence, not one for each line.
    let problems = register.problems(register.import(&[("states.toml", &table)]).await);
    assert_eq!(problems.len(), 1, "{} problems", problems.len());
    assert!(problems[0].starts_with("states.toml:1: is this a data file in TOML?"), "{}", problems[0]);
}
