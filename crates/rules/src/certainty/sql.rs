//! The rule of spells as SQL, so that PostgreSQL filters and pages by it.
//!
//! It is the rule of [`Spell`](super::Spell), step by step; a test compares the two. `least` and `greatest` pass over
//! nulls. A date that is recorded and unknown is `-infinity` where its first day counts: nothing is certain after it.
//! None of these expressions leaves the database as a day.

use super::Certainty;
use vocabulary::Vocabulary as _;

/// A spell in SQL: the table whose columns hold it, and expressions for what bounds it besides.
///
/// The table has `from_…`, `to_…`, `ended` and `attested_on_…`, as `fragment::spell` of the migrations makes them. An expression
/// is null where there is no such bound.
#[derive(Clone, Debug)]
pub struct SpellSql {
    /// Name or alias of the table.
    pub table: String,
    /// Whether the table has a modality; if not, all of it occurred.
    pub has_modality: bool,
    /// Last day that the sources surely cover.
    pub covered_until: String,
    /// First day on which the body can have been founded.
    pub founded: String,
    /// First and last day on which the body can have been dissolved.
    pub dissolved: [String; 2],
    /// First day on which a successor may have taken over, and last day by which one surely had.
    pub succeeded: [String; 2],
}

/// Nothing known.
const NULL: &str = "null::date";

/// An interval from one day to another.
const DAYS: &str = r"^\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}$";

impl SpellSql {
    /// The spells of a table, bounded by nothing else.
    pub fn of(table: &str, has_modality: bool) -> Self {
        let unknown = || [NULL.to_owned(), NULL.to_owned()];
        Self {
            table: table.to_owned(),
            has_modality,
            covered_until: NULL.to_owned(),
            founded: NULL.to_owned(),
            dissolved: unknown(),
            succeeded: unknown(),
        }
    }

    /// An expression for how sure it is that a spell holds on a day: `CERTAIN`, `POSSIBLE` or `EXCLUDED`. `earliest`
    /// and `latest` are the bounds of the day, as SQL of type `date`, such as `$1`; null where unbounded.
    pub fn certainty_on(&self, earliest: &str, latest: &str) -> String {
        let ([start, starts_by], [lasts, end]) = (self.start(), self.end());
        let (not_come_about, sure) = if self.has_modality {
            let table = &self.table;
            (
                format!("when {table}.modality in ('DECLINED', 'CANCELLED') then 'EXCLUDED' "),
                format!("case {table}.modality when 'OCCURRED' then 'CERTAIN' else 'POSSIBLE' end"),
            )
        } else {
            (String::new(), "'CERTAIN'".to_owned())
        };
        format!(
            "case {not_come_about}\
             when {starts_by} <= {earliest} and {latest} <= {lasts} then {sure} \
             when {latest} < {start} or {end} < {earliest} then 'EXCLUDED' \
             else 'POSSIBLE' end"
        )
    }

    /// A condition that the spell holds on a day with at least some certainty; EXCLUDED lets everything through.
    pub fn reaches(&self, least: Certainty, earliest: &str, latest: &str) -> String {
        let found = self.certainty_on(earliest, latest);
        match least {
            Certainty::Certain => format!("{found} = '{}'", least.name()),
            Certainty::Possible => format!("{found} <> '{}'", Certainty::Excluded.name()),
            Certainty::Excluded => "true".to_owned(),
        }
    }

    /// The earliest and the latest start.
    fn start(&self) -> [String; 2] {
        let Self { table, founded, .. } = self;
        let latest = format!("least({table}.from_latest, {}, {table}.to_latest)", self.attested_by());
        let bound = format!("coalesce({table}.from_earliest, {founded})");
        [format!("case when {bound} is not null then least({bound}, {latest}) end"), latest]
    }

    /// The earliest and the latest end.
    fn end(&self) -> [String; 2] {
        let Self { table, dissolved: [_, dissolved], succeeded: [_, succeeded], .. } = self;
        let lasts = format!("case {table}.ended when 'YES' then {table}.to_earliest else {} end", self.lasts_until());
        let earliest = format!("greatest({lasts}, {}, {table}.from_earliest)", self.attested_until());
        let bound = format!("coalesce({table}.to_latest, least({dissolved}, {succeeded}))");
        [earliest.clone(), format!("case when {bound} is not null then greatest({bound}, {earliest}) end")]
    }

    /// The last day on which a spell without a recorded end still lasts.
    fn lasts_until(&self) -> String {
        let Self { covered_until, dissolved: [dissolved, _], succeeded: [succeeded, _], .. } = self;
        format!("case when {covered_until} is not null then least({covered_until}, {dissolved}, {succeeded} - 1) end")
    }

    /// The day by which a source has the spell begun.
    fn attested_by(&self) -> String {
        self.attested("earliest", "latest")
    }

    /// The day until which a source has the spell last.
    fn attested_until(&self) -> String {
        self.attested("latest", "earliest")
    }

    /// One bound of the attested days where a source vouches for all between two, the other where it vouches for one.
    fn attested(&self, all: &str, one: &str) -> String {
        let table = &self.table;
        format!(
            "case when {table}.attested_on_edtf ~ '{DAYS}' then {table}.attested_on_{all} else {table}.attested_on_{one} end"
        )
    }
}
