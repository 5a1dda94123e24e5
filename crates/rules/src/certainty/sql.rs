//! The rule of spells as SQL, so that PostgreSQL filters and pages by it.
//!
//! It is the rule of [`Spell`](super::Spell), step by step; a test compares the two. `least` and `greatest` pass over
//! nulls. A date that is recorded and unknown is `-infinity` where its first day counts: nothing is certain after it.
//! None of these expressions leaves the database as a day.

use super::Certainty;
use vocabulary::Vocabulary as _;

/// A spell in SQL: the table whose columns hold it, and what bounds it besides.
///
/// The table has `from_…`, `to_…`, `ended` and `attested_on_…`, as `fragment::spell` of the migrations makes them.
/// A bound is an expression over the table and over the lookups; it is null where there is no such bound.
///
/// **Invariant:** a lookup stands once in an expression for certainty, and PostgreSQL runs it at most once for a spell.
/// *Why:* a lookup reads other tables for every spell of a list. *Enforced by:* `rule`, which names the lookups in its
/// `from` and everything else by the columns that they give.
#[derive(Clone, Debug)]
pub struct SpellSql {
    /// Name or alias of the table.
    pub table: String,
    /// Whether the table has a modality; if not, all of it occurred.
    pub has_modality: bool,
    /// Sub-selects of one row each, with their aliases, such as `(select …) as life`.
    pub lookups: Vec<String>,
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
            lookups: Vec::new(),
            covered_until: NULL.to_owned(),
            founded: NULL.to_owned(),
            dissolved: unknown(),
            succeeded: unknown(),
        }
    }

    /// An expression for how sure it is that a spell holds on a day: `CERTAIN`, `POSSIBLE` or `EXCLUDED`. `earliest`
    /// and `latest` are the bounds of the day, as SQL of type `date`, such as `$1`; null where unbounded.
    pub fn certainty_on(&self, earliest: &str, latest: &str) -> String {
        let (table, rule) = (&self.table, self.rule(earliest, latest));
        if !self.has_modality {
            return rule;
        }
        // Outside of the rule, so that nothing is looked up for what did not come about.
        format!("case when {table}.modality in ('DECLINED', 'CANCELLED') then 'EXCLUDED' else {rule} end")
    }

    /// A condition that the spell holds on a day with at least some certainty; EXCLUDED disables it.
    pub fn reaches(&self, least: Certainty, earliest: &str, latest: &str) -> String {
        let found = self.certainty_on(earliest, latest);
        match least {
            Certainty::Certain => format!("{found} = '{}'", least.name()),
            Certainty::Possible => format!("{found} <> '{}'", Certainty::Excluded.name()),
            Certainty::Excluded => "true".to_owned(),
        }
    }

    /// The rule for what is not given up: a sub-select that names each value once, each of the values before it.
    fn rule(&self, earliest: &str, latest: &str) -> String {
        let sure = if self.has_modality {
            format!("case {}.modality when 'OCCURRED' then 'CERTAIN' else 'POSSIBLE' end", self.table)
        } else {
            "'CERTAIN'".to_owned()
        };
        let mut values = vec![format!("(select {earliest}::date as first, {latest}::date as last) as day")];
        values.extend(self.lookups.iter().cloned());
        values.extend([self.attested(), self.core(), self.reach()].map(|value| format!("lateral {value}")));
        format!(
            "(select case when core.starts_by <= day.first and day.last <= core.lasts then {sure} \
             when day.last < reach.starts or reach.ends < day.first then 'EXCLUDED' \
             else 'POSSIBLE' end from {})",
            values.join(", ")
        )
    }

    /// The days by which a source has the spell begun, and until which one has it last: the first and the last where a
    /// source vouches for all days between, the other way round where it vouches for one of them.
    fn attested(&self) -> String {
        let table = &self.table;
        let bound = |all: &str, one: &str| {
            format!("case when is_all then {table}.attested_on_{all} else {table}.attested_on_{one} end")
        };
        format!(
            "(select {} as by, {} as until from (select {table}.attested_on_edtf ~ '{DAYS}' as is_all) as vouched) as attested",
            bound("earliest", "latest"),
            bound("latest", "earliest"),
        )
    }

    /// What it surely comprises: the latest start, and the earliest end of a spell, which without a recorded end lasts
    /// as long as its sources cover.
    fn core(&self) -> String {
        let Self { table, covered_until, dissolved: [dissolved, _], succeeded: [succeeded, _], .. } = self;
        format!(
            "(select least({table}.from_latest, attested.by, {table}.to_latest) as starts_by, \
             greatest(case when {table}.ended = 'YES' then {table}.to_earliest \
             when {covered_until} is not null then least({covered_until}, {dissolved}, {succeeded} - 1) end, \
             attested.until, {table}.from_earliest) as lasts) as core"
        )
    }

    /// What it may comprise at most: the earliest start and the latest end; null where nothing bounds it.
    fn reach(&self) -> String {
        let Self { table, founded, dissolved: [_, dissolved], succeeded: [_, succeeded], .. } = self;
        format!(
            "(select case when starts is not null then least(starts, core.starts_by) end as starts, \
             case when ends is not null then greatest(ends, core.lasts) end as ends \
             from (select coalesce({table}.from_earliest, {founded}) as starts, \
             coalesce({table}.to_latest, least({dissolved}, {succeeded})) as ends) as bound) as reach"
        )
    }
}
