//! From rows of the register to treaties as the rules take them.
use crate::{
    read::{
        ask::Asked,
        derive::{Input, Read, RowOf, Rows, Which},
        page,
        scalar::Scalar,
    },
    schema::filter::{is_among, is_named},
};
use ahash::{AHashMap, AHashSet};
use async_graphql::Value;
use entity::vocabulary::{MilestoneStep, Modality, NodeKind, Rank, TreatyActionKind, Vocabulary as _};
use fault::Fault;
use rules::certainty::{Days, SpellSql};
use rules::treaty::{Act, ActClaim, Id, Milestone, MilestoneClaim, Period, Term, Treaty};
use sea_orm::{Condition, sea_query::Expr};

/// What is read for documents that are the parents of the field.
pub fn of_documents() -> Vec<Input> {
    vec![
        actions(Which::OfParent("document_id")),
        milestones(Which::OfParent("subject_id")),
        documents(Which::OfParent("id")),
        actions(Which::OfInput(1, "instrument_id", "document_id")),
    ]
}

/// What is read for states and organizations that are the parents of the field: their acts first.
pub fn of_parties() -> Vec<Input> {
    by_acts(Which::OfParent("party_id"), 0)
}

/// What is read for the documents on which some acted: their acts first, which are the input with the number `at`.
pub fn by_acts(which: Which, at: usize) -> Vec<Input> {
    let on = |column| Which::OfInput(at, "document_id", column);
    vec![
        Input { table: "treaty_action", columns: plain(&["id", "party_id", "document_id"]), which },
        actions(on("document_id")),
        milestones(on("subject_id")),
        documents(on("id")),
        actions(Which::OfInput(at + 2, "instrument_id", "document_id")),
    ]
}

fn plain(columns: &[&'static str]) -> Vec<Read> {
    columns.iter().map(|column| Read::Column(column)).collect()
}

fn actions(which: Which) -> Input {
    let mut columns = plain(&[
        "id",
        "set_id",
        "is_leading",
        "rank",
        "document_id",
        "party_id",
        "party_kind",
        "action",
        "date_earliest",
        "date_latest",
        "effective_date_edtf",
        "effective_date_earliest",
        "effective_date_latest",
        "modality",
    ]);
    // What a source reports as done was done by the last day that the source can speak of.
    let known_by = "(select min(least(source.covered_latest, source.maintained_until_latest, source.accessed_latest)) \
         from citation join source on source.id = citation.source_id where citation.subject_id = treaty_action.id)";
    columns.push(Read::Sql("known_by", known_by.to_owned()));
    Input { table: "treaty_action", columns, which }
}

fn milestones(which: Which) -> Input {
    let columns = plain(&[
        "id",
        "set_id",
        "is_leading",
        "rank",
        "subject_id",
        "step",
        "date_earliest",
        "date_latest",
        "period",
        "modality",
        "instrument_id",
    ]);
    Input { table: "milestone", columns, which }
}

fn documents(which: Which) -> Input {
    let columns = plain(&[
        "id",
        "term_duration",
        "term_until_edtf",
        "term_until_earliest",
        "term_until_latest",
        "renewal_period",
    ]);
    Input { table: "document", columns, which }
}

/// The states and organizations that the argument `among` names by their slugs.
pub fn among() -> Input {
    Input {
        table: "slug",
        columns: plain(&["node_id", "kind", "slug"]),
        which: Which::Given(|asked: &Asked| {
            let kinds = [NodeKind::State, NodeKind::Organization].map(|kind| kind.name().to_owned());
            let condition = Condition::all()
                .add(is_among("\"slug\".\"slug\"", slugs(asked, "among")?))
                .add(is_among("\"slug\".\"kind\"", kinds));
            Some(condition)
        }),
    }
}

/// The argument that says on which day members are members, where it is not that of `asOf`.
pub const MEMBERS_AS_OF: &str = "membersAsOf";

/// The memberships in the organizations, organs and forces that the argument `membersOf` names by their slugs.
pub fn members() -> Input {
    let columns = ["id", "member_id", "member_kind", "status"].map(Read::Column);
    let certainty = |asked: &Asked| {
        let argument = if asked.arg(MEMBERS_AS_OF).is_some() { MEMBERS_AS_OF } else { "asOf" };
        let day = page::day(asked, argument).ok().flatten().unwrap_or(Days::UNKNOWN);
        page::certainty_on(&SpellSql::membership("membership"), day)
    };
    Input {
        table: "membership",
        columns: columns.into_iter().chain([Read::Asked("certainty", certainty)]).collect(),
        which: Which::Given(|asked: &Asked| {
            let bodies = is_named("\"membership\".\"body_id\"", &slugs(asked, "membersOf")?);
            Some(Condition::all().add(Expr::cust("\"membership\".\"is_leading\"")).add(bodies))
        }),
    }
}

/// Slugs in an argument; none where it is absent.
fn slugs(asked: &Asked, argument: &str) -> Option<Vec<String>> {
    let slug = |slug: &Value| if let Value::String(slug) = slug { Some(slug.clone()) } else { None };
    Some(asked.list(argument)?.iter().filter_map(slug).collect())
}

/// What was read, by what it is.
pub struct Found<'a> {
    actions: &'a Rows,
    milestones: &'a Rows,
    documents: &'a Rows,
    instruments: &'a Rows,
    /// What the parties of acts are.
    kinds: AHashMap<Id, NodeKind>,
    /// Keys of the milestones.
    steps: AHashSet<Id>,
}

