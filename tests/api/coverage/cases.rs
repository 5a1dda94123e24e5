//! Each check finds what it is for: a small register that passes, and one change that each must refuse.

use super::{
    checks, codes,
    lists::Register,
    words::{self, hash, words},
};

const DATA: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
cite = [{ source = "page", section = "heading", paragraph = 1, sentence = 1, field = "name" }]

[[state]]
slug = "armenia"
name = "Armenia"
cite = ["page block-6 1.1"]

[[place]]
slug = "yerevan"
name = "Yerevan"
state = "armenia"
cite = ["page block-6 1.1"]

[[meeting]]
slug = "council-2003-09-19"
name = "Meeting of the council"
place = "yerevan"
date = { edtf = "2003-09-19", basis = "INFERRED", note = "block-6 is 2003." }
cite = ["page block-6 1.1"]

[[person]]
slug = "a-chair"
name = "A. Chair"
cite = ["page block-6 1.1"]

[[meeting.participation]]
party = { record = "a-chair" }
role = "CHAIRED"
cite = ["page block-6 1.1"]

[[meeting.relation]]
relation = "ABOUT"
object = "armenia"
date = "2005"
cite = [
  { source = "page", section = "block-6", paragraph = 1, sentence = 2 },
  { source = "page", section = "block-6", paragraph = 1, sentence = 1, field = "object" },
]

[[remark]]
key = "headings-lost"
text = "The page has lost its headings."
cite = ["page"]
"#;

const SENTENCES: &str = "section\tparagraph\tsentence\twords\tsha256\tnames\tdates
heading\t1\t1\t2\t0\t-\t-
heading\t2\t1\t2\t0\t-\t-
block-6\t1\t1\t9\t0\ta-chair armenia yerevan\t---19 --09
block-6\t1\t2\t9\t0\t-\t2005
";

const REASONS: &str =
    "# Why nothing rests on these.\n\nHEADING       page heading 2.1\nWHOLE_SOURCE  remark:headings-lost\n";

const YEARS: &str = "| block | year |\n| --- | --- |\n| `block-6` | 2003 | HIGH |\n";

/// The register with one thing changed.
fn changed(from: &str, to: &str) -> Register {
    let all = [DATA, SENTENCES, REASONS, YEARS];
    assert!(from.is_empty() || all.iter().any(|text| text.contains(from)), "nothing to change: {from}");
    let [data, sentences, reasons, years] =
        all.map(|text| if from.is_empty() { text.to_owned() } else { text.replace(from, to) });
    let mut register = Register::of(&[&data]);
    register.read_sentences("page", &sentences);
    register.read_reasons(&reasons);
    register.read_years(&years);
    register.runs = [hash(&words("one two three four five six seven eight"))].into();
    register
}

/// What a check finds once one thing is changed.
fn found(check: fn(&Register) -> Vec<String>, from: &str, to: &str) -> String {
    check(&changed(from, to)).join("; ")
}

const CHECKS: [fn(&Register) -> Vec<String>; 8] = [
    checks::sentences,
    checks::citations,
    checks::entries,
    checks::places,
    checks::states,
    checks::persons,
    checks::dates,
    words::borrowed,
];

#[test]
fn a_register_that_covers_its_sources_passes() {
    for check in CHECKS {
        assert_eq!(check(&changed("", "")), [] as [String; 0]);
    }
}

#[test]
fn a_sentence_without_entry_or_reason_is_found() {
    let nothing = "nothing rests on page heading 2.1, and no reason is given";
    assert_eq!(found(checks::sentences, "HEADING       page heading 2.1\n", ""), nothing);
    let more = "block-6\t1\t2\t9\t0\t-\t2005\nblock-6\t1\t3\t9\t0\t-\t-";
    let nothing = "nothing rests on page block-6 1.3, and no reason is given";
    assert_eq!(found(checks::sentences, "block-6\t1\t2\t9\t0\t-\t2005", more), nothing);
}

#[test]
fn a_reason_that_is_none_or_about_nothing_is_found() {
    let unknown = found(checks::sentences, "HEADING       page", "DULL       page");
    assert_eq!(unknown, "nothing rests on page heading 2.1, and no reason is given; DULL is no reason");
    let both = found(
        checks::sentences,
        "HEADING       page heading 2.1",
        "HEADING page heading 2.1\nHEADING page heading 1.1",
    );
    assert_eq!(both, "page heading 1.1 has a reason to be left out, and yet an entry");
    let gone = found(checks::sentences, "remark:headings-lost", "remark:gone");
    assert_eq!(gone, "WHOLE_SOURCE is about remark:gone, which is not there");
    let table = found(checks::sentences, "WHOLE_SOURCE  remark", "TABLE  standard\nWHOLE_SOURCE  remark");
    assert_eq!(table, "TABLE is about standard, which is not there");
}

