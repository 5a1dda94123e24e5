//! What the importer says, in the words of data files: each refusal with its place, all at once.
use crate::import::register::Register;
use depositary::import::{self, Options, Refused};

/// Imports one file and gives what is refused.
async fn refused(text: &str) -> Vec<String> {
    let register = Register::with_base().await;
    register.problems(register.import(&[("a.toml", text)]).await)
}

async fn warned(text: &str) -> Vec<(usize, String)> {
    let register = Register::with_base().await;
    let report = register.import(&[("a.toml", text)]).await.unwrap_or_else(|refused| panic!("{refused}"));
    report.warnings.into_iter().map(|warning| (warning.line, warning.reason)).collect()
}

#[tokio::test]
async fn values_are_refused_all_at_once_and_in_words() {
    let text = "[[state]]
slug = 'gabon'
name = 'Gabon'
iso2 = 'ga'
iso3 = 'GABON'
cite = ['page']
[[state]]
slug = 'one'
name = '   '
iso2 = 'AM'
cite = ['page']
[[state]]
slug = 'two'
name = \"N\\u0000ul\"
iso2 = 'ZZ'
cite = ['page']
[[state]]
slug = 'three'
name = 'Three'
iso2 = 'ZZ'
cite = ['page']
[[state]]
slug = 'four'
name = 'Four'
iso2 = 'ZZ'
cite = ['page']
[[name]]
subject = 'four'
text = 'Quatre'
kind = 'OFFICIAL'
language = 'French (France)'
cite = ['page']
[[place]]
slug = 'pole'
name = 'Pole'
latitude = 91
longitude = 0
cite = ['page']
[[membership]]
body = 'cis'
member = 'four'
status = 'FULL'
frm = '2002'
cite = ['page']
";
    assert_eq!(
        refused(text).await,
        [
            "a.toml:4: `iso2` is \"ga\", but must be two capital letters of ISO 3166-1, as \"AM\"",
            "a.toml:5: `iso3` is \"GABON\", but must be three capital letters of ISO 3166-1, as \"ARM\"",
            "a.toml:9: `name` is blank: fill it or leave it out",
            "a.toml:14: `name` holds the control character U+0000",
            "a.toml:25: two entries have the `iso2` \"ZZ\" (the other: a.toml:20)",
            "a.toml:31: `language` is \"French (France)\", but must be a language tag of BCP 47, as `en`, `ru` or `sr-Latn`",
            "a.toml:36: `latitude` must be between -90 and 90",
            "a.toml:43: a membership has no field `frm` (did you mean `from`?); it has key, claim_of, cite, body, member, status, role, label, end_reason, reason, decided_by, modality, rank, from, to, ended, attested_on",
        ]
    );
}

#[tokio::test]
async fn a_code_of_a_record_of_the_register_is_refused_with_its_name() {
    let text = "[[state]]\nslug = 'a'\nname = 'A'\niso2 = 'AM'\ncite = ['page']\n";
    let register = Register::with_base().await;
    let options = register.options(&[("a.toml", text)]);
    std::fs::remove_file(options.paths[0].join("base.toml")).unwrap();
    let problems = register.problems(import::run(&register.db, &options).await);
    assert_eq!(problems, ["a.toml:4: the state \"armenia\" of the register already has the `iso2` \"AM\""]);
}

#[tokio::test]
async fn what_is_too_long_is_refused_before_postgresql_sees_it() {
    let long = "x".repeat(200_000);
    let words = "word ".repeat(30_000);
    for (text, wanted) in [
        (format!("[[state]]\nslug = '{long}'\nname = 'A'\ncite = ['page']\n"), "a slug has 200 characters at most"),
        (format!("[[state]]\nslug = 'a'\nname = '{long}'\ncite = ['page']\n"), "`name` is too long"),
        (format!("[[remark]]\nkey = '{long}'\nkind = 'GAP'\ntext = 'x'\ncite = ['page']\n"), "`key` is too long"),
        (format!("[[remark]]\nkey = 'a'\nkind = 'GAP'\ntext = '{words}'\ncite = ['page']\n"), "`text` is too long"),
        (
            "[[remark]]\nkey = 'a'\nkind = 'GAP'\ntext = 'x'\ncite = ['page', { source = 'page', note = '".to_owned()
                + &long
                + "' }]\n",
            "`note` is too long",
        ),
    ] {
        let problems = refused(&text).await;
        assert!(
            problems.len() == 1 && problems[0].contains(wanted),
            "{wanted}: {}",
            problems.join("\n").get(..200).unwrap_or_default()
        );
    }
}

