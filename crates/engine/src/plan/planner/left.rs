//! What of an object is read at all.

use super::{Keyed, Part, Planner, StepId};

impl Planner {
    /// What is left of the members of an object: all, unless one has an argument that cannot be and may not be null. Then
    /// the object is null, if it is there, whatever else is asked of it; so what else is asked, from a step on, is not
    /// read.
    pub(super) fn left(&mut self, members: Keyed<Part>, first: StepId) -> Keyed<Part> {
        if !members.iter().any(|(_, part)| matches!(part, Part::Fault { nullable: false, .. })) {
            return members;
        }
        self.steps.truncate(first);
        for step in &mut self.steps {
            step.children.retain(|child| *child < first);
        }
        members.into_iter().filter(|(_, part)| matches!(part, Part::Fault { .. })).collect()
    }
}
