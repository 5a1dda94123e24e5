//! `[[meeting]]`
use crate::{
    columns::Dated,
    entry::Entry,
    field::{Date, Reference},
    scope::{Hanging, Scope},
    table::Row,
};
use edtf::Edtf;
use entity::{
    id::{MeetingId, OrganId, OrganizationId},
    meeting, meeting_organ, meeting_organization,
    vocabulary::{MeetingKind, Modality, NodeKind},
};
use sea_orm::Set;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Place of a meeting without a date.
const UNDATED: i32 = 14_608_235;

/// Members of an organization or organ, convened in that capacity.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    name: String,
    kind: MeetingKind,
    organization: Option<Reference>,
    #[serde(default)]
    organs: Vec<Reference>,
    part_of: Option<Reference>,
    place: Option<Reference>,
    date: Option<Date>,
    modality: Option<Modality>,
    announced_on: Option<Date>,
}

impl Entry for Meeting {
    type Of = meeting::Entity;
    const KIND: NodeKind = NodeKind::Meeting;
    const PARENT: Option<&'static str> = Some("part_of_id");
    const HAS_TOPICS: bool = true;

    fn row(&self, scope: &mut Scope) -> Row {
        let date = scope.date(self.date.as_ref());
        let organization = scope.any::<OrganizationId>(self.organization.as_ref());
        self.hang_bodies(scope, organization, date.as_ref());
        let mut row = Row::of(&meeting::ActiveModel {
            name: Set(self.name.clone()),
            kind: Set(self.kind),
            modality: Set(self.modality.unwrap_or(Modality::Occurred)),
            organization_id: Set(organization),
            part_of_id: Set(scope.any(self.part_of.as_ref())),
            place_id: Set(scope.any(self.place.as_ref())),
            ..Default::default()
        });
        row.date("date", date.as_ref());
        let announced_on = scope.date(self.announced_on.as_ref());
        row.date("announced_on", announced_on.as_ref());
        row
    }
}

impl Meeting {
    /// Hangs on the meeting the organs that met, the organizations of these and the one that convened it.
    fn hang_bodies(&self, scope: &mut Scope, organization: Option<OrganizationId>, date: Option<&Dated>) {
        let date_order = Some(date.map_or(UNDATED, |date| Edtf::order(&date.edtf)));
        let meeting_id = MeetingId(scope.id);
        let mut organizations = organization.into_iter().collect::<BTreeSet<_>>();
        for organ in &self.organs {
            let organ = scope.one::<OrganId>(organ);
            let home = scope.homes.get(&organ.0).copied().flatten();
            let home = home.map(OrganizationId);
            organizations.extend(home);
            let row = Row::of(&meeting_organ::ActiveModel {
                meeting_id: Set(meeting_id),
                organ_id: Set(organ),
                organization_id: Set(home),
                ..Default::default()
            });
            scope.hanging.push(Hanging { table: "meeting_organ", row, date_order });
        }
        for organization in organizations {
            let row = Row::of(&meeting_organization::ActiveModel {
                meeting_id: Set(meeting_id),
                organization_id: Set(organization),
                ..Default::default()
            });
            scope.hanging.push(Hanging { table: "meeting_organization", row, date_order });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_without_a_date_comes_last() {
        let undated = Edtf::parse("XXXX").map(|date| date.order());
        assert_eq!(undated, Ok(UNDATED));
    }
}
