//! Columns of fields: the stored values of a field, and their defaults.
use crate::origin::Origin;
use crate::{
    entry::{Dated, Party, Typed},
    field::{Field, Shape},
    resolve::Scope,
};
use edtf::Edtf;
use entity::vocabulary::{NodeKind, Vocabulary as _};
use sea_orm::Value;

/// The values of a field's columns, in the order of [`Field::endings`].
pub type Stored = Vec<Value>;

/// The stored values of a field; none if a reference is refused.
pub fn stored(field: &Field, typed: &Typed, origin: Origin, scope: &mut Scope) -> Option<Stored> {
    Some(match typed {
        Typed::Text(text) | Typed::FieldName(text) => vec![text.clone().into()],
        Typed::Texts(texts) => vec![serde_json::Value::from(texts.clone()).into()],
        Typed::Term(term) => vec![(*term).to_owned().into()],
        Typed::Flag(flag) => vec![(*flag).into()],
        Typed::Whole(number) => vec![(*number).into()],
        Typed::Number(number) => vec![(*number).into()],
        Typed::Date(date) => of_date(date),
        Typed::Party(party) => of_party(party, origin, scope)?,
        Typed::Reference(target) => {
            let (id, kind) = scope.reference(field.shape, target, origin)?;
            of_node(Some((id, kind)), field.endings().len())
        }
        Typed::References(_) | Typed::Parties(_) => Vec::new(),
    })
}

/// The stored values of a field that is left out; none if the field is required.
pub fn absent(field: &Field) -> Option<Stored> {
    if field.is_required {
        return None;
    }
    let text = || Value::from(None::<String>);
    Some(match field.shape {
        Shape::Text | Shape::Form(_) | Shape::FieldName => vec![text()],
        Shape::Texts => vec![serde_json::json!([]).into()],
        Shape::Term { default, .. } => vec![default.map(str::to_owned).into()],
        Shape::Flag(default) => vec![default.into()],
        Shape::Ordinal | Shape::Count => vec![None::<i32>.into()],
        Shape::Number(..) => vec![None::<f64>.into()],
        Shape::Date => {
            let day = || Value::from(None::<time::Date>);
            vec![text(), day(), day(), text(), text(), text()]
        }
        Shape::Party => vec![None::<i64>.into(), text(), text(), None::<i32>.into()],
        Shape::Record(_) | Shape::OneOf(_) | Shape::AnyRecord | Shape::Anything => of_node(None, field.endings().len()),
        Shape::List(_) => Vec::new(),
    })
}

/// A key and a kind, or only the key.
fn of_node(node: Option<(i64, NodeKind)>, columns: usize) -> Stored {
    let key = Value::from(node.map(|(id, _)| id));
    let kind = Value::from(node.map(|(_, kind)| kind.name().to_owned()));
    [key, kind].into_iter().take(columns).collect()
}

fn of_date(date: &Dated) -> Stored {
    vec![
        date.edtf.as_str().to_owned().into(),
        Edtf::earliest(&date.edtf).into(),
        Edtf::latest(&date.edtf).into(),
        date.basis.to_owned().into(),
        date.confidence.map(str::to_owned).into(),
        date.note.clone().into(),
    ]
}

/// The columns of a party; none if its record is refused.
pub fn of_party(party: &Party, origin: Origin, scope: &mut Scope) -> Option<Stored> {
    let record = match &party.record {
        Some(target) => Some(scope.reference(Shape::AnyRecord, target, origin)?),
        None => None,
    };
    let mut columns = of_node(record, 2);
    columns.extend([party.label.clone().into(), party.count.into()]);
    Some(columns)
}
