//! The rule of spells in SQL, on real PostgreSQL, agrees with the rule in Rust.

mod bounds;
mod order;
mod registers;

use crate::{postgres, seed};
use edtf::Edtf;
use entity::vocabulary::{Confidence, DateBasis, Ended, Modality, Vocabulary};
use proptest::{prelude::*, strategy::ValueTree as _};
use rules::certainty::{Attested, Certainty, Days, Lifetime, Spell, SpellSql};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
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
        prop::option::weighted(0.8, (0..50_i64).prop_map(day)),
        prop::option::weighted(0.2, days()),
        prop::option::weighted(0.2, days()),
        prop::option::of(days()),
    );
    (own, around, days()).prop_map(
        |((from, to, ended, attested, modality), (covered_until, founded, dissolved, succeeded), asked)| {
            let vouched = attested.as_deref().map_or(Attested::NEVER, |text| Attested::on(&Edtf::parse(text).unwrap()));
            // A register holds an end only of what ended.
            let to = if ended == Ended::Yes { to } else { Days::UNKNOWN };
            let spell = Spell {
                from,
                to,
                ended,
                attested: vouched,
                covered_until,
                life: Lifetime { founded, dissolved },
                succeeded,
                modality,
            };
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
    let by =
        |days: Option<Days>| days.map_or("null".to_owned(), |days| literal(days.latest).replace("null", "'infinity'"));
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
        first(spell.life.founded),
        by(spell.life.founded),
        first(spell.life.dissolved),
        by(spell.life.dissolved),
        first(spell.succeeded),
        last(spell.succeeded),
        literal(asked.earliest),
        literal(asked.latest),
    ];
    format!("({})", values.join(", "))
}

/// Columns of a spell, of what bounds it, and of the day asked for.
const COLUMNS: [&str; 18] = [
    "from_first date",
    "from_last date",
    "to_first date",
    "to_last date",
    "ended text",
    "attested_on_edtf text",
    "attested_on_first date",
    "attested_on_last date",
    "modality text",
    "covered date",
    "founded_earliest date",
    "founded_latest date",
    "dissolved_earliest date",
    "dissolved_latest date",
    "succeeded_earliest date",
    "succeeded_latest date",
    "earliest date",
    "latest date",
];

/// A database whose table `spell` holds the drawn spells, each with its number.
async fn holding(drawn: &[(Spell, Option<String>, Days)]) -> DatabaseConnection {
    let rows = drawn.iter().map(|(spell, attested, asked)| row(spell, attested.as_deref(), *asked)).collect::<Vec<_>>();
    let names = COLUMNS.map(|column| column.split_once(' ').unwrap().0).join(", ");
    let typed = COLUMNS.map(|column| column.replacen(' ', "::", 1)).join(", ");
    let make = format!(
        "create table spell as select number, {typed} from (select row_number() over () as number, * \
         from (values {}) as given ({names})) as drawn",
        rows.join(", "),
    );
    let db = postgres::session(&postgres::blank().await).await;
    db.execute_unprepared(&make).await.unwrap();
    db
}

fn draw() -> Vec<(Spell, Option<String>, Days)> {
    let mut runner = seed::runner();
    (0..SPELLS).map(|_| spells().new_tree(&mut runner).unwrap().current()).collect()
}

#[actix_web::test]
async fn sql_and_rust_agree_on_every_spell() {
    let drawn = draw();
    let db = holding(&drawn).await;
    let mut sql = SpellSql::of("spell", "spell", true);
    sql.covered_until = "spell.covered".to_owned();
    sql.founded = ["spell.founded_earliest", "spell.founded_latest"].map(str::to_owned);
    sql.dissolved = ["spell.dissolved_earliest", "spell.dissolved_latest"].map(str::to_owned);
    sql.succeeded = ["spell.succeeded_earliest", "spell.succeeded_latest"].map(str::to_owned);
    let found = sql.certainty_on("spell.earliest", "spell.latest");
    let reaches =
        Certainty::ALL.iter().map(|least| sql.reaches(*least, "spell.earliest", "spell.latest")).collect::<Vec<_>>();
    let ask = format!("select {found}, array[{}]::text from spell order by number", reaches.join(", "));
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
    assert!(seen.iter().all(|count| *count > SPELLS / 50), "few of one kind: {seen:?}");
}

