//! Names and codes of states are those of ISO 3166-1.

use super::{entries::Entry, lists::Register};
use rust_iso3166::CountryCode;

/// The source that gives the codes.
const SOURCE: &str = "iso-3166";

/// Codes that ISO 3166-1 gives to another state or to none, that are left out or that rest on something else.
pub fn codes(register: &Register) -> Vec<String> {
    let states = register.entries.iter().filter(|entry| entry.kind == "state");
    let faults = states.filter_map(|state| {
        let names = names(register, state);
        let country = rust_iso3166::ALL.iter().find(|country| names.contains(&country.name));
        Some(format!("{state} {}", fault(state, country)?))
    });
    faults.collect()
}

/// What is wrong with the codes of a state that ISO calls this.
fn fault(state: &Entry, country: Option<&CountryCode>) -> Option<String> {
    let written = ["iso2", "iso3", "iso_numeric"].map(|field| state.text(field).unwrap_or("none").to_owned());
    let none = || "none".to_owned();
    let given = country.map_or([none(), none(), none()], |country| {
        [country.alpha2.to_owned(), country.alpha3.to_owned(), format!("{:03}", country.numeric)]
    });
    if written != given {
        return Some(format!("has the codes {written:?}, in ISO 3166-1 {given:?}"));
    }
    let is_cited = state.cites().iter().any(|cite| cite.source == SOURCE);
    (is_cited != country.is_some()).then(|| format!("should cite {SOURCE} for codes, and only for these"))
}

/// All names of a state.
fn names<'register>(register: &'register Register, state: &'register Entry) -> Vec<&'register str> {
    let named =
        register.entries.iter().filter(|entry| entry.kind == "name" && entry.text("subject") == state.text("slug"));
    named.filter_map(|name| name.text("text")).chain(state.text("name")).collect()
}
