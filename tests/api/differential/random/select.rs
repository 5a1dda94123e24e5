//! Selections: fields, fragments inline and named, and what skips them.

use super::{
    Draw, MOST,
    document::{Fragment, Selection},
    input::Input,
};
use apollo_compiler::{ast::FieldDefinition, ty};

/// Where selections stand.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    /// Of what type.
    pub ty: &'s str,
    /// Fields within fields that are left.
    pub depth: usize,
    /// Interfaces within each other that are left: what is asked of one counts for each type it may be.
    pub abstracts: usize,
    /// Whether the object may be of several types.
    pub mixed: bool,
    /// How many such objects there may be.
    pub rows: usize,
}

impl Draw<'_> {
    /// Some selections, at least one.
    pub fn selections(&mut self, scope: Scope<'_>) -> Vec<Selection> {
        let simple = self.facts.overlapping(scope.ty).len() == 1;
        let count = match (scope.ty, simple) {
            ("Query", _) => self.dice.between(1, 3),
            (_, true) => self.dice.between(0, 3),
            _ => self.dice.between(2, 6),
        };
        let mut drawn = Vec::new();
        if let Some(name) = self.mostly_wanted(scope.ty) {
            drawn.extend(self.field_named(scope, name));
        }
        for _ in 0..count {
            let selection = match self.dice.below(100) {
                0..4 => Some(self.typename()),
                // Where nothing can be narrowed, fragments only repeat.
                4..8 => self.inline(scope),
                8..12 => self.spread(scope),
                12..22 if !simple => self.inline(scope),
                22..32 if !simple => self.spread(scope),
                _ => self.field(scope),
            };
            drawn.extend(selection);
        }
        if drawn.is_empty() {
            drawn.push(self.typename());
        }
        drawn
    }

    /// Without the records of a page there is nothing to go on with.
    fn mostly_wanted(&mut self, ty: &str) -> Option<&'static str> {
        let pages = ty.ends_with("Connection");
        match self.dice.below(100) {
            0..60 if pages => Some("nodes"),
            60..85 if pages => Some("edges"),
            0..70 if ty.ends_with("Edge") => Some("node"),
            _ => None,
        }
    }

    fn typename(&mut self) -> Selection {
        let alias = (self.aliases < 20 && self.dice.percent(20)).then(|| "type".to_owned());
        self.aliases += usize::from(alias.is_some());
        let directives = self.directives();
        Selection::Field {
            alias,
            name: "__typename".to_owned(),
            args: String::new(),
            directives,
            size: 1,
            below: Vec::new(),
        }
    }

    fn field_named(&mut self, scope: Scope<'_>, name: &str) -> Option<Selection> {
        let facts = self.facts;
        let field = facts.field(scope.ty, name)?;
        self.drawn(scope, field)
    }

    fn field(&mut self, scope: Scope<'_>) -> Option<Selection> {
        let mut fields = self.facts.fields(scope.ty);
        if self.dice.percent(35) {
            fields.retain(|field| self.facts.is_composite(field.ty.inner_named_type()));
        }
        (0..4).find_map(|_| {
            let field = *self.dice.pick(&fields)?;
            self.drawn(scope, field)
        })
    }

    /// A field; none where it would lead too far.
    fn drawn(&mut self, scope: Scope<'_>, field: &FieldDefinition) -> Option<Selection> {
        let target = field.ty.inner_named_type().as_str();
        let (goes_on, several) = (self.facts.is_composite(target), self.facts.is_abstract(target));
        let needed = if target.ends_with("Connection") { 3 } else { 2 };
        if goes_on && (scope.depth < needed || (several && scope.abstracts == 0)) {
            return None;
        }
        let chosen = self.choose(field, scope.rows);
        let rows = scope.rows * chosen.size.max(1);
        if goes_on && rows > MOST.rows {
            return None;
        }
        let mut alias = chosen.alias;
        if alias.is_none() && scope.mixed && self.facts.is_ambiguous(&field.name) {
            let letters: String = field.ty.to_string().chars().filter(char::is_ascii_alphabetic).collect();
            let sign = if field.ty.is_non_null() { "" } else { "OrNull" };
            alias = Some(format!("{}{letters}{sign}", field.name));
        }
        self.aliases += usize::from(alias.is_some());
        if self.aliases > MOST.aliases {
            return None;
        }
        let directives = self.directives();
        let below = if goes_on {
            let abstracts = scope.abstracts - usize::from(several);
            self.selections(Scope { ty: target, depth: scope.depth - 1, abstracts, mixed: several, rows })
        } else {
            Vec::new()
        };
        Some(Selection::Field {
            alias,
            name: field.name.to_string(),
            args: chosen.args,
            directives,
            size: chosen.size,
            below,
        })
    }

    /// A fragment where it stands, on a type that the object may be, or on none.
    fn inline(&mut self, scope: Scope<'_>) -> Option<Selection> {
        if scope.depth < 2 {
            return None;
        }
        let on = self.narrowed(scope.ty);
        let directives = self.directives();
        let ty = on.clone().unwrap_or_else(|| scope.ty.to_owned());
        let mixed = scope.mixed || self.facts.is_abstract(&ty);
        let below = self.selections(Scope { ty: &ty, mixed, ..scope });
        Some(Selection::Inline { on, directives, below })
    }

    fn narrowed(&mut self, ty: &str) -> Option<String> {
        if self.dice.percent(20) {
            return None;
        }
        let types = self.facts.overlapping(ty);
        self.dice.pick(&types).map(|ty| (*ty).to_owned())
    }

    /// A named fragment, perhaps one that stands elsewhere too.
    fn spread(&mut self, scope: Scope<'_>) -> Option<Selection> {
        if scope.depth < 2 {
            return None;
        }
        let types = self.facts.overlapping(scope.ty);
        let fitting: Vec<_> = self.fragments.iter().filter(|known| types.contains(&known.on.as_str())).collect();
        let known = self.dice.pick(&fitting).map(|known| known.name.clone());
        let name = match known {
            Some(name) if self.dice.percent(60) => name,
            _ if self.fragments.len() > 6 => return None,
            _ => {
                let on = self.dice.pick(&types).map(|ty| (*ty).to_owned())?;
                let depth = self.dice.between(1, scope.depth);
                // It may be spread where there may be objects of other types.
                let mixed = self.facts.overlapping(&on).len() > 1;
                let below = self.selections(Scope { ty: &on, depth, mixed, ..scope });
                let name = format!("F{}", self.fragments.len());
                self.fragments.push(Fragment { name: name.clone(), on, below });
                name
            }
        };
        let directives = self.directives();
        Some(Selection::Spread { name, directives })
    }

    /// `@skip` and `@include`, mostly so that the selection stands.
    fn directives(&mut self) -> String {
        let mut directives = Vec::new();
        for (name, stands) in [("skip", false), ("include", true)] {
            if self.dice.percent(6) {
                let decided = if self.dice.percent(75) { stands } else { !stands };
                let decided = self.lift(&ty!(Boolean!), false, Input::Bool(decided), 60);
                directives.push(format!(" @{name}(if: {decided})"));
            }
        }
        directives.concat()
    }
}
