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
        /// A committee.
        Committee = "COMMITTEE",
        /// A commission.
        Commission = "COMMISSION",
        /// An assembly, usually of parliamentarians.
        Assembly = "ASSEMBLY",
        /// A secretariat.
        Secretariat = "SECRETARIAT",
        /// A centre.
        Centre = "CENTRE",
        /// A bureau.
        Bureau = "BUREAU",
        /// A division of another organ.
        Division = "DIVISION",
        /// A fund.
        Fund = "FUND",
        /// A common technical system.
        System = "SYSTEM",
        /// A court.
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
        /// A treaty.
        Treaty = "TREATY",
        /// A charter.
        Charter = "CHARTER",
        /// An agreement.
        Agreement = "AGREEMENT",
        /// A convention.
        Convention = "CONVENTION",
        /// A protocol.
        Protocol = "PROTOCOL",
        /// A declaration.
        Declaration = "DECLARATION",
        /// A memorandum.
        Memorandum = "MEMORANDUM",
        /// A decision.
        Decision = "DECISION",
        /// A resolution.
        Resolution = "RESOLUTION",
        /// A statement.
        Statement = "STATEMENT",
        /// A concept.
        Concept = "CONCEPT",
        /// A plan.
        Plan = "PLAN",
        /// A programme.
        Programme = "PROGRAMME",
        /// A report.
        Report = "REPORT",
        /// A list.
        List = "LIST",
        /// A proposal.
        Proposal = "PROPOSAL",
        /// A regulation.
        Regulation = "REGULATION",
        /// Guidelines.
        Guidelines = "GUIDELINES",
        /// A form that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Kind of an event.
    EventKind {
        /// A military or other exercise.
        Exercise = "EXERCISE",
        /// A negotiation.
        Negotiation = "NEGOTIATION",
        /// Talks.
        Talks = "TALKS",
        /// A visit.
        Visit = "VISIT",
        /// A conference.
        Conference = "CONFERENCE",
        /// A mission.
        Mission = "MISSION",
        /// An operation.
        Operation = "OPERATION",
        /// A conflict.
        Conflict = "CONFLICT",
        /// An accident.
        Accident = "ACCIDENT",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Kind of a collective force.
    ForceKind {
        /// A group of forces of some members for one region.
        RegionalGroup = "REGIONAL_GROUP",
        /// National contingents organized by sector.
        Sector = "SECTOR",
        /// A rapid deployment force.
        RapidDeploymentForce = "RAPID_DEPLOYMENT_FORCE",
        /// A rapid reaction force.
        RapidReactionForce = "RAPID_REACTION_FORCE",
        /// A peacekeeping force.
        PeacekeepingForce = "PEACEKEEPING_FORCE",
        /// A common air defence.
        AirDefence = "AIR_DEFENCE",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Kind of a topic.
    TopicKind {
        /// A subject.
        Subject = "SUBJECT",
        /// A territory whose status is contested, or that is spoken of as a matter and not as a place.
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
        /// A data set.
        DataSet = "DATA_SET",
        /// A published standard.
        Standard = "STANDARD",
        /// A book.
        Book = "BOOK",
        /// An article.
        Article = "ARTICLE",
        /// A collection of an archive.
        Archive = "ARCHIVE",
        /// A kind that no other value names.
        Other = "OTHER",
    }
}
