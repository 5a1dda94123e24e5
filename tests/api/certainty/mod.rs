//! The rule of spells in SQL, on real PostgreSQL, agrees with the rule in Rust.

mod bounds;

use crate::postgres;
use edtf::Edtf;
use entity::vocabulary::{Ended, Modality, Vocabulary};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use rules::certainty::{Attested, Certainty, Days, Spell, SpellSql};
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
