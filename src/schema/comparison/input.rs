//! What the comparison of states takes: the states, their memberships, the documents on which they acted.
use super::{compared_names, output};
use crate::schema::{
    day,
    filter::is_found,
    input::input_row,
    membership::is_member,
    state::{has_code, may_be_code},
    treaty::{self, PartyActRow, TreatyInputs},
};
use engine::{
    derive::{Handle, Handles, InputData, InputId, Inputs, RowKey, Rows},
    selection::Selection,
};
use entity::{
    membership, state, treaty_action,
    vocabulary::{MembershipStatus, NodeKind},
};
use fault::Fault;
use rules::certainty::{Certainty, SpellSql};
use rules::treaty::Id;
use sea_orm::{Condition, sea_query::Expr};

input_row! {
    /// A state that is compared, by its codes and slugs.
    pub(super) struct StateRow of state order id {
        id: RowKey,
        iso2: Option<String>,
        iso3: Option<String>,
        iso_numeric: Option<String>,
        iso_former: Option<String>,
        /// Its present and former slugs, with spaces between.
        slugs: Option<String> = sql "(select string_agg(slug.slug, ' ') from slug where slug.node_id = state.id)",
        /// When it was there.
        lifetime: Option<String> = sql "(select concat_ws(' ', coalesce(founded_first::text, '-'), coalesce(founded_last::text, '-'), \
            coalesce(dissolved_first::text, '-'), coalesce(dissolved_last::text, '-')) from lifetime where lifetime.node_id = state.id)",
    }
}

input_row! {
    /// A membership of a state that is compared.
    pub(super) struct MembershipRow of membership order id {
        id: RowKey,
        member_id: RowKey,
        body_id: RowKey,
        body_kind: NodeKind,
        is_leading: bool,
        status: MembershipStatus,
        certainty: Certainty = from_arguments certainty,
    }
}

/// How sure it is that a membership holds on the day that is asked about.
fn certainty(selection: &Selection) -> Result<Expr, Fault> {
    Ok(day::certainty_on(&SpellSql::membership("membership"), day::required_day(selection, "asOf")?))
}

/// What is read.
#[derive(Clone, Copy)]
pub(super) struct ComparisonInputs {
    states: Handle<StateRow>,
    memberships: Handle<MembershipRow>,
    acts: Handle<PartyActRow>,
    treaties: TreatyInputs,
}

impl Handles for ComparisonInputs {
    fn ids(&self) -> Vec<InputId> {
        [self.states.ids(), self.memberships.ids(), self.acts.ids(), self.treaties.ids()].concat()
    }
}

impl ComparisonInputs {
    /// Memberships and acts only where a list is asked for that depends on them.
    pub(super) fn of(inputs: &mut Inputs) -> Self {
        let states = inputs.given::<StateRow>(given);
        let memberships = inputs.referenced_by_if_needed::<_, MembershipRow>(
            states,
            state::Column::Id,
            membership::Column::MemberId,
            |selection| asks(selection, &output::ORGANIZATIONS),
        );
        let acts = inputs.referenced_by_if_needed::<_, PartyActRow>(
            states,
            state::Column::Id,
            treaty_action::Column::PartyId,
            |selection| asks(selection, &output::DOCUMENTS),
        );
        Self { states, memberships, acts, treaties: TreatyInputs::by_acts(inputs, acts) }
    }
}

/// The states of the slugs and codes that are asked.
fn given(selection: &Selection) -> Result<Option<Condition>, Fault> {
    let names = compared_names(selection)?;
    let by_slug = "\"state\".\"id\" in (select node_id from slug where slug.slug = any($1))";
    let codes = names.iter().filter(|name| may_be_code(name));
    let by_code = codes.map(|code| has_code(code)).fold(Condition::any(), Condition::add);
    let slugs: Vec<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    Ok(Some(by_code.add(is_found(by_slug, &slugs))))
}

/// Whether one of some lists is asked for.
fn asks(selection: &Selection, lists: &[&str]) -> bool {
    lists.iter().any(|list| selection.below.asks(list))
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
    states: Rows<'a, StateRow>,
    memberships: Rows<'a, MembershipRow>,
    acts: Rows<'a, PartyActRow>,
    /// The documents on which the states acted.
    pub treaties: treaty::Found<'a>,
}

impl<'a> Found<'a> {
    pub(super) fn of(data: &InputData<'a>, inputs: ComparisonInputs) -> Result<Self, Fault> {
        let states = data.rows(inputs.states)?;
        let mut treaties = treaty::Found::of(data, inputs.treaties)?;
        for state in &states {
            treaties.living(state.id, state.lifetime.as_deref())?;
        }
        Ok(Self { states, memberships: data.rows(inputs.memberships)?, acts: data.rows(inputs.acts)?, treaties })
    }

    /// The states of these slugs and codes, each once, in their order.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` with the names of which there is no state.
    pub(super) fn states(&self, names: &[String]) -> Result<Vec<Id>, Fault> {
        let (mut states, mut unknown) = (Vec::new(), Vec::new());
        for name in names {
            match self.states.iter().find(|state| state.is_named(name)) {
                Some(state) if states.contains(&state.id.0) => {}
                Some(state) => states.push(state.id.0),
                None => unknown.push(name.as_str()),
            }
        }
        if unknown.is_empty() {
            return Ok(states);
        }
        Err(Fault::bad_user_input(format!(
            "`states` names what is no state of the register: `{}`. Give slugs as `states {{ nodes {{ slug }} }}` lists \
             them, or ISO 3166 codes.",
            unknown.join("`, `")
        )))
    }

    /// The organizations in which the states have leading spells, in the order of entry, and how each state stands.
    pub(super) fn organizations(&self, states: &[Id]) -> Vec<(Id, Vec<Member>)> {
        let mut organizations: Vec<(Id, Vec<Member>)> = Vec::new();
        let of_organizations = |row: &&MembershipRow| row.is_leading && row.body_kind == NodeKind::Organization;
        for row in self.memberships.iter().filter(of_organizations) {
            let (body, holds) = (row.body_id.0, row.certainty);
            let belongs = if is_member(row.status) { holds } else { Certainty::Excluded };
            let known = organizations.iter().position(|(organization, _)| *organization == body);
            let at = known.unwrap_or_else(|| {
                let none = |state: &Id| Member { state: *state, certainty: Certainty::Excluded, spell: None };
                organizations.push((body, states.iter().map(none).collect()));
                organizations.len() - 1
            });
            let member = organizations[at].1.iter_mut().find(|member| member.state == row.member_id.0);
            let Some(member) = member else { continue };
            let says_more = match member.spell {
                None => holds.is_possible(),
                Some((known, _)) => holds.is_possible() && (belongs, holds) < (member.certainty, known),
            };
            if says_more {
                member.spell = Some((holds, row.id.0));
            }
            member.certainty = member.certainty.or(belongs);
        }
        organizations
    }

    /// The documents on which the states acted, in the order of their first acts.
    pub(super) fn documents(&self) -> Vec<Id> {
        let mut seen = std::collections::HashSet::new();
        self.acts.iter().map(|act| act.document_id.0).filter(|document| seen.insert(*document)).collect()
    }
}

impl StateRow {
    /// Whether it has this code, or this slug.
    fn is_named(&self, name: &str) -> bool {
        let is = |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(name));
        let has_slug = |slugs: &String| slugs.split(' ').any(|slug| slug.eq_ignore_ascii_case(name));
        self.slugs.as_ref().is_some_and(has_slug)
            || may_be_code(name) && [&self.iso2, &self.iso3, &self.iso_numeric, &self.iso_former].into_iter().any(is)
    }
}
