//! Where every read begins.
use super::{
    agenda_item::AgendaItem,
    bulk,
    change::Change,
    comparison,
    contradiction::Contradiction,
    document::Document,
    event::Event,
    figure::Figure,
    force::Force,
    interface, label,
    meeting::Meeting,
    membership::Membership,
    milestone::Milestone,
    office::Office,
    organ::Organ,
    organization::Organization,
    participation::Participation,
    person::Person,
    place::Place,
    provision::Provision,
    relation::Relation,
    remark::Remark,
    revision::Revision,
    search,
    source::Source,
    state::{State, by_slug_or_code, may_be_code},
    suggestion,
    tenure::Tenure,
    timeline::TimelineEntry,
    topic::Topic,
    treaty_action::TreatyAction,
};
use engine::{
    define::{Argument, Described, Kind, Object},
    object::stored,
};
use fault::Fault;
use sea_orm::{
    Condition,
    sea_query::{Expr, ExprTrait as _},
};
use std::sync::LazyLock;

/// What is said of the root of reads, and of what one request may ask of it.
const ABOUT: &str = "Where every read begins. A request may ask for 100 fields here and rename 200 fields by aliases, on all levels together; one that asks for more is refused with TOO_MANY_ROOT_FIELDS or TOO_MANY_ALIASES. To ask for many records in one field, use a list with several slugs in its filter (`documents(filter: { slug: [...] })`) or `nodes`.";

/// Root of reads.
pub fn query() -> &'static Object {
    static QUERY: LazyLock<Object> = LazyLock::new(|| {
        let mut query = Object::new("Query", ABOUT, "");
        of_any_kind(&mut query);
        let about = "Records that contain the words of a query, the best match first: by name, alias, topic, agenda item, provision or remark.";
        query.special("search", about, Kind::List { target: search::found });
        concept::<State>(
            &mut query,
            ["state", "states"],
            ["One state, by slug or by a code of ISO 3166-1 or 3166-3; null where there is none.", "All states."],
            state,
        );
        concept::<Organization>(
            &mut query,
            ["organization", "organizations"],
            ["One organization; null where there is none.", "All organizations."],
            by_slug::<Organization>,
        );
        concept::<Organ>(
            &mut query,
            ["organ", "organs"],
            ["One organ; null where there is none.", "All organs."],
            by_slug::<Organ>,
        );
        concept::<Meeting>(
            &mut query,
            ["meeting", "meetings"],
            ["One meeting; null where there is none.", "All meetings."],
            by_slug::<Meeting>,
        );
        concept::<Document>(
            &mut query,
            ["document", "documents"],
            ["One document; null where there is none.", "All documents."],
            by_slug::<Document>,
        );
        concept::<Person>(
            &mut query,
            ["person", "persons"],
            ["One person; null where there is none.", "All persons."],
            by_slug::<Person>,
        );
        concept::<Office>(
            &mut query,
            ["office", "offices"],
            ["One office; null where there is none.", "All offices."],
            by_slug::<Office>,
        );
        concept::<Event>(
            &mut query,
            ["event", "events"],
            ["One event; null where there is none.", "All events."],
            by_slug::<Event>,
        );
        concept::<Force>(
            &mut query,
            ["force", "forces"],
            ["One force; null where there is none.", "All forces."],
            by_slug::<Force>,
        );
        concept::<Topic>(
            &mut query,
            ["topic", "topics"],
            ["One topic; null where there is none.", "All topics."],
            by_slug::<Topic>,
        );
        concept::<Place>(
            &mut query,
            ["place", "places"],
            ["One place; null where there is none.", "All places."],
            by_slug::<Place>,
        );
        concept::<Source>(
            &mut query,
            ["source", "sources"],
            ["One source; null where there is none.", "All sources."],
            by_slug::<Source>,
        );
        statements(&mut query);
        of_the_register(&mut query);
        bulk::describe(&mut query);
        query
    });
    &QUERY
}

