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
        /// Place in which it is based, by its rules or its source's word, wherever it works from.
        Seat = "SEAT",
        /// Place or building from which it works, where a source calls that its headquarters.
        Headquarters = "HEADQUARTERS",
        /// Postal address: street, town and code, as far as a source gives them.
        Address = "ADDRESS",
        /// Number to call it by telephone.
        Phone = "PHONE",
        /// Number to send it a fax.
        Fax = "FAX",
        /// Address to send it e-mail.
        Email = "EMAIL",
        /// Address of its own site on the web.
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
    /// Status of a member.
    MembershipStatus {
        /// Member, without a restriction that a source names.
        Full = "FULL",
        /// Member with fewer rights or duties than a full one; counts as a member.
        Associate = "ASSOCIATE",
        /// Member whose rights are suspended for a time, wholly or in part; it stays a member, and a spell of its own says for how long.
        Suspended = "SUSPENDED",
        /// Admitted to follow the work of the body; is no member.
        Observer = "OBSERVER",
        /// On the way to membership, such as by an application; is no member yet.
        Candidate = "CANDIDATE",
        /// State or organization that a source says takes no part.
        NonParticipant = "NON_PARTICIPANT",
        /// Member whose status no source names; counts as a member.
        Unknown = "UNKNOWN",
    }
}

vocabulary! {
    /// What a member does beyond belonging.
    MembershipRole {
        /// Runs the body and its daily work, alone or with others.
        Operator = "OPERATOR",
        /// Gives forces, staff, money or the like to the body, without running it.
        Contributor = "CONTRIBUTOR",
        /// Has the leading part among the members; who runs the daily work is an operator.
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
        /// Consent to be bound by ratifying what one has signed (article 14).
        Ratification = "RATIFICATION",
        /// Consent under the name of acceptance, with the effect of ratification (article 14, paragraph 2).
        Acceptance = "ACCEPTANCE",
        /// Consent under the name of approval, with the effect of ratification (article 14, paragraph 2).
        Approval = "APPROVAL",
        /// Act of formal confirmation, by which an organization ratifies.
        FormalConfirmation = "FORMAL_CONFIRMATION",
        /// Consent to be bound that needs no signature before it (article 15).
        Accession = "ACCESSION",
        /// A successor state takes over a treaty (Vienna Convention on Succession of States in respect of Treaties of 1978).
        Succession = "SUCCESSION",
        /// A successor state takes over a signature, and is not bound by that alone (Convention of 1978, articles 18 and 19).
        SuccessionToSignature = "SUCCESSION_TO_SIGNATURE",
        /// Consent to be bound, in a form that the source does not name (article 11).
        ConsentToBeBound = "CONSENT_TO_BE_BOUND",
        /// Undertaking to apply the treaty before it is in force for the party (article 25).
        ProvisionalApplication = "PROVISIONAL_APPLICATION",
        /// Notice that the treaty applies to a territory of the party (article 29).
        TerritorialApplication = "TERRITORIAL_APPLICATION",
        /// Statement that provisions are not to apply to the party, or not as they stand (article 19).
        Reservation = "RESERVATION",
        /// Taking back of a reservation, so that the provisions apply as they stand (article 22).
        WithdrawalOfReservation = "WITHDRAWAL_OF_RESERVATION",
        /// Statement on how the party reads or applies the document, interpretative or other; no reservation.
        Declaration = "DECLARATION",
        /// Taking back of a declaration that the party made on the document.
        WithdrawalOfDeclaration = "WITHDRAWAL_OF_DECLARATION",
        /// Objection to a reservation that another made (article 20).
        Objection = "OBJECTION",
        /// Taking back of an objection to a reservation (article 22).
        WithdrawalOfObjection = "WITHDRAWAL_OF_OBJECTION",
        /// Notice by which a party ends the treaty for itself, called denunciation (articles 54 and 56).
        Denunciation = "DENUNCIATION",
        /// Leaving of a treaty that goes on for others, called withdrawal (articles 54 and 56).
        Withdrawal = "WITHDRAWAL",
        /// Taking back of a signature; a ratification stands (article 18 a).
        WithdrawalOfSignature = "WITHDRAWAL_OF_SIGNATURE",
        /// Taking back of a ratification, acceptance, approval or the like; a signature or an accession stands.
        WithdrawalOfRatification = "WITHDRAWAL_OF_RATIFICATION",
        /// Revocation of a denunciation or withdrawal before it takes effect, so that the party stays bound (article 68).
        WithdrawalOfDenunciation = "WITHDRAWAL_OF_DENUNCIATION",
        /// Suspension of the treaty for this party, which stays bound (articles 57, 58 and 72).
        Suspension = "SUSPENSION",
        /// Resumption of the operation of the treaty by a party that had suspended it for itself (articles 57, 58 and 72).
        Resumption = "RESUMPTION",
        /// Took no part although others did.
        NonParticipation = "NON_PARTICIPATION",
        /// An act that the source does not specify.
        Unspecified = "UNSPECIFIED",
    }
}

