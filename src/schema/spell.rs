//! What everything that lasts has.
use super::date;
use crate::read::{
    define::{Described, Object, OrderBy},
    object::stored,
};
use entity::vocabulary::Ended;
use rules::certainty::SpellSql;
use sea_orm::{EntityTrait, IdenStatic as _, Iterable as _};

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
    object.spell = Some(rule::<T>(object));
    let (column, _) = stored::<T::Entity>("from_order");
    object.order(
        "FROM",
        "By the start: by the first possible day, else the last; unknown starts last.",
        column,
        OrderBy::Number,
    );
}

/// The rule by which spells of a statement hold on a day.
///
/// # Panics
/// Where the type is no statement: `is spell` stands after `is statement`.
fn rule<T: Described>(object: &Object) -> SpellSql {
    let kind = object.kind.unwrap_or_else(|| panic!("{} is a statement before it is a spell", object.name));
    let has_modality = <T::Entity as EntityTrait>::Column::iter().any(|column| column.as_str() == "modality");
    SpellSql::of_kind(kind, object.table, has_modality)
}
