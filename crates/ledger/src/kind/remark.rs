//! `[[remark]]`
use crate::{
    entry::{Entry, Owner, anything},
    field::{Date, Party, Reference},
    scope::Scope,
    table::Row,
};
use entity::{
    id::{NodeId, RemarkId},
    remark, remark_about,
    vocabulary::{NodeKind, RemarkKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// Something said about records or statements.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    kind: RemarkKind,
    text: String,
    voice: Option<Party>,
    #[serde(default)]
    about: Vec<Reference>,
    meeting: Option<Reference>,
    date: Option<Date>,
}

impl Entry for Remark {
    type Of = remark::Entity;
    const KIND: NodeKind = NodeKind::Remark;
    const OWNER: Owner = Owner::Many("about");
    const ABOUT: &'static [&'static str] = &["kind"];
    const HAS_TOPICS: bool = true;

    fn row(&self, scope: &mut Scope) -> Row {
        for about in &self.about {
            let node = scope.node(about, &anything());
            let row = Row::of(&remark_about::ActiveModel {
                remark_id: Set(RemarkId(scope.id)),
                node_id: Set(NodeId(node.map_or(0, |(id, _)| id))),
            });
            scope.hang("remark_about", row);
        }
        let mut row = Row::of(&remark::ActiveModel {
            kind: Set(self.kind),
            text: Set(self.text.clone()),
            meeting_id: Set(scope.any(self.meeting.as_ref())),
            ..Default::default()
        });
        row.party("voice", &scope.party(self.voice.as_ref()));
        row.date("date", scope.date(self.date.as_ref()).as_ref());
        row
    }
}
