//! From rows of the register to treaties as the rules take them.
use super::rows::{ActRow, MilestoneRow, PartyActRow, TermRow};
use crate::schema::filter::{is_among, is_named};
use ahash::AHashMap;
use async_graphql::Value;
use engine::{
    derive::{Handle, Handles, InputData, InputId, Inputs, RowKey, Rows},
    selection::Selection,
};
use entity::{
    document, milestone, treaty_action,
    vocabulary::{
        self, DelayEnd, MilestoneStep, NodeKind, ProvisionalUntil, Rank, SuccessionFrom, TreatyActionKind,
        Vocabulary as _,
    },
};
use fault::Fault;
use rules::certainty::{Days, Lifetime};
use rules::treaty::{
    Act, ActClaim, Clauses, Delay, GroupAct, Id, LeavingClause, Milestone, MilestoneClaim, Period, ProvisionalClause,
    SuccessionClause, Term, Treaty,
};
use sea_orm::{Condition, sea_query::Expr};

/// The inputs of a computed field that follow from documents: their acts, their steps, their terms, and the acts on the
/// documents by which steps were taken.
#[derive(Clone, Copy)]
pub struct TreatyInputs {
    acts: Handle<ActRow>,
    milestones: Handle<MilestoneRow>,
    terms: Handle<TermRow>,
    instruments: Handle<ActRow>,
}

impl Handles for TreatyInputs {
    fn ids(&self) -> Vec<InputId> {
        [self.acts.ids(), self.milestones.ids(), self.terms.ids(), self.instruments.ids()].concat()
    }
}

impl TreatyInputs {
    /// Of documents that are the parents of the field.
    pub fn of_documents(inputs: &mut Inputs) -> Self {
        let acts = inputs.of_parents::<ActRow>(treaty_action::Column::DocumentId);
        let milestones = inputs.of_parents::<MilestoneRow>(milestone::Column::SubjectId);
        let terms = inputs.of_parents::<TermRow>(document::Column::Id);
        Self { acts, milestones, terms, instruments: instruments(inputs, milestones) }
    }

    /// Of the documents of some acts.
    pub fn by_acts(inputs: &mut Inputs, of: Handle<PartyActRow>) -> Self {
        let of_act = treaty_action::Column::DocumentId;
        let acts = inputs.referenced_by::<_, ActRow>(of, of_act, treaty_action::Column::DocumentId);
        let milestones = inputs.referenced_by::<_, MilestoneRow>(of, of_act, milestone::Column::SubjectId);
        let terms = inputs.referenced_by::<_, TermRow>(of, of_act, document::Column::Id);
        Self { acts, milestones, terms, instruments: instruments(inputs, milestones) }
    }
}

fn instruments(inputs: &mut Inputs, milestones: Handle<MilestoneRow>) -> Handle<ActRow> {
    inputs.referenced_by(milestones, milestone::Column::InstrumentId, treaty_action::Column::DocumentId)
}

/// The states and organizations that the argument `among` names by their slugs.
pub fn among(selection: &Selection) -> Result<Option<Condition>, Fault> {
    let Some(slugs) = slugs(selection, "among")? else { return Ok(None) };
    let kinds = [NodeKind::State, NodeKind::Organization].map(|kind| kind.name().to_owned());
    let condition =
        Condition::all().add(is_among("\"slug\".\"slug\"", slugs)).add(is_among("\"slug\".\"kind\"", kinds));
    Ok(Some(condition))
}

/// The argument that says on which day members are members, where it is not that of `asOf`.
pub const MEMBERS_AS_OF: &str = "membersAsOf";

/// The leading memberships in the organizations, organs and forces that the argument `membersOf` names by their slugs.
pub fn members(selection: &Selection) -> Result<Option<Condition>, Fault> {
    let Some(slugs) = slugs(selection, "membersOf")? else { return Ok(None) };
    let bodies = is_named("\"membership\".\"body_id\"", &slugs);
    Ok(Some(Condition::all().add(Expr::cust("\"membership\".\"is_leading\"")).add(bodies)))
}

