//! Warnings about lifetimes: what lies before the foundation, or after the dissolution, of a record that it needs.
use super::{
    Linter, before,
    surroundings::{Row, Surroundings},
};
use entity::vocabulary::NodeKind;
use std::collections::{HashMap, HashSet};

/// What a membership, tenure or act needs: the kind, the column that names it, and what it is called.
const NEEDED: [(NodeKind, &str, &str); 5] = [
    (NodeKind::Membership, "body_id", "body"),
    (NodeKind::Membership, "member_id", "member"),
    (NodeKind::Tenure, "office_id", "office"),
    (NodeKind::Tenure, "person_id", "holder"),
    (NodeKind::TreatyAction, "party_id", "party"),
];

/// Foundations and dissolutions, and what stands above what.
struct Lives<'a> {
    steps: HashMap<i64, Vec<&'a Row>>,
    above: HashMap<i64, Vec<i64>>,
}

impl<'a> Lives<'a> {
    fn of(around: &'a Surroundings) -> Self {
        let mut steps = around.by(NodeKind::Milestone, "subject_id");
        for steps in steps.values_mut() {
            steps.retain(|step| step.happened());
        }
        Self { steps, above: around.above() }
    }

    /// A record and all that stands above it, the record first.
    fn line(&self, record: i64) -> Vec<i64> {
        let mut line = vec![record];
        let mut at = 0;
        while at < line.len() {
            let above = self.above.get(&line[at]).into_iter().flatten();
            let new = above.copied().filter(|upper| !line.contains(upper)).collect::<Vec<_>>();
            line.extend(new);
            at += 1;
        }
        line
    }

    /// The steps that begin or end the life of a record.
    fn steps(&self, record: i64, step: &'static str) -> impl Iterator<Item = &'a Row> {
        self.steps.get(&record).into_iter().flatten().copied().filter(move |row| row.text("step") == Some(step))
    }
}

impl Linter<'_> {
    /// Rows that lie outside the lifetime of a record that they need, or of a record above it.
    pub(super) fn lives(&mut self) {
        let around = self.around;
        let lives = Lives::of(around);
        for (kind, column, noun) in NEEDED {
            for row in around.of(kind).filter(|row| row.happened()) {
                if let Some(needed) = row.number(column) {
                    self.outside(&lives, row, noun, &lives.line(needed));
                }
            }
        }
        let own = around.bodies_of_meetings.iter().map(|(meeting, body, _)| (*meeting, *body)).collect::<HashSet<_>>();
        for (meeting, body, noun) in &around.bodies_of_meetings {
            let Some(row) = around.get(NodeKind::Meeting, *meeting).filter(|row| row.happened()) else { continue };
            let mut line = lives.line(*body);
            // The organization of an organ is one of the meeting too.
            line.retain(|record| record == body || !own.contains(&(*meeting, *record)));
            self.outside(&lives, row, noun, &line);
        }
    }

    /// Warns of days of a row outside the lifetime of a record, the first of a line, or of what stands above it.
    fn outside(&mut self, lives: &Lives<'_>, row: &Row, noun: &str, line: &[i64]) {
        for (height, record) in line.iter().copied().enumerate() {
            let whose = if height == 0 { format!("its {noun}") } else { format!("a record above its {noun}") };
            for (step, begins) in [("FOUNDATION", "foundation"), ("BIRTH", "birth")] {
                for founded in lives.steps(record, step) {
                    let early = DAYS.iter().find(|(day, ..)| before(row.last(day), founded.first("date")));
                    if let Some((_, too_early, _)) = early {
                        self.warn(&[row, founded], format!("it {too_early} before the {begins} of {whose}"));
                    }
                }
            }
            for (step, ends) in [("DISSOLUTION", "dissolution"), ("DEATH", "death")] {
                for dissolved in lives.steps(record, step) {
                    let late = DAYS.iter().find(|(day, ..)| before(dissolved.last("date"), row.first(day)));
                    if let Some((_, _, too_late)) = late {
                        self.warn(&[row, dissolved], format!("it {too_late} the {ends} of {whose}"));
                    }
                }
            }
        }
    }
}

/// Dates of a row, each with the words of the warnings that it is too early and too late.
const DAYS: [(&str, &str, &str); 4] = [
    ("date", "lies", "lies after"),
    ("from", "begins", "begins after"),
    ("attested_on", "is attested", "is attested after"),
    ("to", "ends", "lasts beyond"),
];
