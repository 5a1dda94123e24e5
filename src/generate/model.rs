//! Who belongs to what, who met when, and what came of it: all that two tables must agree on.
//!
//! Small on purpose: five million acts are a count for each document. What only one row needs is drawn when
//! the row is written, from dice of its own.

use super::{
    Options,
    dice::{Dice, share},
    size::{MOST_ACTIONS, STATES},
    words,
};
use edtf::Edtf;
use time::{Date, Duration, macros::date};

/// Places of every register.
pub const PLACES: u32 = 150;
const FIRST_DAY: Date = date!(1950 - 01 - 01);
const LAST_DAY: Date = date!(2025 - 12 - 31);

/// A synthetic register, before it is rows.
pub struct Model {
    /// What the draws begin with.
    pub seed: u64,
    /// The revision under way.
    pub revision: i64,
    /// Whether everything is cited.
    pub is_cited: bool,
    /// Keys of everything.
    pub ids: Ids,
    /// Organizations.
    pub organizations: Vec<Organization>,
    /// Meetings, by date.
    pub meetings: Vec<Meeting>,
    /// Documents, by date.
    pub documents: Vec<Document>,
}

/// An organization.
pub struct Organization {
    /// Its human name in addresses, with which those of its meetings begin.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Abbreviation.
    pub abbreviation: String,
    /// Kind.
    pub kind: &'static str,
    /// How many states are members.
    pub members: u32,
    first_member: u32,
    stride: u32,
}

/// A meeting.
pub struct Meeting {
    /// Which organization convened it.
    pub organization: u32,
    /// Which session of it.
    pub session: u32,
    /// When.
    pub day: Date,
}

/// A document.
pub struct Document {
    /// Where it was adopted.
    pub meeting: u32,
    /// Which document of that meeting.
    pub number: u32,
    /// Its form, of [`words::DOCUMENTS`].
    pub form: u8,
    /// How many acts there are on it.
    pub actions: u32,
}

impl Model {
    /// Draws a register.
    pub fn draw(options: &Options, first: i64, revision: i64) -> Self {
        let Options { size, seed, is_cited } = *options;
        let weights = (0..size.organizations).map(|index| Dice::of(seed, "membership", index).skewed());
        let members = share(&mut Dice::of(seed, "memberships", 0), size.memberships, weights, STATES);
        let organizations =
            (0..size.organizations).zip(members).map(|(index, members)| organization(seed, index, members));
        let organizations = organizations.collect::<Vec<_>>();
        let meetings = meetings(seed, size.meetings, &organizations);
        let documents = documents(seed, size.documents, size.actions, &meetings);
        let ids = Ids::new(first, &size);
        Self { seed, revision, is_cited, ids, organizations, meetings, documents }
    }

    /// The dice of one row.
    pub fn dice(&self, stream: &str, index: u32) -> Dice {
        Dice::of(self.seed, stream, index)
    }

    /// The meeting of a document.
    pub fn meeting_of(&self, document: &Document) -> &Meeting {
        &self.meetings[document.meeting as usize]
    }

    /// The organization of a meeting.
    pub fn organization_of(&self, meeting: &Meeting) -> &Organization {
        &self.organizations[meeting.organization as usize]
    }

    /// Human name of a meeting in addresses.
    pub fn slug_of_meeting(&self, meeting: &Meeting) -> String {
        format!("{}-session-{}", self.organization_of(meeting).slug, meeting.session)
    }

    /// Human name of a document in addresses.
    pub fn slug_of_document(&self, document: &Document) -> String {
        format!("{}-document-{}", self.slug_of_meeting(self.meeting_of(document)), document.number)
    }

    /// When a meeting was: most sources state the day, some only the month or year.
    pub fn date_of_meeting(&self, index: u32) -> Edtf {
        let day = self.meetings[index as usize].day;
        let text = match self.dice("precision", index).below(100) {
            0..90 => day.to_string(),
            90..96 => day.to_string()[..7].to_owned(),
            _ => day.year().to_string(),
        };
        Edtf::parse(&text).expect("a day after 1949 is EDTF")
    }
}

impl Organization {
    /// Its members in an order of its own, and whoever else there is after them.
    pub fn state(&self, place: u32) -> u32 {
        (self.first_member + place * self.stride) % STATES
    }
}

fn organization(seed: u64, index: u32, members: u32) -> Organization {
    let mut dice = Dice::of(seed, "organization", index);
    let (name, abbreviation, kind) = words::organization(&mut dice);
    // Some states belong to more than others. A stride without a factor of 200 visits every state once.
    let first_member = dice.below(STATES) * dice.below(STATES) / STATES;
    let stride = dice.pick(&[1, 1, 3, 7, 9]);
    let slug = format!("{}-{}", abbreviation.to_lowercase(), index + 1);
    Organization { slug, name, abbreviation, kind, members, first_member, stride }
}

