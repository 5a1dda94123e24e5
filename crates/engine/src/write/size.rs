//! How many cells an answer has, roughly, before it is written.

use crate::{
    fetch::Found,
    plan::{Choice, EdgePart, Keyed, ListPart, Part, Plan, Shape, StepId},
};

/// Number of bytes that take as long to copy as one cell takes to write.
const BYTES: usize = 64;

/// The number of cells that are written: the fields of each selection, for every row of its step. Rows that several
/// aliases show count for each; a record that is copied counts once.
pub fn cells(plan: &Plan, found: &Found) -> usize {
    let mut cells = Cells { found, sum: 0 };
    plan.root.iter().for_each(|(_, part)| cells.part(part));
    cells.sum
}

struct Cells<'a> {
    found: &'a Found,
    sum: usize,
}

impl Cells<'_> {
    fn shape(&mut self, shape: &Shape, step: StepId) {
        self.rows(step, shape.fields.len());
        for (_, part) in &shape.fields {
            match part {
                Part::Embedded { shape, .. } => self.shape(shape, step),
                part => self.part(part),
            }
        }
    }

    /// Counts some fields for every row of a step.
    fn rows(&mut self, step: StepId, fields: usize) {
        if let Some(table) = &self.found.tables[step] {
            self.sum =
                self.sum.saturating_add(table.len().saturating_mul(fields)).saturating_add(table.bytes() / BYTES);
        }
    }

    fn choice(&mut self, choice: &Choice) {
        self.shape(&choice.shape, choice.step);
    }

    fn part(&mut self, part: &Part) {
        match part {
            // Embedded values are counted with the row around them.
            Part::Typename
            | Part::Literal(_)
            | Part::Fault { .. }
            | Part::Column { .. }
            | Part::Function { .. }
            | Part::Embedded { .. } => {}
            Part::One { choice, .. }
            | Part::Each { choice, .. }
            | Part::All { choice, .. }
            | Part::Only { choice, .. } => {
                self.choice(choice);
            }
            Part::Any { choices, .. } | Part::Named { choices, .. } | Part::Nodes { choices, .. } => {
                for (_, choice) in choices {
                    self.choice(choice);
                }
            }
            Part::Many { step, parts, .. } => parts.iter().for_each(|(_, part)| self.list(*step, part)),
        }
    }

    fn list(&mut self, step: Option<StepId>, part: &ListPart) {
        match (part, step) {
            (ListPart::Nodes(shape), Some(step)) => self.shape(shape, step),
            (ListPart::Named(part), _) => self.part(part),
            (ListPart::Edges(edges), Some(step)) => self.edges(step, edges),
            (ListPart::Groups(choice) | ListPart::Reading(choice), _) => self.choice(choice),
            _ => {}
        }
    }

    fn edges(&mut self, step: StepId, edges: &Keyed<EdgePart>) {
        self.rows(step, edges.len());
        for (_, part) in edges {
            match part {
                EdgePart::Node(shape) => self.shape(shape, step),
                EdgePart::Field(part) => self.part(part),
                EdgePart::Typename
                | EdgePart::Cursor { .. }
                | EdgePart::Column { .. }
                | EdgePart::Comparison { .. } => {}
            }
        }
    }
}
