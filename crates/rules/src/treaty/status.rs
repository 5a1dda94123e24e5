//! How a state or organization stands to a treaty, how the treaty itself stands, and what kind of term it runs.

vocabulary::computed! {
    /// How a state or organization stands to a document on a day, derived from acts (Vienna Convention on the Law of Treaties, articles 2 and 11 to 72).
    PartyStatus as "PartyStatus" {
        /// Has consented to be bound, and the treaty is in force for it (article 2, paragraph 1 g).
        Party = "PARTY",
        /// Party for which the operation of the treaty is suspended: it stays bound (articles 57, 58 and 72).
        Suspended = "SUSPENDED",
        /// Applies the treaty provisionally, before it is in force for it (article 25).
        ProvisionallyApplying = "PROVISIONALLY_APPLYING",
        /// State or organization that has consented to be bound and for which the treaty is not yet in force. This is narrower than "contracting State" in article 2, paragraph 1 f, which includes parties.
        ContractingState = "CONTRACTING_STATE",
        /// Has signed and is not bound by that alone (articles 12, 14 and 18).
        Signatory = "SIGNATORY",
        /// Was a party, and left or saw the treaty end (articles 54 to 59 and 70).
        FormerParty = "FORMER_PARTY",
        /// Neither signed nor bound. This is narrower than "third State" in article 2, paragraph 1 h, which is every State that is not a party.
        NotParty = "NOT_PARTY",
    }
}

vocabulary::computed! {
    /// How a treaty stands on a day, derived from milestones, term and acts (Vienna Convention on the Law of Treaties, articles 24, 25, 54 to 59).
    TreatyStatus as "TreatyStatus" {
        /// Has entered into force, and is neither ended nor suspended (article 24).
        InForce = "IN_FORCE",
        /// In force, with its operation suspended for all (articles 57 and 72).
        Suspended = "SUSPENDED",
        /// Applied provisionally, before its entry into force (article 25).
        ProvisionallyInForce = "PROVISIONALLY_IN_FORCE",
        /// Not in force yet (article 24).
        NotInForce = "NOT_IN_FORCE",
        /// Ended: terminated, replaced, or its term is over (articles 54 and 59).
        Terminated = "TERMINATED",
    }
}

vocabulary::computed! {
    /// How a term of a treaty came about.
    TermKind as "TermKind" {
        /// From entry into force.
        Initial = "INITIAL",
        /// By an extension.
        Extended = "EXTENDED",
        /// By the treaty's own clause, without a further act.
        Renewed = "RENEWED",
    }
}
