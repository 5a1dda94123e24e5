//! Computed fields: of the rows of a step, or of the register as a whole.

use super::{
    super::{Choice, Part, Source, StepId},
    Planner,
};
use crate::read::{
    ask::{Asked, Below},
    define::Object,
    derive::{Cardinality, ComputedField},
};
use sea_orm::Condition;
use std::sync::LazyLock;

/// What is computed of the register as a whole belongs to the row that says at which revision it stands.
static REGISTER: LazyLock<Object> = LazyLock::new(|| Object::new("Register", "", "register"));

impl Planner<'_> {
    /// What is computed for every row of a step.
    pub(super) fn computed(&mut self, of: StepId, field: &'static ComputedField, asked: &Asked) -> Part {
        let bare = Asked { below: Below::Leaf, ..asked.clone() };
        let choice = match self.compute(of, field, asked, bare) {
            Ok(choice) => choice,
            Err(refused) => return refused,
        };
        match field.cardinality {
            Cardinality::Many => Part::Each(choice),
            Cardinality::One => Part::Only { choice, nullable: false },
            Cardinality::AtMostOne => Part::Only { choice, nullable: true },
        }
    }

    /// What is computed of the register as a whole: below the row that says where it stands, so that the answer knows
    /// its revision. No other field shares the step, so its inputs may depend on what is selected below.
    pub(super) fn of_register(&mut self, field: &'static ComputedField, asked: &Asked) -> Part {
        let register = self.step(&REGISTER, Source::Find { condition: Condition::all() });
        self.steps[register].columns = vec!["revision"];
        match self.compute(register, field, asked, asked.clone()) {
            Ok(choice) => Part::One { at: None, choice, nullable: field.cardinality == Cardinality::AtMostOne },
            Err(refused) => refused,
        }
    }

    /// A step that computes rows; `needed` says which inputs it needs.
    fn compute(
        &mut self,
        of: StepId,
        field: &'static ComputedField,
        asked: &Asked,
        needed: Asked,
    ) -> Result<Choice, Part> {
        let nullable = field.cardinality == Cardinality::AtMostOne;
        let computation = field.bind(asked).map_err(|fault| Part::Fault { fault, nullable })?;
        let object = (field.target)();
        let step = self.child(of, object, Source::Computed { field, computation, asked: needed });
        Ok(self.choice(object, step, asked.below.of(object.name)))
    }
}
