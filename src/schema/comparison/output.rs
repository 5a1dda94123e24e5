//! From what was read to the lists of a comparison, and what is published of them.
use super::input::{Found, Member};
use crate::schema::{
    document::Document, membership::Membership, organization::Organization, state::State, treaty::PartyStanding,
};
use engine::derive::{Definition, OutputRow, RowKey};
use entity::vocabulary::NodeKind;
use fault::Fault;
use rules::certainty::{Certainty, Shared};
use rules::treaty::{Id, Standing};
use std::sync::LazyLock;

/// Lists of organizations: of what all share, and of what some do.
pub(super) const ORGANIZATIONS: [&str; 2] = ["organizationsOfAll", "organizationsOfSome"];
/// Lists of documents: of what binds and was signed by all, and by some.
pub(super) const DOCUMENTS: [&str; 4] =
    ["documentsBindingAll", "documentsBindingSome", "documentsSignedByAll", "documentsSignedBySome"];

/// What states share and what they do not.
#[derive(Default)]
pub(super) struct Comparison {
    organizations: Lists<ComparedOrganization>,
    binding: Lists<ComparedDocument>,
    signed: Lists<ComparedDocument>,
}

/// What all share, and what some do.
struct Lists<T> {
    of_all: Vec<T>,
    of_some: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { of_all: Vec::new(), of_some: Vec::new() }
    }
}

/// An organization of which compared states are members.
struct ComparedOrganization {
    organization: RowKey,
    certainty: Certainty,
    members: Vec<ComparedMember>,
}

/// How a compared state stands to an organization.
struct ComparedMember {
    state: RowKey,
    certainty: Certainty,
    membership: Option<RowKey>,
}

/// A document on which compared states acted.
struct ComparedDocument {
    document: RowKey,
    certainty: Certainty,
    standings: Vec<PartyStanding>,
}

impl<T> Lists<T> {
    /// Puts something into the list of what all share and that of what some do, as far as it belongs there.
    fn put(
        &mut self,
        each: &[Certainty],
        least: Certainty,
        row: impl Fn(Certainty) -> Result<T, Fault>,
    ) -> Result<(), Fault> {
        let Shared { by_all, by_some } = Shared::of(each);
        for (list, certainty) in [(&mut self.of_all, by_all), (&mut self.of_some, by_some)] {
            if certainty.reaches(least) {
                list.push(row(certainty)?);
            }
        }
        Ok(())
    }
}

impl Comparison {
    /// Puts an organization into the lists to which it belongs.
    pub(super) fn organization(&mut self, organization: Id, members: &[Member], least: Certainty) -> Result<(), Fault> {
        let each: Vec<_> = members.iter().map(|member| member.certainty).collect();
        let member = |member: &Member| ComparedMember {
            state: RowKey(member.state),
            certainty: member.certainty,
            membership: member.membership().map(RowKey),
        };
        self.organizations.put(&each, least, |certainty| {
            let members = members.iter().map(member).collect();
            Ok(ComparedOrganization { organization: RowKey(organization), certainty, members })
        })
    }

    /// Puts a document into the lists to which it belongs.
    ///
    /// # Errors
    /// Where a rule was applied to what was not read.
    pub(super) fn document(
        &mut self,
        found: &Found<'_>,
        document: Id,
        standings: &[Standing],
        least: Certainty,
    ) -> Result<(), Fault> {
        put_document(&mut self.binding, found, document, standings, least, |standing| standing.is_party)?;
        put_document(&mut self.signed, found, document, standings, least, |standing| standing.has_signed)
    }
}

fn put_document(
    lists: &mut Lists<ComparedDocument>,
    found: &Found<'_>,
    document: Id,
    standings: &[Standing],
    least: Certainty,
    belongs: fn(&Standing) -> Certainty,
) -> Result<(), Fault> {
    let each: Vec<_> = standings.iter().map(belongs).collect();
    let published = |standing: &Standing| {
        PartyStanding::new(&found.treaties, document, NodeKind::State, standing, belongs(standing))
    };
    lists.put(&each, least, |certainty| {
        let standings = standings.iter().map(published).collect::<Result<_, _>>()?;
        Ok(ComparedDocument { document: RowKey(document), certainty, standings })
    })
}

impl OutputRow for Comparison {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<Comparison>> = LazyLock::new(|| {
            let about = "What some states share on a day and what they do not. Organizations come in the order in which the first membership of one of the states was entered, documents in that of their first acts.";
            let mut row = Definition::<Comparison>::new("StateComparison", about);
            let [of_all, of_some] = ORGANIZATIONS;
            let about = "Organizations of which all of the states are members.";
            row.part(of_all, about, |row| &row.organizations.of_all);
            let about = "Organizations of which some of the states are members and others are not.";
            row.part(of_some, about, |row| &row.organizations.of_some);
            let [binding_all, binding_some, signed_by_all, signed_by_some] = DOCUMENTS;
            let about = "Documents to which all of the states are parties (Vienna Convention on the Law of Treaties, article 2, paragraph 1 g).";
            row.part(binding_all, about, |row| &row.binding.of_all);
            let about = "Documents to which some of the states are parties and others are not.";
            row.part(binding_some, about, |row| &row.binding.of_some);
            let about =
                "Documents on which the signatures of all of the states stand, whether they are parties or not.";
            row.part(signed_by_all, about, |row| &row.signed.of_all);
            let about = "Documents that some of the states have signed and others have not.";
            row.part(signed_by_some, about, |row| &row.signed.of_some);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for ComparedOrganization {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<ComparedOrganization>> = LazyLock::new(|| {
            let about = "An organization of which compared states are members.";
            let mut row = Definition::<ComparedOrganization>::new("ComparedOrganization", about);
            row.one::<Organization>("organization", "Organization.", |row| row.organization);
            row.value("certainty", "How sure it is that it belongs in the list.", |row| row.certainty);
            let about = "How each of the compared states stands to it, in the order of the argument `states`.";
            row.part("members", about, |row| &row.members);
            row
        });
        &DEFINITION
    }
}

impl OutputRow for ComparedMember {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<ComparedMember>> = LazyLock::new(|| {
            let about = "How a compared state stands to an organization.";
            let mut row = Definition::<ComparedMember>::new("ComparedMember", about);
            row.one::<State>("state", "State.", |row| row.state);
            row.value(
                "certainty",
                "How sure it is that it is a member on the day: full, associate, suspended, or of a status that no source names. Observers, candidates and non-participants are not members.",
                |row| row.certainty,
            );
            row.maybe_one::<Membership>(
                "membership",
                "Membership on which `certainty` rests, of any status. Of several, it is the one by which the state is most certainly a member; if none makes it a member, the one that most certainly holds on the day. Null if no membership may hold on the day.",
                |row| row.membership,
            );
            row
        });
        &DEFINITION
    }
}

impl OutputRow for ComparedDocument {
    fn definition() -> &'static Definition<Self> {
        static DEFINITION: LazyLock<Definition<ComparedDocument>> = LazyLock::new(|| {
            let about = "A document on which compared states acted.";
            let mut row = Definition::<ComparedDocument>::new("ComparedDocument", about);
            row.one::<Document>("document", "Document.", |row| row.document);
            row.value("certainty", "How sure it is that it belongs in the list.", |row| row.certainty);
            let about = "How each of the compared states stands to it, in the order of the argument `states`.";
            row.part("standings", about, |row| &row.standings);
            row
        });
        &DEFINITION
    }
}
