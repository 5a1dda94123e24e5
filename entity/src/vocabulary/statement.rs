//! Vocabularies of statements.
use super::vocabulary;

vocabulary! {
    /// Kind of a name.
    NameKind {
        /// Full official name.
        Official = "OFFICIAL",
        /// Short name in common use.
        Short = "SHORT",
        /// Abbreviation or acronym.
        Abbreviation = "ABBREVIATION",
        /// Another name under which a source mentions the record.
        Alias = "ALIAS",
        /// Name that the record bore earlier.
        Former = "FORMER",
        /// Description that stands in where no source prints a name.
        Descriptive = "DESCRIPTIVE",
    }
}

vocabulary! {
    /// Whether a source prints a name or an editor inferred it.
    NameBasis {
        /// A source prints it.
        Stated = "STATED",
        /// An editor formed it from what a source says.
        Inferred = "INFERRED",
    }
}

vocabulary! {
    /// Kind of a contact point.
    ContactKind {
        /// Seat.
        Seat = "SEAT",
        /// Headquarters.
        Headquarters = "HEADQUARTERS",
        /// Postal address.
        Address = "ADDRESS",
        /// Telephone number.
        Phone = "PHONE",
        /// Fax number.
        Fax = "FAX",
        /// E-mail address.
        Email = "EMAIL",
        /// Web site.
        Website = "WEBSITE",
    }
}

vocabulary! {
    /// Why a contact point has no value.
    MissingReason {
        /// No source states it.
        NotStated = "NOT_STATED",
        /// Held by the source once; its text was lost.
        Lost = "LOST",
        /// Hidden by the source.
        Masked = "MASKED",
    }
}

vocabulary! {
    /// Standing of a member.
    MembershipStatus {
        /// Full member.
        Full = "FULL",
        /// Associate member.
        Associate = "ASSOCIATE",
        /// Observer.
        Observer = "OBSERVER",
        /// Candidate for membership.
        Candidate = "CANDIDATE",
        /// State or organization that a source says takes no part.
        NonParticipant = "NON_PARTICIPANT",
        /// Member in a standing that no source names.
        Unknown = "UNKNOWN",
    }
}

vocabulary! {
    /// What a member does beyond belonging.
    MembershipRole {
        /// Runs the body.
        Operator = "OPERATOR",
        /// Contributes to the body.
        Contributor = "CONTRIBUTOR",
        /// Leads the body.
        Leader = "LEADER",
    }
}

vocabulary! {
    /// What a state or organization did to a document (UN Treaty Collection, glossary; Vienna Convention on the Law of Treaties, articles 11 to 25 and 54 to 72).
    TreatyActionKind {
        /// Signature, subject to what the document says about consent (article 12).
        Signature = "SIGNATURE",
        /// Signature that binds without ratification (article 12).
        DefinitiveSignature = "DEFINITIVE_SIGNATURE",
        /// Signature that awaits confirmation by the state (article 12, paragraph 2 b).
        SignatureAdReferendum = "SIGNATURE_AD_REFERENDUM",
        /// Ratification (article 14).
        Ratification = "RATIFICATION",
        /// Acceptance (article 14, paragraph 2).
        Acceptance = "ACCEPTANCE",
        /// Approval (article 14, paragraph 2).
        Approval = "APPROVAL",
        /// Act of formal confirmation, by which an organization ratifies.
        FormalConfirmation = "FORMAL_CONFIRMATION",
        /// Accession (article 15).
        Accession = "ACCESSION",
        /// Succession of a state to a treaty.
        Succession = "SUCCESSION",
        /// Consent to be bound, in a form that the source does not name (article 11).
        ConsentToBeBound = "CONSENT_TO_BE_BOUND",
        /// Provisional application (article 25).
        ProvisionalApplication = "PROVISIONAL_APPLICATION",
        /// Extension to a territory (article 29).
        TerritorialApplication = "TERRITORIAL_APPLICATION",
        /// Reservation (article 19).
        Reservation = "RESERVATION",
        /// Withdrawal of a reservation (article 22).
        WithdrawalOfReservation = "WITHDRAWAL_OF_RESERVATION",
        /// Interpretative or other declaration.
        Declaration = "DECLARATION",
        /// Withdrawal of a declaration.
        WithdrawalOfDeclaration = "WITHDRAWAL_OF_DECLARATION",
        /// Objection to a reservation (article 20).
        Objection = "OBJECTION",
        /// Withdrawal of an objection (article 22).
        WithdrawalOfObjection = "WITHDRAWAL_OF_OBJECTION",
        /// Denunciation (article 56).
        Denunciation = "DENUNCIATION",
        /// Withdrawal from the treaty (article 54).
        Withdrawal = "WITHDRAWAL",
        /// Withdrawal of a signature.
        WithdrawalOfSignature = "WITHDRAWAL_OF_SIGNATURE",
        /// Withdrawal of a ratification; the signature stands.
        WithdrawalOfRatification = "WITHDRAWAL_OF_RATIFICATION",
        /// Withdrawal of a denunciation (article 68).
        WithdrawalOfDenunciation = "WITHDRAWAL_OF_DENUNCIATION",
        /// Suspension (article 57).
        Suspension = "SUSPENSION",
        /// Took no part although others did.
        NonParticipation = "NON_PARTICIPATION",
        /// An act that the source does not specify.
        Unspecified = "UNSPECIFIED",
    }
}

