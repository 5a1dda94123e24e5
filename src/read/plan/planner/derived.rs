//! What is worked out: for the rows of a step, or of the register as a whole.

use super::{
    super::{Choice, Part, Source, StepId},
    Planner,
};
use crate::read::{
    ask::{Asked, Below},
    define::Object,
    derive::{Derivation, Makes},
};
use sea_orm::Condition;
use std::sync::LazyLock;

/// What is worked out of the register as a whole belongs to the row that says at which revision it stands.
static REGISTER: LazyLock<Object> = LazyLock::new(|| Object::new("Register", "", "register"));

impl Planner<'_> {
    /// What is worked out for every row of a step.
    pub(super) fn derived(&mut self, of: StepId, derivation: &'static Derivation, asked: &Asked) -> Part {
        let bare = Asked { below: Below::Leaf, ..asked.clone() };
        let choice = match self.worked_out(of, derivation, asked, bare) {
            Ok(choice) => choice,
            Err(refused) => return refused,
        };
        match derivation.makes {
            Makes::Many => Part::Each(choice),
            makes => Part::Only { choice, nullable: makes == Makes::AtMostOne },
        }
    }

    /// What is worked out of the register as a whole: below the row that says where it stands, so that the answer knows
    /// its revision. Nobody else shares the step, so its inputs may depend on what is asked below.
    pub(super) fn of_register(&mut self, derivation: &'static Derivation, asked: &Asked) -> Part {
        let register = self.step(&REGISTER, Source::Find { condition: Condition::all() });
        self.steps[register].columns = vec!["revision"];
        match self.worked_out(register, derivation, asked, asked.clone()) {
            Ok(choice) => Part::One { at: None, choice, nullable: derivation.makes == Makes::AtMostOne },
            Err(refused) => refused,
        }
    }

    /// A step that works out rows; `named` says which inputs it needs.
    fn worked_out(
        &mut self,
        of: StepId,
        derivation: &'static Derivation,
        asked: &Asked,
        named: Asked,
    ) -> Result<Choice, Part> {
        let nullable = derivation.makes == Makes::AtMostOne;
        let derive = (derivation.bind)(asked).map_err(|fault| Part::Fault { fault, nullable })?;
        let object = (derivation.target)();
        let step = self.child(of, object, Source::Derived { derivation, derive, asked: named });
        Ok(self.choice(object, step, asked.below.of(object.name)))
    }
}
