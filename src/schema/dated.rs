//! What everything with one date has.
use super::{date, interface};
use engine::{
    define::{Described, Object},
    object::stored,
};

/// Gives an object type its date, and orders its lists by it.
pub fn share<T: Described>(object: &mut Object) {
    object.implements_too(interface::dated);
    date::embed::<T::Entity>(object, "date", "Date; null where no source gives one.", "date");
    let (column, _) = stored::<T::Entity>("date_order");
    object.orders.insert(0, engine::define::Order { name: "DATE", about: date::ORDER, column, by: date::order() });
}