#[test]
fn a_citation_of_no_sentence_is_found() {
    for bad in [
        "page block-6 1.3",
        "page block-6 2.1",
        "page block-7 1.1",
        "page block-6 1",
        "page block-6",
        "page",
        "book block-6 1.1",
    ] {
        let to = format!("cite = [\"{bad}\"]\n\n[[place]]");
        let expected = format!("armenia cites {bad}, which is no sentence");
        assert_eq!(found(checks::citations, "cite = [\"page block-6 1.1\"]\n\n[[place]]", &to), expected);
    }
    let whole = found(checks::citations, "WHOLE_SOURCE  remark:headings-lost", "");
    assert_eq!(whole, "remark:headings-lost cites page, which is no sentence");
    let below = found(checks::citations, "paragraph = 1, sentence = 2", "paragraph = 1");
    assert_eq!(below, "relation of council-2003-09-19/ABOUT/armenia cites page block-6 1, which is no sentence");
}

#[test]
fn an_entry_that_rests_on_no_sentence_is_found() {
    assert_eq!(
        found(checks::entries, "cite = [\"page block-6 1.1\"]\n\n[[place]]", "\n[[place]]"),
        "armenia rests on no sentence"
    );
    assert_eq!(
        found(checks::entries, "WHOLE_SOURCE  remark:headings-lost", ""),
        "remark:headings-lost rests on no sentence"
    );
    // A relation of which only a field is supported.
    let relation = found(checks::entries, "sentence = 2 }", "sentence = 2, field = \"date\" }");
    assert_eq!(relation, "relation of council-2003-09-19/ABOUT/armenia rests on no sentence");
}

#[test]
fn a_source_that_is_a_table_is_cited_by_section() {
    let table = |cite: &str| {
        let mut register =
            changed("cite = [\"page block-6 1.1\"]\n\n[[place]]", &format!("cite = [\"{cite}\"]\n\n[[place]]"));
        register.read_reasons("TABLE  page\n");
        [checks::citations(&register), checks::entries(&register)].concat().join("; ")
    };
    assert_eq!(table("page codes"), "");
    assert_eq!(table("page"), "armenia cites page, which is no sentence; armenia rests on no sentence");
}

#[test]
fn a_place_that_no_sentence_prints_is_found() {
    let place = found(checks::places, " armenia yerevan\t", " armenia\t");
    assert_eq!(place, "council-2003-09-19: no sentence cited for place prints yerevan");
}

#[test]
fn a_state_that_no_sentence_prints_is_found() {
    let states = found(checks::states, " armenia yerevan\t", " yerevan\t");
    let expected = "relation of council-2003-09-19/ABOUT/armenia: no sentence cited for object prints armenia; \
        yerevan: no sentence cited for state prints armenia";
    assert_eq!(states, expected);
    // A sentence that supports another field does not count.
    let object = found(checks::states, "field = \"object\"", "field = \"relation\"");
    assert_eq!(object, "relation of council-2003-09-19/ABOUT/armenia: no sentence cited for object prints armenia");
}

#[test]
fn a_person_that_no_sentence_prints_is_found() {
    let person = found(checks::persons, "\ta-chair armenia", "\tarmenia");
    assert_eq!(person, "participation of council-2003-09-19/a-chair: no sentence cited for party prints a-chair");
}

#[test]
fn a_date_that_no_sentence_prints_is_found() {
    let meeting = "council-2003-09-19: no sentence cited for date";
    assert_eq!(
        found(checks::dates, "\"2003-09-19\", basis", "\"2003-09-20\", basis"),
        format!("{meeting} 2003-09-20 prints ---20")
    );
    assert_eq!(
        found(checks::dates, "\"2003-09-19\", basis", "\"[..2003-10-19]\", basis"),
        format!("{meeting} [..2003-10-19] prints --10")
    );
    // The year of another block, or of no block since it is called stated.
    assert_eq!(
        found(checks::dates, "`block-6` | 2003", "`block-7` | 2003"),
        format!("{meeting} 2003-09-19 prints 2003")
    );
    assert_eq!(found(checks::dates, "\"INFERRED\"", "\"STATED\""), format!("{meeting} 2003-09-19 prints 2003"));
    let silent = found(checks::dates, ", note = \"block-6 is 2003.\"", "");
    assert_eq!(silent, "council-2003-09-19: date 2003-09-19 does not say what it rests on");
    let relation = found(checks::dates, "date = \"2005\"", "date = \"2006\"");
    assert_eq!(relation, "relation of council-2003-09-19/ABOUT/armenia: no sentence cited for date 2006 prints 2006");
}

