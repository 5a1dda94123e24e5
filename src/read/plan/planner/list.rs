//! Pages of lists: their records, edges, length and groups.

use super::{
    super::{EdgePart, InfoPart, Keyed, ListPart, Part, Source, StepId},
    Planner, keyed,
};
use crate::read::{
    ask::{Asked, Below},
    define::{Link, Object},
    page::Page,
    relation::Relation,
};
use fault::Fault;

impl Planner<'_> {
    /// A page of those that belong to each row of a step, or of all.
    pub(super) fn list(
        &mut self,
        parent: Option<StepId>,
        object: &'static Object,
        link: Option<&'static Link>,
        asked: &Asked,
    ) -> Part {
        let page = match Page::of(object, asked) {
            Ok(page) => page,
            Err(fault) => return Part::Fault { fault, nullable: false },
        };
        let source = match link {
            Some(link) => Source::Many { link, page: page.clone() },
            None => Source::List { page: page.clone() },
        };
        let shows = ["nodes", "edges", "pageInfo"].iter().any(|name| asked.below.asks(name));
        let step = shows.then(|| match parent {
            Some(parent) => self.child(parent, object, source),
            None => self.step(object, source),
        });
        let Below::Object(members) = &asked.below else {
            return Part::Fault { fault: Fault::internal("a page of nothing"), nullable: false };
        };
        let mut groups = None;
        let parts = keyed(members, |member| match (member.name.as_str(), step) {
            ("nodes", Some(step)) => match &object.relation {
                Some(relation) => ListPart::Named(Box::new(self.named(object, relation, step, member))),
                None => ListPart::Nodes(self.shape(object, step, member.below.of(object.name))),
            },
            ("edges", Some(step)) => ListPart::Edges(self.edges((parent, link), step, &page, member)),
            ("pageInfo", Some(step)) => ListPart::Info(self.info(step, &page, member)),
            ("totalCount" | "facets", _) if object.relation.is_some() => {
                let step = *groups.get_or_insert_with(|| self.groups(object, &page));
                self.grouped(object, step, member)
            }
            ("totalCount", _) => ListPart::Total(self.count(parent, object, link, &page)),
            _ => ListPart::Typename,
        });
        Part::Many { step, root: parent.is_none(), parts, page: Box::new(page), name: object.name }
    }

    /// The record that a row names.
    fn named(&mut self, object: &'static Object, relation: &Relation, step: StepId, asked: &Asked) -> Part {
        match relation.node_of(object) {
            Ok(field) => self.field(step, field, asked),
            Err(fault) => Part::Fault { fault, nullable: false },
        }
    }

    /// One statement for the groups of a list and its length.
    fn groups(&mut self, object: &'static Object, page: &Page) -> Option<StepId> {
        let facets = &object.relation.as_ref()?.facets;
        let step = self.step(object, Source::Groups { facets, page: Box::new(page.clone()) });
        self.steps[step].columns = facets.columns();
        Some(step)
    }

    fn grouped(&mut self, object: &'static Object, step: Option<StepId>, member: &Asked) -> ListPart {
        match (step, &object.relation, member.name.as_str()) {
            (Some(step), Some(relation), "facets") => {
                let target = (relation.facets.target)();
                ListPart::Groups(self.choice(target, step, member.below.of(target.name)))
            }
            (Some(step), ..) => ListPart::Total(step),
            _ => ListPart::Typename,
        }
    }

    fn count(
        &mut self,
        parent: Option<StepId>,
        object: &'static Object,
        link: Option<&'static Link>,
        page: &Page,
    ) -> StepId {
        let source = Source::Count { link, page: Box::new(page.clone()) };
        match parent {
            Some(parent) => self.child(parent, object, source),
            None => self.step(object, source),
        }
    }

    fn edges(
        &mut self,
        of: (Option<StepId>, Option<&'static Link>),
        step: StepId,
        page: &Page,
        asked: &Asked,
    ) -> Keyed<EdgePart> {
        let object = self.steps[step].object;
        let Below::Object(members) = &asked.below else { return Vec::new() };
        keyed(members, |member| match member.name.as_str() {
            "cursor" => EdgePart::Cursor { at: self.steps[step].at(page.order.column) },
            "certainty" => EdgePart::Certainty { at: self.certainty(step, page) },
            "isOrderCertain" => self.order(of, step, page, object.days.unwrap_or_default()),
            name if object.relation.is_some() => match object.field(name) {
                Some(field) => EdgePart::Field(Box::new(self.field(step, field, member))),
                None => EdgePart::Typename,
            },
            "node" => EdgePart::Node(self.shape(object, step, member.below.of(object.name))),
            _ => EdgePart::Typename,
        })
    }

    /// Where it stands how sure it is that a row holds on the day asked about.
    fn certainty(&mut self, step: StepId, page: &Page) -> Option<usize> {
        let certainty = page.certainty.clone()?;
        let step = &mut self.steps[step];
        if !step.worked_out.iter().any(|(name, _)| *name == "certainty") {
            step.worked_out.push(("certainty", certainty));
        }
        Some(step.at("certainty"))
    }

    /// What tells whether the order of a record and the one before it is certain. The record before the page is another
    /// step, where the page may begin within the list.
    fn order(
        &mut self,
        (parent, link): (Option<StepId>, Option<&'static Link>),
        step: StepId,
        page: &Page,
        columns: [&'static str; 2],
    ) -> EdgePart {
        let object = self.steps[step].object;
        let preceding = page.preceding().map(|page| match (parent, link) {
            (Some(parent), Some(link)) => self.child(parent, object, Source::Many { link, page }),
            _ => self.step(object, Source::List { page }),
        });
        EdgePart::Order {
            days: columns.map(|column| self.steps[step].at(column)),
            preceding: preceding.map(|step| (step, columns.map(|column| self.steps[step].at(column)))),
        }
    }

    fn info(&mut self, step: StepId, page: &Page, asked: &Asked) -> Keyed<InfoPart> {
        let Below::Object(members) = &asked.below else { return Vec::new() };
        keyed(members, |member| match member.name.as_str() {
            "hasNextPage" => InfoPart::HasNext,
            "hasPreviousPage" => InfoPart::HasPrevious,
            "startCursor" => InfoPart::Start { at: self.steps[step].at(page.order.column) },
            "endCursor" => InfoPart::End { at: self.steps[step].at(page.order.column) },
            _ => InfoPart::Typename,
        })
    }
}