#[tokio::test]
async fn a_hundred_problems_are_shown_and_the_others_counted() {
    let register = Register::with_base().await;
    let text = "[[state]]\nname = 'A'\ncite = ['page']\n".repeat(250);
    let refused = register.import(&[("a.toml", &text)]).await.unwrap_err();
    let said = refused.to_string();
    assert_eq!(said.lines().count(), 102);
    assert!(said.contains("and 150 more like these") && said.ends_with("250 problems; nothing was written."), "{said}");
}

#[tokio::test]
async fn what_a_terminal_would_obey_is_not_printed() {
    let register = Register::with_base().await;
    let text = "[[state]]\nslug = 'a'\nname = 'A'\niso2 = \"\\u001b]0;x\\u0007\"\ncite = ['page']\n[[state]]\nslug = \"\\u001b[2J\"\n";
    let said = register.import(&[("a.toml", text)]).await.unwrap_err().to_string();
    assert!(!said.contains(['\u{1b}', '\u{7}']), "{said:?}");
    let Refused::Problems(_) = register.import(&[("a\u{1b}[2J.toml", "x")]).await.unwrap_err() else {
        panic!("failed")
    };
}

#[tokio::test]
async fn successors_in_a_circle_are_warned_of() {
    let text = "[[organization]]
slug = 'au'
name = 'A'
kind = 'OTHER'
cite = ['page']
[[organization]]
slug = 'oau'
name = 'B'
kind = 'OTHER'
cite = ['page']
[[relation]]
subject = 'au'
relation = 'LEGAL_SUCCESSOR_OF'
object = 'oau'
cite = ['page']
[[relation]]
subject = 'oau'
relation = 'LEGAL_SUCCESSOR_OF'
object = 'au'
cite = ['page']
[[relation]]
subject = 'au'
relation = 'RENAMED_FROM'
object = 'au'
cite = ['page']
";
    let circle = "it is part of a cycle of successions";
    let expected =
        [(11, circle), (16, circle), (21, "its subject succeeds itself")].map(|(line, text)| (line, text.to_owned()));
    assert_eq!(warned(text).await, expected);
}

const TREATY: &str = "[[document]]
slug = 'treaty'
name = 'Treaty of 1996'
kind = 'TREATY'
cite = ['page']
[[document.milestone]]
step = 'ADOPTION'
date = '1996-09-10'
cite = ['page']
";
const ACTS: &str = "[[treaty_action]]
document = 'treaty'
party = 'armenia'
action = 'RATIFICATION'
date = '1896-10-14'
cite = ['page']
[[treaty_action]]
document = 'treaty'
party = 'belarus'
action = 'RATIFICATION'
date = '2099-10-14'
cite = ['page']
[[treaty_action]]
document = 'treaty'
party = 'belarus'
action = 'SIGNATURE'
date = '1996-10-14'
cite = ['page']
[[treaty_action]]
document = 'treaty'
party = 'belarus'
action = 'WITHDRAWAL'
date = '1990-10-14'
cite = ['page']
";

#[tokio::test]
async fn acts_of_the_wrong_century_are_warned_of_wherever_their_treaty_stands() {
    let expected = [
        (1, "it lies before the ADOPTION of its document"),
        (7, "it lies in the future but is said to have happened: give its `modality`"),
        (19, "WITHDRAWAL lies before the RATIFICATION of the same party"),
        (19, "it lies before the ADOPTION of its document"),
    ];
    let expected = expected.map(|(line, text)| (line, text.to_owned()));
    assert_eq!(warned(&format!("{ACTS}{TREATY}")).await, expected);

    // The treaty is of the register and not of the files.
    let register = Register::new().await;
    register.import(&[("treaty.toml", TREATY)]).await.unwrap();
    let options = register.options(&[("a.toml", ACTS)]);
    std::fs::remove_file(options.paths[0].join("base.toml")).unwrap();
    let report = import::run(&register.db, &Options { dry_run: true, ..options }).await.unwrap();
    let warned = report.warnings.into_iter().map(|warning| (warning.line, warning.reason)).collect::<Vec<_>>();
    assert_eq!(warned, expected);
}

