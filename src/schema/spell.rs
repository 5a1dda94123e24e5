//! What everything that lasts has.
use super::date;
use crate::read::{
    define::{Described, Object, OrderBy},
    object::stored,
};
use entity::vocabulary::Ended;
use rules::certainty::SpellSql;

/// Gives an object type its spell, and orders its lists by its start.
pub fn share<T: Described>(object: &mut Object) {
    date::embed::<T::Entity>(object, "from", "When it began; null where no source says.", "from");
    date::embed::<T::Entity>(object, "to", "When it ended; null where it did not or no source says when.", "to");
    object
        .shared::<T::Entity, Ended>("ended", "Whether it ended. An end at an unknown time is not the same as no end.");
    date::embed::<T::Entity>(
        object,
        "attested_on",
        "Days for which a source vouches; null where none does.",
        "attested_on",
    );
    object.spell = Some(rule(object.table));
    let (column, _) = stored::<T::Entity>("from_order");
    object.order(
        "FROM",
        "By the start: by the first possible day, else the last; unknown starts last.",
        column,
        OrderBy::Number,
    );
}

/// The rule by which spells of a table hold on a day.
fn rule(table: &'static str) -> SpellSql {
    match table {
        "membership" => SpellSql::membership(table),
        "tenure" => SpellSql::tenure(table),
        "name" => SpellSql::name(table),
        "contact_point" => SpellSql::contact_point(table),
        "provision" => SpellSql::provision(table),
        _ => panic!("no rule says how long a {table} lasts"),
    }
}
