//! Paths in the answer: for each step, the first path that requested it.

use crate::plan::{Choice, EdgePart, InfoPart, Keyed, ListPart, Part, Plan, Shape, StepId};
use fault::Fault;

/// The paths of the steps of a plan, and of its refused fields.
pub struct Paths<'a> {
    steps: Vec<Option<String>>,
    refused: Vec<(String, &'a Fault)>,
}

impl<'a> Paths<'a> {
    /// Of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let mut paths = Self { steps: vec![None; plan.steps.len()], refused: Vec::new() };
        paths.parts("", &plan.root);
        paths
    }

    /// The path of a step. A step of no field reads the version of the data.
    pub fn of_step(&self, step: StepId) -> &str {
        self.steps[step].as_deref().unwrap_or("(the version of the data)")
    }

    /// The refused fields, each with its error.
    pub fn refused(&self) -> Vec<(String, &'a Fault)> {
        self.refused.clone()
    }

    fn parts(&mut self, path: &str, parts: &'a Keyed<Part>) {
        for (key, part) in parts {
            self.part(&below(path, key), part);
        }
    }

    fn part(&mut self, path: &str, part: &'a Part) {
        match part {
            Part::Fault { fault, .. } => self.refused.push((path.to_owned(), fault)),
            Part::Embedded { shape, .. } => self.shape(path, shape),
            Part::One { choice, .. }
            | Part::Each { choice, .. }
            | Part::All { choice, .. }
            | Part::Only { choice, .. } => {
                self.choice(path, choice);
            }
            Part::Any { choices, .. } | Part::Nodes { choices, .. } => {
                for (_, choice) in choices {
                    self.choice(path, choice);
                }
            }
            Part::Named { step, choices } => {
                self.stands(*step, path);
                for (_, choice) in choices {
                    self.choice(path, choice);
                }
            }
            Part::Many { step, parts, .. } => {
                if let Some(step) = step {
                    self.stands(*step, path);
                }
                for (key, part) in parts {
                    self.list(&below(path, key), part);
                }
            }
            Part::Typename | Part::Literal(_) | Part::Column { .. } | Part::Function { .. } => {}
        }
    }

    fn list(&mut self, path: &str, part: &'a ListPart) {
        match part {
            ListPart::Nodes(shape) => self.shape(path, shape),
            ListPart::Named(part) => self.part(path, part),
            ListPart::Edges(parts) => {
                for (key, part) in parts {
                    self.edge(&below(path, key), part);
                }
            }
            ListPart::Total(step) => self.stands(*step, path),
            ListPart::Groups(choice) | ListPart::Reading(choice) => self.choice(path, choice),
            ListPart::Fault(fault) => self.refused.push((path.to_owned(), fault)),
            ListPart::Info(parts) => {
                for (key, part) in parts {
                    if let InfoPart::Fault(fault) = part {
                        self.refused.push((below(path, key), fault));
                    }
                }
            }
            ListPart::Typename => {}
        }
    }

    fn edge(&mut self, path: &str, part: &'a EdgePart) {
        match part {
            EdgePart::Node(shape) => self.shape(path, shape),
            EdgePart::Field(part) => self.part(path, part),
            EdgePart::Comparison { preceding: Some((step, _)), .. } => self.stands(*step, path),
            EdgePart::Comparison { .. } | EdgePart::Typename | EdgePart::Cursor { .. } | EdgePart::Column { .. } => {}
        }
    }

    fn choice(&mut self, path: &str, choice: &'a Choice) {
        self.stands(choice.step, path);
        self.shape(path, &choice.shape);
    }

    fn shape(&mut self, path: &str, shape: &'a Shape) {
        self.parts(path, &shape.fields);
    }

    fn stands(&mut self, step: StepId, path: &str) {
        self.steps[step].get_or_insert_with(|| path.to_owned());
    }
}

/// The path of a member. Its key is stored as written in the answer: with quotes, colon and comma.
fn below(path: &str, key: &[u8]) -> String {
    let key = String::from_utf8_lossy(key);
    let key = key.trim_matches([',', '"', ':']);
    match (path, key) {
        ("", key) => key.to_owned(),
        (path, "") => path.to_owned(),
        (path, key) => format!("{path}.{key}"),
    }
}
