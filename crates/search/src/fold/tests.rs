use super::*;
use proptest::prelude::*;

fn forms(text: &str) -> Vec<Vec<String>> {
    words(text).map(|word| word.forms().map(str::to_owned).collect()).collect()
}

#[test]
fn case_and_accents_do_not_count() {
    for (one, other) in [
        ("Asgabat", "AŞGABAT"),
        ("Cote d'Ivoire", "Côte d’Ivoire"),
        ("Curacao", "Curac\u{327}ao"),
        ("strasse", "Straße"),
        ("Gdansk Lodz", "Gdańsk Łódź"),
        ("Баткен елка", "БАТКЕН Ёлка"),
        ("ΟΔΟΣ", "οδος"),
        ("TM 12", "™ ①②"),
        ("Baki", "Bakı"),
    ] {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }
}

#[test]
fn hyphens_are_closed_and_what_they_join_is_kept() {
    assert_eq!(forms("peace-keeping"), [["peacekeeping", "peace", "keeping"]]);
    assert_eq!(forms("Nagorno\u{2011}Karabakh"), [["nagornokarabakh", "nagorno", "karabakh"]]);
    assert_eq!(forms("co\u{ad}operation"), [["cooperation"]]);
    assert_eq!(forms("S-300"), [["s300", "s", "300"]]);
    assert_eq!(fold("1992-1995, 2003-09-19; Moscow–Minsk - end-"), "1992 1995 2003 09 19 moscow minsk end");
}

#[test]
fn a_sign_that_stands_for_letters_is_a_word_of_its_own() {
    assert_eq!(forms("Resolution №5"), [["resolution"], ["no"], ["5"]]);
    assert_eq!(fold("Resolution No. 5"), fold("Resolution №5"));
    assert_eq!(forms("Comradeship™-in-Arms"), [vec!["comradeship"], vec!["tm"], vec!["inarms", "in", "arms"]]);
    assert_eq!(forms("5℃ © € §"), [["5"], ["c"]]);
    assert_eq!(forms("㋀ 5日"), forms("1月 5日"));
}

#[test]
fn fractions_are_no_numbers() {
    assert_eq!(forms("½ share, 1½"), [["½"], ["share"], ["1½"]]);
    assert_ne!(fold("½"), fold("12"));
}

#[test]
fn letters_with_dots_between_are_one_word() {
    for (one, other) in [
        ("C.I.S.", "CIS"),
        ("the U.S.A. agreement", "the USA agreement"),
        ("U.N", "un"),
        ("C. I. S.", "CIS"),
        ("С.Н.Г.", "СНГ"),
        ("(U.S.)", "US"),
    ] {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }
    assert_eq!(forms("Plan B. A new one. X"), [["plan"], ["b"], ["a"], ["new"], ["one"], ["x"]]);
    assert_eq!(fold("p. 5 A.Smith 3.5 end. It"), "p 5 a smith 3 5 end it");
}

#[test]
fn letters_in_a_run_stand_with_the_next_one() {
    assert_eq!(forms("联合国 大会"), [["联合"], ["合国"], ["国"], ["大会"], ["会"]]);
    assert_eq!(forms("APEC会议2003年"), [["apec"], ["会议"], ["议"], ["2003"], ["年"]]);
    // A voiced letter is another one, however it is written; marks of tones do not count.
    assert_eq!(forms("ｶﾞｽ"), forms("カ\u{3099}ス"));
    assert_ne!(fold("ガス"), fold("カス"));
    assert_eq!(fold("㍿"), "株式会社");
    assert_eq!(forms("총회"), [["총회"], ["회"]]);
    for run in ["การประชุม", "ກອງປະຊຸມ", "សន្និសីទ", "ညီလာခံ", "ひらがな", "カタカナー"]
    {
        let all: Vec<_> = words(run).collect();
        assert!(all.len() > 2 && all.iter().all(|word| word.run.is_some()), "{run} {all:?}");
        assert_eq!(fold(&fold(run)), fold(run));
    }
}

#[test]
fn vowels_of_indian_scripts_are_letters() {
    assert_ne!(fold("हिन्दी"), fold("हन्द"));
    assert_eq!(words("संयुक्त राष्ट्र").count(), 2);
    assert_eq!(fold("مُؤتَمَر"), fold("مؤتمر"));
}

