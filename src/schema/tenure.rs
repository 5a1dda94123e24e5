//! Tenures.
use super::{meeting::Meeting, office::Office, person::Person};
use crate::read::object::object;

object! {
    /// A spell of a person in an office.
    pub Tenure: tenure {
        is statement;
        is spell;
        /// Who held the office.
        person -> Person by person_id;
        /// Office that was held.
        office -> Office by office_id;
        /// Whether only for the time being.
        is_acting;
        /// Whether it came about, or how far it got.
        modality;
        /// Meeting that chose the person; null where no source says.
        chosen_at -> Meeting by chosen_at_id;
        /// Whose place the person took; null where no source says.
        replaces -> Person by replaces_id;
    }
}