vocabulary! {
    /// A step in the life of a document, organization, organ, force, office, state or person.
    MilestoneStep {
        /// A person is born.
        Birth = "BIRTH",
        /// A person dies.
        Death = "DEATH",
        /// An organization, organ, force, office or state comes into being.
        Foundation = "FOUNDATION",
        /// An organization, organ, force, office or state ceases to be; of a document that is TERMINATION.
        Dissolution = "DISSOLUTION",
        /// It is put forward for others to decide on.
        Proposal = "PROPOSAL",
        /// It is considered or discussed; what came of that is a step of its own.
        Consideration = "CONSIDERATION",
        /// Somebody backs what others put forward, without deciding on it.
        Support = "SUPPORT",
        /// A body puts its authority behind a text that was prepared, short of adopting it.
        Endorsement = "ENDORSEMENT",
        /// Signing of a document as one step; the single signatures are treaty actions.
        Signing = "SIGNING",
        /// Its text is settled (Vienna Convention on the Law of Treaties, article 9), or an organ passes it as its own.
        Adoption = "ADOPTION",
        /// A body agrees to what was laid before it; where a state so consents to be bound, that is a treaty action.
        Approval = "APPROVAL",
        /// A treaty is concluded, where the source does not tell its adoption from its signing.
        Conclusion = "CONCLUSION",
        /// Its makers give it out in their name; how they agreed on it, the step does not say.
        Issue = "ISSUE",
        /// From this day on it may be signed; the signatures are treaty actions.
        OpeningForSignature = "OPENING_FOR_SIGNATURE",
        /// Those who signed have all ratified; which of them did when need not be recorded.
        CompletionOfRatification = "COMPLETION_OF_RATIFICATION",
        /// It is applied provisionally, before its entry into force (Vienna Convention on the Law of Treaties, article 25).
        ProvisionalEntryIntoForce = "PROVISIONAL_ENTRY_INTO_FORCE",
        /// It begins to bind those who consented (Vienna Convention on the Law of Treaties, article 24).
        EntryIntoForce = "ENTRY_INTO_FORCE",
        /// Its term or mandate is prolonged by an act; a renewal by its own clause is no step.
        Extension = "EXTENSION",
        /// Its provisions are changed, and it goes on (Vienna Convention on the Law of Treaties, articles 39 and 40).
        Amendment = "AMENDMENT",
        /// Its operation is suspended for all, and not for one party only (Vienna Convention on the Law of Treaties, articles 57 and 72).
        Suspension = "SUSPENSION",
        /// Its operation is resumed for all after a suspension (Vienna Convention on the Law of Treaties, articles 57 and 72).
        Resumption = "RESUMPTION",
        /// It ends for all, and not for one party only (Vienna Convention on the Law of Treaties, article 54).
        Termination = "TERMINATION",
        /// Another takes its place; whether that ended it, the step does not say.
        Replacement = "REPLACEMENT",
    }
}

