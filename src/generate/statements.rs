//! Rows of statements, and the citations of everything.

use super::{
    copy::{Row, Target, date},
    model::{Document, Model},
    size::STATES,
    words,
};
use edtf::Edtf;
use time::{Date, Duration};

/// Writes the tables of statements, and citations where asked.
pub async fn write(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    memberships(model, target).await?;
    milestones(model, target).await?;
    actions(model, target).await?;
    if model.is_cited {
        citations(model, target).await?;
    }
    Ok(())
}

/// The day after so many days, or the last one there is.
fn after(day: Date, days: u32) -> Date {
    day.saturating_add(Duration::days(i64::from(days)))
}

/// Founded in the year before the first meeting of a register, or later.
pub fn founded(model: &Model, organization: u32) -> Date {
    after(time::macros::date!(1945 - 01 - 01), model.dice("foundation", organization).below(1_825))
}

/// A spell of membership as it is drawn.
pub struct Spell {
    from: Date,
    /// The day on which the member left.
    pub left: Option<Date>,
    /// Its standing.
    pub status: &'static str,
}

/// The spell of a member of an organization. `index` is its number among all memberships, `place` that among those of the
/// organization.
pub fn spell(model: &Model, index: u32, organization: u32, place: u32) -> Spell {
    let mut dice = model.dice("membership row", index);
    // The first members founded it; others joined over the years.
    let is_founder = place * 3 < model.organizations[organization as usize].members;
    let joined = if is_founder { 0 } else { dice.below(20_000) };
    let from = after(founded(model, organization), joined);
    let left = dice.percent(12).then(|| after(from, 30 + dice.below(7_000)));
    let status = match dice.below(100) {
        0..80 => "FULL",
        80..90 => "OBSERVER",
        _ => "ASSOCIATE",
    };
    Spell { from, left, status }
}

async fn memberships(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let members = (0..)
        .zip(&model.organizations)
        .flat_map(|(index, each)| (0..each.members).map(move |place| (index, each, place)));
    let columns = concat!(
        "id, set_id, body_id, body_kind, member_id, member_kind, status, ended, ",
        date!("from"),
        ", ",
        date!("to"),
    );
    target
        .copy("membership", columns, (0..).zip(members), |row, (index, (organization, each, place))| {
            let Spell { from, left, status } = spell(model, index, organization, place);
            statement(row, ids.memberships.id(index));
            row.number(ids.organizations.id(organization)).text("ORGANIZATION");
            row.number(ids.states.id(each.state(place))).text("STATE").text(status);
            row.text(if left.is_some() { "YES" } else { "NO" }).on(from);
            match left {
                Some(day) => row.on(day),
                None => row.date(None),
            };
        })
        .await
}

async fn milestones(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let columns = concat!("id, set_id, subject_id, subject_kind, step, meeting_id, ", date!("date"));
    let foundations = ids.organizations.indexes().map(|index| (index, None));
    let adoptions = (0..).zip(&model.documents).map(|(index, document)| (index, Some(document)));
    let steps = (0..).zip(foundations.chain(adoptions));
    target
        .copy("milestone", columns, steps, |row, (id, (index, document))| {
            statement(row, ids.milestones.id(id));
            let Some(document) = document else {
                row.number(ids.organizations.id(index)).text("ORGANIZATION").text("FOUNDATION").null();
                row.on(founded(model, index));
                return;
            };
            row.number(ids.documents.id(index)).text("DOCUMENT").text(step(document));
            row.number(ids.meetings.id(document.meeting)).date(Some(&model.date_of_meeting(document.meeting)));
        })
        .await
}

fn step(document: &Document) -> &'static str {
    let (.., is_signed) = words::DOCUMENTS[usize::from(document.form)];
    if is_signed { "SIGNING" } else { "ADOPTION" }
}

async fn actions(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let acts = (0..).zip(&model.documents).flat_map(|(index, document)| {
        let date = model.date_of_meeting(document.meeting);
        (0..document.actions).map(move |place| (index, document, date.clone(), place))
    });
    let columns = concat!("id, set_id, document_id, party_id, party_kind, action, meeting_id, ", date!("date"),);
    target
        .copy("treaty_action", columns, (0..).zip(acts), |row, (id, (index, document, date, place))| {
            let act = Act::of(document, place, model.dice("action", id).below(2_500), date);
            let meeting = model.meeting_of(document);
            let state = model.organization_of(meeting).state(act.state);
            statement(row, ids.actions.id(id));
            row.number(ids.documents.id(index)).number(ids.states.id(state)).text("STATE").text(act.action);
            match act.days_later {
                None => row.number(ids.meetings.id(document.meeting)).date(Some(&act.signed)),
                Some(days) => row.null().on(after(meeting.day, days)),
            };
        })
        .await
}

/// What one state did to a document.
struct Act {
    state: u32,
    action: &'static str,
    signed: Edtf,
    days_later: Option<u32>,
}

impl Act {
    /// Three of four acts are signatures, most of them at the meeting; then signatories ratify.
    fn of(document: &Document, place: u32, drawn: u32, signed: Edtf) -> Self {
        let signatories = (document.actions * 3).div_ceil(4).min(STATES);
        if place < signatories {
            let is_late = drawn.is_multiple_of(10);
            return Self { state: place, action: "SIGNATURE", signed, days_later: is_late.then_some(1 + drawn / 3) };
        }
        Self { state: place - signatories, action: "RATIFICATION", signed, days_later: Some(60 + drawn) }
    }
}

/// Key and claim set of a statement that nobody contests.
fn statement(row: &mut Row, id: i64) {
    row.number(id).number(id);
}

async fn citations(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let source = ids.source.id(0);
    let spans = ids.records().into_iter().chain(ids.statements());
    let subjects = spans.flat_map(|span| span.indexes().map(move |index| (span, index)));
    target
        .copy("citation", "subject_id, source_id, section, paragraph, ordinal", subjects, |row, (span, index)| {
            row.number(span.id(index)).number(source).text(span.kind).number(index + 1).number(1);
        })
        .await
}