impl<'a> Found<'a> {
    /// Of the inputs in the order of this file, without those before them.
    ///
    /// # Errors
    /// Where some are missing, or the register holds what it cannot.
    pub fn of(inputs: &[&'a Rows]) -> Result<Self, Fault> {
        let [actions, milestones, documents, instruments, ..] = *inputs else {
            return Err(Fault::internal("a treaty of which too little was read"));
        };
        let mut kinds = AHashMap::default();
        for row in actions.iter().chain(instruments.iter()) {
            if let (Some(party), Some(kind)) = (row.key("party_id"), row.value::<Option<NodeKind>>("party_kind")?) {
                kinds.entry(party).or_insert(kind);
            }
        }
        let steps = milestones.iter().filter_map(|row| row.key("id")).collect();
        Ok(Self { actions, milestones, documents, instruments, kinds, steps })
    }

    /// A document with all that was done to it.
    ///
    /// # Errors
    /// Where the register holds what it cannot.
    pub fn treaty(&self, document: Id) -> Result<Treaty, Fault> {
        Ok(Treaty {
            acts: acts(self.actions.of(document))?,
            milestones: self.steps(document)?,
            term: self.documents.of(document).next().map_or(Ok(Term::default()), term)?,
        })
    }

    /// What a party is, by its key, as its acts have it.
    pub fn kind_of_party(&self, party: Id) -> Option<NodeKind> {
        self.kinds.get(&party).copied()
    }

    /// What a statement that a rule was applied to is.
    pub fn kind_of_statement(&self, id: Id) -> NodeKind {
        if self.steps.contains(&id) { NodeKind::Milestone } else { NodeKind::TreatyAction }
    }

    fn steps(&self, document: Id) -> Result<Vec<Milestone>, Fault> {
        let step = |claims: Vec<RowOf<'a>>| {
            let (leading, alternatives) = ranked(&claims, step_claim)?;
            let Some((leading, row)) = leading else { return Ok(None) };
            let instrument = row.key("instrument_id").map_or(Ok(Vec::new()), |id| acts(self.instruments.of(id)))?;
            Ok(Some(Milestone { step: row.value::<MilestoneStep>("step")?, leading, alternatives, instrument }))
        };
        let steps = sets(self.milestones.of(document)).into_iter().map(step);
        steps.filter_map(Result::transpose).collect()
    }
}

/// Claims by their sets, in the order in which the sets were entered.
fn sets<'a>(claims: impl Iterator<Item = RowOf<'a>>) -> Vec<Vec<RowOf<'a>>> {
    let mut sets: Vec<Vec<RowOf<'a>>> = Vec::new();
    let mut places = AHashMap::default();
    for claim in claims {
        let place = *places.entry(claim.key("set_id")).or_insert(sets.len());
        match sets.get_mut(place) {
            Some(claims) => claims.push(claim),
            None => sets.push(vec![claim]),
        }
    }
    sets
}

/// The leading claim with its row, and the others that are not deprecated.
type Ranked<'a, T> = (Option<(T, RowOf<'a>)>, Vec<T>);

fn ranked<'a, T>(
    claims: &[RowOf<'a>],
    read: impl Fn(RowOf<'a>) -> Result<Option<T>, Fault>,
) -> Result<Ranked<'a, T>, Fault> {
    let (mut leading, mut alternatives) = (None, Vec::new());
    for row in claims {
        let Some(claim) = read(*row)? else { continue };
        if row.value::<bool>("is_leading")? {
            leading = Some((claim, *row));
        } else if row.value::<Rank>("rank")? != Rank::Deprecated {
            alternatives.push(claim);
        }
    }
    Ok((leading, alternatives))
}

fn acts<'a>(rows: impl Iterator<Item = RowOf<'a>>) -> Result<Vec<Act>, Fault> {
    let act = |claims: Vec<RowOf<'a>>| {
        let (leading, alternatives) = ranked(&claims, act_claim)?;
        Ok(leading.map(|(leading, _)| Act { leading, alternatives }))
    };
    sets(rows).into_iter().map(act).filter_map(Result::transpose).collect()
}

/// None for an act of somebody who is only a label.
fn act_claim(row: RowOf<'_>) -> Result<Option<ActClaim>, Fault> {
    let (Some(id), Some(party)) = (row.key("id"), row.key("party_id")) else { return Ok(None) };
    let has_effect = row.value::<Option<String>>("effective_date_edtf")?.is_some();
    let effective = days(row, ["effective_date_earliest", "effective_date_latest"])?;
    Ok(Some(ActClaim {
        id,
        party,
        action: row.value::<TreatyActionKind>("action")?,
        date: days(row, ["date_earliest", "date_latest"])?,
        effective: has_effect.then_some(effective),
        modality: row.value::<Modality>("modality")?,
        known_by: Option::<time::Date>::read(row.cell("known_by"))?,
    }))
}

fn step_claim(row: RowOf<'_>) -> Result<Option<MilestoneClaim>, Fault> {
    let Some(id) = row.key("id") else { return Ok(None) };
    Ok(Some(MilestoneClaim {
        id,
        date: days(row, ["date_earliest", "date_latest"])?,
        period: period(row, "period")?,
        modality: row.value::<Modality>("modality")?,
    }))
}

fn term(row: RowOf<'_>) -> Result<Term, Fault> {
    let has_until = row.value::<Option<String>>("term_until_edtf")?.is_some();
    let until = days(row, ["term_until_earliest", "term_until_latest"])?;
    Ok(Term {
        duration: period(row, "term_duration")?,
        until: has_until.then_some(until),
        renewal: period(row, "renewal_period")?,
    })
}

fn days(row: RowOf<'_>, [earliest, latest]: [&str; 2]) -> Result<Days, Fault> {
    Ok(Days { earliest: row.value(earliest)?, latest: row.value(latest)? })
}

fn period(row: RowOf<'_>, column: &str) -> Result<Option<Period>, Fault> {
    Ok(row.value::<Option<String>>(column)?.as_deref().and_then(Period::parse))
}
