//! Values of input types, mostly of things that are in the register, sometimes wrong ones.

use super::{Draw, input::Input};
use crate::differential::pool::{ENTERED, Ordered};
use apollo_compiler::ast::Type;

/// What a value is for.
#[derive(Clone, Default)]
pub struct Purpose {
    /// Kind of the records whose slugs are wanted.
    pub kind: Option<String>,
    /// The list whose cursors are wanted.
    pub ordered: Option<Ordered>,
}

impl Draw<'_> {
    /// A value of a type, for an argument or input field of this name.
    pub fn value(&mut self, ty: &Type, name: &str, purpose: &Purpose, level: usize) -> Input {
        if !ty.is_non_null() && self.dice.percent(4) {
            return Input::Null;
        }
        if ty.is_list() {
            let item = ty.item_type();
            // One value stands for a list of one.
            if self.dice.percent(8) && item.is_non_null() {
                return self.value(item, name, purpose, level);
            }
            let length = match self.dice.below(100) {
                0..6 => 0,
                6..50 => 1,
                50..99 => self.dice.between(2, 5),
                _ if name == "ids" => 101,
                _ => 30,
            };
            return Input::List((0..length).map(|_| self.value(item, name, purpose, level)).collect());
        }
        let named = ty.inner_named_type().as_str();
        match named {
            "Boolean" => Input::Bool(self.dice.percent(50)),
            "Int" | "Float" => Input::Number(i64::try_from(self.dice.below(30)).unwrap_or_default()),
            "ID" => self.id(),
            "String" if matches!(name, "after" | "before") => Input::Text(self.cursor(purpose)),
            "String" if name == "query" => Input::Text(self.words()),
            "String" if name == "states" => {
                Input::Text(self.slug(&Purpose { kind: Some("STATE".to_owned()), ..Purpose::default() }))
            }
            "String" => Input::Text(self.slug(purpose)),
            "Date" => Input::Text(format!(
                "{}-0{}-1{}",
                1990 + self.dice.below(25),
                1 + self.dice.below(9),
                self.dice.below(9)
            )),
            "DateTime" => Input::Text(format!("20{}0-01-01T00:00:00Z", self.dice.below(3))),
            "EDTF" => Input::Text(self.date()),
            _ => match self.facts.input(named) {
                Some((_, true)) => self.one_of(named, purpose, level),
                Some((_, false)) => self.object(named, purpose, level),
                None => {
                    let values = self.facts.values(named);
                    self.dice.pick(&values).map_or(Input::Null, |value| Input::Enum(value.clone()))
                }
            },
        }
    }

    fn object(&mut self, named: &str, purpose: &Purpose, level: usize) -> Input {
        let (defined, _) = self.facts.input(named).unwrap_or_default();
        let kind = named.strip_suffix("Filter").filter(|kind| *kind != "Date").map(shouted);
        let mut members = Vec::new();
        for member in &defined {
            let name = member.name.as_str();
            let joins = matches!(name, "and" | "or" | "not");
            let percent = if joins { if level < 2 { 12 } else { 0 } } else { 30 };
            if member.is_required() || self.dice.percent(percent) {
                let kind = kind.clone().filter(|_| name == "slug" || joins);
                let purpose = Purpose { kind, ..purpose.clone() };
                members.push((name.to_owned(), self.value(&member.ty, name, &purpose, level + 1)));
            }
            if members.len() > 2 && !defined.iter().any(|member| member.is_required()) {
                break;
            }
        }
        Input::Object(members)
    }

    fn one_of(&mut self, named: &str, purpose: &Purpose, level: usize) -> Input {
        let (defined, _) = self.facts.input(named).unwrap_or_default();
        let Some(member) = self.dice.pick(&defined).cloned() else { return Input::Null };
        let value = match self.value(&member.ty, &member.name, purpose, level + 1) {
            Input::Null => Input::List(Vec::new()),
            value => value,
        };
        Input::Object(vec![(member.name.to_string(), value)])
    }

    fn id(&mut self) -> Input {
        match self.dice.below(100) {
            0..2 => Input::Number(4711),
            2..5 => Input::Text("no-id".to_owned()),
            // STATE:999999999, which is no state.
            5..9 => Input::Text("U1RBVEU6OTk5OTk5OTk5".to_owned()),
            _ => Input::Text(self.dice.pick(&self.pool.ids).cloned().unwrap_or_default()),
        }
    }

    fn slug(&mut self, purpose: &Purpose) -> String {
        if self.dice.percent(5) {
            return "nowhere".to_owned();
        }
        let kinds: Vec<_> = self.pool.slugs.keys().cloned().collect();
        let kind = match &purpose.kind {
            Some(kind) if self.dice.percent(95) => kind.clone(),
            _ if self.dice.percent(25) => "STATE".to_owned(),
            _ if self.dice.percent(35) => "ORGANIZATION".to_owned(),
            _ => self.dice.pick(&kinds).cloned().unwrap_or_default(),
        };
        let is_state = purpose.kind.as_deref() == Some("STATE");
        if is_state
            && self.dice.percent(20)
            && let Some(code) = self.dice.pick(&self.pool.codes)
        {
            return code.clone();
        }
        let slugs = self.pool.slugs.get(&kind).map(Vec::as_slice).unwrap_or_default();
        self.dice.pick(slugs).cloned().unwrap_or_default()
    }

    /// Words to search for: of the register, misspelled, cut off, and none.
    fn words(&mut self) -> String {
        const WORDS: &[&str] = &[
            "cis",
            "defence",
            "ministers",
            "council",
            "terrorism",
            "anti-terrorist",
            "dushnabe",
            "tajik",
            "treaty",
            "of",
            "the",
            "2003",
            "a",
            "m",
            "russia",
            "xyzzy",
            "peace-keeping",
            "\u{e9}",
            "'",
            "",
        ];
        let count = if self.dice.percent(1) { 40 } else { self.dice.between(1, 3) };
        let words: Vec<_> = (0..count).filter_map(|_| self.dice.pick(WORDS).copied()).collect();
        words.join(" ")
    }

    fn date(&mut self) -> String {
        match self.dice.below(100) {
            0..6 => "some day".to_owned(),
            6..35 => (1990 + self.dice.below(25)).to_string(),
            _ => self.dice.pick(&self.pool.dates).cloned().unwrap_or_default(),
        }
    }

    /// A cursor of the list, seldom of another list, and seldom none at all.
    fn cursor(&mut self, purpose: &Purpose) -> String {
        let draw = self.dice.below(100);
        let cursors = match &purpose.ordered {
            Some(ordered) if draw < 94 => {
                let own = self.pool.cursors.get(ordered).filter(|known| !known.is_empty());
                own.or_else(|| {
                    let (_, order, descending) = ordered;
                    let alike = |(_, known, turned): &&Ordered| known == order && turned == descending;
                    self.pool.cursors.keys().find(alike).and_then(|alike| self.pool.cursors.get(alike))
                })
            }
            _ if draw < 97 => self.pool.cursors.values().next(),
            _ => None,
        };
        let cursors = cursors.map(Vec::as_slice).unwrap_or_default();
        self.dice.pick(cursors).cloned().unwrap_or_else(|| "no cursor".to_owned())
    }

    /// The list that a page is of, with its order as far as `orderBy` says it.
    pub fn ordered(&self, node: &str, order_by: Option<&Input>) -> Ordered {
        let word = |name: &str| match order_by.and_then(|order| order.get(name)) {
            Some(Input::Enum(word)) => Some(word.clone()),
            _ => None,
        };
        let usual = || self.facts.orders(node).into_iter().next().unwrap_or_else(|| ENTERED.to_owned());
        (node.to_owned(), word("field").unwrap_or_else(usual), word("direction").as_deref() == Some("DESC"))
    }
}

/// `TreatyAction` as `TREATY_ACTION`.
pub fn shouted(name: &str) -> String {
    let mut shouted = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !shouted.is_empty() {
            shouted.push('_');
        }
        shouted.push(letter.to_ascii_uppercase());
    }
    shouted
}
