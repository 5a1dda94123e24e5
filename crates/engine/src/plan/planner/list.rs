//! Pages of lists: their records, edges, length and groups.

use super::{
    super::{EdgePart, InfoPart, Keyed, ListPart, Part, Source, StepId},
    Planner, TYPENAME, keyed, meta, undefined,
};
use crate::{
    define::{Comparison, Link, Object},
    page::Page,
    relation::Relation,
    selection::{Below, Selection},
};
use fault::Fault;

/// What the rows of a list belong to: the step above and the link to it, unless they are all rows; and the points that the
/// field costs for each record above.
type Belongs = (Option<StepId>, Option<&'static Link>, u64);

impl Planner {
    /// A page of the rows that belong to each row of a step, or of all rows.
    pub(super) fn list(
        &mut self,
        parent: Option<StepId>,
        object: &'static Object,
        link: Option<&'static Link>,
        selection: &Selection,
    ) -> Part {
        let page = match Page::of(object, selection) {
            Ok(page) => page,
            Err(fault) => return Part::Fault { fault, nullable: true },
        };
        let source = match link {
            Some(link) => Source::Many { link, page: page.clone() },
            None => Source::List { page: page.clone() },
        };
        let shows = ["nodes", "edges", "pageInfo"].iter().any(|name| selection.below.asks(name));
        let points = match parent {
            Some(parent) => self.steps[parent].object.points_of(&selection.name),
            None => self.catalog.query.points_of(&selection.name),
        };
        let below = (parent, link, points);
        let step = shows.then(|| self.step_below(below, object, source));
        let Below::Object(members) = &selection.below else {
            return Part::Fault { fault: Fault::internal("a page of nothing"), nullable: false };
        };
        let mut groups = None;
        let parts = keyed(members, |member| match (member.name.as_str(), step) {
            ("nodes", Some(step)) => match &object.relation {
                Some(relation) => ListPart::Named(Box::new(self.record_of_relation(object, relation, step, member))),
                None => ListPart::Nodes(self.shape(object, step, member.below.of(object.name))),
            },
            ("edges", Some(step)) => ListPart::Edges(self.edges(below, step, &page, member)),
            ("pageInfo", Some(step)) => ListPart::Info(self.info(step, &page, member)),
            ("totalCount" | "facets", _) if object.relation.is_some() => {
                let step = *groups.get_or_insert_with(|| self.groups(object, &page, points));
                self.grouped(object, step, member)
            }
            (name, _) if object.relation.as_ref().is_some_and(|relation| relation.reading.name == name) => {
                self.reading(object, &page, member)
            }
            ("totalCount", _) => {
                let source = Source::Count { link, page: Box::new(page.clone()) };
                ListPart::Total(self.step_below(below, object, source))
            }
            (TYPENAME, _) => ListPart::Typename,
            (name, _) => ListPart::Fault(undefined(&format!("{}Connection", object.name), name)),
        });
        Part::Many { step, root: parent.is_none(), parts, page: Box::new(page), name: object.name }
    }

    /// The record to which a row points.
    fn record_of_relation(
        &mut self,
        object: &'static Object,
        relation: &Relation,
        step: StepId,
        selection: &Selection,
    ) -> Part {
        match relation.node_of(object) {
            Ok(field) => self.field(step, field, selection),
            Err(fault) => Part::Fault { fault, nullable: false },
        }
    }

    /// One statement for the groups of a list and its length.
    fn groups(&mut self, object: &'static Object, page: &Page, points: u64) -> Option<StepId> {
        let facets = &object.relation.as_ref()?.facets;
        let step = self.step(object, Source::Groups { facets, page: Box::new(page.clone()) }, points);
        self.steps[step].columns = facets.columns();
        Some(step)
    }

    fn grouped(&mut self, object: &'static Object, step: Option<StepId>, member: &Selection) -> ListPart {
        match (step, &object.relation, member.name.as_str()) {
            (Some(step), Some(relation), "facets") => {
                let target = (relation.facets.target)();
                ListPart::Groups(self.choice(target, step, member.below.of(target.name)))
            }
            (Some(step), _, "totalCount") => ListPart::Total(step),
            (_, _, name) => ListPart::Fault(undefined(&format!("{}Connection", object.name), name)),
        }
    }

    /// How the arguments of a list were read.
    fn reading(&mut self, object: &'static Object, page: &Page, member: &Selection) -> ListPart {
        let Some(relation) = &object.relation else {
            return ListPart::Fault(undefined(&format!("{}Connection", object.name), &member.name));
        };
        let (reading, target) = (&relation.reading, (relation.reading.target)());
        let step = self.step(target, Source::Reading { reading, page: Box::new(page.clone()) }, 0);
        self.steps[step].columns = reading.columns.to_vec();
        ListPart::Reading(self.choice(target, step, member.below.of(target.name)))
    }

    /// A step of a list: below another step, or at the root.
    fn step_below(&mut self, (parent, _, points): Belongs, object: &'static Object, source: Source) -> StepId {
        match parent {
            Some(parent) => self.child(parent, object, source, points),
            None => self.step(object, source, points),
        }
    }

    fn edges(&mut self, of: Belongs, step: StepId, page: &Page, selection: &Selection) -> Keyed<EdgePart> {
        let object = self.steps[step].object;
        let Below::Object(members) = &selection.below else { return Vec::new() };
        keyed(members, |member| match member.name.as_str() {
            TYPENAME => EdgePart::Typename,
            "cursor" => EdgePart::Cursor { at: self.steps[step].at(page.order.column) },
            name if object.relation.is_some() => match object.field(name) {
                Some(field) => EdgePart::Field(Box::new(self.field(step, field, member))),
                None => EdgePart::Field(Box::new(meta(object.name, name))),
            },
            "node" => EdgePart::Node(self.shape(object, step, member.below.of(object.name))),
            name => {
                if let Some(edge) = object.list.iter().flat_map(|list| &list.edges).find(|edge| edge.name == name) {
                    return EdgePart::Column { at: self.added(step, page, edge.column), copy: edge.copy };
                }
                match &object.comparison {
                    Some(comparison) if comparison.name == name => self.comparison(of, step, page, comparison),
                    _ => EdgePart::Field(Box::new(meta(&format!("{}Edge", object.name), name))),
                }
            }
        })
    }

    /// The position of a column that the arguments of the list of this step added; none if it is no list.
    pub(super) fn added_by_list(&mut self, step: StepId, column: &'static str) -> Option<usize> {
        let page = match &self.steps[step].source {
            Source::List { page } | Source::Many { page, .. } => page.clone(),
            _ => return None,
        };
        self.added(step, &page, column)
    }

    /// The position of a column that the arguments of the list added.
    fn added(&mut self, step: StepId, page: &Page, column: &'static str) -> Option<usize> {
        let (_, value) = page.columns.iter().find(|(name, _)| *name == column)?;
        let step = &mut self.steps[step];
        if !step.computed_columns.iter().any(|(name, _)| *name == column) {
            step.computed_columns.push((column, value.clone()));
        }
        Some(step.at(column))
    }

    /// Compares a record with the one before it. If the page may begin inside the list, another step reads the record
    /// before the page.
    fn comparison(&mut self, of: Belongs, step: StepId, page: &Page, comparison: &Comparison) -> EdgePart {
        let columns = &comparison.columns;
        let object = self.steps[step].object;
        let preceding = page.preceding().map(|page| {
            let source = match of.1 {
                Some(link) => Source::Many { link, page },
                None => Source::List { page },
            };
            self.step_below(of, object, source)
        });
        let mut at = |step: StepId| columns.iter().map(|column| self.steps[step].at(column)).collect();
        EdgePart::Comparison {
            compare: comparison.compare,
            at: at(step),
            preceding: preceding.map(|step| (step, at(step))),
        }
    }

    fn info(&mut self, step: StepId, page: &Page, selection: &Selection) -> Keyed<InfoPart> {
        let Below::Object(members) = &selection.below else { return Vec::new() };
        keyed(members, |member| match member.name.as_str() {
            "hasNextPage" => InfoPart::HasNext,
            "hasPreviousPage" => InfoPart::HasPrevious,
            "startCursor" => InfoPart::Start { at: self.steps[step].at(page.order.column) },
            "endCursor" => InfoPart::End { at: self.steps[step].at(page.order.column) },
            TYPENAME => InfoPart::Typename,
            name => InfoPart::Fault(undefined("PageInfo", name)),
        })
    }
}