/// Meetings in the order of their dates, so that those of one organization lie apart; more of them in later years.
fn meetings(seed: u64, count: u32, organizations: &[Organization]) -> Vec<Meeting> {
    let indexes = 0..u32::try_from(organizations.len()).unwrap_or(u32::MAX);
    let mut left = share(
        &mut Dice::of(seed, "meetings", 0),
        count,
        indexes.clone().map(|index| Dice::of(seed, "meeting", index).skewed()),
        u32::MAX,
    );
    let mut order =
        indexes.flat_map(|index| std::iter::repeat_n(index, left[index as usize] as usize)).collect::<Vec<_>>();
    let mut dice = Dice::of(seed, "order", 0);
    for last in (1..order.len()).rev() {
        order.swap(last, dice.below(u32::try_from(last + 1).unwrap_or(u32::MAX)) as usize);
    }
    left.fill(0);
    let days = f64::from(i32::try_from((LAST_DAY - FIRST_DAY).whole_days()).unwrap_or(i32::MAX));
    let meetings = (0..count).zip(order).map(|(index, organization)| {
        left[organization as usize] += 1;
        let passed = days * (f64::from(index) / f64::from(count)).sqrt();
        let day = FIRST_DAY.saturating_add(Duration::seconds_f64(passed.floor() * 86_400.0));
        Meeting { organization, session: left[organization as usize], day }
    });
    meetings.collect()
}

fn documents(seed: u64, count: u32, actions: u32, meetings: &[Meeting]) -> Vec<Document> {
    let weights =
        (0..u32::try_from(meetings.len()).unwrap_or(u32::MAX)).map(|index| Dice::of(seed, "documents", index).skewed());
    let adopted = share(&mut Dice::of(seed, "document", 0), count, weights, u32::MAX);
    let mut documents = Vec::with_capacity(count as usize);
    for (meeting, adopted) in (0..).zip(adopted) {
        for number in 1..=adopted {
            let index = u32::try_from(documents.len()).unwrap_or(u32::MAX);
            // The first is signed in any case, so that acts have somewhere to be.
            let form = Dice::of(seed, "form", index).below(10) * u32::from(index > 0);
            documents.push(Document { meeting, number, form: u8::try_from(form).unwrap_or(0), actions: 0 });
        }
    }
    let weights = (0..).zip(&documents).map(|(index, document): (u32, _)| {
        let (.., is_signed) = words::DOCUMENTS[usize::from(document.form)];
        if is_signed { Dice::of(seed, "signed", index).skewed() } else { 0.0 }
    });
    let shares = share(&mut Dice::of(seed, "actions", 0), actions, weights, MOST_ACTIONS);
    for (document, actions) in documents.iter_mut().zip(shares) {
        document.actions = actions;
    }
    documents
}

/// Keys of one kind, one after another.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Kind of the nodes.
    pub kind: &'static str,
    first: i64,
    /// How many.
    pub count: u32,
}

impl Span {
    /// The key of the one at an index.
    pub fn id(&self, index: u32) -> i64 {
        self.first + i64::from(index)
    }

    /// All indexes.
    pub fn indexes(&self) -> std::ops::Range<u32> {
        0..self.count
    }
}

/// Keys of everything.
pub struct Ids {
    /// States.
    pub states: Span,
    /// Places.
    pub places: Span,
    /// Topics.
    pub topics: Span,
    /// The one source.
    pub source: Span,
    /// Organizations.
    pub organizations: Span,
    /// Organs.
    pub organs: Span,
    /// Meetings.
    pub meetings: Span,
    /// Documents.
    pub documents: Span,
    /// Memberships.
    pub memberships: Span,
    /// Milestones: the foundation of each organization, then the adoption or signing of each document.
    pub milestones: Span,
    /// Treaty actions.
    pub actions: Span,
}

impl Ids {
    fn new(first: i64, size: &super::Size) -> Self {
        let mut next = first;
        let mut span = |kind, count| {
            let span = Span { kind, first: next, count };
            next += i64::from(count);
            span
        };
        let topics = u32::try_from(words::SUBJECTS.len()).unwrap_or(0);
        let organs = size.organizations * u32::try_from(words::ORGANS.len()).unwrap_or(0);
        Self {
            states: span("STATE", STATES),
            places: span("PLACE", PLACES),
            topics: span("TOPIC", topics),
            source: span("SOURCE", 1),
            organizations: span("ORGANIZATION", size.organizations),
            organs: span("ORGAN", organs),
            meetings: span("MEETING", size.meetings),
            documents: span("DOCUMENT", size.documents),
            memberships: span("MEMBERSHIP", size.memberships),
            milestones: span("MILESTONE", size.organizations + size.documents),
            actions: span("TREATY_ACTION", size.actions),
        }
    }

    /// Keys of records, which have slugs.
    pub fn records(&self) -> [Span; 8] {
        [
            self.states,
            self.places,
            self.topics,
            self.source,
            self.organizations,
            self.organs,
            self.meetings,
            self.documents,
        ]
    }

    /// Keys of statements.
    pub fn statements(&self) -> [Span; 3] {
        [self.memberships, self.milestones, self.actions]
    }

    /// The last key.
    pub fn last(&self) -> i64 {
        self.states.first + self.count() - 1
    }

    /// How many keys there are.
    pub fn count(&self) -> i64 {
        self.records().iter().chain(&self.statements()).map(|span| i64::from(span.count)).sum()
    }
}
