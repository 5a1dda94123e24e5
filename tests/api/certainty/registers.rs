//! **Invariant:** knowing less makes nothing certain. Random registers are written through the importer and asked through the
//! API, and so are the same registers of which less is known: a date is widened or qualified, a day of effect, a clause, a
//! source or an order is not there, or a claim contradicts. What becomes of an answer is that it stays, or is POSSIBLE.
//! Spells are filtered in SQL; the rule in Rust says the same of the same register.

use crate::{app::TestApp, seed};
use edtf::Edtf;
use entity::vocabulary::{Ended, Vocabulary as _};
use proptest::{prelude::*, strategy::ValueTree as _};
use rules::certainty::{Attested, Days, Lifetime, Spell};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _};

/// How many small worlds a register holds: an organization, a state, its membership, a treaty and acts on it.
const WORLDS: usize = 40;
/// Random numbers that one world takes at most.
const NUMBERS: usize = 120;
/// Days that are asked about.
const ASKED: [&str; 9] =
    ["1979", "1989-12-31", "1991-06-15", "1993-12-31", "1994-07-01", "1996", "1998-09-01", "2000-02", "2006-06-01"];

/// What one world may know less of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    Wider(usize),
    Qualified(usize),
    NoEffects,
    NoClauses,
    NoSource(usize),
    LessCovered(usize),
    NoOrder,
    Contradicted,
    ContradictedSteps,
}

/// Dates of a world, by their place in `World::dates`.
const FOUNDED: usize = 0;
const DISSOLVED: usize = 1;
const BORN: usize = 2;
const GONE: usize = 3;
const FROM: usize = 4;
const TO: usize = 5;
const ATTESTED: usize = 6;
const ENTRY: usize = 7;
const SIGNED: usize = 8;
const RATIFIED: usize = 9;
const EFFECTIVE: usize = 10;
const WITHDREW: usize = 11;
const LEFT: usize = 12;

/// Years in which each date lies, so that what is recorded does not contradict itself, and how many in ten have it.
const YEARS: [(i32, i32, u32); 13] = [
    (1980, 1981, 5),
    (2005, 2006, 3),
    (1982, 1983, 4),
    (2005, 2006, 3),
    (1990, 1992, 9),
    (1997, 1999, 6),
    (1994, 1995, 4),
    (1991, 1991, 8),
    (1990, 1990, 6),
    (1992, 1992, 7),
    (1993, 1993, 5),
    (1998, 1998, 6),
    (1999, 1999, 5),
];

/// Steps that another claim may give another date, and that date: it lies before all dates of a world.
const RIVAL_STEPS: [usize; 2] = [FOUNDED, ENTRY];
const RIVAL_YEAR: &str = "1975";

#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
struct World {
    dates: Vec<Option<String>>,
    /// Years until the end of which its two sources cover.
    covered: [i32; 2],
    /// Which of them are cited.
    cited: [bool; 2],
    has_clauses: bool,
    /// Whether the withdrawal is said to come after the entry into force.
    is_ordered: bool,
    is_contradicted: bool,
    /// Whether another claim gives the entry into force and the foundation of the body another date.
    has_contradicted_steps: bool,
}

/// Random numbers, one after the other.
struct Tape(std::vec::IntoIter<u32>);

impl Tape {
    fn below(&mut self, end: u32) -> u32 {
        self.0.next().expect("enough numbers") % end
    }

    fn within(&mut self, first: i32, last: i32) -> i32 {
        first + i32::try_from(self.below(u32::try_from(last - first + 1).unwrap())).unwrap()
    }

    fn date(&mut self, first: i32, last: i32) -> String {
        let (year, month, day) = (self.within(first, last), self.within(1, 12), self.within(1, 28));
        let text = match self.below(4) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        if self.below(8) == 0 { format!("{text}~") } else { text }
    }

