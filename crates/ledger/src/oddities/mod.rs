//! What looks odd and is let in with a warning. Only what the files say themselves is looked at.
mod fields;
mod view;

use super::{
    entry::Kind,
    lists::List,
    plan::{KindPlan, Plan},
    problem::Problem,
    set::Set,
};
use entity::vocabulary::NodeKind;
use fields::has_field;
use std::collections::HashMap;
use view::{View, before};

/// What looks odd in a set, in the order of the files.
pub fn find(set: &Set, plan: &Plan) -> Vec<Problem> {
    let mut looking = Looking { set, plan, warnings: Vec::new() };
    looking.citations();
    looking.spells();
    looking.steps();
    looking.foundations();
    looking.effects();
    looking.gatherings();
    looking.holders();
    looking.homes();
    let mut warnings = looking.warnings;
    warnings.sort();
    warnings
}

struct Looking<'a> {
    set: &'a Set,
    plan: &'a Plan,
    warnings: Vec<Problem>,
}

impl<'a> Looking<'a> {
    fn kind(&self, kind: NodeKind) -> impl Iterator<Item = View<'a>> + use<'a> {
        let plans = self.plan.kinds.iter();
        plans.filter(move |plan| plan.kind.node == kind).flat_map(|plan: &KindPlan| {
            let table = &plan.kind.table;
            plan.rows.iter().map(move |row| View { table, row })
        })
    }

    fn warn(&mut self, view: View, reason: impl Into<String>) {
        let place = &self.set.items[view.row.item].place;
        self.warnings.push(Problem::at(place, reason));
    }

    /// Entries without a citation, and citations and claims of a field that there is not.
    fn citations(&mut self) {
        for item in &self.set.items {
            if item.head.cite.is_empty() {
                let reason = format!("the {} has no citation", item.kind.noun());
                self.warnings.push(Problem::at(&item.place, reason));
            }
            for cite in &item.head.cite {
                let field = cite.get_ref().field.as_deref();
                if let Some(field) = field.filter(|field| !has_field(item.kind, field)) {
                    let place = self.set.files[item.file].place(cite.span().start);
                    let reason = format!("{} has no field `{field}`", item.kind.a_noun());
                    self.warnings.push(Problem::at(&place, reason));
                }
            }
        }
        for claim in self.kind(NodeKind::Claim) {
            let kind = claim.text("subject_kind").unwrap_or_default();
            let kind = Kind::named(&kind.to_lowercase());
            let field = claim.text("field").unwrap_or_default();
            if let Some(kind) = kind.filter(|kind| !has_field(kind, field)) {
                self.warn(claim, format!("{} has no field `{field}`", kind.a_noun()));
            }
        }
    }

    /// Days that a source vouches for outside the spell.
    fn spells(&mut self) {
        let plans = self.plan.kinds.iter().filter(|plan| plan.kind.has_spell());
        let kinds = plans.map(|plan| plan.kind.node);
        for view in kinds.flat_map(|kind| self.kind(kind)).collect::<Vec<_>>() {
            if before(view.last("attested_on"), view.first("from"))
                || before(view.last("to"), view.first("attested_on"))
            {
                self.warn(view, "is attested on days outside its spell");
            }
        }
    }

    /// Steps of one life in an odd order.
    fn steps(&mut self) {
        const ORDER: &[(&str, &str)] = &[
            ("SIGNING", "ENTRY_INTO_FORCE"),
            ("CONCLUSION", "ENTRY_INTO_FORCE"),
            ("ENTRY_INTO_FORCE", "TERMINATION"),
            ("FOUNDATION", "DISSOLUTION"),
        ];
        let mut lives = HashMap::<_, Vec<View>>::new();
        for step in self.kind(NodeKind::Milestone).filter(|step| step.happened()) {
            lives.entry(step.number("subject_id")).or_default().push(step);
        }
        for life in lives.values() {
            for (earlier, later) in ORDER {
                let of = |name: &'static str| life.iter().filter(move |step| step.text("step") == Some(name));
                for step in of(later) {
                    if of(earlier).any(|first| before(step.last("date"), first.first("date"))) {
                        self.warn(*step, format!("{later} lies before {earlier}"));
                    }
                }
            }
        }
    }