#[test]
fn parts_of_dates_are_read_as_they_are_listed() {
    assert_eq!(checks::parts("2005-06-03"), ["2005", "--06", "---03"]);
    assert_eq!(checks::parts("[..1999-04-02]"), ["1999", "--04", "---02"]);
    assert_eq!(checks::parts("2006-05/"), ["2006", "--05"]);
    assert_eq!(checks::parts("[2009-11,2010-11]"), ["2009", "--11", "2010", "--11"]);
    assert_eq!(checks::parts("XXXX-04-26"), ["--04", "---26"]);
    assert_eq!(checks::parts("/2002-10~"), ["2002", "--10"]);
}

#[test]
fn a_run_of_eight_words_is_found_outside_names_and_titles() {
    let run = "ONE two; three's-four five, “six” seven eight".replace("'s", "");
    let text = |field: &str| {
        let register = Register {
            runs: changed("", "").runs,
            ..Register::of(&[&field.replace("RUN", &format!("nought {run} nine"))])
        };
        words::borrowed(&register).join("; ")
    };
    let has = "has \"one two three four five six seven eight\" from a source";
    for own in [
        "[[provision]]\nkey = \"a\"\ntext = \"RUN\"",
        "[[provision]]\nkey = \"a\"\nitems = [\"RUN\"]",
        "[[provision]]\nkey = \"a\"\nparties = [{ role = \"SUBJECT\", label = \"RUN\" }]",
        "[[provision]]\nkey = \"a\"\nfrom = { edtf = \"2005\", note = \"RUN\" }",
        "[[provision]]\nkey = \"a\"\ncite = [{ source = \"page\", note = \"RUN\" }]",
    ] {
        assert_eq!(text(own), format!("provision:a {has}"), "{own}");
    }
    assert_eq!(text("[[name]]\nkey = \"a\"\nkind = \"DESCRIPTIVE\"\ntext = \"RUN\""), format!("name:a {has}"));
    assert_eq!(text("# RUN"), format!("test.toml {has}"));
    let joined =
        "[[provision]]\nkey = \"a\"\ntext = \"One two three four:\"\nitems = [\"five six\", \"seven\", \"eight\"]";
    assert_eq!(text(joined), format!("provision:a {has}"));
    for printed in [
        "[[document]]\nslug = \"a\"\nname = \"RUN\"",
        "[[name]]\nkind = \"OFFICIAL\"\ntext = \"RUN\"",
        "[[document]]\nslug = \"a\"\ncite = [{ source = \"page\", named_as = \"RUN\" }]",
        "[[provision]]\ntext = \"One two three four five six seven, seven eight\"",
    ] {
        assert_eq!(text(printed), "", "{printed}");
    }
}

#[test]
fn a_code_that_is_not_that_of_the_state_is_found() {
    let found = |state: &str, name: &str| {
        let name = format!("[[name]]\nsubject = \"a\"\ntext = \"{name}\"\nkind = \"ALIAS\"\n");
        codes::codes(&Register::of(&[&format!("[[state]]\nslug = \"a\"\n{state}\n"), &name])).join("; ")
    };
    let codes = "iso2 = \"AM\"\niso3 = \"ARM\"\niso_numeric = \"051\"";
    let cited = format!("name = \"Armenia\"\n{codes}\ncite = [\"iso-3166 3166-1\"]");
    assert_eq!(found(&cited, "Hayastan"), "");
    assert_eq!(found(&cited.replace("Armenia", "Hayastan"), "Armenia"), "");
    assert_eq!(found("name = \"Soviet Union\"", "USSR"), "");
    let given = "in ISO 3166-1 [\"AM\", \"ARM\", \"051\"]";
    let wrong = format!("a has the codes [\"AM\", \"ARM\", \"031\"], {given}");
    assert_eq!(found(&cited.replace("051", "031"), "Hayastan"), wrong);
    let missing = format!("a has the codes [\"none\", \"none\", \"none\"], {given}");
    assert_eq!(found("name = \"Armenia\"", "Hayastan"), missing);
    let invented = "a has the codes [\"AM\", \"ARM\", \"051\"], in ISO 3166-1 [\"none\", \"none\", \"none\"]";
    assert_eq!(found(&cited.replace("Armenia", "Ruritania"), "Ruritania"), invented);
    let silent = "a should cite iso-3166 for codes, and only for these";
    assert_eq!(found(&cited.replace("iso-3166", "page"), "Hayastan"), silent);
}
