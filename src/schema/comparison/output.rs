//! From what was read to the lists of a comparison.
use super::{input::Member, treaty};
use crate::read::derive::{Made, Rows, key, text};
use entity::vocabulary::{NodeKind, Vocabulary as _};
use rules::certainty::{Certainty, Shared};
use rules::treaty::{Id, Standing};
use std::sync::Arc;

/// A list: the number of the part that it is, its name and its description.
pub(super) type List = (usize, &'static str, &'static str);

/// Lists of organizations: of what all share, and of what some do.
pub(super) const ORGANIZATIONS: [List; 2] = [
    (2, "organizationsOfAll", "Organizations of which all of the states are members."),
    (3, "organizationsOfSome", "Organizations of which some of the states are members and others are not."),
];
/// Lists of documents: of what all share, and of what some do.
pub(super) const DOCUMENTS: [List; 4] = [
    (
        4,
        "documentsBindingAll",
        "Documents to which all of the states are parties (Vienna Convention on the Law of Treaties, article 2, paragraph 1 g).",
    ),
    (5, "documentsBindingSome", "Documents to which some of the states are parties and others are not."),
    (
        6,
        "documentsSignedByAll",
        "Documents on which the signatures of all of the states stand, whether they are parties or not.",
    ),
    (7, "documentsSignedBySome", "Documents that some of the states have signed and others have not."),
];
/// How states stand to the organizations of the lists.
pub(super) const MEMBERS: usize = 8;
/// How states stand to the documents of the lists.
pub(super) const STANDINGS: usize = 9;

/// The comparison that is being made.
pub(super) struct Output<'a> {
    least: Certainty,
    comparison: Rows,
    /// By the numbers of their parts, less those of the standings.
    lists: Vec<Rows>,
    members: Rows,
    standings: treaty::Output<'a>,
}

/// Key of the comparison.
const ONLY: Id = 0;
/// Parts that belong to standings come first: their reasons, and every status.
const PARTS_OF_STANDINGS: usize = 2;

impl<'a> Output<'a> {
    /// Nothing compared yet; lists have what reaches some certainty.
    pub(super) fn of(treaties: &'a treaty::Found<'a>, least: Certainty) -> Self {
        let list = || Rows::new(vec!["id", "subject_id", "certainty"]);
        Self {
            least,
            comparison: Rows::new(vec!["id"]),
            lists: (PARTS_OF_STANDINGS..MEMBERS).map(|_| list()).collect(),
            members: Rows::new(vec!["id", "state_id", "certainty", "membership_id"]),
            standings: treaty::standings(treaties),
        }
    }

    /// Says that there is a comparison.
    pub(super) fn comparison(&mut self, parent: Id) {
        self.comparison.push(parent, vec![key(ONLY)]);
    }

    /// Puts an organization into the lists to which it belongs.
    pub(super) fn organization(&mut self, organization: Id, members: &[Member]) {
        let each: Vec<_> = members.iter().map(|member| member.certainty).collect();
        for row in self.put(&ORGANIZATIONS, organization, &each) {
            for member in members {
                let id = key(number(self.members.len()));
                let membership = member.membership().and_then(key);
                let cells = vec![id, key(member.state), text(member.certainty.name()), membership];
                self.members.push(row, cells);
            }
        }
    }

    /// Puts a document into the lists to which it belongs.
    pub(super) fn document(&mut self, document: Id, standings: &[Standing]) {
        self.standings_of(&DOCUMENTS[..2], document, standings, |standing| standing.is_party);
        self.standings_of(&DOCUMENTS[2..], document, standings, |standing| standing.has_signed);
    }

    fn standings_of(
        &mut self,
        lists: &[List],
        document: Id,
        standings: &[Standing],
        belongs: fn(&Standing) -> Certainty,
    ) {
        let each: Vec<_> = standings.iter().map(belongs).collect();
        for row in self.put(lists, document, &each) {
            for standing in standings {
                self.standings.standing(row, document, NodeKind::State, standing, belongs(standing));
            }
        }
    }

    /// Puts something into the list of what all share and that of what some do, as far as it belongs there. Gives the
    /// keys of the rows that this makes.
    fn put(&mut self, lists: &[List], subject: Id, each: &[Certainty]) -> Vec<Id> {
        let Shared { by_all, by_some } = Shared::of(each);
        let mut made = Vec::new();
        for ((part, ..), certainty) in lists.iter().zip([by_all, by_some]) {
            if certainty.reaches(self.least) {
                // Rows of all lists share what hangs on them, so no two have the same key.
                let id = number(self.lists.iter().map(Rows::len).sum());
                self.lists[part - PARTS_OF_STANDINGS].push(ONLY, vec![key(id), key(subject), text(certainty.name())]);
                made.push(id);
            }
        }
        made
    }

    /// The comparison, and its parts by their numbers.
    pub(super) fn made(self) -> Made {
        let Made { rows: standings, mut parts } = self.standings.made();
        parts.extend(self.lists.into_iter().chain([self.members, standings]).map(Arc::new));
        Made { rows: self.comparison, parts }
    }
}

/// Rows that are made have their numbers for keys.
fn number(rows: usize) -> Id {
    Id::try_from(rows).unwrap_or(Id::MAX)
}