    fn world(&mut self) -> World {
        let dates = YEARS.iter().map(|(first, last, often)| {
            let date = self.date(*first, *last);
            (self.below(10) < *often).then_some(date)
        });
        let dates = dates.collect();
        let covered = [self.within(2001, 2008), self.within(2001, 2008)];
        let cited = [[true, true], [true, false], [false, true]][self.below(3) as usize];
        World {
            dates,
            covered,
            cited,
            has_clauses: self.below(2) == 0,
            is_ordered: self.below(2) == 0,
            is_contradicted: false,
            has_contradicted_steps: false,
        }
    }

    fn loss(&mut self) -> Loss {
        let which = self.below(13) as usize;
        match self.below(13) {
            0..=2 => Loss::Wider(which),
            3..=5 => Loss::Qualified(which),
            6 => Loss::NoEffects,
            7 => Loss::NoClauses,
            8 => Loss::NoSource(which % 2),
            9 => Loss::LessCovered(which % 2),
            10 => Loss::NoOrder,
            11 => Loss::ContradictedSteps,
            _ => Loss::Contradicted,
        }
    }
}

fn wider(date: &str) -> String {
    match date.len() {
        10 => date[..7].to_owned(),
        7 => date[..4].to_owned(),
        4 => date.parse::<i32>().map_or(date.to_owned(), |year| format!("{}/{}", year - 1, year + 1)),
        _ => date.to_owned(),
    }
}

impl World {
    fn less(&self, loss: Loss) -> Self {
        let mut world = self.clone();
        match loss {
            Loss::Wider(which) => world.dates[which] = world.dates[which].as_deref().map(wider),
            Loss::Qualified(which) => {
                world.dates[which] = world.dates[which].take().map(|date| format!("{}~", date.trim_end_matches('~')));
            }
            // A clause that sets another day contradicts what a source says, so it goes as well.
            Loss::NoEffects => (world.dates[EFFECTIVE], world.dates[LEFT], world.has_clauses) = (None, None, false),
            Loss::NoClauses => world.has_clauses = false,
            Loss::NoSource(which) => world.cited[which] = false,
            // What a source reports was done by the last day it can cover: of an undated act, one that covers less says more.
            Loss::LessCovered(which) if world.dates[SIGNED].is_some() => world.covered[which] = 2001,
            Loss::LessCovered(_) => {}
            Loss::NoOrder => world.is_ordered = false,
            Loss::ContradictedSteps => world.has_contradicted_steps = true,
            // A claim contradicts only where both say when it began.
            Loss::Contradicted => world.is_contradicted = world.dates[FROM].is_some(),
        }
        world
    }

    fn date(&self, which: usize) -> Option<&str> {
        self.dates[which].as_deref()
    }

    /// Citations of the sources that are cited; `nothing` says not how far it goes.
    fn cite(&self, number: usize) -> String {
        let cited = (0..2).filter(|which| self.cited[*which]).map(|which| format!("\"source-{number}-{which}\""));
        format!("cite = [{}]", cited.chain(["\"nothing\"".to_owned()]).collect::<Vec<_>>().join(", "))
    }