vocabulary! {
    /// A step in the life of a document, organization, organ, force, office or state.
    MilestoneStep {
        /// Foundation.
        Foundation = "FOUNDATION",
        /// Dissolution.
        Dissolution = "DISSOLUTION",
        /// Proposal.
        Proposal = "PROPOSAL",
        /// Consideration or discussion.
        Consideration = "CONSIDERATION",
        /// Support declared.
        Support = "SUPPORT",
        /// Endorsement.
        Endorsement = "ENDORSEMENT",
        /// Signing of a document as one step; who signed are treaty actions.
        Signing = "SIGNING",
        /// Adoption of the text (Vienna Convention on the Law of Treaties, article 9).
        Adoption = "ADOPTION",
        /// Approval.
        Approval = "APPROVAL",
        /// Conclusion of a treaty.
        Conclusion = "CONCLUSION",
        /// Issue.
        Issue = "ISSUE",
        /// Opening for signature.
        OpeningForSignature = "OPENING_FOR_SIGNATURE",
        /// Completion of ratification by those who signed.
        CompletionOfRatification = "COMPLETION_OF_RATIFICATION",
        /// Provisional entry into force.
        ProvisionalEntryIntoForce = "PROVISIONAL_ENTRY_INTO_FORCE",
        /// Entry into force (Vienna Convention on the Law of Treaties, article 24).
        EntryIntoForce = "ENTRY_INTO_FORCE",
        /// Extension of the term.
        Extension = "EXTENSION",
        /// Amendment (Vienna Convention on the Law of Treaties, articles 39 to 41).
        Amendment = "AMENDMENT",
        /// Suspension.
        Suspension = "SUSPENSION",
        /// Termination.
        Termination = "TERMINATION",
        /// Replacement by another.
        Replacement = "REPLACEMENT",
    }
}

