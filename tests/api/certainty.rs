//! The rule of spells in SQL, on real PostgreSQL: it agrees with the rule in Rust, and finds its bounds in the register.

use crate::postgres;
use depositary::{
    certainty::{Attested, Certainty, Days, Spell, SpellSql},
    edtf::Edtf,
};
use entity::vocabulary::{Ended, Modality, Vocabulary};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use time::{Date, Duration, macros::date};

/// How many spells are compared in Rust and SQL.
const SPELLS: usize = 3000;

fn day(number: i64) -> Date {
    date!(2000 - 01 - 01) + Duration::days(number)
}

fn days() -> impl Strategy<Value = Days> {
    (0..25_i64, prop_oneof![2 => Just(0_i64), 2 => 1..15_i64], 0..7_u8).prop_map(|(first, length, open)| Days {
        earliest: (open > 1).then(|| day(first)),
        latest: (open != 0 && open != 2).then(|| day(first + length)),
    })
}

/// What a source vouches for, as it is stored.
fn attested() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![
        (0..25_i64).prop_map(|first| day(first).to_string()),
        (0..25_i64, 0..9_i64).prop_map(|(first, length)| format!("{}/{}", day(first), day(first + length))),
        (0..25_i64, 0..9_i64).prop_map(|(first, length)| format!("[{}..{}]", day(first), day(first + length))),
        (0..25_i64).prop_map(|first| format!("[..{}]", day(first))),
        (0..25_i64).prop_map(|first| format!("{}/..", day(first))),
        (0..25_i64).prop_map(|first| format!("{}~/{}", day(first), day(first + 3))),
        Just("2000-01".to_owned()),
        Just("XXXX".to_owned()),
    ])
}

fn term<V: Vocabulary + std::fmt::Debug>() -> impl Strategy<Value = V> {
    (0..V::TERMS.len()).prop_map(|at| V::parse(V::TERMS[at].name).expect("a term"))
}

fn spells() -> impl Strategy<Value = (Spell, Option<String>, Days)> {
    let own = (
        days(),
        days(),
        term::<Ended>(),
        attested(),
        prop_oneof![2 => Just(Modality::Occurred), 1 => term::<Modality>()],
    );
    let around = (
        prop::option::of((0..40_i64).prop_map(day)),
        prop::option::of(days()),
        prop::option::of(days()),
        prop::option::of(days()),
    );
    (own, around, days()).prop_map(
        |((from, to, ended, attested, modality), (covered_until, founded, dissolved, succeeded), asked)| {
            let vouched = attested.as_deref().map_or(Attested::NEVER, |text| Attested::on(&Edtf::parse(text).unwrap()));
            // A register holds an end only of what ended.
            let to = if ended == Ended::Yes { to } else { Days::UNKNOWN };
            let spell =
                Spell { from, to, ended, attested: vouched, covered_until, founded, dissolved, succeeded, modality };
            (spell, attested, asked)
        },
    )
}

fn literal(value: Option<impl ToString>) -> String {
    value.map_or("null".to_owned(), |value| format!("'{}'", value.to_string()))
}

/// The values of [`COLUMNS`].
fn row(spell: &Spell, attested: Option<&str>, asked: Days) -> String {
    let stored = attested.map_or(Days::UNKNOWN, |text| Days::of(&Edtf::parse(text).unwrap()));
    // What is recorded and unknown is no null.
    let first = |days: Option<Days>| {
        days.map_or("null".to_owned(), |days| literal(days.earliest).replace("null", "'-infinity'"))
    };
    let last = |days: Option<Days>| literal(days.and_then(|days| days.latest));
    let values = [
        literal(spell.from.earliest),
        literal(spell.from.latest),
        literal(spell.to.earliest),
        literal(spell.to.latest),
        literal(Some(spell.ended.name())),
        literal(attested),
        literal(stored.earliest),
        literal(stored.latest),
        literal(Some(spell.modality.name())),
        literal(spell.covered_until),
        literal(spell.founded.and_then(|days| days.earliest)),
        first(spell.dissolved),
        last(spell.dissolved),
        first(spell.succeeded),
        last(spell.succeeded),
        literal(asked.earliest),
        literal(asked.latest),
    ];
    format!("({})", values.join(", "))
}

