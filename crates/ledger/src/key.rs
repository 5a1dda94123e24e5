//! Keys of statements: they identify a statement whatever its dates.

/// Turns a text into a part of a key: lower case, with hyphens between words.
pub fn slugify(text: &str) -> String {
    const LONGEST: usize = 160;
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') && !is_joined(letter) {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether a character is a mark within a word.
fn is_joined(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

/// Whether a text has the form of a slug.
pub fn is_slug(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// The API's name of a field: `part_of` becomes `partOf`.
pub fn camel_case(field: &str) -> String {
    let mut words = field.split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_becomes_lower_case_with_hyphens() {
        assert_eq!(slugify("Member States (all)"), "member-states-all");
        assert_eq!(slugify("  Armenia's  proposal "), "armenias-proposal");
        assert_eq!(slugify("ОДКБ"), "одкб");
        assert!(slugify(&"long ".repeat(100)).len() <= 160);
    }

    #[test]
    fn a_slug_is_words_of_ascii_with_single_hyphens() {
        assert!(is_slug("cis-yalta-2003-09"));
        for text in ["", "CIS", "cis--yalta", "-cis", "cis-", "a b", "a_b"] {
            assert!(!is_slug(text), "{text}");
        }
    }

    #[test]
    fn fields_are_named_as_in_the_api() {
        assert_eq!(camel_case("part_of"), "partOf");
        assert_eq!(camel_case("partOf"), "partOf");
        assert_eq!(camel_case("date"), "date");
    }
}