/// The spells as memberships, each with a source and a body of its own, of which the bounds have to be looked up. Every
/// other one has a second claim with the same dates in its set, which contradicts nothing.
const MEMBERSHIPS: &str = "
    create table membership as
        select number as id, number as set_id, true as is_leading, 'NORMAL' as rank, number as body_id, -number as member_id, * from spell;
    insert into membership
        select -number, number, false, 'NORMAL', number, -number, * from spell where number % 2 = 0;
    create table citation as select number as subject_id, number as source_id from spell where covered is not null
        union all select -number, number from spell where covered is not null;
    create table source as select number as id, covered as covered_latest, null::date as maintained_until_earliest from spell;
    create table lifetime as
        select number as node_id, founded_earliest as founded_first, founded_latest as founded_last,
            null::date as dissolved_first, null::date as dissolved_last from spell where founded_earliest is not null
        union all
        select -number, null, null, dissolved_earliest, dissolved_latest from spell where dissolved_earliest is not null;";

/// What is not looked up because the spell has a bound of its own makes no difference.
#[actix_web::test]
async fn bounds_that_are_looked_up_are_those_of_the_rule() {
    let drawn = draw();
    let db = holding(&drawn).await;
    db.execute_unprepared(MEMBERSHIPS).await.unwrap();
    let found = SpellSql::membership("membership").certainty_on("membership.earliest", "membership.latest");
    let answers =
        postgres::rows(&db, &format!("select {found} from membership where is_leading order by number")).await;
    assert_eq!(answers.len(), drawn.len());
    for ((spell, attested, asked), answer) in drawn.iter().zip(answers) {
        let spell = Spell { succeeded: None, ..*spell };
        let expected = spell.certainty_on(*asked).name();
        assert_eq!(answer.try_get_by_index::<String>(0).unwrap(), expected, "{spell:?} {attested:?} {asked:?}");
    }
}

/// **Invariant** of `SpellSql`: PostgreSQL looks a bound up at most once for a spell.
#[actix_web::test]
async fn a_bound_is_looked_up_once_for_a_spell() {
    let db = holding(&draw()).await;
    db.execute_unprepared(MEMBERSHIPS).await.unwrap();
    let found = SpellSql::membership("membership").certainty_on("membership.earliest", "membership.latest");
    let plan = postgres::rows(&db, &format!("explain select {found} from membership")).await;
    let plan = plan.iter().map(|line| line.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>().join("\n");
    // Once for the leading claim, and once for those that contradict it.
    for table in ["citation", "source", "lifetime"] {
        assert_eq!(plan.matches(&format!(" on {table}")).count(), 2, "{plan}");
    }
}

/// What a recorded date can turn out to be is the same in the database, where lists are filtered by it.
#[actix_web::test]
async fn sql_and_rust_agree_on_what_a_date_can_turn_out_to_be() {
    let db = postgres::session(&postgres::clone_of(postgres::EMPTY).await).await;
    let texts = [
        "1992",
        "1992~",
        "1992-05-15?",
        "1992-05-~15",
        "199X%",
        "1992~/1995",
        "1992/1995?",
        "1950/2000~",
        "2003-05-21",
        "2003-21",
        "2003-24",
        "2003-29",
        "2003-21/2004-22",
        "1992~/..",
        "/1992~",
        "[..1999-04-02]",
        "[1992~,1994]",
        "XXXX",
        "9998?",
        "0002~",
    ];
    let bases = [(DateBasis::Stated, None), (DateBasis::Inferred, Some(Confidence::High))];
    let doubtful = [(DateBasis::Inferred, Some(Confidence::Medium)), (DateBasis::Inferred, Some(Confidence::Low))];
    for (basis, confidence) in bases.into_iter().chain(doubtful) {
        for text in texts {
            let date = Edtf::parse(text).unwrap();
            let given = format!(
                "'{text}', {}::date, {}::date, '{}', {}",
                literal(date.earliest()),
                literal(date.latest()),
                basis.name(),
                literal(confidence.map(Confidence::name))
            );
            let rows = postgres::rows(&db, &format!("select edtf_first({given}), edtf_last({given})")).await;
            let day = |at| rows[0].try_get_by_index::<Option<Date>>(at).unwrap();
            let found = Days { earliest: day(0), latest: day(1) };
            assert_eq!(found, Days::recorded(&date, Some(basis), confidence), "{text} {basis:?} {confidence:?}");
        }
    }
}
