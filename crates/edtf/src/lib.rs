//! Partial dates: EDTF, the Extended Date/Time Format of ISO 8601-2:2019, levels 0 to 2.
//!
//! A source rarely gives a plain day. It says "1993", "18 to 19 September 2003", "by 2 April 1999"
//! or "about 1999", and EDTF writes each of these down without inventing a day. This module reads
//! such a text, finds the first and the last day it can mean, puts dates in order and says them
//! in English.
//!
//! The grammar is that of the `edtf-core` crate; what is decided here is the meaning:
//!
//! - **Bounds are possible days.** An interval reaches from the first day of its start to the last
//!   day of its end; a set from the first day of its first member to the last day of its last.
//!   An open or an unknown end has no bound.
//! - **A qualifier moves no bound.** "About 1999" (`1999~`) keeps the bounds of `1999`: ISO 8601-2
//!   section 3.2.6 gives no width to an approximation, so any would be invented. The flags
//!   [`Edtf::is_approximate`] and [`Edtf::is_uncertain`] say that the bounds are soft.
//! - **A wholly unknown year has no bounds.** `XXXX` and `XXXX-12-25` say nothing about when.
//! - **Years run from 0001 to 9999.** Others are refused, and so is a date that ends later, such as
//!   the winter of 9999. A masked year never stands for 0000.
//! - **A season without a hemisphere is read as a northern one**, by whole months, as `edtf-core`
//!   does: `2001-21` is March to May, `2001-24` December 2001 to February 2002 (ISO 8601-2
//!   section 4.8 leaves both to the writer).
//! - **No time of day.** Level 0 allows one (`2003-09-18T10:00:00Z`); it is refused here rather
//!   than dropped.

mod bounds;
mod error;
mod gaps;
mod order;
mod precision;
mod text;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use edtf_core::Edtf as Form;
use time::Date;

use bounds::Bounds;
pub use error::EdtfError;
use error::Problem;
pub use order::{PLACES, first_place, undated_place};
pub use precision::Precision;

/// An EDTF date (ISO 8601-2, levels 0 to 2) with its first and last possible day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edtf {
    text: String,
    form: Form,
    bounds: Bounds,
}

impl Edtf {
    /// Reads an EDTF text; blanks around it do not count.
    ///
    /// # Errors
    ///
    /// When the text is not EDTF, has a time of day or a year outside 0001 to 9999, or ends before
    /// it starts. The error says which, and shows a right form.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim();
        let read = || {
            if text.is_empty() {
                return Err(Problem::Empty);
            }
            let form = Form::parse(text)?;
            let bounds = Bounds::of(&form)?;
            Ok((form, bounds))
        };
        match read() {
            Ok((form, bounds)) => Ok(Self { text: text.to_owned(), form, bounds }),
            Err(problem) => Err(EdtfError::new(text, problem)),
        }
    }

    /// The text as it was given, without the blanks around it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day this date can mean; none if nothing bounds it.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        self.bounds.earliest
    }

    /// The last day this date can mean; none if nothing bounds it.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.bounds.latest
    }

    /// Whether days lie between its bounds that it cannot mean, so that the bounds do not describe it: a set with gaps
    /// (`[2006,2008]`), or a known digit after a masked one (`XXXX-05-25`, `2003-XX-25`).
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        gaps::has_gaps(&self.form)
    }

    /// The place of this date among others, the same number as the database's `edtf_order`.
    ///
    /// Dates stand by their first possible day, or else by their last; on equal days "up to D"
    /// comes before D, and D before "from D on". A date without any bound comes last.
    #[must_use]
    pub fn order(&self) -> i32 {
        order::order(self.bounds.earliest, self.bounds.latest)
    }

    /// How exactly the date is known.
    #[must_use]
    pub fn precision(&self) -> Precision {
        Precision::of(&self.form)
    }

    /// Whether any part is marked as an estimate: `~` or `%` (EDTF level 1 and 2, "Qualification";
    /// ISO 8601-2 section 3.2.6).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.form.is_approximate()
    }

    /// Whether any part is marked as doubtful: `?` or `%` (EDTF level 1 and 2, "Qualification";
    /// ISO 8601-2 section 3.2.6).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.form.is_uncertain()
    }

    /// The date in English: "19 September 2003", "about 1999", "18 to 19 September 2003".
    #[must_use]
    pub fn text(&self) -> String {
        text::of(&self.form)
    }
}
