//! What the comparison of states takes: the states, their memberships, the documents on which they acted.
use super::{named, output};
use crate::{
    read::{
        ask::{Asked, Below},
        derive::{Input, Read, Rows, Which},
        page,
    },
    schema::{
        membership::is_member,
        state::{has_code, is_code},
        treaty,
    },
};
use entity::vocabulary::{MembershipStatus, NodeKind};
use fault::Fault;
use rules::certainty::{Certainty, Days, SpellSql};
use rules::treaty::Id;
use sea_orm::{Condition, sea_query::Expr};

/// What is read, in the order of [`Found`].
pub(super) fn inputs() -> Vec<Input> {
    let treaties =
        treaty::by_acts(Which::OfNamed(|asked, found| wanted(asked, found, &output::DOCUMENTS), "party_id"), 2);
    [states(), memberships()].into_iter().chain(treaties).collect()
}

fn states() -> Input {
    let slugs = "(select string_agg(slug.slug, ' ') from slug where slug.node_id = state.id)";
    let columns = ["id", "iso2", "iso3", "iso_numeric"].map(Read::Column);
    Input {
        table: "state",
        columns: columns.into_iter().chain([Read::Sql("slugs", slugs.to_owned())]).collect(),
        which: Which::Given(|asked| {
            let (codes, slugs): (Vec<_>, Vec<_>) = named(asked).into_iter().partition(|name| is_code(name));
            let by_slug = "\"state\".\"id\" in (select node_id from slug where slug.slug = any($1))";
            let by_code = codes.iter().map(|code| has_code(code)).fold(Condition::any(), Condition::add);
            Some(by_code.add(crate::schema::filter::is_found(by_slug, &slugs)))
        }),
    }
}

fn memberships() -> Input {
    let columns = ["id", "member_id", "body_id", "body_kind", "is_leading", "status"].map(Read::Column);
    Input {
        table: "membership",
        columns: columns.into_iter().chain([Read::Asked("certainty", certainty)]).collect(),
        which: Which::OfNamed(|asked, found| wanted(asked, found, &output::ORGANIZATIONS), "member_id"),
    }
}

/// How sure it is that a membership holds on the day that is asked about.
fn certainty(asked: &Asked) -> Expr {
    let day = page::day(asked, "asOf").ok().flatten().unwrap_or(Days::UNKNOWN);
    page::certainty_on(&SpellSql::membership("membership"), day)
}

/// The states, if one of some lists is asked for. The loose road does not know what is, and reads all.
fn wanted(asked: &Asked, found: &[&Rows], lists: &[output::List]) -> Vec<Id> {
    let is_wanted = asked.below == Below::Leaf || lists.iter().any(|(_, name, _)| asked.below.asks(name));
    let states = found.first().filter(|_| is_wanted);
    states.into_iter().flat_map(|rows| rows.iter()).filter_map(|state| state.key("id")).collect()
}

/// How a state stands to an organization.
pub(super) struct Member {
    /// The state.
    pub state: Id,
    /// How sure it is that it is a member.
    pub certainty: Certainty,
    /// How sure it is that the spell holds, and the spell; none where none may.
    spell: Option<(Certainty, Id)>,
}

impl Member {
    /// The spell that says most.
    pub fn membership(&self) -> Option<Id> {
        self.spell.map(|(_, id)| id)
    }
}

/// What was read.
pub(super) struct Found<'a> {
    states: &'a Rows,
    memberships: &'a Rows,
    acts: &'a Rows,
    /// The documents on which the states acted.
    pub treaties: treaty::Found<'a>,
}

impl<'a> Found<'a> {
    pub(super) fn of(inputs: &'a [&'a Rows]) -> Result<Self, Fault> {
        match inputs {
            [states, memberships, acts, treaties @ ..] => {
                Ok(Self { states, memberships, acts, treaties: treaty::Found::of(treaties)? })
            }
            _ => Err(Fault::internal("a comparison for which too little was read")),
        }
    }

    /// The states of these slugs and codes, each once, in their order; none where one is not there.
    pub(super) fn states(&self, names: &[String]) -> Result<Option<Vec<Id>>, Fault> {
        let mut states = Vec::new();
        for name in names {
            let Some(state) = self.state(name)? else { return Ok(None) };
            if !states.contains(&state) {
                states.push(state);
            }
        }
        Ok(Some(states))
    }

    fn state(&self, name: &str) -> Result<Option<Id>, Fault> {
        let columns: &[&str] = if is_code(name) { &["iso2", "iso3", "iso_numeric"] } else { &["slugs"] };
        for state in self.states.iter() {
            for column in columns {
                let texts = state.value::<Option<String>>(column)?.unwrap_or_default();
                if texts.split(' ').any(|text| text == name) {
                    return Ok(state.key("id"));
                }
            }
        }
        Ok(None)
    }

    /// The organizations in which the states have leading spells, in the order of entry, and how each state stands.
    pub(super) fn organizations(&self, states: &[Id]) -> Result<Vec<(Id, Vec<Member>)>, Fault> {
        let mut organizations: Vec<(Id, Vec<Member>)> = Vec::new();
        for row in self.memberships.iter() {
            let (Some(id), Some(state), Some(body)) = (row.key("id"), row.key("member_id"), row.key("body_id")) else {
                continue;
            };
            if !row.value::<bool>("is_leading")? || row.value::<NodeKind>("body_kind")? != NodeKind::Organization {
                continue;
            }
            let holds = row.value::<Certainty>("certainty")?;
            let belongs = if is_member(row.value::<MembershipStatus>("status")?) { holds } else { Certainty::Excluded };
            let known = organizations.iter().position(|(organization, _)| *organization == body);
            let at = known.unwrap_or_else(|| {
                let none = |state: &Id| Member { state: *state, certainty: Certainty::Excluded, spell: None };
                organizations.push((body, states.iter().map(none).collect()));
                organizations.len() - 1
            });
            let Some(member) = organizations[at].1.iter_mut().find(|member| member.state == state) else { continue };
            let says_more = match member.spell {
                None => holds.is_possible(),
                Some((known, _)) => holds.is_possible() && (belongs, holds) < (member.certainty, known),
            };
            if says_more {
                member.spell = Some((holds, id));
            }
            member.certainty = member.certainty.or(belongs);
        }
        Ok(organizations)
    }

    /// The documents on which the states acted, in the order of their first acts.
    pub(super) fn documents(&self) -> Vec<Id> {
        let mut seen = std::collections::HashSet::new();
        self.acts.iter().filter_map(|act| act.key("document_id")).filter(|document| seen.insert(*document)).collect()
    }
}