#[tokio::test]
async fn what_comes_after_a_dissolution_is_warned_of() {
    let text = "[[organization.milestone]]
step = 'DISSOLUTION'
date = '1999'
cite = ['page']
[[organization.membership]]
member = 'armenia'
status = 'FULL'
from = '2001'
cite = ['page']
[[meeting]]
slug = 'late'
name = 'Late'
kind = 'MEETING'
organization = 'union'
date = '2002'
cite = ['page']
";
    let union = "[[organization]]\nslug = 'union'\nname = 'Union'\nkind = 'OTHER'\ncite = ['page']\n";
    let expected = [
        (10, "it begins after the dissolution of its body"),
        (15, "it lies after the dissolution of its organization"),
    ];
    assert_eq!(warned(&format!("{union}{text}")).await, expected.map(|(line, text)| (line, text.to_owned())));
}

/// Memberships, tenures and acts before and after the lives of those who take part, and of what stands above them.
const OUTSIDE_OF_LIFETIMES: &str = "[[state]]
slug = 'gone'
name = 'Gone'
cite = ['page']
[[state.milestone]]
step = 'DISSOLUTION'
date = '1992-04-27'
cite = ['page']
[[state]]
slug = 'new'
name = 'New'
cite = ['page']
[[state.milestone]]
step = 'FOUNDATION'
date = '2011-07-09'
cite = ['page']
[[organization]]
slug = 'union'
name = 'Union'
kind = 'OTHER'
cite = ['page']
[[organization.milestone]]
step = 'DISSOLUTION'
date = '2002-07-08'
cite = ['page']
[[organ]]
slug = 'council'
name = 'Council'
kind = 'COUNCIL'
organization = 'union'
cite = ['page']
[[organ.membership]]
member = 'armenia'
status = 'FULL'
attested_on = '2010'
cite = ['page']
[[membership]]
body = 'cis'
member = 'gone'
status = 'FULL'
from = '1945'
to = '1999'
cite = ['page']
[[membership]]
body = 'cis'
member = 'new'
status = 'FULL'
from = '2000'
cite = ['page']
[[membership]]
body = 'union'
member = 'armenia'
status = 'FULL'
from = '1990'
to = '2002-07-08'
cite = ['page']
[[office]]
slug = 'chair'
name = 'Chair'
body = 'council'
cite = ['page']
[[person]]
slug = 'one'
name = 'One'
cite = ['page']
[[office.tenure]]
person = 'one'
from = '2003'
cite = ['page']
[[meeting]]
slug = 'late'
name = 'Late'
kind = 'MEETING'
organs = ['council']
date = '2010'
cite = ['page']
[[document]]
slug = 'treaty'
name = 'Treaty'
kind = 'TREATY'
cite = ['page']
[[document.treaty_action]]
party = 'gone'
action = 'ACCESSION'
date = '1993'
cite = ['page']
[[document.treaty_action]]
party = 'new'
action = 'ACCESSION'
date = '1999'
cite = ['page']
[[document.treaty_action]]
party = 'new'
action = 'SIGNATURE'
date = '2011'
cite = ['page']
";

#[tokio::test]
async fn what_lies_outside_of_a_lifetime_is_warned_of_whatever_stands_above_or_takes_part() {
    let expected = [
        (32, "it is attested after the dissolution of a record above its body"),
        (37, "it lasts beyond the dissolution of its member"),
        (44, "it begins before the foundation of its member"),
        (66, "it begins after the dissolution of a record above its office"),
        (70, "it lies after the dissolution of its organization"),
        (82, "it lies after the dissolution of its party"),
        (87, "it lies before the foundation of its party"),
    ];
    assert_eq!(warned(OUTSIDE_OF_LIFETIMES).await, expected.map(|(line, text)| (line, text.to_owned())));
}

#[tokio::test]
async fn a_name_that_is_mistyped_is_answered_with_what_may_be_meant() {
    for (text, wanted) in [
        ("[[organisation]]\nslug = 'a'\n", "a.toml:1: there is no kind `organisation` (did you mean `organization`?)"),
        ("[[state]]\nslug = 'a'\nname = Nordic\n", "a.toml:3: a text stands in quotation marks: name = \"Nordic\""),
        ("[[state]]\nslug = 'a'\nname = 7\ncite = ['page']\n", "a.toml:3: `name` must be a text, not a number"),
        (
            "[[source]]\nslug = 'a'\nname = 'A'\nkind = 'WEBPAGE'\ncite = ['a']\n",
            "a.toml:4: `kind` has no value \"WEBPAGE\" (did you mean `WEB_PAGE`?); it has WEB_PAGE, TREATY_SERIES, DATA_SET, STANDARD, BOOK, ARTICLE, ARCHIVE, OTHER",
        ),
    ] {
        assert!(refused(text).await.iter().any(|problem| problem == wanted), "{wanted}: {:#?}", refused(text).await);
    }
}
