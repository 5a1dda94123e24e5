//! Names that nobody bears.

use super::dice::Dice;

const HEADS: &[&str] = &[
    "Arv", "Bel", "Cor", "Dal", "Est", "Far", "Gal", "Hest", "Ist", "Jor", "Kal", "Lor", "Mar", "Nor", "Ost", "Pal",
    "Quel", "Ros", "Sel", "Tar",
];
const TAILS: &[&str] = &["enia", "ovia", "land", "istan", "ana", "ora", "elia", "mark", "uria", "onia"];

const FORMS: &[(&str, &str)] = &[
    ("Organization", "INTERGOVERNMENTAL_ORGANIZATION"),
    ("Union", "ECONOMIC_UNION"),
    ("Alliance", "ALLIANCE"),
    ("Forum", "FORUM"),
    ("Commission", "INTERGOVERNMENTAL_ORGANIZATION"),
    ("Customs Union", "CUSTOMS_UNION"),
    ("Agency", "INTERGOVERNMENTAL_ORGANIZATION"),
    ("Community", "OTHER"),
];
const REGIONS: &[&str] = &[
    "Northern", "Southern", "Eastern", "Western", "Central", "Inner", "Outer", "Upper", "Lower", "Coastal", "Island",
    "Mountain", "River", "Steppe", "Desert", "Lake",
];
/// What organizations and documents are about.
pub const SUBJECTS: &[&str] = &[
    "fisheries",
    "customs",
    "civil aviation",
    "railways",
    "postal services",
    "plant health",
    "animal health",
    "weights and measures",
    "meteorology",
    "hydrology",
    "energy",
    "mutual legal assistance",
    "extradition",
    "migrant workers",
    "pensions",
    "higher education",
    "cultural heritage",
    "tourism",
    "standardization",
    "patents",
    "investment",
    "payments",
    "statistics",
    "space research",
    "disaster relief",
    "border crossings",
    "road transport",
    "inland navigation",
    "radio frequencies",
    "nuclear safety",
    "collective security",
    "arms control",
    "peacekeeping",
    "public health",
    "food reserves",
    "forests",
    "desertification",
    "water sharing",
    "free trade",
    "double taxation",
];
/// Forms of documents: as a title begins, the kind, and whether states sign it.
pub const DOCUMENTS: &[(&str, &str, bool)] = &[
    ("Agreement on", "AGREEMENT", true),
    ("Protocol on", "PROTOCOL", true),
    ("Decision on", "DECISION", false),
    ("Convention on", "CONVENTION", true),
    ("Declaration on", "DECLARATION", true),
    ("Treaty on", "TREATY", true),
    ("Programme for", "PROGRAMME", false),
    ("Memorandum on", "MEMORANDUM", true),
    ("Resolution on", "RESOLUTION", false),
    ("Agreement on cooperation in", "AGREEMENT", true),
];
/// Organs of every organization: name and kind.
pub const ORGANS: &[(&str, &str)] =
    &[("Council", "COUNCIL"), ("Committee of Experts", "COMMITTEE"), ("Secretariat", "SECRETARIAT")];
/// Kinds of meetings, the frequent ones more often.
pub const MEETINGS: &[&str] =
    &["REGULAR_SESSION", "REGULAR_SESSION", "SESSION", "MINISTERIAL", "MEETING", "EXTRAORDINARY_SESSION", "SUMMIT"];

/// Name of a state: different for the first two hundred.
pub fn state(index: u32) -> String {
    let index = index as usize;
    let head = HEADS[index % HEADS.len()];
    let tail = TAILS[(index / HEADS.len() + index) % TAILS.len()];
    format!("{head}{tail}")
}

/// Name of a place in a state.
pub fn place(index: u32) -> String {
    let index = index as usize;
    let head = HEADS[(index * 7 + 3) % HEADS.len()];
    let tail = ["burg", "ville", " Haven", "stad", "grad", "mouth", "ford", " Falls"][index / HEADS.len() % 8];
    format!("{head}{tail}")
}

/// Name, abbreviation and kind of an organization.
pub fn organization(dice: &mut Dice) -> (String, String, &'static str) {
    let (form, kind) = dice.pick(FORMS);
    let region = dice.pick(REGIONS);
    let subject = dice.pick(SUBJECTS);
    let seat = state(dice.below(200));
    let name = format!("{region} {seat} {form} for {}", capitalized(subject));
    let initials =
        name.split(' ').filter(|word| *word != "for" && *word != "and").filter_map(|word| word.chars().next());
    (name.clone(), initials.collect::<String>().to_uppercase(), kind)
}

/// Two letters, different for the first 676.
pub fn letters(index: u32) -> String {
    let letter = |index: u32| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    [letter(index / 26), letter(index)].iter().collect()
}

/// A text with a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn states_and_places_are_different() {
        assert_eq!((0..200).map(state).collect::<HashSet<_>>().len(), 200);
        assert_eq!((0..150).map(place).collect::<HashSet<_>>().len(), 150);
        assert_eq!((0..200).map(letters).collect::<HashSet<_>>().len(), 200);
    }
}