/// Slugs in an argument, each once; none where it is absent.
fn slugs(selection: &Selection, argument: &str) -> Result<Option<Vec<String>>, Fault> {
    let slug = |slug: &Value| match slug {
        Value::String(slug) => Ok(slug.clone()),
        _ => Err(Fault::internal(format!("`{argument}` has a slug that is no text"))),
    };
    let Some(slugs) = selection.list(argument) else { return Ok(None) };
    let mut slugs = slugs.iter().map(slug).collect::<Result<Vec<_>, _>>()?;
    slugs.sort_unstable();
    slugs.dedup();
    Ok(Some(slugs))
}

/// What was read of some documents.
pub struct Found<'a> {
    acts: Rows<'a, ActRow>,
    milestones: Rows<'a, MilestoneRow>,
    terms: Rows<'a, TermRow>,
    instruments: Rows<'a, ActRow>,
    /// What the parties of acts are.
    parties: AHashMap<Id, NodeKind>,
    /// What the acts and steps are to which rules are applied.
    statements: AHashMap<Id, NodeKind>,
    /// When parties were there.
    lifetimes: Vec<(Id, Lifetime)>,
}

impl<'a> Found<'a> {
    /// Of the inputs.
    ///
    /// # Errors
    /// Where the register holds what it cannot.
    pub fn of(data: &InputData<'a>, inputs: TreatyInputs) -> Result<Self, Fault> {
        let (acts, instruments) = (data.rows(inputs.acts)?, data.rows(inputs.instruments)?);
        let milestones = data.rows(inputs.milestones)?;
        let (mut parties, mut statements) = (AHashMap::default(), AHashMap::default());
        let mut lifetimes = Vec::new();
        for act in acts.iter().chain(instruments.iter()) {
            statements.insert(act.id.0, NodeKind::TreatyAction);
            if let (Some(party), Some(kind)) = (act.party_id, act.party_kind)
                && parties.insert(party.0, kind).is_none()
            {
                lifetimes.extend(lifetime(party, act.lifetime.as_deref())?);
            }
        }
        statements.extend(milestones.iter().map(|step| (step.id.0, NodeKind::Milestone)));
        Ok(Self { acts, milestones, terms: data.rows(inputs.terms)?, instruments, parties, statements, lifetimes })
    }

    /// Says when a record was there that may not have acted.
    ///
    /// # Errors
    /// Where the register holds what it cannot.
    pub fn living(&mut self, record: RowKey, said: Option<&str>) -> Result<(), Fault> {
        if !self.parties.contains_key(&record.0) {
            self.lifetimes.extend(lifetime(record, said)?);
        }
        Ok(())
    }

    /// A document with all that was done to it.
    ///
    /// # Errors
    /// Where the register holds what it cannot.
    pub fn treaty(&self, document: Id) -> Result<Treaty, Fault> {
        let term = self.terms.of(document).next().ok_or_else(|| Fault::internal("a document that was not read"))?;
        let milestones = sets(self.milestones.of(document), |step| step.set_id).into_iter();
        let milestones = milestones.map(|claims| self.milestone(&claims)).filter_map(Result::transpose);
        let covered = self.acts.of(document).map(|act| act.covered_until);
        let covered = covered.chain(self.milestones.of(document).map(|step| step.covered_until));
        Ok(Treaty {
            acts: acts(self.acts.of(document)),
            milestones: milestones.collect::<Result<_, _>>()?,
            term: term_of(term)?,
            clauses: clauses_of(term)?,
            covered_until: covered.flatten().max(),
            complete_until: term.complete_until_earliest,
            lifetimes: self.lifetimes.clone(),
            groups: self.groups(document),
        })
    }

    /// What groups did to a document of which a source does not say who belongs to them: acts of labels, and steps by
    /// which several signed.
    fn groups(&self, document: Id) -> Vec<GroupAct> {
        let acts = self.acts.of(document).filter(|act| act.is_leading && act.party_id.is_none());
        let acts = acts.map(|act| GroupAct {
            id: act.id.0,
            action: act.action,
            date: act.days(),
            count: count(act.party_count),
            modality: act.modality,
        });
        let is_group = |step: &&MilestoneRow| {
            let signs = matches!(step.step, MilestoneStep::Signing | MilestoneStep::Conclusion);
            step.is_leading && signs && is_group_of(step)
        };
        let steps = self.milestones.of(document).filter(is_group).map(|step| GroupAct {
            id: step.id.0,
            action: TreatyActionKind::Signature,
            date: step.days(),
            count: count(step.by_count),
            modality: step.modality,
        });
        acts.chain(steps).collect()
    }