vocabulary! {
    /// How one record relates to another; read from the subject to the object.
    RelationKind {
        /// Adds to what the other document says.
        Supplements = "SUPPLEMENTS",
        /// Lays down how the other document is carried out.
        Implements = "IMPLEMENTS",
        /// Is a protocol that belongs to the other document.
        ProtocolTo = "PROTOCOL_TO",
        /// Changes provisions of the other document, which goes on.
        Amends = "AMENDS",
        /// Prolongs the term of the other document.
        Extends = "EXTENDS",
        /// Takes the place of the other document, meeting or event.
        Replaces = "REPLACES",
        /// It rests on what the other lays down.
        BasedOn = "BASED_ON",
        /// It mentions the other, which is not its subject.
        RefersTo = "REFERS_TO",
        /// It deals with the other as its subject.
        About = "ABOUT",
        /// Constitutes the organization, as its charter or treaty.
        Constitutes = "CONSTITUTES",
        /// Establishes the organization, organ, force or office.
        Establishes = "ESTABLISHES",
        /// It is the legal successor of the other.
        LegalSuccessorOf = "LEGAL_SUCCESSOR_OF",
        /// It is the other under a new name.
        RenamedFrom = "RENAMED_FROM",
        /// It came from a merger that included the other; for states, from a uniting of states (Convention on Succession of States in respect of Treaties of 1978, article 31).
        MergedFrom = "MERGED_FROM",
        /// It came into being out of a part of the other, which went on or was dissolved by that (Convention on Succession of States in respect of Treaties of 1978, article 34).
        SeparatedFrom = "SEPARATED_FROM",
        /// It continues the legal personality of the other: it is neither a successor nor the other under a new name.
        Continues = "CONTINUES",
        /// It is what the other was transformed into.
        TransformedFrom = "TRANSFORMED_FROM",
        /// It cooperates with the other, and neither belongs to the other.
        WorksWith = "WORKS_WITH",
        /// It took place during the other.
        During = "DURING",
        /// It took place or came about before the other, by the word of a source.
        Before = "BEFORE",
        /// It took place or came about after the other, by the word of a source.
        After = "AFTER",
    }
}

vocabulary! {
    /// Part taken in a meeting or event.
    ParticipationRole {
        /// Was present, itself or through people of its own; no other part is named.
        Attended = "ATTENDED",
        /// Led the proceedings.
        Chaired = "CHAIRED",
        /// Received the others, such as in its own country or house.
        Hosted = "HOSTED",
        /// Was there to observe, without a part in what was decided or done.
        Observed = "OBSERVED",
        /// Was absent, and another took part for it; whom a party stands for, `represents` says.
        Represented = "REPRESENTED",
        /// Was asked or free to take part, and refused.
        Declined = "DECLINED",
        /// One to whom something done there was directed, such as an appeal; present or not.
        Addressee = "ADDRESSEE",
    }
}

vocabulary! {
    /// Kind of a provision.
    ProvisionKind {
        /// Task that it has: what it does or is to do.
        Function = "FUNCTION",
        /// What it is meant to bring about in the end.
        Objective = "OBJECTIVE",
        /// Idea that it declares or rests on, and by which the rest is to be read.
        Principle = "PRINCIPLE",
        /// Something it may not do, or has not.
        Limitation = "LIMITATION",
        /// What those whom it binds have to do, or must not do.
        Obligation = "OBLIGATION",
        /// What its makers undertake or promise to do.
        Commitment = "COMMITMENT",
        /// What somebody gains by it.
        Benefit = "BENEFIT",
        /// Way in which something is decided, filled or done.
        Procedure = "PROCEDURE",
        /// How compliance is examined.
        Compliance = "COMPLIANCE",
        /// What may be done to whoever breaks its rules.
        Sanction = "SANCTION",
        /// How it is organized.
        Structure = "STRUCTURE",
        /// Which kinds of members it tells apart.
        MembershipCategory = "MEMBERSHIP_CATEGORY",
        /// What or whom it covers.
        Scope = "SCOPE",
        /// What works by itself once its condition is met, such as an automatic renewal.
        Mechanism = "MECHANISM",
        /// What is regularly done, whether or not a rule demands it.
        Practice = "PRACTICE",
        /// View that a document or body sets down; what somebody merely said is a remark.
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
        /// Just the value, neither more nor less.
        Exact = "EXACT",
        /// Near the value; how near, the source does not say.
        About = "ABOUT",
        /// Greater than the value, and not the value itself.
        MoreThan = "MORE_THAN",
        /// As great as the value, or greater.
        AtLeast = "AT_LEAST",
        /// Smaller than the value, and not the value itself.
        LessThan = "LESS_THAN",
        /// As great as the value, or smaller.
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