/// Columns of a spell, of what bounds it, and of the day asked for.
const COLUMNS: [&str; 17] = [
    "from_earliest date",
    "from_latest date",
    "to_earliest date",
    "to_latest date",
    "ended text",
    "attested_on_edtf text",
    "attested_on_earliest date",
    "attested_on_latest date",
    "modality text",
    "covered date",
    "founded date",
    "dissolved_earliest date",
    "dissolved_latest date",
    "succeeded_earliest date",
    "succeeded_latest date",
    "earliest date",
    "latest date",
];

#[actix_web::test]
async fn sql_and_rust_agree_on_every_spell() {
    let mut runner = TestRunner::deterministic();
    let drawn = (0..SPELLS).map(|_| spells().new_tree(&mut runner).unwrap().current()).collect::<Vec<_>>();
    let rows = drawn.iter().map(|(spell, attested, asked)| row(spell, attested.as_deref(), *asked)).collect::<Vec<_>>();
    let names = COLUMNS.map(|column| column.split_once(' ').unwrap().0).join(", ");
    let typed = COLUMNS.map(|column| column.replacen(' ', "::", 1)).join(", ");

    let mut sql = SpellSql::of("spell", true);
    sql.covered_until = "spell.covered".to_owned();
    sql.founded = "spell.founded".to_owned();
    sql.dissolved = ["spell.dissolved_earliest", "spell.dissolved_latest"].map(str::to_owned);
    sql.succeeded = ["spell.succeeded_earliest", "spell.succeeded_latest"].map(str::to_owned);
    let found = sql.certainty_on("spell.earliest", "spell.latest");
    let reaches =
        Certainty::ALL.iter().map(|least| sql.reaches(*least, "spell.earliest", "spell.latest")).collect::<Vec<_>>();
    let ask = format!(
        "with drawn as (select row_number() over () as number, * from (values {}) as given ({names})), \
         spell as (select number, {typed} from drawn) \
         select {found}, array[{}]::text from spell order by number",
        rows.join(", "),
        reaches.join(", ")
    );
    let db = postgres::session(&postgres::blank().await).await;
    let answers = postgres::rows(&db, &ask).await;
    assert_eq!(answers.len(), drawn.len());
    let mut seen = [0; 3];
    for ((spell, attested, asked), answer) in drawn.iter().zip(answers) {
        let expected = spell.certainty_on(*asked);
        assert_eq!(answer.try_get_by_index::<String>(0).unwrap(), expected.name(), "{spell:?} {attested:?} {asked:?}");
        let passes =
            Certainty::ALL.iter().map(|least| if expected.reaches(*least) { "t" } else { "f" }).collect::<Vec<_>>();
        assert_eq!(answer.try_get_by_index::<String>(1).unwrap(), format!("{{{}}}", passes.join(",")));
        seen[expected as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > SPELLS / 20), "few of one kind: {seen:?}");
}

/// A union that was there from 1991 to 2004, with an office for one, and a page that covers it until May 2007.
const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
covered = "1991/2007-05"
maintained_until = "2007-05-20"
cite = ["page"]

[[source]]
slug = "leaflet"
name = "A leaflet"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "atlantis"
name = "Atlantis"
cite = ["page"]

[[state]]
slug = "lemuria"
name = "Lemuria"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[organization.milestone]]
step = "FOUNDATION"
date = "1991-12"
cite = ["page"]

[[organization.milestone]]
step = "DISSOLUTION"
date = "2004"
cite = ["page"]

[[organization]]
slug = "league"
name = "League"
kind = "OTHER"
cite = ["page"]

[[membership]]
body = "union"
member = "atlantis"
status = "FULL"
cite = ["page"]

[[membership]]
body = "union"
member = "lemuria"
status = "FULL"
from = "1993"
modality = "PLANNED"
cite = ["page"]

[[membership]]
body = "league"
member = "atlantis"
status = "FULL"
from = "1993"
cite = ["page"]

[[membership]]
body = "league"
member = "lemuria"
status = "FULL"
from = "1993"
cite = ["leaflet"]

[[name]]
subject = "union"
text = "Union of All"
kind = "OFFICIAL"
from = "1993"
cite = ["page"]

[[contact_point]]
subject = "league"
kind = "PHONE"
value = "1"
from = "1993"
cite = ["leaflet"]

[[provision]]
subject = "league"
key = "free-trade"
kind = "OBJECTIVE"
text = "Trade is free."
from = "1993"
cite = ["page"]

