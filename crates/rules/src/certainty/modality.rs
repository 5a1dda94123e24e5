//! What the modality of a statement lets it be.

use super::Certainty;
use vocabulary::Modality;

/// The most that a statement of a modality can make certain.
///
/// Only what occurred can be certain. What was announced, expected, planned, proposed or considered may have come
/// about, and no source says so. What was declined, called off or put off did not come about then.
pub fn limit(modality: Modality) -> Certainty {
    match modality {
        Modality::Occurred => Certainty::Certain,
        Modality::Announced | Modality::Expected | Modality::Planned | Modality::Proposed | Modality::Considered => {
            Certainty::Possible
        }
        Modality::Declined | Modality::Cancelled | Modality::Postponed => Certainty::Excluded,
    }
}

/// Modalities under which something is on its way: those who decide it, or follow it, take it to come.
///
/// Only these, of all that did not occur, make it doubtful that a predecessor stays in office.
pub fn is_on_its_way(modality: Modality) -> bool {
    matches!(modality, Modality::Occurred | Modality::Announced | Modality::Expected | Modality::Planned)
}
