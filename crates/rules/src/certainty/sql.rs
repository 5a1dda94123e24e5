//! The rule of spells as SQL, so that PostgreSQL filters and pages by it.
//!
//! It is the rule of [`Spell`](super::Spell), step by step; a test compares the two. `least` and `greatest` pass over
//! nulls. A date that is recorded and unknown is `-infinity` where its first day counts: nothing is certain after it.
//! None of these expressions leaves the database as a day.

use super::Certainty;
use vocabulary::Vocabulary as _;

/// A spell in SQL: the table whose columns hold it, and what bounds it besides.
///
/// The table has `from_…`, `to_…`, `ended` and `attested_on_…`, as `fragment::spell` of the migrations makes them, with the
/// bounds `…_first` and `…_last` that the rules go by.
/// A bound is an expression over the table and over the lookups; it is null where there is no such bound.
///
/// **Invariant:** a lookup stands once in the rule of a claim, and PostgreSQL runs it at most once for a claim.
/// *Why:* a lookup reads other tables for every spell of a list. *Enforced by:* `rule`, which names the lookups in its
/// `from` and everything else by the columns that they give.
#[derive(Clone, Debug)]
pub struct SpellSql {
    /// Name of the table.
    pub name: &'static str,
    /// Name or alias under which its columns are read.
    pub table: String,
    /// Whether the table has a modality; if not, all of it occurred.
    pub has_modality: bool,
    /// Sub-selects of one row each, with their aliases, such as `(select …) as life`.
    pub lookups: Vec<String>,
    /// Last day that the sources surely cover.
    pub covered_until: String,
    /// First and last day on which the last of all that it is a spell of can have been founded.
    pub founded: [String; 2],
    /// First and last day on which the first of these can have been dissolved.
    pub dissolved: [String; 2],
    /// First day on which a successor may have taken over, and last day by which one surely had.
    pub succeeded: [String; 2],
    /// The same rule for other claims of the spell, under the alias [`RIVAL`]; none where no claims are compared.
    pub rival: Option<Box<Self>>,
}

/// Alias of another claim of a spell.
pub(super) const RIVAL: &str = "rival";

/// Nothing known.
const NULL: &str = "null::date";

/// An interval from one day to another.
const DAYS: &str = r"^\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}$";

impl SpellSql {
    /// The spells of a table, bounded by nothing else.
    pub fn of(name: &'static str, table: &str, has_modality: bool) -> Self {
        let unknown = || [NULL.to_owned(), NULL.to_owned()];
        Self {
            name,
            table: table.to_owned(),
            has_modality,
            lookups: Vec::new(),
            covered_until: NULL.to_owned(),
            founded: unknown(),
            dissolved: unknown(),
            succeeded: unknown(),
            rival: None,
        }
    }

    /// An expression for how sure it is that a spell holds on a day: `CERTAIN`, `POSSIBLE` or `EXCLUDED`. `earliest`
    /// and `latest` are the bounds of the day, as SQL of type `date`, such as `$1`; null where unbounded.
    ///
    /// Where claims of a set contradict the leading one, it is what all of them say, else `POSSIBLE`: the rule of
    /// [`Spell::agreed`](super::Spell::agreed).
    pub fn certainty_on(&self, earliest: &str, latest: &str) -> String {
        let own = self.certainty_by_this_claim(earliest, latest);
        let Some(rival) = &self.rival else { return own };
        let (table, name) = (&self.table, self.name);
        let others = format!(
            "from {name} as {RIVAL} where {RIVAL}.set_id = {table}.set_id and not {RIVAL}.is_leading \
             and {RIVAL}.rank <> 'DEPRECATED'"
        );
        let (said, contradicts) = (rival.certainty_by_this_claim(earliest, latest), self.contradicts(RIVAL));
        // Few spells have other claims, so that is asked first.
        format!(
            "(select case when exists (select {others}) \
             and exists (select {others} and ({contradicts}) and {said} <> own.certainty) then 'POSSIBLE' \
             else own.certainty end from (select {own} as certainty offset 0) as own)"
        )
    }

    /// Whether another claim of the spell cannot be right if this one is.
    fn contradicts(&self, other: &str) -> String {
        let table = &self.table;
        let apart = |date: &str| {
            format!("{table}.{date}_last < {other}.{date}_first or {other}.{date}_last < {table}.{date}_first")
        };
        let ended =
            format!("{table}.ended = 'YES' and {other}.ended = 'NO' or {table}.ended = 'NO' and {other}.ended = 'YES'");
        let mut all = vec![apart("from"), apart("to"), ended];
        if self.has_modality {
            all.push(format!(
                "{table}.modality = 'OCCURRED' and {other}.modality in ('DECLINED', 'CANCELLED', 'POSTPONED') \
                 or {other}.modality = 'OCCURRED' and {table}.modality in ('DECLINED', 'CANCELLED', 'POSTPONED')"
            ));
        }
        all.join(" or ")
    }

    fn certainty_by_this_claim(&self, earliest: &str, latest: &str) -> String {
        let (table, rule) = (&self.table, self.rule(earliest, latest));
        if !self.has_modality {
            return rule;
        }
        // Outside of the rule, so that nothing is looked up for what did not come about.
        format!("case when {table}.modality in ('DECLINED', 'CANCELLED', 'POSTPONED') then 'EXCLUDED' else {rule} end")
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
            bound("first", "last"),
            bound("last", "first"),
        )
    }

    /// What it surely comprises: the latest start, and the earliest end of a spell, which without a recorded end lasts
    /// as long as its sources cover. Nothing is sure before the foundation and after the dissolution.
    fn core(&self) -> String {
        let Self { table, covered_until, founded: [founded, founded_by], dissolved: [dissolved, dissolved_by], .. } =
            self;
        let [succeeded, _] = &self.succeeded;
        format!(
            "(select starts_by as own_start, lasts as own_end, \
             case when starts_by < {founded} then {founded_by} else starts_by end as starts_by, \
             case when {dissolved_by} < lasts then {dissolved} else lasts end as lasts \
             from (select least({table}.from_last, attested.by, {table}.to_last) as starts_by, \
             greatest(case when {table}.ended = 'YES' then {table}.to_first \
             when {covered_until} is not null then least({covered_until}, {dissolved}, {succeeded} - 1) end, \
             attested.until, {table}.from_first) as lasts) as own) as core"
        )
    }

    /// What it may comprise at most: the earliest start and the latest end; null where nothing bounds it.
    fn reach(&self) -> String {
        let Self { table, founded: [founded, _], dissolved: [_, dissolved], succeeded: [_, succeeded], .. } = self;
        format!(
            "(select greatest(case when starts is not null then least(starts, core.own_start) end, {founded}) as starts, \
             least(case when ends is not null then greatest(ends, core.own_end) end, {dissolved}) as ends \
             from (select {table}.from_first as starts, coalesce({table}.to_last, {succeeded}) as ends) as bound) as reach"
        )
    }
}