    fn toml(&self, number: usize) -> String {
        let cite = self.cite(number);
        let dated = |field: &str, which: usize| {
            self.date(which).map_or(String::new(), |date| format!("{field} = \"{date}\"\n"))
        };
        let mut text = String::new();
        let mut entry = |kind: &str, fields: &str| write!(text, "[[{kind}]]\n{fields}\n{cite}\n\n").unwrap();
        for (which, until) in self.covered.iter().enumerate() {
            entry(
                "source",
                &format!(
                    "slug = \"source-{number}-{which}\"\nname = \"S\"\nkind = \"BOOK\"\ncovered = \"1900/{until}\""
                ),
            );
        }
        entry("organization", &format!("slug = \"body-{number}\"\nname = \"B\"\nkind = \"OTHER\""));
        entry("state", &format!("slug = \"state-{number}\"\nname = \"S\""));
        for (of, step, which) in [
            ("body", "FOUNDATION", FOUNDED),
            ("body", "DISSOLUTION", DISSOLVED),
            ("state", "FOUNDATION", BORN),
            ("state", "DISSOLUTION", GONE),
            ("pact", "ENTRY_INTO_FORCE", ENTRY),
        ] {
            if self.date(which).is_some() {
                entry(
                    "milestone",
                    &format!("subject = \"{of}-{number}\"\nstep = \"{step}\"\n{}", dated("date", which)),
                );
            }
            if self.has_contradicted_steps && self.date(which).is_some() && RIVAL_STEPS.contains(&which) {
                let claim = format!(
                    "key = \"rival-{of}-{number}\"\nclaim_of = \"{of}-{number}/{step}\"\nsubject = \"{of}-{number}\"\nstep = \"{step}\"\ndate = \"{RIVAL_YEAR}\""
                );
                entry("milestone", &claim);
            }
        }
        let spell = [dated("from", FROM), dated("to", TO), dated("attested_on", ATTESTED)].concat();
        let member = format!("body = \"body-{number}\"\nmember = \"state-{number}\"\nstatus = \"FULL\"\n");
        entry("membership", &format!("{member}{spell}"));
        let clauses = if self.has_clauses { "consent_delay = \"P1M\"\nleaving_delay = \"P1M\"" } else { "" };
        entry("document", &format!("slug = \"pact-{number}\"\nname = \"P\"\nkind = \"TREATY\"\n{clauses}"));
        let act = |action: &str, more: &str| {
            format!("document = \"pact-{number}\"\nparty = \"state-{number}\"\naction = \"{action}\"\n{more}")
        };
        entry("treaty_action", &act("SIGNATURE", &dated("date", SIGNED)));
        let ratified = [dated("date", RATIFIED), dated("effective_date", EFFECTIVE)].concat();
        if self.date(RATIFIED).is_some() {
            entry("treaty_action", &act("RATIFICATION", &ratified));
        }
        if self.date(WITHDREW).is_some() {
            let order = if self.is_ordered && self.date(ENTRY).is_some() {
                format!("comes_after = [\"milestone:pact-{number}/ENTRY_INTO_FORCE\"]\n")
            } else {
                String::new()
            };
            entry(
                "treaty_action",
                &act("WITHDRAWAL", &[dated("date", WITHDREW), dated("effective_date", LEFT), order].concat()),
            );
        }
        if self.is_contradicted {
            let rival = format!("{member}key = \"rival-{number}\"\nclaim_of = \"body-{number}/state-{number}\"\n");
            entry("membership", &format!("{rival}from = \"1970\"\nto = \"1971\""));
            if self.date(RATIFIED).is_some() {
                let of = format!(
                    "key = \"rival-{number}\"\nclaim_of = \"pact-{number}/state-{number}/RATIFICATION\"\ndate = \"2003\""
                );
                entry("treaty_action", &act("RATIFICATION", &of));
            }
        }
        text
    }

    /// How sure its membership is on a day, by the rule in Rust.
    fn member_on(&self, day: Days) -> &'static str {
        let days = |which: usize| self.date(which).map(|date| Days::of(&Edtf::parse(date).unwrap()));
        let rival = Days::of(&Edtf::parse(RIVAL_YEAR).unwrap());
        let step = |which: usize| {
            let contradicts = |said: &Days| self.has_contradicted_steps && which == FOUNDED && !said.meets(rival);
            days(which).map(|said| if contradicts(&said) { said.hull(rival) } else { said })
        };
        let life = |founded, dissolved| Lifetime { founded: step(founded), dissolved: step(dissolved) };
        let covered = (0..2).filter(|which| self.cited[*which]).map(|which| self.covered[which]).max();
        let spell = Spell {
            from: days(FROM).unwrap_or(Days::UNKNOWN),
            to: days(TO).unwrap_or(Days::UNKNOWN),
            ended: if self.date(TO).is_some() { Ended::Yes } else { Ended::NotStated },
            attested: self.date(ATTESTED).map_or(Attested::NEVER, |date| Attested::on(&Edtf::parse(date).unwrap())),
            covered_until: covered.and_then(|year| Edtf::parse(&year.to_string()).unwrap().latest()),
            life: life(FOUNDED, DISSOLVED).and(life(BORN, GONE)),
            ..Spell::UNKNOWN
        };
        let known = |date: &str| Days::of(&Edtf::parse(date).unwrap());
        let rival =
            Spell { from: known("1970"), to: known("1971"), ended: Ended::Yes, attested: Attested::NEVER, ..spell };
        let contradicts = !spell.from.meets(rival.from) || !spell.to.meets(rival.to);
        let rivals = (self.is_contradicted && contradicts).then(|| rival.certainty_on(day));
        Spell::agreed([spell.certainty_on(day)].into_iter().chain(rivals)).name()
    }
}