    /// Whether groups acted on the document by which a step was taken.
    fn has_group(&self, step: &MilestoneRow) -> bool {
        let acts = step.instrument_id.map(|instrument| self.instruments.of(instrument.0));
        acts.into_iter().flatten().any(|act| act.is_leading && act.party_id.is_none())
    }

    /// What a party is, by its key, as its acts have it.
    ///
    /// # Errors
    /// Where it did not act.
    pub fn kind_of_party(&self, party: Id) -> Result<NodeKind, Fault> {
        let kind = self.parties.get(&party).copied();
        kind.ok_or_else(|| Fault::internal(format!("party {party}, of which no act was read")))
    }

    /// What a statement is to which a rule was applied.
    ///
    /// # Errors
    /// Where it was not read.
    pub fn kind_of_statement(&self, id: Id) -> Result<NodeKind, Fault> {
        let kind = self.statements.get(&id).copied();
        kind.ok_or_else(|| Fault::internal(format!("a rule applied to statement {id}, which was not read")))
    }

    /// A step by its claims; none where none of them leads.
    fn milestone(&self, claims: &[&MilestoneRow]) -> Result<Option<Milestone>, Fault> {
        let Some(leading) = claims.iter().find(|claim| claim.is_leading) else { return Ok(None) };
        let others = claims.iter().filter(|claim| !claim.is_leading && claim.rank != Rank::Deprecated);
        Ok(Some(Milestone {
            step: leading.step,
            leading: milestone_claim(leading)?,
            alternatives: others.map(|claim| milestone_claim(claim)).collect::<Result<_, _>>()?,
            instrument: leading.instrument_id.map_or(Vec::new(), |instrument| acts(self.instruments.of(instrument.0))),
            instrument_complete_until: leading.instrument_complete_until.filter(|_| !self.has_group(leading)),
        }))
    }
}

/// Whether a step was taken by several of whom its source says only what they are, or by an organ or persons, who act for
/// those that they do not name.
fn is_group_of(step: &MilestoneRow) -> bool {
    match step.by_kind {
        Some(kind) => !matches!(kind, NodeKind::State | NodeKind::Organization),
        None => step.by_label.is_some(),
    }
}

fn count(stored: Option<i32>) -> Option<usize> {
    stored.and_then(|count| usize::try_from(count).ok())
}

/// Claims by their sets, in the order in which the sets were entered.
fn sets<'a, R>(claims: impl Iterator<Item = &'a R>, set: fn(&R) -> RowKey) -> Vec<Vec<&'a R>> {
    let mut sets: Vec<Vec<&R>> = Vec::new();
    let mut places = AHashMap::default();
    for claim in claims {
        let place = *places.entry(set(claim)).or_insert(sets.len());
        match sets.get_mut(place) {
            Some(claims) => claims.push(claim),
            None => sets.push(vec![claim]),
        }
    }
    sets
}

fn acts<'a>(rows: impl Iterator<Item = &'a ActRow>) -> Vec<Act> {
    let act = |claims: Vec<&ActRow>| {
        let of_party = |claim: &&ActRow| Some((claim.is_leading, claim.rank, act_claim(claim)?));
        let claims: Vec<_> = claims.iter().filter_map(of_party).collect();
        let leading = claims.iter().find(|(is_leading, ..)| *is_leading)?.2;
        let others = claims.iter().filter(|(is_leading, rank, _)| !is_leading && *rank != Rank::Deprecated);
        Some(Act { leading, alternatives: others.map(|(.., claim)| *claim).collect() })
    };
    sets(rows, |act| act.set_id).into_iter().filter_map(act).collect()
}

/// None for an act of somebody who is only a label.
fn act_claim(row: &ActRow) -> Option<ActClaim> {
    let effective = Days { earliest: row.effective_date_first, latest: row.effective_date_last };
    Some(ActClaim {
        id: row.id.0,
        party: row.party_id?.0,
        action: row.action,
        date: row.days(),
        is_ordered: row.days() != row.said(),
        effective: row.effective_date_edtf.is_some().then_some(effective),
        modality: row.modality,
        known_by: row.known_by,
        covered_until: row.covered_until,
    })
}

