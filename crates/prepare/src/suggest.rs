//! "Did you mean": the name of the schema that may have been meant by one that it does not have.

use super::shape::Shape;
use apollo_compiler::{Schema, schema::ExtendedType};

/// Minimum similarity of two words of which one may be a typo of the other.
const ALIKE: f64 = 0.65;
/// Most names that are listed where none is similar.
const LISTED: usize = 12;

/// The similar one of some names: none where none is similar.
pub(super) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let alike = |name: &str| {
        let name = name.to_lowercase();
        let alike = strsim::normalized_damerau_levenshtein(&folded, &name);
        // A word that was cut short, or that has something added.
        let is_part = folded.len() >= 3 && name.len() >= 3 && (name.starts_with(&folded) || folded.starts_with(&name));
        if is_part { alike.max(ALIKE) } else { alike }
    };
    let alike = names.into_iter().map(|name| (alike(name), name)).filter(|(alike, _)| *alike >= ALIKE);
    // Of equals the first: `max_by` would take the last.
    let best = alike.fold(None, |best: Option<(f64, &str)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.map(|(_, name)| name)
}

/// `; did you mean X?` or, for a few names of which none is similar, all of them.
pub(super) fn among<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().filter(|name| !name.starts_with("__")).collect();
    match nearest(word, names.iter().copied()) {
        Some(name) => format!("; did you mean `{name}`?"),
        None if (1..=LISTED).contains(&names.len()) => format!("; there are `{}`", names.join("`, `")),
        None => String::new(),
    }
}

/// What may have been meant, by a message of the validator about a name that there is not; empty for other messages.
pub(super) fn after(message: &str, shape: &Shape) -> String {
    let schema = &shape.schema;
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let says = |text: &str| message.contains(text);
    match quoted.as_slice() {
        [ty, field] if says("does not have a field") => of_field(schema, ty, field),
        [argument, of] if says("is not supported by") => among(argument, arguments(schema, of)),
        [value, ty] if says("does not exist on") => among(value, members(schema, ty)),
        [ty, ..] if says("cannot find type") || says("not a type defined in the schema") => {
            nearest_of(ty, schema.types.keys().map(AsRef::<str>::as_ref).filter(|name| !name.starts_with("__")))
        }
        [directive] if says("cannot find directive") => {
            let name = directive.trim_start_matches('@');
            among(name, schema.directive_definitions.keys().map(AsRef::as_ref))
        }
        _ => String::new(),
    }
}

fn nearest_of<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, names).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// A page has its records one level below, which beginners look for on the page itself.
fn of_field(schema: &Schema, ty: &str, field: &str) -> String {
    let fields = |ty: &str| members(schema, ty);
    if fields(ty).contains(&"nodes") {
        let node = schema.type_field(ty, "nodes").map(|nodes| nodes.ty.inner_named_type().to_string());
        let is_below = node.is_ok_and(|node| fields(&node).contains(&field));
        if is_below {
            return format!("; did you mean `nodes {{ {field} }}`?");
        }
    }
    nearest_of(field, fields(ty).into_iter().filter(|name| !name.starts_with("__")))
}

/// Names of the fields or values of a type.
fn members<'a>(schema: &'a Schema, ty: &str) -> Vec<&'a str> {
    match schema.types.get(ty) {
        Some(ExtendedType::Object(ty)) => ty.fields.keys().map(AsRef::as_ref).collect(),
        Some(ExtendedType::Interface(ty)) => ty.fields.keys().map(AsRef::as_ref).collect(),
        Some(ExtendedType::InputObject(ty)) => ty.fields.keys().map(AsRef::as_ref).collect(),
        Some(ExtendedType::Enum(ty)) => ty.values.keys().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    }
}

/// Names of the arguments of `Type.field` or of `@directive`, with or without those in brackets behind.
fn arguments<'a>(schema: &'a Schema, of: &str) -> Vec<&'a str> {
    let of = of.split('(').next().unwrap_or(of);
    let arguments = match of.split_once('.') {
        Some((ty, field)) => schema.type_field(ty, field).ok().map(|field| &field.arguments),
        None => schema.directive_definitions.get(of.trim_start_matches('@')).map(|directive| &directive.arguments),
    };
    arguments.into_iter().flatten().map(|argument| argument.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_typing_error_is_recognized_and_another_word_is_not() {
        let names = ["organization", "organ", "name", "names", "members"];
        assert_eq!(nearest("organisation", names), Some("organization"));
        assert_eq!(nearest("nam", names), Some("name"));
        assert_eq!(nearest("Member", names), Some("members"));
        assert_eq!(nearest("persona", names), None);
    }
}