/// Answers by what they are about: a body or a pact, the day, a status.
type Answers = BTreeMap<(String, &'static str, String), String>;

async fn answers(worlds: &[World]) -> Answers {
    let mut toml =
        "[[source]]\nslug = \"nothing\"\nname = \"N\"\nkind = \"OTHER\"\ncite = [\"nothing\"]\n\n".to_owned();
    toml.extend(worlds.iter().enumerate().map(|(number, world)| world.toml(number)));
    let app = TestApp::holding(&toml).await;
    let mut found = Answers::new();
    for day in ASKED {
        let ask = "query($day: EDTF!) {
            organizations(first: 100) { nodes { slug members(asOf: $day, certainty: EXCLUDED) { edges { certainty } } } }
            documents(first: 100) { nodes { slug partyStatuses(asOf: $day) { statuses { status certainty } } statusOn(date: $day) { statuses { status certainty } } } }
        }";
        let answer = app.ask(ask, json!({ "day": day })).await;
        assert!(answer.body["errors"].is_null(), "{}", answer.text);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = |value: &Value| value.as_array().unwrap().clone();
        let data = &answer.body["data"];
        for body in list(&data["organizations"]["nodes"]) {
            let certainty = text(&body["members"]["edges"][0]["certainty"]);
            found.insert((text(&body["slug"]), day, "MEMBER".to_owned()), certainty);
        }
        for pact in list(&data["documents"]["nodes"]) {
            let standings = list(&pact["partyStatuses"]).into_iter().chain([pact["statusOn"].clone()]);
            for (which, standing) in ["party", "treaty"].into_iter().zip(standings) {
                for status in list(&standing["statuses"]) {
                    let about = (text(&pact["slug"]), day, format!("{which} {}", text(&status["status"])));
                    found.insert(about, text(&status["certainty"]));
                }
            }
        }
    }
    found
}

#[actix_web::test]
async fn knowing_less_makes_nothing_certain_in_a_register() {
    let numbers = prop::collection::vec(any::<u32>(), WORLDS * (NUMBERS + 16));
    let numbers = numbers.new_tree(&mut seed::runner()).unwrap().current();
    let mut tape = Tape(numbers.into_iter());
    let worlds = (0..WORLDS).map(|_| tape.world()).collect::<Vec<_>>();
    let losses = (0..WORLDS).map(|_| tape.loss()).collect::<Vec<_>>();
    let less_known = worlds.iter().zip(&losses).map(|(world, loss)| world.less(*loss)).collect::<Vec<_>>();
    let (before, after) = (answers(&worlds).await, answers(&less_known).await);
    for (worlds, found) in [(&worlds, &before), (&less_known, &after)] {
        for (number, world) in worlds.iter().enumerate() {
            for day in ASKED {
                let expected = world.member_on(Days::of(&Edtf::parse(day).unwrap()));
                let about = (format!("body-{number}"), day, "MEMBER".to_owned());
                assert_eq!(found[&about], expected, "{about:?} of {world:?}");
            }
        }
    }
    let mut lost = 0;
    for about in before.keys().chain(after.keys()) {
        let of = |answers: &Answers| answers.get(about).map_or("EXCLUDED".to_owned(), Clone::clone);
        let (sharp, vague) = (of(&before), of(&after));
        let number = about.0.rsplit('-').next().unwrap().parse::<usize>().unwrap();
        assert!(
            vague == sharp || vague == "POSSIBLE",
            "{about:?}: {sharp} becomes {vague} by {:?} of {:?}",
            losses[number],
            worlds[number]
        );
        lost += usize::from(vague != sharp);
    }
    assert!(lost > WORLDS / 2, "little was lost: {lost}");
}
