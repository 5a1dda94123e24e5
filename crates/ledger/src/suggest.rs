//! Suggests the name that may have been meant.

/// Minimum similarity of two words of which one may be a typo of the other.
const ALIKE: f64 = 0.75;

/// ` (did you mean `X`?)` for the most similar name; empty if no name is similar.
pub fn suggestion<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let alike = |name: &str| strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
    let best = names.into_iter().map(|name| (alike(name), name)).max_by(|one, other| one.0.total_cmp(&other.0));
    match best {
        Some((alike, name)) if alike >= ALIKE || (name.len() <= 5 && alike >= 0.6) => {
            format!(" (did you mean `{name}`?)")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn a_typing_error_is_recognized_and_another_word_is_not() {
        let names = ["organization", "organ", "from", "to", "member"];
        assert_eq!(suggestion("organisation", names), " (did you mean `organization`?)");
        assert_eq!(suggestion("frm", names), " (did you mean `from`?)");
        assert_eq!(suggestion("Member", names), " (did you mean `member`?)");
        assert_eq!(suggestion("persona", names), "");
    }
}