fn milestone_claim(row: &MilestoneRow) -> Result<MilestoneClaim, Fault> {
    Ok(MilestoneClaim {
        id: row.id.0,
        date: row.days(),
        is_ordered: row.days() != row.said(),
        period: period(row.period.as_deref())?,
        modality: row.modality,
    })
}

impl ActRow {
    /// The day that the claim gives.
    fn said(&self) -> Days {
        Days { earliest: self.date_first, latest: self.date_last }
    }

    /// The days that are left where sources put it before or after others.
    fn days(&self) -> Days {
        self.said().narrowed(Days { earliest: self.ordered_first, latest: self.ordered_last })
    }
}

impl MilestoneRow {
    /// The day that the claim gives.
    fn said(&self) -> Days {
        Days { earliest: self.date_first, latest: self.date_last }
    }

    /// The days that are left where sources put it before or after others.
    fn days(&self) -> Days {
        self.said().narrowed(Days { earliest: self.ordered_first, latest: self.ordered_last })
    }
}

fn term_of(row: &TermRow) -> Result<Term, Fault> {
    let until = Days { earliest: row.term_until_first, latest: row.term_until_last };
    Ok(Term {
        duration: period(row.term_duration.as_deref())?,
        until: row.term_until_edtf.is_some().then_some(until),
        renewal: period(row.renewal_period.as_deref())?,
    })
}

fn clauses_of(row: &TermRow) -> Result<Clauses, Fault> {
    let delay = |text: Option<&str>, end: Option<DelayEnd>| -> Result<Option<Delay>, Fault> {
        let to_next_month = end == Some(DelayEnd::FirstOfNextMonth);
        Ok(period(text)?.map(|period| Delay { period, to_next_month }))
    };
    let leaving = match row.leaving_clause {
        Some(vocabulary::LeavingClause::None) => LeavingClause::Silent,
        _ => delay(row.leaving_delay.as_deref(), row.leaving_delay_end)?
            .map_or(LeavingClause::NotRecorded, LeavingClause::After),
    };
    let succession = row.succession_from.map(|from| match from {
        SuccessionFrom::Succession => SuccessionClause::FromSuccession,
        SuccessionFrom::Notification => SuccessionClause::FromNotification,
    });
    let provisional = row.provisional_until.map(|until| match until {
        ProvisionalUntil::EntryIntoForce => ProvisionalClause::UntilEntry,
        ProvisionalUntil::EntryIntoForceForParty => ProvisionalClause::UntilEntryForParty,
    });
    let consent = delay(row.consent_delay.as_deref(), row.consent_delay_end)?;
    Ok(Clauses { consent, leaving, succession, provisional })
}

/// When a record was there: first and last day of its foundation and of its dissolution. `-` stands for what is not
/// recorded, an infinite day for what is recorded and unknown.
fn lifetime(record: RowKey, said: Option<&str>) -> Result<Option<(Id, Lifetime)>, Fault> {
    let Some(said) = said else { return Ok(None) };
    let bounds = said.split(' ').collect::<Vec<_>>();
    let [founded, founded_by, dissolved, dissolved_by] = bounds.as_slice() else {
        return Err(Fault::internal(format!("the lifetime {said} cannot be read")));
    };
    // A day that EDTF cannot write lies beyond all that are asked about.
    let day = |text: &str| edtf::Edtf::parse(text).ok().and_then(|date| date.earliest());
    let recorded = |first: &str, last: &str| (first != "-").then(|| Days { earliest: day(first), latest: day(last) });
    let lifetime = Lifetime { founded: recorded(founded, founded_by), dissolved: recorded(dissolved, dissolved_by) };
    Ok(Some((record.0, lifetime)))
}

fn period(text: Option<&str>) -> Result<Option<Period>, Fault> {
    let read = |text| Period::parse(text).ok_or_else(|| Fault::internal(format!("the period {text} cannot be read")));
    text.map(read).transpose()
}