#[test]
fn a_genitive_is_the_word_itself() {
    assert_eq!(forms("the People's Assembly"), [["the"], ["people"], ["assembly"]]);
    assert_eq!(forms("states' N’Djamena"), [vec!["states"], vec!["ndjamena", "n", "djamena"]]);
}

#[test]
fn spellings_are_one() {
    for (one, other) in [
        ("defence", "Defense"),
        ("Organisations", "organizations"),
        ("programme", "program"),
        ("co-operation", "cooperation"),
        ("Anti-Terrorist", "terrorism"),
        ("counterterrorism", "anti-terrorism"),
        ("peace-keeping", "peacekeeping"),
        ("Centres", "centers"),
    ] {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }
}

#[test]
fn what_has_no_letter_has_no_word() {
    assert_eq!(forms(" — … \u{301} \u{200d} '-'"), [[""; 0]; 0]);
    assert_eq!(fold(""), "");
}

/// Pieces that words of this register are made of, and what may stand between them.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "anti",
        "counter",
        "terror",
        "ist",
        "ism",
        "defence",
        "cent",
        "re",
        "red",
        "organ",
        "isation",
        "is",
        "e",
        "programme",
        "s",
        "-",
        "'",
        "’",
        " ",
        "é",
        "e\u{301}",
        "Ł",
        "ß",
        "İ",
        "7",
        "–",
        "\u{ad}",
        "fulfil",
        "联合国",
        "ガ",
        "ー",
        "ไทย",
        "ภาษา",
        "총회",
        "U.N.",
        ".",
        "½",
        "ment",
        "™",
        "№",
    ]);
    // Letters that compose with the one before them, and forms of such letters.
    let composing = prop::sample::select(vec![
        'ᄀ',
        'ᅡ',
        'ᆨ',
        '가',
        'ㄱ',
        'ㅏ',
        '\u{ffa1}',
        '\u{ffc2}',
        '㈀',
        '㉠',
        '\u{16d67}',
        '\u{16d68}',
        '.',
        '-',
        ' ',
        'a',
        '\u{ff76}',
        '\u{ff9e}',
        '\u{3099}',
        '\u{9c7}',
        '\u{9be}',
        '\u{1025}',
        '\u{102e}',
        '½',
        '\u{301}',
        '\u{f71}',
        '\u{f72}',
        '\u{f73}',
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()),
        prop::collection::vec(composing, 0..8).prop_map(|letters| letters.into_iter().collect()),
        any::<String>(),
    ]
}

#[test]
fn a_letter_of_several_signs_is_one_letter() {
    // A vowel sign that Unicode also writes as two: with a dot after it, it is an abbreviation either way.
    assert_eq!(fold("\u{16d68}.a"), fold("\u{16d67}\u{16d67}.a"));
    // Korean syllables, letter by letter, in three forms.
    for korean in ["\u{110e}\u{1169}\u{11bc}\u{1112}\u{116c}", "\u{110e}\u{1169}\u{11bc}회"] {
        assert_eq!(forms(korean), forms("총회"));
        assert_eq!(words(korean).map(|word| &korean[word.at]).collect::<String>(), korean);
    }
    assert_eq!(fold("가"), fold("ㄱㅏ"));
}

#[test]
fn a_mark_at_the_beginning_parts_no_word() {
    let text = "\u{11370}\u{eb1}\u{e50}";
    assert_eq!(fold(&fold(text)), fold(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn case_does_not_count(text in "[a-zA-Z0-9éÀçŁøŞ' -]{0,40}") {
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
    }

    #[test]
    fn composition_does_not_count(text in texts()) {
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text.nfc().collect::<String>()));
    }

    #[test]
    fn words_stand_where_they_say_and_are_plain(text in texts()) {
        let mut end = 0;
        for word in words(&text) {
            prop_assert!(word.at.start >= end && text.get(word.at.clone()).is_some());
            end = word.at.end;
            for form in word.forms() {
                prop_assert!(!form.is_empty() && form.chars().count() <= LONGEST);
                prop_assert!(form.chars().all(char::is_alphanumeric), "{}", form);
            }
        }
    }

    #[test]
    fn words_of_two_texts_are_the_words_of_both(one in texts(), other in texts()) {
        let both = format!("{one} \n {other}");
        let apart: Vec<_> = forms(&one).into_iter().chain(forms(&other)).collect();
        prop_assert_eq!(forms(&both), apart);
    }
}
