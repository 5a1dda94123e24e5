//! Vocabularies of records.
use super::vocabulary;

vocabulary! {
    /// Kind of an organization.
    OrganizationKind {
        /// An organization of states, founded by treaty or declaration.
        IntergovernmentalOrganization = "INTERGOVERNMENTAL_ORGANIZATION",
        /// An organization for common defence.
        Alliance = "ALLIANCE",
        /// A union for a common economic area.
        EconomicUnion = "ECONOMIC_UNION",
        /// A union with a common customs tariff.
        CustomsUnion = "CUSTOMS_UNION",
        /// An area without customs duties between its members.
        FreeTradeArea = "FREE_TRADE_AREA",
        /// A standing forum without an organization of its own.
        Forum = "FORUM",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Kind of an organ.
    OrganKind {
        /// A council, usually of office holders of the members.
        Council = "COUNCIL",
        /// A body for one field of work, or to carry out what others decide, that its source calls a committee.
        Committee = "COMMITTEE",
        /// A body charged with one matter, often by a larger body, that its source calls a commission.
        Commission = "COMMISSION",
        /// An assembly, usually of parliamentarians.
        Assembly = "ASSEMBLY",
        /// Permanent staff that serves an organization and prepares the work of its other organs.
        Secretariat = "SECRETARIAT",
        /// A joint institution of specialists for one task, such as acting against terrorism.
        Centre = "CENTRE",
        /// A working office for one field, such as organized crime, that its source calls a bureau.
        Bureau = "BUREAU",
        /// A division of another organ.
        Division = "DIVISION",
        /// Means set apart for a purpose, and those who manage them.
        Fund = "FUND",
        /// A common technical system.
        System = "SYSTEM",
        /// A body that decides disputes by law.
        Court = "COURT",
        /// A forum convened within an organization.
        Forum = "FORUM",
        /// A legislature of a state.
        Legislature = "LEGISLATURE",
        /// A government, ministry or agency of a state.
        GovernmentBody = "GOVERNMENT_BODY",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// How a meeting was convened.
    MeetingKind {
        /// A meeting of heads of state or government called a summit.
        Summit = "SUMMIT",
        /// A summit that its source calls informal.
        InformalSummit = "INFORMAL_SUMMIT",
        /// A summit held for an anniversary.
        JubileeSummit = "JUBILEE_SUMMIT",
        /// A session that its source calls regular.
        RegularSession = "REGULAR_SESSION",
        /// A session that its source calls extraordinary.
        ExtraordinarySession = "EXTRAORDINARY_SESSION",
        /// A meeting of ministers.
        Ministerial = "MINISTERIAL",
        /// A session that its source does not describe further.
        Session = "SESSION",
        /// A meeting that its source does not describe further.
        Meeting = "MEETING",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Legal or editorial form of a document, as its source calls it.
    DocumentKind {
        /// An agreement under international law that its source calls a treaty; the most formal kind.
        Treaty = "TREATY",
        /// Basic document of an organization: its aims, its organs, and what its members owe it.
        Charter = "CHARTER",
        /// An agreement on one field or matter, less formal than a treaty.
        Agreement = "AGREEMENT",
        /// An agreement by which several states set common rules for a field, often open for others to join.
        Convention = "CONVENTION",
        /// An agreement that adds to another, prolongs it or settles a part of its matter.
        Protocol = "PROTOCOL",
        /// A text that declares aims, principles or positions; whether it binds, its form does not say.
        Declaration = "DECLARATION",
        /// A text that notes what its makers agree on or intend, less formal than an agreement.
        Memorandum = "MEMORANDUM",
        /// What an organ decides within its powers: a measure to take, a body to set up.
        Decision = "DECISION",
        /// What a body or meeting resolves: its will or view, and what it asks of others.
        Resolution = "RESOLUTION",
        /// A text given out on one matter, less solemn than a declaration.
        Statement = "STATEMENT",
        /// Basic ideas for one field, on which bodies, plans and programmes are to rest.
        Concept = "CONCEPT",
        /// Measures to be taken for one aim or occasion; a programme is wider.
        Plan = "PLAN",
        /// Work in one field, over some years and by many measures; a plan is narrower.
        Programme = "PROGRAMME",
        /// An account of what was done or found.
        Report = "REPORT",
        /// An enumeration that stands as a document of its own, such as one of airfields.
        List = "LIST",
        /// A text put forward for others to decide on; initiatives are among them.
        Proposal = "PROPOSAL",
        /// Rules on how something is organized or carried out.
        Regulation = "REGULATION",
        /// Directions that later work is to take; they leave open by which measures.
        Guidelines = "GUIDELINES",
        /// A form that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Kind of an event.
    EventKind {
        /// A training of forces or services as if in action, military or other.
        Exercise = "EXERCISE",
        /// Work of parties on the terms of a document or arrangement on which they are to agree.
        Negotiation = "NEGOTIATION",
        /// An exchange of parties on some matter, without a text of which a source says that they worked on it.
        Talks = "TALKS",
        /// An official journey of a party to another party or to a place.
        Visit = "VISIT",
        /// A gathering on a subject, of people who do not meet as members of an organization or organ.
        Conference = "CONFERENCE",
        /// People sent somewhere for a task such as to observe, mediate or report.
        Mission = "MISSION",
        /// An action of forces or services in the field, such as against terrorism; no exercise.
        Operation = "OPERATION",
        /// A war or other conflict between parties, armed or not.
        Conflict = "CONFLICT",
        /// A mishap that nobody meant, such as in a power station.
        Accident = "ACCIDENT",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// On which day a delay that a final clause sets ends.
    DelayEnd {
        /// On the day on which the time has passed: "the ninetieth day after the deposit".
        OnTheDay = "ON_THE_DAY",
        /// On the first day of the month after that day: "the first day of the month following the expiration of three months".
        FirstOfNextMonth = "FIRST_OF_NEXT_MONTH",
    }
}

vocabulary! {
    /// What a treaty says of the day on which denunciation or withdrawal has effect.
    LeavingClause {
        /// It has no such clause. If it can be denounced at all (Vienna Convention on the Law of Treaties, article 56, paragraph 1), notice is at least twelve months (paragraph 2).
        None = "NONE",
        /// It sets a delay after the notice (article 54 a).
        Delay = "DELAY",
    }
}

vocabulary! {
    /// From when a notified succession to a treaty counts.
    SuccessionFrom {
        /// From the date of the succession of states (Vienna Convention on Succession of States in respect of Treaties of 1978, article 23, paragraph 1).
        Succession = "SUCCESSION",
        /// From its notification.
        Notification = "NOTIFICATION",
    }
}

vocabulary! {
    /// How those who took part in a meeting were there.
    Attendance {
        /// At one place, or at several.
        InPerson = "IN_PERSON",
        /// By video or telephone; it has no place.
        Online = "ONLINE",
        /// Some at the place, some by video or telephone.
        Hybrid = "HYBRID",
    }
}

vocabulary! {
    /// Until when a treaty is applied provisionally (article 25).
    ProvisionalUntil {
        /// Until its entry into force; from then on it applies to those only who are bound.
        EntryIntoForce = "ENTRY_INTO_FORCE",
        /// By each state or organization until the treaty is in force for it.
        EntryIntoForceForParty = "ENTRY_INTO_FORCE_FOR_PARTY",
    }
}

vocabulary! {
    /// Kind of a collective force.
    ForceKind {
        /// A group of forces of some members for one region.
        RegionalGroup = "REGIONAL_GROUP",
        /// National contingents assigned to one of the sectors of a common defence.
        Sector = "SECTOR",
        /// A force that can be moved quickly to where it is needed, by its source's name for it.
        RapidDeploymentForce = "RAPID_DEPLOYMENT_FORCE",
        /// A force that stands ready to act at once in a crisis, by its source's name for it.
        RapidReactionForce = "RAPID_REACTION_FORCE",
        /// A force that is to keep or restore peace in a conflict to which it is no party.
        PeacekeepingForce = "PEACEKEEPING_FORCE",
        /// Forces that defend an air space in common; a technical system for it is an organ of the kind SYSTEM.
        AirDefence = "AIR_DEFENCE",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Kind of a topic.
    TopicKind {
        /// A field or matter that documents, meetings, events and the like deal with.
        Subject = "SUBJECT",
        /// A territory that is spoken of as a matter and not as a place, such as one whose status is contested.
        Territory = "TERRITORY",
    }
}

vocabulary! {
    /// Kind of a source.
    SourceKind {
        /// A page of a web site.
        WebPage = "WEB_PAGE",
        /// A treaty series or its index.
        TreatySeries = "TREATY_SERIES",
        /// Data in rows or records, made to be worked with by programs.
        DataSet = "DATA_SET",
        /// A norm that a standards body publishes, such as ISO 3166.
        Standard = "STANDARD",
        /// A work published as a volume of its own.
        Book = "BOOK",
        /// A contribution to a journal, newspaper or collection.
        Article = "ARTICLE",
        /// A collection of an archive.
        Archive = "ARCHIVE",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}
