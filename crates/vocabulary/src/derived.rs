//! Vocabularies of what is computed and not stored.
use super::vocabulary;

vocabulary! {
    /// What stands at a place of the timeline.
    TimelineKind {
        /// A meeting, by its date.
        Meeting = "MEETING",
        /// An event, by its date.
        Event = "EVENT",
        /// A step in the life of a record, by its date.
        Milestone = "MILESTONE",
        /// What a state or organization did to a document, by the date of the act.
        TreatyAction = "TREATY_ACTION",
        /// When what a state or organization did to a document took effect; only where a source says when.
        TreatyActionEffect = "TREATY_ACTION_EFFECT",
        /// A spell of membership, by its start.
        MembershipBegin = "MEMBERSHIP_BEGIN",
        /// A spell of membership that ended, by its end.
        MembershipEnd = "MEMBERSHIP_END",
        /// A spell of a person in an office, by its start.
        TenureBegin = "TENURE_BEGIN",
        /// A spell of a person in an office that ended, by its end.
        TenureEnd = "TENURE_END",
        /// A relation from one record to another, or to something only named, by its date.
        Relation = "RELATION",
        /// A number, by the date for which it holds.
        Figure = "FIGURE",
        /// Something said about records or statements, by the date on which it was said.
        Remark = "REMARK",
        /// Something laid down, by the start of its validity.
        ProvisionBegin = "PROVISION_BEGIN",
        /// Something laid down that ended, by its end.
        ProvisionEnd = "PROVISION_END",
        /// A name, by the start of its use; only where a source says when.
        NameBegin = "NAME_BEGIN",
        /// A name, by the end of its use; only where a source says when.
        NameEnd = "NAME_END",
        /// Last day of the term of a document; only where a source says when.
        TermEnd = "TERM_END",
    }
}

vocabulary! {
    /// Rule by which things contradict each other. Bounds decide: a date inside the bounds of another is more precise, not contrary.
    ContradictionRule {
        /// Claims of one matter give dates, or starts of one spell, that share no day.
        Dates = "DATES",
        /// Claims of one spell give ends that share no day.
        Ends = "ENDS",
        /// Claims of one figure, for days that may be the same, give numbers that exclude each other; or claims of one contact point give different values.
        Values = "VALUES",
        /// Claims of one spell of membership give different statuses for days that may be the same.
        Standings = "STANDINGS",
        /// Claims of one matter say that it happened, and that it was declined or called off.
        Modalities = "MODALITIES",
        /// A number of members that the memberships on those days cannot make: too few are possible, or too many are certain.
        Count = "COUNT",
        /// Two persons surely held an office with a single holder on the same days.
        Holders = "HOLDERS",
        /// An editor noted it in a remark, where no rule can see it.
        Noted = "NOTED",
    }
}

vocabulary! {
    /// What a part of a search is.
    SearchPartKind {
        /// A word, or a run of letters in a script without blanks.
        Word = "WORD",
        /// Words in quotation marks, found one after another as they stand.
        Phrase = "PHRASE",
        /// A year, month, day or several years: finds records with a date in it, and texts with the same words.
        Date = "DATE",
    }
}

vocabulary! {
    /// What became of a part of a search.
    SearchOutcome {
        /// Words of the register are it, are of its stem, or begin with it.
        Found = "FOUND",
        /// Words that look or sound like it were looked for in its place, since the register lacks it.
        Replaced = "REPLACED",
        /// Nothing in the register is like it: the search was made without it.
        NotFound = "NOT_FOUND",
        /// It means nothing by itself, such as `of`: the search was made without it.
        Ignored = "IGNORED",
        /// Records that have it were left out, since a minus stands before it.
        Excluded = "EXCLUDED",
    }
}
