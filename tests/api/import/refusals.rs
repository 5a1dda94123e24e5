//! Refusals: all that is wrong, each with its file and line, and nothing written.
use crate::import::register::Register;
use depositary::import::Refused;

#[tokio::test]
async fn every_problem_of_a_set_is_named() {
    let register = Register::with_base().await;
    let before = register.rows().await;
    let text = "
[[membership]]
body = 'armenia'
member = 'nobody'
status = 'FULL'
from = '1993-13'
cite = ['page 1 x']

[[membership]]
body = 'cis'
member = 'armenia'
status = 'FULL'
from = '1999'
to = '1993'
ended = 'NO'

[[membership]]
body = 'cis'
member = 'armenia'
status = 'FULL'

[[relation]]
subject = 'cis'
relation = 'EXTENDS'
object = 'armenia'

[[office]]
slug = 'armenia'
name = 'Chair'
body = 'page'
";
    let files = [("a.toml", text), ("b.toml", "[[state]]\nname = 'X'\n")];
    let problems = register.problems(register.import(&files).await);
    assert_eq!(
        problems,
        [
            "a.toml:3: \"armenia\" is a state, but this field takes one of: organization, organ, force",
            "a.toml:4: there is no record or statement \"nobody\"",
            "a.toml:6: '1993-13' is not an EDTF date: month must be 01-12 or a sub-year code 21-41 (character 6); write, for example, 2003-09-18, 2003-09, 2003 or 2003~",
            "a.toml:7: \"x\" names no paragraph: write paragraph.sentence, as in \"page 1 2.1\"",
            "a.toml:14: `to` gives an end, so `ended` must be YES",
            "a.toml:14: the spell certainly ends before it starts: 1993 lies before 1999",
            "a.toml:17: two entries have the key \"cis/armenia\" of a membership: write a `key` to tell them apart (the other: a.toml:9)",
            "a.toml:24: EXTENDS does not join an organization to a state",
            "a.toml:27: the slug \"armenia\" belongs to a state of the register",
            "a.toml:30: \"page\" is a source, but this field takes one of: organization, organ, state",
            "b.toml:1: the state has no slug",
            "base.toml:8: the slug \"armenia\" is used twice (the other: a.toml:27)",
        ]
    );
    assert!(register.changes(&before).await.is_empty());
}

#[tokio::test]
async fn a_path_that_cannot_be_read_is_a_problem() {
    let register = Register::new().await;
    let mut options = register.options(&[]);
    options.paths.push("missing".into());
    let outcome = depositary::import::run(&register.db, &options).await;
    let Err(Refused::Problems(problems)) = outcome else {
        panic!("not refused");
    };
    assert!(problems[0].to_string().starts_with("missing: cannot be read"));
}

/// What stands around a place that is no TOML may have been read otherwise than it was meant.
#[tokio::test]
async fn of_a_file_that_is_no_toml_nothing_else_is_said() {
    let register = Register::with_base().await;
    let text = "
[[organization]
slug = 'union'
kind = 'NONE'
";
    let problems = register.problems(register.import(&[("a.toml", text)]).await);
    assert!(problems.iter().all(|problem| problem.starts_with("a.toml:2: ")), "{problems:?}");
    assert_eq!(problems.len(), 1, "{problems:?}");
}
