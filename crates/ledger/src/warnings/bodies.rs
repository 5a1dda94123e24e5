//! Warnings about bodies: their foundation and dissolution, organs, office holders, successors.
use super::{Linter, before, surroundings::Row};
use entity::vocabulary::NodeKind;
use std::collections::{HashMap, HashSet};

impl Linter<'_> {
    /// Memberships and meetings before the foundation or after the dissolution of their body.
    pub(super) fn bodies(&mut self) {
        let around = self.around;
        let lives = around.by(NodeKind::Milestone, "subject_id");
        let step = |body: i64, step: &str| {
            let steps = lives.get(&body).into_iter().flatten();
            steps.copied().filter(|row| row.happened() && row.text("step") == Some(step)).collect::<Vec<&Row>>()
        };
        for membership in around.of(NodeKind::Membership) {
            let Some(body) = membership.number("body_id") else { continue };
            for founded in step(body, "FOUNDATION") {
                if before(membership.last("from"), founded.first("date")) {
                    self.warn(&[membership, founded], "begins before the foundation of its body");
                }
            }
            for dissolved in step(body, "DISSOLUTION") {
                if before(dissolved.last("date"), membership.first("from")) {
                    self.warn(&[membership, dissolved], "begins after the dissolution of its body");
                }
            }
        }
        for (meeting, body, noun) in &around.bodies_of_meetings {
            let Some(meeting) = around.get(NodeKind::Meeting, *meeting) else { continue };
            for founded in step(*body, "FOUNDATION") {
                if before(meeting.last("date"), founded.first("date")) {
                    self.warn(&[meeting], format!("lies before the foundation of its {noun}"));
                }
            }
            for dissolved in step(*body, "DISSOLUTION") {
                if before(dissolved.last("date"), meeting.first("date")) {
                    self.warn(&[meeting], format!("lies after the dissolution of its {noun}"));
                }
            }
        }
    }

    /// Organs that do not name the organization of their parent organ.
    pub(super) fn homes(&mut self) {
        let around = self.around;
        for organ in around.of(NodeKind::Organ) {
            let above = organ.number("parent_organ_id").and_then(|above| around.get(NodeKind::Organ, above));
            let home = above.and_then(|above| above.number("organization_id"));
            if home.is_some() && home != organ.number("organization_id") {
                self.warn(&[organ], "does not name the organization of the organ above it");
            }
        }
    }

    /// Two simultaneous holders of an office that has one holder at a time.
    pub(super) fn holders(&mut self) {
        let around = self.around;
        let tenures = around.by(NodeKind::Tenure, "office_id");
        for office in around.of(NodeKind::Office).filter(|office| office.is("is_single_holder")) {
            let tenures = tenures.get(&office.id).into_iter().flatten().filter(|tenure| tenure.happened());
            // Who only acts may stand beside the holder.
            let tenures = tenures.filter(|tenure| !tenure.is("is_acting"));
            let mut tenures = tenures.copied().collect::<Vec<_>>();
            // Rows of the register come first, so that the warning is reported at the entry.
            tenures.sort_by_key(|tenure| tenure.origin);
            for (index, tenure) in tenures.iter().enumerate() {
                if tenures[..index].iter().any(|other| overlap(tenure, other)) {
                    self.warn(&[tenure], "overlaps another tenure of an office with one holder at a time");
                }
            }
        }
    }

    /// Bodies and states that succeed themselves.
    pub(super) fn circles(&mut self, known: &[(i64, i64)]) {
        const FOLLOWING: [&str; 4] = ["LEGAL_SUCCESSOR_OF", "RENAMED_FROM", "TRANSFORMED_FROM", "MERGED_FROM"];
        let around = self.around;
        let follows = |row: &Row| Some((row.number("subject_id")?, row.number("object_id")?));
        let is_following = |row: &&Row| row.text("relation").is_some_and(|relation| FOLLOWING.contains(&relation));
        let mut after = HashMap::<i64, Vec<i64>>::new();
        for (subject, object) in
            around.of(NodeKind::Relation).filter(is_following).filter_map(follows).chain(known.iter().copied())
        {
            after.entry(subject).or_default().push(object);
        }
        for row in around.of(NodeKind::Relation).filter(is_following) {
            let Some((subject, object)) = follows(row) else { continue };
            if subject == object {
                self.warn(&[row], "succeeds itself");
            } else if leads(&after, object, subject) {
                self.warn(&[row], "is part of a cycle of successions");
            }
        }
    }
}

/// Whether one node is reachable from another.
fn leads(after: &HashMap<i64, Vec<i64>>, from: i64, to: i64) -> bool {
    let mut seen = HashSet::from([from]);
    let mut next = vec![from];
    while let Some(node) = next.pop() {
        for object in after.get(&node).into_iter().flatten() {
            if *object == to {
                return true;
            }
            if seen.insert(*object) {
                next.push(*object);
            }
        }
    }
    false
}

fn overlap(one: &Row, other: &Row) -> bool {
    let is_bounded = |row: &Row| row.last("from").is_some() && row.first("to").is_some();
    one.number("person_id") != other.number("person_id")
        && is_bounded(one)
        && is_bounded(other)
        && before(one.last("from").max(other.last("from")), one.first("to").into_iter().chain(other.first("to")).min())
}
