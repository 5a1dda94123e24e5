//! Rows of records, with the nodes of everything.

use super::{
    copy::{Target, date},
    model::{Model, PLACES},
    size::STATES,
    words,
};

/// Writes nodes, slugs and the tables of records.
pub async fn write(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    nodes(model, target).await?;
    vocabularies(model, target).await?;
    organizations(model, target).await?;
    meetings(model, target).await?;
    documents(model, target).await
}

/// Keys, kinds and slugs of all records, in the order of their keys.
fn records(model: &Model) -> impl Iterator<Item = (i64, &'static str, String)> {
    model.ids.records().into_iter().flat_map(move |span| {
        span.indexes().map(move |index| (span.id(index), span.kind, slug(model, span.kind, index)))
    })
}

fn slug(model: &Model, kind: &str, index: u32) -> String {
    match kind {
        "STATE" => words::state(index).to_lowercase(),
        "PLACE" => format!("{}-city", words::place(index).to_lowercase().replace(' ', "-")),
        "TOPIC" => words::SUBJECTS[index as usize].replace(' ', "-"),
        "SOURCE" => "generated".to_owned(),
        "ORGANIZATION" => model.organizations[index as usize].slug.clone(),
        "ORGAN" => {
            let (organization, organ, ..) = organ(model, index);
            format!("{}-{}", model.organizations[organization as usize].slug, organ.to_lowercase().replace(' ', "-"))
        }
        "MEETING" => model.slug_of_meeting(&model.meetings[index as usize]),
        _ => model.slug_of_document(&model.documents[index as usize]),
    }
}

/// Display name of a record.
pub fn name(model: &Model, kind: &str, index: u32) -> String {
    match kind {
        "STATE" => words::state(index),
        "PLACE" => words::place(index),
        "TOPIC" => words::capitalized(words::SUBJECTS[index as usize]),
        "SOURCE" => "Synthetic data, true of nothing".to_owned(),
        "ORGANIZATION" => model.organizations[index as usize].name.clone(),
        "ORGAN" => {
            let (organization, organ, _) = organ(model, index);
            format!("{organ} of the {}", model.organizations[organization as usize].abbreviation)
        }
        "MEETING" => {
            let meeting = &model.meetings[index as usize];
            format!("Session {} of the {}", meeting.session, model.organization_of(meeting).name)
        }
        _ => {
            let document = &model.documents[index as usize];
            let (title, ..) = words::DOCUMENTS[usize::from(document.form)];
            let meeting = model.meeting_of(document);
            let convener = &model.organization_of(meeting).abbreviation;
            let subject = words::SUBJECTS[subject(model, index) as usize];
            format!("{title} {subject} ({convener}/{}/{})", meeting.session, document.number)
        }
    }
}

/// Organization, name and kind of an organ.
pub fn organ(model: &Model, index: u32) -> (u32, &'static str, &'static str) {
    let (name, kind) = words::ORGANS[index as usize % words::ORGANS.len()];
    (index / (model.ids.organs.count / model.ids.organizations.count), name, kind)
}

async fn nodes(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let statements = model.ids.statements().into_iter().flat_map(|span| {
        span.indexes().map(move |index| (span.id(index), span.kind, format!("generated-{}", index + 1)))
    });
    let everything = records(model).chain(statements);
    let columns = "id, kind, key, created_in";
    target
        .copy("node", columns, everything, |row, (id, kind, key)| {
            row.number(id).text(kind).text(&key).number(model.revision);
        })
        .await?;
    target
        .copy("slug", "slug, node_id, kind", records(model), |row, (id, kind, slug)| {
            row.text(&slug).number(id).text(kind);
        })
        .await
}

async fn vocabularies(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    target
        .copy("state", "id, slug, name, iso2, iso3, iso_numeric", ids.states.indexes(), |row, index| {
            let code = words::letters(index);
            row.number(ids.states.id(index)).text(&slug(model, "STATE", index)).text(&name(model, "STATE", index));
            row.text(&code).text(&format!("{code}X")).text(&format!("{:03}", index + 1));
        })
        .await?;
    target
        .copy("place", "id, slug, name, locality, state_id", ids.places.indexes(), |row, index| {
            let name = name(model, "PLACE", index);
            row.number(ids.places.id(index)).text(&slug(model, "PLACE", index)).text(&name).text(&name);
            row.number(ids.states.id(state_of_place(index)));
        })
        .await?;
    target
        .copy("topic", "id, slug, name", ids.topics.indexes(), |row, index| {
            row.number(ids.topics.id(index)).text(&slug(model, "TOPIC", index)).text(&name(model, "TOPIC", index));
        })
        .await?;
    target
        .copy("source", "id, slug, name, kind", ids.source.indexes(), |row, index| {
            row.number(ids.source.id(index)).text("generated").text(&name(model, "SOURCE", index)).text("OTHER");
        })
        .await
}

