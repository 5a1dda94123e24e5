//! `object!`: publishes a table as an object type, one line a field.
//!
//! ```text
//! object! {
//!     crate::schema::object;               // the module that the expansion names, and nothing else
//!
//!     /// A meeting of organs.
//!     pub Meeting: meeting {               // `pub A: a, B: b` publishes one type over two tables
//!         is record;
//!         filter MeetingFilter;
//!         /// Where it met; null where no source says.
//!         place -> Place by place_id;
//!     }
//! }
//! ```
//!
//! | line | meaning |
//! | --- | --- |
//! | `is record;` | what the function `is::record` of the module adds |
//! | `in treaty_fact;` | the interface or union `interface::treaty_fact` of the module |
//! | `with treaty::of_document;` | what a function adds: `fn(&mut Object)` |
//! | `filter MeetingFilter;` | how lists of it can be restricted |
//! | `order NAME by name;` | a way to order lists of it; the first is the usual one |
//! | `unpublished set_id;` | columns that no field publishes as they are |
//! | `formerly title as name;` | a column that was renamed; without `as`, one that was dropped |
//! | `name;` | a column |
//! | `name = \|a, b\| …;` | a function of columns, each as its Rust type; may `return Err(Fault)` |
//! | `date as Date in date;` | a value in the columns `date_…`, which the function `embed::Date` of the module adds |
//! | `place -> Place by place_id;` | one record; `-> Place?` where the column may name something else |
//! | `member -> any record in member;` | one record of several kinds, in `member_id` and `member_kind` |
//! | `organs -> [Organ] by organ.organization_id;` | a page of records whose column names this one |
//! | `organs -> [Organ] through meeting_organ(meeting_id, organ_id);` | the same through a join table; `denormalized date_order as date_order` says which columns of the listed row it has copies of |
//! | `documents -> [Document] where reach;` | the same by a condition: `fn(parent: Expr) -> Condition` |
//!
//! Lines may stand in any order; fields are published in the order of the lines that give them. A `///` above a field or
//! an order is published, and required.
//!
//! **Invariant:** A line that is wrong is an error at that line, which says what may stand there. *Why:* a definition has
//! a hundred lines, and an error about all of them helps nobody. *Enforced by:* `parse`, which goes on after a wrong line
//! and knows no line by its place; `tests` hold each message with its line.

mod expand;
mod parse;
#[cfg(test)]
mod tests;

/// Publishes a table as an object type; see the crate.
#[proc_macro]
pub fn object(definition: proc_macro::TokenStream) -> proc_macro::TokenStream {
    match syn::parse::<parse::Definition>(definition) {
        Ok(definition) => expand::expand(&definition).into(),
        Err(error) => error.into_compile_error().into(),
    }
}
