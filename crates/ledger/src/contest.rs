//! Contradictions between sets: the value of the other set stays, and the value of this set becomes a claim beside it.
use crate::{
    citations,
    entry::{Entry, Fields, Located, Party, Set, Target, Typed},
    kind::Kind,
    merge::Contradiction,
    problem::Problem,
    resolve::Index,
};
use entity::vocabulary::NodeKind;

/// Makes claims of contradictions; returns a warning for each.
pub fn make_claims(set: &mut Set, index: &Index, contradictions: Vec<Contradiction>, name: &str) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for Contradiction { entry: number, field, set: other } in contradictions {
        let entry = &mut set.entries[number];
        let Some(given) = entry.fields.remove(field) else {
            continue;
        };
        let value = said(&given.value, index);
        let noun = entry.kind.noun();
        let reason = format!(
            "the set \"{other}\" gives another `{field}` of this {noun}: that value stays, and \"{value}\" stands beside it as a claim"
        );
        warnings.push(Problem::at(given.origin, reason));
        let cites = citations::copied(&entry.cites);
        let origin = given.origin;
        let at = |value| Located { origin, value };
        let field = crate::key::camel_case(field);
        let key = format!("{}/{field}/{name}", index.name_of(number));
        let fields = Fields::from([
            ("subject", at(Typed::Reference(Target::Entry(number)))),
            ("field", at(Typed::FieldName(field))),
            ("value", at(Typed::Text(value))),
        ]);
        set.entries.push(Entry {
            kind: Kind::get(NodeKind::Claim),
            origin,
            slug: None,
            key: Some(Located { origin, value: key }),
            claim_of: None,
            fields,
            cites,
            unread: Vec::new(),
            is_whole: true,
            is_automatic: true,
        });
    }
    warnings
}

/// The value of a field, as the text of a claim.
fn said(value: &Typed, index: &Index) -> String {
    let target = |target: &Target| match target {
        Target::Reference(text) => text.clone(),
        Target::Entry(entry) => index.key_of(*entry).to_owned(),
    };
    let party = |party: &Party| party.record.as_ref().map(target).or_else(|| party.label.clone()).unwrap_or_default();
    match value {
        Typed::Text(text) | Typed::FieldName(text) => text.clone(),
        Typed::Texts(texts) => texts.join("; "),
        Typed::Term(term) => (*term).to_owned(),
        Typed::Flag(flag) => flag.to_string(),
        Typed::Whole(number) => number.to_string(),
        Typed::Number(number) => number.to_string(),
        Typed::Date(date) => date.edtf.as_str().to_owned(),
        Typed::Party(one) => party(one),
        Typed::Reference(one) => target(one),
        Typed::References(all) => all.iter().map(|one| target(&one.value)).collect::<Vec<_>>().join(", "),
        Typed::Parties(all) => all.iter().map(|one| party(&one.value)).collect::<Vec<_>>().join(", "),
    }
}
