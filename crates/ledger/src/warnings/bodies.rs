//! Warnings about bodies: organs, office holders, successors.
use super::{Linter, before, surroundings::Row};
use entity::vocabulary::NodeKind;
use std::collections::{HashMap, HashSet};

impl Linter<'_> {
    /// Organs that do not name the organization of their parent organ.
    pub(super) fn homes(&mut self) {
        let around = self.around;
        for organ in around.of(NodeKind::Organ) {
            let above = organ.number("parent_organ_id").and_then(|above| around.get(NodeKind::Organ, above));
            let home = above.and_then(|above| above.number("organization_id"));
            if home.is_some() && home != organ.number("organization_id") {
                self.warn(&[organ], "the organ does not name the organization of the organ above it");
            }
        }
    }

    /// Two simultaneous holders of an office that has one holder at a time.
    pub(super) fn holders(&mut self) {
        let around = self.around;
        let tenures = around.by(NodeKind::Tenure, "office_id");
        for office in around.of(NodeKind::Office).filter(|office| office.is("is_single_holder")) {
            let tenures = tenures.get(&office.id).into_iter().flatten().filter(|tenure| tenure.happened());
            // An acting holder may overlap with the holder.
            let tenures = tenures.filter(|tenure| !tenure.is("is_acting"));
            let mut tenures = tenures.copied().collect::<Vec<_>>();
            // Rows of the register come first, so that the warning is reported at the entry.
            tenures.sort_by_key(|tenure| tenure.origin);
            for (index, tenure) in tenures.iter().enumerate() {
                if tenures[..index].iter().any(|other| overlap(tenure, other)) {
                    self.warn(&[tenure], "it overlaps another tenure of an office with one holder at a time");
                }
            }
        }
    }

    /// Bodies and states that succeed themselves.
    pub(super) fn cycles(&mut self, known: &[(i64, i64)]) {
        const FOLLOWING: [&str; 6] =
            ["LEGAL_SUCCESSOR_OF", "RENAMED_FROM", "TRANSFORMED_FROM", "MERGED_FROM", "SEPARATED_FROM", "CONTINUES"];
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
                self.warn(&[row], "its subject succeeds itself");
            } else if leads(&after, object, subject) {
                self.warn(&[row], "it is part of a cycle of successions");
            }
        }
    }
}

/// Whether one node is reachable from another.
pub(super) fn leads(after: &HashMap<i64, Vec<i64>>, from: i64, to: i64) -> bool {
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
