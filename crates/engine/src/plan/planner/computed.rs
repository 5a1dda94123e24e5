//! Computed fields: of the rows of a step, or at the root.

use super::{
    super::{Choice, Part, Source, StepId},
    Planner,
};
use crate::{
    derive::{Cardinality, ComputedField},
    selection::{Below, Selection},
};
use sea_orm::Condition;

impl Planner {
    /// A field computed for every row of a step.
    pub(super) fn computed(&mut self, of: StepId, field: &'static ComputedField, selection: &Selection) -> Part {
        let bare = Selection { below: Below::Leaf, ..selection.clone() };
        let points = self.steps[of].object.points_of(&selection.name);
        let choice = match self.compute((of, points), field, selection, bare) {
            Ok(choice) => choice,
            Err(refused) => return refused,
        };
        match field.cardinality {
            Cardinality::Many => Part::Each { choice, nullable: field.is_nullable() },
            Cardinality::One | Cardinality::AtMostOne => Part::Only { choice, nullable: field.is_nullable() },
        }
    }

    /// A field computed at the root. Its step stands below the row with the version of the data, so that the answer
    /// learns the version. No other field shares the step, so its inputs may depend on the selection below.
    pub(super) fn of_all(&mut self, field: &'static ComputedField, selection: &Selection) -> Part {
        let snapshot = &self.catalog.snapshot;
        let all = self.step(snapshot.object, Source::Find { condition: Condition::all(), name: None }, 0);
        self.steps[all].columns = vec![snapshot.column];
        let points = self.catalog.query.points_of(&selection.name);
        match self.compute((all, points), field, selection, selection.clone()) {
            Ok(choice) if field.cardinality == Cardinality::Many => Part::All { choice, nullable: field.is_nullable() },
            Ok(choice) => Part::One { at: None, choice, nullable: field.is_nullable() },
            Err(refused) => refused,
        }
    }

    /// A step that computes rows below another, and costs so many points for each row there. `needed` returns which inputs it needs.
    fn compute(
        &mut self,
        (of, points): (StepId, u64),
        field: &'static ComputedField,
        selection: &Selection,
        needed: Selection,
    ) -> Result<Choice, Part> {
        let nullable = field.is_nullable();
        let computation = field.bind(selection).map_err(|fault| Part::Fault { fault, nullable })?;
        let object = (field.target)();
        let step = self.child(of, object, Source::Computed { field, computation, selection: needed }, points);
        Ok(self.choice(object, step, selection.below.of(object.name)))
    }
}
