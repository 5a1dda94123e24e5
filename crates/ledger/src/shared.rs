//! What all entries have in common, set in their rows.
use super::{field::Date, scope::Scope, set::Item, table::Row};
use entity::{
    id::{NodeId, TopicId},
    node_topic, slug,
    vocabulary::{Ended, Rank},
};
use sea_orm::Set;

/// Sets what all entries have in common.
pub fn complete(row: &mut Row, item: &Item, scope: &mut Scope) {
    let head = &item.head;
    row.set("id", scope.id);
    row.set("node_kind", item.kind.node);
    if item.kind.is_record() {
        row.set("slug", item.slug.clone().unwrap_or_default());
        for slug in item.slugs() {
            let row = Row::of(&slug::ActiveModel {
                slug: Set(slug.clone()),
                node_id: Set(NodeId(scope.id)),
                kind: Set(item.kind.node),
            });
            scope.hang("slug", row);
        }
    } else {
        row.set("rank", head.rank.unwrap_or(Rank::Normal));
        row.set("set_id", scope.id);
        row.set("is_leading", true);
    }
    if item.kind.has_spell() {
        spell(row, item, scope);
    }
    for topic in &head.topics {
        let row = Row::of(&node_topic::ActiveModel {
            node_id: Set(NodeId(scope.id)),
            topic_id: Set(scope.one::<TopicId>(topic)),
        });
        scope.hang("node_topic", row);
    }
}

fn spell(row: &mut Row, item: &Item, scope: &mut Scope) {
    let head = &item.head;
    let start = |date: &Date| date.span().start;
    let from = scope.date(head.from.as_ref());
    let to = scope.date(head.to.as_ref());
    let attested_on = scope.date(head.attested_on.as_ref());
    if let (Some(from), Some(to)) = (&from, &to)
        && let (Some(first), Some(last)) = (from.edtf.earliest(), to.edtf.latest())
        && last < first
    {
        let at = head.to.as_ref().map_or(0, start);
        scope.refuse(
            at,
            format!("ends certainly before its start: {} lies before {}", to.edtf.text(), from.edtf.text()),
        );
    }
    let ended = match (head.ended, &head.to) {
        (Some(Ended::No | Ended::NotStated), Some(to)) => {
            scope.refuse(start(to), "has an end in `to`, so `ended` is YES");
            Ended::Yes
        }
        (Some(ended), _) => ended,
        (None, Some(_)) => Ended::Yes,
        (None, None) => Ended::NotStated,
    };
    row.date("from", from.as_ref());
    row.date("to", to.as_ref());
    row.date("attested_on", attested_on.as_ref());
    row.set("ended", ended);
}