/// What finds records and statements of any kind.
fn of_any_kind(query: &mut Object) {
    query.special(
        "node",
        "Record or statement with this identifier; null where there is none. An id that is none of this server's is refused with BAD_USER_INPUT.",
        Kind::Node { interface: interface::node },
    );
    query.special(
        "nodes",
        "Records and statements with these identifiers, in their order; null for each that is not there. An id that is none of this server's is refused with BAD_USER_INPUT, and then the list is null.",
        Kind::Nodes { interface: interface::node },
    );
    query.special(
        "record",
        "Record with this slug, of whatever kind; null where there is none.",
        Kind::FindAny {
            argument: Argument { name: "slug", about: "Present or former slug, in capitals or not." },
            names: slugs,
            column: stored::<entity::slug::Entity>("node_id").0,
            kind_column: stored::<entity::slug::Entity>("kind").0,
            find: |slug| Ok(Condition::all().add(Expr::col(("slug", "slug")).eq(slug.to_ascii_lowercase()))),
            interface: interface::record,
        },
    );
}

/// Slugs stand in a table of their own, which says what they name.
fn slugs() -> &'static Object {
    static SLUGS: LazyLock<Object> = LazyLock::new(|| Object::over::<entity::slug::Entity>("Slug", ""));
    &SLUGS
}

/// Lists of all statements of a kind; each is read with what it is about.
fn statements(query: &mut Object) {
    query.list::<Membership>(
        "memberships",
        "All spells in organizations, organs and forces, of whatever standing and modality, by their start.",
    );
    query.list::<TreatyAction>("treatyActions", "All that states and organizations did to documents, by date.");
    query.list::<Milestone>("milestones", "All steps in the lives of documents, bodies, offices and states, by date.");
    query.list::<Relation>(
        "relations",
        "All relations between records, by date: who succeeded whom, what supplements what.",
    );
    query.list::<Participation>(
        "participations",
        "All parts that parties took in meetings and events; who declined, too.",
    );
    query.list::<AgendaItem>("agendaItems", "All matters that meetings and events dealt with.");
    query.list::<Tenure>("tenures", "All spells of persons in offices, by their start.");
    query.list::<Provision>(
        "provisions",
        "All that records lay down, by the start of its validity: obligations, functions, mechanisms.",
    );
    query.list::<Figure>("figures", "All numbers, by date.");
    query.list::<Remark>("remarks", "All that is said about records and statements, by date.");
}

/// What is read of the register as a whole.
fn of_the_register(query: &mut Object) {
    query.list::<TimelineEntry>(
        "timeline",
        "Everything dated, in one order: meetings, events, milestones, treaty actions, spells of membership and office, relations, figures, remarks, provisions; what has no date at the end.",
    );
    query.list::<Contradiction>(
        "conflicts",
        "Where the register contradicts itself: claims of one matter that exclude each other, figures that the register cannot make, two holders of an office with a single holder, and what editors noted; in the order in which the matters were entered.",
    );
    query.list::<Change>(
        "changes",
        "What revisions did to records and statements, from the first revision on: each that was created, updated or deleted. What a revision created and a later one deleted stands here as updated and deleted only. `filter.since` says after which revision to begin.",
    );
    comparison::of_register(query);
    suggestion::of_register(query);
    label::of_register(query);
    query.only::<Revision>("revision", "Revision at which the register stands.", |_| {
        Ok(Condition::all().add(Expr::cust("\"revision\".\"number\" = (select revision from register)")))
    });
}

fn concept<T: Described>(
    query: &mut Object,
    names: [&'static str; 2],
    abouts: [&'static str; 2],
    find: fn(&str) -> Result<Condition, Fault>,
) {
    let about = if names[0] == "state" {
        "Present or former slug, or ISO 3166 code, in capitals or not."
    } else {
        "Present or former slug, in capitals or not."
    };
    query.find::<T>(names[0], abouts[0], Argument { name: "slug", about }, find);
    query.list::<T>(names[1], abouts[1]);
}

/// A former slug finds its record too, and slugs have no capitals.
#[expect(clippy::unnecessary_wraps, reason = "finding may refuse its argument")]
fn by_slug<T: Described>(slug: &str) -> Result<Condition, Fault> {
    let sql = format!("\"{}\".\"id\" = (select node_id from slug where slug.slug = $1)", T::object().table);
    Ok(Condition::all().add(Expr::cust_with_values(sql, [slug.to_ascii_lowercase()])))
}

fn state(name: &str) -> Result<Condition, Fault> {
    if may_be_code(name) {
        return Ok(Condition::all().add(by_slug_or_code(name)));
    }
    by_slug::<State>(name)
}