    /// Memberships and meetings before the foundation of their body.
    fn foundations(&mut self) {
        let foundations = self
            .kind(NodeKind::Milestone)
            .filter(|step| step.happened() && step.text("step") == Some("FOUNDATION"))
            .filter_map(|step| Some((step.number("subject_id")?, step.first("date")?)))
            .collect::<HashMap<_, _>>();
        let founded = |body: Option<i64>| foundations.get(&body?).copied();
        for membership in self.kind(NodeKind::Membership) {
            if before(membership.last("from"), founded(membership.number("body_id"))) {
                self.warn(membership, "begins before the foundation of its body");
            }
        }
        let meetings = self.kind(NodeKind::Meeting);
        let meetings = meetings.map(|meeting| (meeting.row.id, meeting));
        let meetings = meetings.collect::<HashMap<_, _>>();
        for (table, body) in [("meeting_organ", "organ_id"), ("meeting_organization", "organization_id")] {
            let Some(list) = List::named(table) else {
                continue;
            };
            for row in self.plan.lists.get(table).into_iter().flatten() {
                let founded = founded(list.table.number(&row.values, body));
                if let Some(meeting) = meetings.get(&row.owner)
                    && before(meeting.last("date"), founded)
                {
                    let noun = list.noun();
                    self.warn(*meeting, format!("lies before the foundation of its {noun}"));
                }
            }
        }
    }

    /// Acts that take effect before they are done.
    fn effects(&mut self) {
        for act in self.kind(NodeKind::TreatyAction) {
            if before(act.last("effective_date"), act.first("date")) {
                self.warn(act, "takes effect before its date");
            }
        }
    }

    /// Steps and acts at a meeting, on another day than that of the meeting.
    fn gatherings(&mut self) {
        let meetings = self.kind(NodeKind::Meeting);
        let meetings = meetings.map(|meeting| (meeting.row.id, meeting));
        let meetings = meetings.collect::<HashMap<_, _>>();
        for kind in [NodeKind::Milestone, NodeKind::TreatyAction] {
            for view in self.kind(kind) {
                let meeting = view.number("meeting_id").and_then(|id| meetings.get(&id));
                if let Some(meeting) = meeting
                    && (before(view.last("date"), meeting.first("date"))
                        || before(meeting.last("date"), view.first("date")))
                {
                    self.warn(view, "is dated on another day than its meeting");
                }
            }
        }
    }

    /// Two holders of an office for one at the same time.
    fn holders(&mut self) {
        let offices = self.kind(NodeKind::Office);
        let single = offices.filter(|office| office.is("is_single_holder"));
        for office in single.map(|office| office.row.id).collect::<Vec<_>>() {
            let tenures = self
                .kind(NodeKind::Tenure)
                .filter(|tenure| tenure.number("office_id") == Some(office) && tenure.happened());
            let tenures = tenures.collect::<Vec<_>>();
            for (index, tenure) in tenures.iter().enumerate() {
                let overlaps = tenures[..index].iter().any(|other| {
                    tenure.number("person_id") != other.number("person_id")
                        && before(
                            tenure.last("from").max(other.last("from")),
                            tenure.first("to").into_iter().chain(other.first("to")).min(),
                        )
                        && [tenure, other].iter().all(|view| view.last("from").is_some() && view.first("to").is_some())
                });
                if overlaps {
                    self.warn(*tenure, "overlaps another tenure of an office for one");
                }
            }
        }
    }

    /// Organs of organs that do not name the organization both belong to.
    fn homes(&mut self) {
        let homes = self
            .kind(NodeKind::Organ)
            .map(|organ| (organ.row.id, organ.number("organization_id")))
            .collect::<HashMap<_, _>>();
        for organ in self.kind(NodeKind::Organ) {
            let above = organ.number("parent_organ_id");
            let home = above.and_then(|above| homes.get(&above).copied().flatten());
            if home.is_some() && home != organ.number("organization_id") {
                self.warn(organ, "does not name the organization of the organ above it");
            }
        }
    }
}