vocabulary! {
    /// How one record relates to another; read from the subject to the object.
    RelationKind {
        /// Supplements the other document.
        Supplements = "SUPPLEMENTS",
        /// Implements the other document.
        Implements = "IMPLEMENTS",
        /// Is a protocol to the other document.
        ProtocolTo = "PROTOCOL_TO",
        /// Amends the other document.
        Amends = "AMENDS",
        /// Extends the term of the other document.
        Extends = "EXTENDS",
        /// Replaces the other document.
        Replaces = "REPLACES",
        /// It rests on the other.
        BasedOn = "BASED_ON",
        /// It mentions the other.
        RefersTo = "REFERS_TO",
        /// It is about the other.
        About = "ABOUT",
        /// Constitutes the organization, as its charter or treaty.
        Constitutes = "CONSTITUTES",
        /// Establishes the organization, organ, force or office.
        Establishes = "ESTABLISHES",
        /// It is the legal successor of the other.
        LegalSuccessorOf = "LEGAL_SUCCESSOR_OF",
        /// It is the other under a new name.
        RenamedFrom = "RENAMED_FROM",
        /// It came of a merger that included the other.
        MergedFrom = "MERGED_FROM",
        /// It is what the other was transformed into.
        TransformedFrom = "TRANSFORMED_FROM",
        /// It works with the other.
        WorksWith = "WORKS_WITH",
        /// It took place during the other.
        During = "DURING",
        /// It took place before the other.
        Before = "BEFORE",
        /// It took place after the other.
        After = "AFTER",
    }
}

vocabulary! {
    /// Part taken in a meeting or event.
    ParticipationRole {
        /// Attended.
        Attended = "ATTENDED",
        /// Chaired.
        Chaired = "CHAIRED",
        /// Hosted.
        Hosted = "HOSTED",
        /// Observed.
        Observed = "OBSERVED",
        /// Was represented by somebody else, or represented somebody else.
        Represented = "REPRESENTED",
        /// Declined to take part.
        Declined = "DECLINED",
        /// Was the addressee of what was done there.
        Addressee = "ADDRESSEE",
    }
}

vocabulary! {
    /// Kind of a provision.
    ProvisionKind {
        /// What it is for.
        Function = "FUNCTION",
        /// What it aims at.
        Objective = "OBJECTIVE",
        /// A principle.
        Principle = "PRINCIPLE",
        /// Something it may not do, or has not.
        Limitation = "LIMITATION",
        /// An obligation.
        Obligation = "OBLIGATION",
        /// A commitment.
        Commitment = "COMMITMENT",
        /// A benefit.
        Benefit = "BENEFIT",
        /// A procedure.
        Procedure = "PROCEDURE",
        /// How compliance is examined.
        Compliance = "COMPLIANCE",
        /// A sanction.
        Sanction = "SANCTION",
        /// How it is organized.
        Structure = "STRUCTURE",
        /// A category of membership.
        MembershipCategory = "MEMBERSHIP_CATEGORY",
        /// What or whom it covers.
        Scope = "SCOPE",
        /// A mechanism, such as an automatic renewal.
        Mechanism = "MECHANISM",
        /// A habit.
        Practice = "PRACTICE",
        /// A position that a body holds.
        Position = "POSITION",
    }
}

vocabulary! {
    /// Part of a party in a provision.
    ProvisionRole {
        /// Whom it obliges or addresses.
        Addressee = "ADDRESSEE",
        /// Who examines compliance.
        Examiner = "EXAMINER",
        /// By what it is carried out.
        Instrument = "INSTRUMENT",
        /// Whom or what it concerns.
        Subject = "SUBJECT",
        /// Who benefits.
        Beneficiary = "BENEFICIARY",
    }
}

vocabulary! {
    /// How the number of a figure is meant.
    FigureQualifier {
        /// Exactly the value.
        Exact = "EXACT",
        /// About the value.
        About = "ABOUT",
        /// More than the value.
        MoreThan = "MORE_THAN",
        /// At least the value.
        AtLeast = "AT_LEAST",
        /// Less than the value.
        LessThan = "LESS_THAN",
        /// At most the value.
        AtMost = "AT_MOST",
        /// From the value to the second value.
        Range = "RANGE",
        /// A number that the source does not give, such as "several".
        Unspecified = "UNSPECIFIED",
    }
}

vocabulary! {
    /// Kind of a remark.
    RemarkKind {
        /// What a source says in its own voice.
        Characterization = "CHARACTERIZATION",
        /// What somebody says or holds.
        Position = "POSITION",
        /// Lost or garbled text.
        Gap = "GAP",
        /// A contradiction that no rule can see, noted by an editor.
        Contradiction = "CONTRADICTION",
    }
}
