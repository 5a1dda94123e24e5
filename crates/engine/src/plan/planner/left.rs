//! Skips what an object does not need to read, because it will be null.

use super::{Keyed, Part, Planner, StepId};

impl Planner {
    /// The members of an object that are worth reading. These are all, unless a non-null member has an invalid
    /// argument. Then the object is null or absent whatever else is requested, so the other members are dropped and the
    /// steps from `first` on are not run.
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