/// The state in which a place lies.
pub fn state_of_place(index: u32) -> u32 {
    index * 7 % STATES
}

/// Kind and place of a meeting.
pub fn drawn_of_meeting(model: &Model, index: u32) -> (&'static str, Option<u32>) {
    let mut dice = model.dice("meeting row", index);
    let kind = dice.pick(words::MEETINGS);
    (kind, dice.percent(85).then(|| dice.below(PLACES)))
}

/// The organ that met, if it was a meeting of an organ: two of three are.
pub fn organ_of_meeting(model: &Model, index: u32) -> Option<u32> {
    let per = model.ids.organs.count / model.ids.organizations.count;
    let organ = model.dice("organ", index).below(per + 1);
    (organ < per).then(|| model.meetings[index as usize].organization * per + organ)
}

async fn organizations(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let organizations = (0..).zip(&model.organizations);
    target
        .copy("organization", "id, slug, name, abbreviation, kind", organizations, |row, (index, each)| {
            row.number(ids.organizations.id(index)).text(&each.slug).text(&each.name);
            row.text(&each.abbreviation).text(each.kind);
        })
        .await?;
    target
        .copy("organ", "id, slug, name, kind, organization_id", ids.organs.indexes(), |row, index| {
            let (organization, _, kind) = organ(model, index);
            row.number(ids.organs.id(index)).text(&slug(model, "ORGAN", index)).text(&name(model, "ORGAN", index));
            row.text(kind).number(ids.organizations.id(organization));
        })
        .await
}

async fn meetings(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let columns = concat!("id, slug, name, kind, organization_id, place_id, ", date!("date"));
    let meetings = || (0..).zip(&model.meetings);
    target
        .copy("meeting", columns, meetings(), |row, (index, each)| {
            let (kind, place) = drawn_of_meeting(model, index);
            row.number(ids.meetings.id(index)).text(&model.slug_of_meeting(each));
            row.text(&name(model, "MEETING", index)).text(kind);
            row.number(ids.organizations.id(each.organization));
            row.maybe(place.map(|place| ids.places.id(place)));
            row.date(Some(&model.date_of_meeting(index)));
        })
        .await?;
    target
        .copy("meeting_organization", "meeting_id, organization_id, date_order", meetings(), |row, (index, each)| {
            row.number(ids.meetings.id(index)).number(ids.organizations.id(each.organization));
            row.number(model.date_of_meeting(index).order());
        })
        .await?;
    let organs = meetings()
        .filter_map(|(index, each)| organ_of_meeting(model, index).map(|organ| (index, each.organization, organ)));
    let columns = "meeting_id, organ_id, organization_id, date_order";
    target
        .copy("meeting_organ", columns, organs, |row, (index, organization, organ)| {
            row.number(ids.meetings.id(index)).number(ids.organs.id(organ)).number(ids.organizations.id(organization));
            row.number(model.date_of_meeting(index).order());
        })
        .await
}

async fn documents(model: &Model, target: &mut Target<'_>) -> anyhow::Result<()> {
    let ids = &model.ids;
    let documents = || (0..).zip(&model.documents);
    target
        .copy("document", "id, slug, name, kind", documents(), |row, (index, each)| {
            let (_, kind, _) = words::DOCUMENTS[usize::from(each.form)];
            let name = name(model, "DOCUMENT", index);
            row.number(ids.documents.id(index)).text(&model.slug_of_document(each)).text(&name).text(kind);
        })
        .await?;
    target
        .copy("node_topic", "node_id, topic_id", documents(), |row, (index, _)| {
            row.number(ids.documents.id(index)).number(topic(model, index).0);
        })
        .await
}

/// The topic of a document, and its name.
pub fn topic(model: &Model, document: u32) -> (i64, String) {
    let subject = subject(model, document);
    (model.ids.topics.id(subject), name(model, "TOPIC", subject))
}

/// What a document is about, of [`words::SUBJECTS`].
fn subject(model: &Model, document: u32) -> u32 {
    model.dice("topic", document).below(model.ids.topics.count)
}
