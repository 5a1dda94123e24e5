//! What everything that lasts has.
use super::{
    date,
    day::{certainty_on, day, holds_on, least_certainty},
    filter::EdtfInput,
};
use async_graphql::InputType as _;
use engine::{
    define::{BoundList, Described, EdgeColumn, ListArguments, Object},
    derive::Parameter,
    object::stored,
    scalar::Scalar as _,
    selection::Selection,
};
use entity::vocabulary::{Ended, NodeKind, Vocabulary as _};
use fault::Fault;
use rules::certainty::{Certainty, SpellSql};
use sea_orm::{EntityTrait, IdenStatic as _, Iterable as _};
use std::sync::Arc;

/// Field of edges, and argument of lists.
const CERTAINTY: &str = "certainty";
/// Argument of lists.
const AS_OF: &str = "asOf";

/// Gives an object type its spell, and orders its lists by its start.
pub fn share<T: Described>(object: &mut Object) {
    date::embed::<T::Entity>(object, "from", "When it began; null where no source says.", "from");
    date::embed::<T::Entity>(object, "to", "When it ended; null where it did not or no source says when.", "to");
    object.shared::<T::Entity, Ended, _>(
        "ended",
        "Whether it ended. An end at an unknown time is not the same as no end.",
    );
    date::embed::<T::Entity>(
        object,
        "attested_on",
        "Days for which a source vouches; null where none does.",
        "attested_on",
    );
    object.list = Some(on_a_day(rule::<T>(object)));
    object.added(
        CERTAINTY,
        "How sure it is that it holds on the day of `asOf` of the list in which it stands; null where it stands in none, or the list is not asked about a day.",
        CERTAINTY,
        Certainty::publish,
        Certainty::copy,
    );
    let (column, _) = stored::<T::Entity>("from_order");
    object.order(
        "FROM",
        "By the start: by the first possible day, else the last; unknown starts last, in both directions.",
        column,
        date::order(),
    );
}

/// Lists of spells can be asked about a day, and their edges say how sure it is that each holds on it.
fn on_a_day(spell: SpellSql) -> ListArguments {
    ListArguments {
        arguments: vec![
            Parameter {
                name: AS_OF,
                about: "Day on which they have to hold, as EDTF; whenever they held where absent.",
                ty: "EDTF",
                default: None,
            },
            Parameter {
                name: CERTAINTY,
                about: "Least certainty that they hold on the day of `asOf`; EXCLUDED disables this filter. Without `asOf` it has no effect.",
                ty: "Certainty!",
                default: Some("POSSIBLE"),
            },
        ],
        publish: |registry| {
            EdtfInput::create_type_info(registry);
            Certainty::publish(registry);
        },
        bind: Arc::new(move |selection| restricted(&spell, selection)),
        edges: vec![EdgeColumn {
            name: CERTAINTY,
            about: "How sure it is that it holds on the day of `asOf`; null where the list is not asked about a day.",
            column: CERTAINTY,
            publish: Certainty::publish,
            copy: Certainty::copy,
        }],
    }
}

fn restricted(spell: &SpellSql, selection: &Selection) -> Result<BoundList, Fault> {
    let Some(day) = day(selection, AS_OF)? else { return Ok(BoundList::default()) };
    Ok(BoundList {
        condition: Some(holds_on(spell, day, least_certainty(selection)?)),
        columns: vec![(CERTAINTY, certainty_on(spell, day))],
    })
}

/// The rule by which spells of a statement hold on a day.
///
/// # Panics
/// Where the type is no statement: `is spell` stands after `is statement`.
fn rule<T: Described>(object: &Object) -> SpellSql {
    let kind = object.tag.and_then(NodeKind::parse);
    let kind = kind.unwrap_or_else(|| panic!("{} is a statement before it is a spell", object.name));
    let has_modality = <T::Entity as EntityTrait>::Column::iter().any(|column| column.as_str() == "modality");
    SpellSql::of_kind(kind, object.table, has_modality)
}
