//! Kinds of records, as a vocabulary of its own: what a search can be narrowed to.

vocabulary::computed! {
    /// Kind of a record.
    RecordKind as "RecordKind" {
        /// A state, present or former.
        State = "STATE",
        /// An intergovernmental organization.
        Organization = "ORGANIZATION",
        /// A body of an organization, organ, treaty or state.
        Organ = "ORGAN",
        /// A natural person.
        Person = "PERSON",
        /// A post that persons hold in turn.
        Office = "OFFICE",
        /// A meeting of an organization or of its organs.
        Meeting = "MEETING",
        /// A document of any legal form.
        Document = "DOCUMENT",
        /// A happening that is no meeting.
        Event = "EVENT",
        /// A force that several states form or hold together.
        Force = "FORCE",
        /// A subject or contested territory.
        Topic = "TOPIC",
        /// Where something happened or lies: a town, or only the region or state that a source names.
        Place = "PLACE",
        /// Where facts were found.
        Source = "SOURCE",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::vocabulary::{NodeKind, Vocabulary as _};

    #[test]
    fn kinds_of_records_are_kinds_of_nodes() {
        let nodes: Vec<_> = NodeKind::TERMS.iter().map(|term| (term.name, term.about.trim())).collect();
        let records: Vec<_> = RecordKind::TERMS.iter().map(|term| (term.name, term.about.trim())).collect();
        assert_eq!(nodes[..records.len()], records);
        assert_eq!(nodes[records.len()].0, "NAME");
    }
}
