//! Days that arguments name, and how sure it is that a spell holds on one.

use async_graphql::Value;
use edtf::Edtf;
use engine::selection::Selection;
use entity::vocabulary::Vocabulary as _;
use fault::Fault;
use rules::certainty::{Certainty, Days, SpellSql};
use sea_orm::sea_query::{Expr, Value as SqlValue};

/// A day that an argument names, however vaguely; none where it is absent.
///
/// # Errors
/// `BAD_USER_INPUT` where it is no date.
pub fn day(selection: &Selection, argument: &str) -> Result<Option<Days>, Fault> {
    let text = match selection.arg(argument) {
        None => return Ok(None),
        Some(Value::String(text)) => text,
        Some(_) => {
            let message = format!("`{argument}`: A date is written as a text, such as \"2003-09\".");
            return Err(Fault::bad_user_input(message));
        }
    };
    let date = Edtf::parse(text).map_err(|error| Fault::bad_user_input(format!("`{argument}`: {error}.")))?;
    Ok(Some(Days::of(&date)))
}

/// A day that a required argument names, however vaguely.
///
/// # Errors
/// `BAD_USER_INPUT` where it is no date.
pub fn required_day(selection: &Selection, argument: &str) -> Result<Days, Fault> {
    day(selection, argument)?.ok_or_else(|| Fault::internal(format!("no `{argument}`, which is required")))
}

/// The value of the argument `certainty`, which has a default.
///
/// # Errors
/// Where it is absent or unknown, which validation does not let through.
pub fn least_certainty(selection: &Selection) -> Result<Certainty, Fault> {
    let named = selection.enumeration("certainty").and_then(Certainty::parse);
    named.ok_or_else(|| Fault::internal("no `certainty`, which has a default"))
}

/// How sure it is that a spell holds on a day, as text.
pub fn certainty_on(spell: &SpellSql, day: Days) -> Expr {
    on(day, &spell.certainty_on("$1", "$2"))
}

/// Whether a spell holds on a day with some certainty.
pub fn holds_on(spell: &SpellSql, day: Days, least: Certainty) -> Expr {
    on(day, &spell.reaches(least, "$1", "$2"))
}

/// An expression in which `$1` and `$2` are the bounds of a day.
fn on(day: Days, sql: &str) -> Expr {
    Expr::cust_with_values(sql.to_owned(), [SqlValue::TimeDate(day.earliest), SqlValue::TimeDate(day.latest)])
}
