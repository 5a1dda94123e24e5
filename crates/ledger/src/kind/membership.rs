//! `[[membership]]`
use crate::{
    entry::{Entry, Owner},
    field::Reference,
    scope::Scope,
    table::Row,
};
use entity::{
    membership,
    vocabulary::{MembershipRole, MembershipStatus, Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;

/// A spell of membership.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    body: Reference,
    member: Reference,
    status: MembershipStatus,
    role: Option<MembershipRole>,
    label: Option<String>,
    end_reason: Option<String>,
    modality: Option<Modality>,
}

impl Entry for Membership {
    type Of = membership::Entity;
    const KIND: NodeKind = NodeKind::Membership;
    const OWNER: Owner = Owner::One("body");
    const ABOUT: &'static [&'static str] = &["body_id", "member_id"];
    const HAS_SPELL: bool = true;

    fn key(&self, scope: &mut Scope) -> Option<Vec<String>> {
        Some(vec![scope.part(&self.body), scope.part(&self.member)])
    }

    fn row(&self, scope: &mut Scope) -> Row {
        let bodies = [NodeKind::Organization, NodeKind::Organ, NodeKind::Force];
        let body = scope.node(&self.body, &bodies);
        let member = scope.node(&self.member, &[NodeKind::State, NodeKind::Organization]);
        if body.is_some() && body == member {
            scope.refuse(self.member.span().start, "nothing is a member of itself");
        }
        let mut row = Row::of(&membership::ActiveModel {
            status: Set(self.status),
            role: Set(self.role),
            label: Set(self.label.clone()),
            end_reason: Set(self.end_reason.clone()),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            ..Default::default()
        });
        row.node("body", body);
        row.node("member", member);
        row
    }
}
