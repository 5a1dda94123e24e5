//! Warnings about steps and acts: their order, and the day of their meeting.
use super::{Linter, before, surroundings::Row};
use entity::vocabulary::NodeKind;
use std::collections::HashMap;

/// Acts that bind a party, so that it can leave (articles 11 and 25 of the Vienna Convention on the Law of Treaties).
const BINDING: [&str; 9] = [
    "DEFINITIVE_SIGNATURE",
    "RATIFICATION",
    "ACCEPTANCE",
    "APPROVAL",
    "FORMAL_CONFIRMATION",
    "ACCESSION",
    "SUCCESSION",
    "CONSENT_TO_BE_BOUND",
    "PROVISIONAL_APPLICATION",
];
/// Acts by which a party signs, and no more.
const SIGNING: [&str; 2] = ["SIGNATURE", "SIGNATURE_AD_REFERENDUM"];
/// Acts by which a party leaves.
const LEAVING: [&str; 2] = ["DENUNCIATION", "WITHDRAWAL"];
/// Steps before which no act on a document is possible.
const BEGINNING: [&str; 3] = ["ADOPTION", "OPENING_FOR_SIGNATURE", "CONCLUSION"];

impl Linter<'_> {
    /// Steps of one subject in an unlikely order.
    pub(super) fn steps(&mut self) {
        const ORDER: &[(&str, &str)] = &[
            ("SIGNING", "ENTRY_INTO_FORCE"),
            ("CONCLUSION", "ENTRY_INTO_FORCE"),
            ("ENTRY_INTO_FORCE", "TERMINATION"),
            ("FOUNDATION", "DISSOLUTION"),
            ("BIRTH", "DEATH"),
        ];
        for life in self.around.by(NodeKind::Milestone, "subject_id").values() {
            let of = |name: &'static str| {
                life.iter().copied().filter(move |step| step.happened() && step.text("step") == Some(name))
            };
            for (earlier, later) in ORDER {
                for step in of(later) {
                    if let Some(first) = of(earlier).find(|first| before(step.last("date"), first.first("date"))) {
                        self.warn(&[step, first], format!("{later} lies before {earlier}"));
                    }
                }
            }
        }
    }

    /// Acts that take effect before their date, precede their document, or end something that began later.
    pub(super) fn acts(&mut self) {
        let around = self.around;
        let lives = around.by(NodeKind::Milestone, "subject_id");
        let acts = around.by(NodeKind::TreatyAction, "document_id");
        for (document, acts) in acts {
            let steps = lives.get(&document).into_iter().flatten().copied();
            let steps = steps.filter(|step| step.happened()).collect::<Vec<_>>();
            for act in &acts {
                // A succession counts back (Convention of 1978, article 23, paragraph 1).
                let counts_back = act.text("action") == Some("SUCCESSION");
                if !counts_back && before(act.last("effective_date"), act.first("date")) {
                    self.warn(&[act], "it takes effect before its date");
                }
                for step in &steps {
                    let name = step.text("step").unwrap_or_default();
                    if BEGINNING.contains(&name) && act.happened() && before(act.last("date"), step.first("date")) {
                        self.warn(&[act, step], format!("it lies before the {name} of its document"));
                    }
                }
            }
            self.leavings(&acts);
        }
    }

    /// Parties that leave before they are bound; before they sign, where nothing that binds them is recorded.
    fn leavings(&mut self, acts: &[&Row]) {
        let is = |act: &Row, kinds: &[&str]| act.text("action").is_some_and(|action| kinds.contains(&action));
        let party = |act: &Row| (act.number("party_id"), act.text("party_label").map(str::to_owned));
        let mut of_parties = HashMap::<_, Vec<&Row>>::new();
        for act in acts.iter().filter(|act| act.happened()) {
            of_parties.entry(party(act)).or_default().push(act);
        }
        for acts in of_parties.values() {
            let first_of = |kinds: &[&str]| {
                let dated = acts.iter().filter(|act| is(act, kinds) && act.first("date").is_some());
                dated.min_by_key(|act| act.first("date"))
            };
            let Some(first) = first_of(&BINDING).or_else(|| first_of(&SIGNING)) else {
                continue;
            };
            for leaving in acts.iter().filter(|act| is(act, &LEAVING)) {
                if before(leaving.last("date"), first.first("date")) {
                    let [later, earlier] = [leaving, first].map(|act| act.text("action").unwrap_or_default());
                    self.warn(&[leaving, first], format!("{later} lies before the {earlier} of the same party"));
                }
            }
        }
    }

    /// Steps and acts at a meeting, dated on another day than the meeting.
    pub(super) fn gatherings(&mut self) {
        let around = self.around;
        for kind in [NodeKind::Milestone, NodeKind::TreatyAction] {
            for row in around.of(kind) {
                let meeting = row.number("meeting_id").and_then(|id| around.get(NodeKind::Meeting, id));
                if let Some(meeting) = meeting
                    && (before(row.last("date"), meeting.first("date"))
                        || before(meeting.last("date"), row.first("date")))
                {
                    self.warn(&[row, meeting], "it is dated on another day than its meeting");
                }
            }
        }
    }
}