[[office]]
slug = "secretary"
name = "Secretary"
body = "league"
is_single_holder = true
cite = ["page"]

[[office]]
slug = "adviser"
name = "Adviser"
body = "league"
is_single_holder = false
cite = ["page"]

[[person]]
slug = "one"
name = "One"
cite = ["page"]

[[person]]
slug = "two"
name = "Two"
cite = ["page"]

[[person]]
slug = "three"
name = "Three"
cite = ["page"]
"#;

fn register() -> String {
    let mut toml = REGISTER.to_owned();
    for office in ["secretary", "adviser"] {
        for (person, more) in [
            ("one", "from = \"1995-03-01\""),
            ("two", "from = \"1999\""),
            ("three", "from = \"2003-06-10\"\nmodality = \"PLANNED\""),
        ] {
            toml += &format!("\n[[tenure]]\noffice = \"{office}\"\nperson = \"{person}\"\n{more}\ncite = [\"page\"]\n");
        }
    }
    toml
}

/// Statements, by what finds them, a day, and how sure each is on it.
const EXPECTED: &[(&str, &str, &str, &str)] = &[
    // Without a start it is bounded by the foundation, without an end by the dissolution.
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "1991-11-30", "EXCLUDED"),
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "1991-12-01", "POSSIBLE"),
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "2004-12-31", "POSSIBLE"),
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "2005-01-01", "EXCLUDED"),
    ("membership", "body.slug = 'union' and member.slug = 'lemuria'", "1996", "POSSIBLE"),
    // The page covers until it may have been given up; the leaflet does not say how far it goes.
    ("membership", "body.slug = 'league' and member.slug = 'atlantis'", "2007-05-20", "CERTAIN"),
    ("membership", "body.slug = 'league' and member.slug = 'atlantis'", "2007-05-21", "POSSIBLE"),
    ("membership", "body.slug = 'league' and member.slug = 'lemuria'", "1996", "POSSIBLE"),
    ("membership", "body.slug = 'league' and member.slug = 'lemuria'", "1992", "EXCLUDED"),
    ("name", "body.slug = 'union'", "1996", "CERTAIN"),
    ("name", "body.slug = 'union'", "2005", "EXCLUDED"),
    ("contact_point", "body.slug = 'league'", "1996", "POSSIBLE"),
    ("provision", "body.slug = 'league'", "1996", "CERTAIN"),
    // In an office for one a successor ends a tenure, and one who was only planned makes its going on doubtful.
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1995-02-28", "EXCLUDED"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1995-03-01", "CERTAIN"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1998-12-31", "CERTAIN"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1999-06-01", "POSSIBLE"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "2000-01-01", "EXCLUDED"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'two'", "2003-06-09", "CERTAIN"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'two'", "2003-06-10", "POSSIBLE"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'two'", "2007", "POSSIBLE"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'three'", "2004", "POSSIBLE"),
    ("tenure", "body.slug = 'adviser' and member.slug = 'one'", "2004", "CERTAIN"),
    ("tenure", "body.slug = 'adviser' and member.slug = 'two'", "2004", "CERTAIN"),
];

#[actix_web::test]
async fn the_register_bounds_the_spells_of_every_table() {
    let db = postgres::session(&postgres::holding(&register()).await).await;
    for (table, which, asked, expected) in EXPECTED {
        let (sql, body, member) = match *table {
            "membership" => (SpellSql::membership("held"), "body_id", "member_id"),
            "tenure" => (SpellSql::tenure("held"), "office_id", "person_id"),
            "name" => (SpellSql::name("held"), "subject_id", "subject_id"),
            "contact_point" => (SpellSql::contact_point("held"), "subject_id", "subject_id"),
            _ => (SpellSql::provision("held"), "subject_id", "subject_id"),
        };
        let asked_on = Edtf::parse(asked).unwrap();
        let bounds = [asked_on.earliest(), asked_on.latest()].map(|day| format!("date '{}'", day.unwrap()));
        let found = sql.certainty_on(&bounds[0], &bounds[1]);
        let ask = format!(
            "select {found} from {table} as held join slug as body on body.node_id = held.{body} \
             join slug as member on member.node_id = held.{member} where {which}"
        );
        let rows = postgres::rows(&db, &ask).await;
        let found = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>();
        assert_eq!(found, [*expected], "{table} where {which}, on {asked}");
    }
}
