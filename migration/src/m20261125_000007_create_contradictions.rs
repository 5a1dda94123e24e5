//! Contradictions, computed from claims, figures, tenures and remarks whenever they are read.
//!
//! A contradiction is one matter under one rule: a claim set whose claims exclude each other, a figure and what it
//! counts, an office and its holders, or a remark of an editor. Its key is that of the matter, times eight, and the
//! number of the rule.
use crate::fragment::RECORDS;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [indexes(), BASE.to_owned(), contradiction(), contradicting_claim(), contradicted_by(), about()] {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = TABLES.map(|table| format!("{table}_competing")).join(", ");
        let sql = format!(
            "drop view contradiction_about, contradiction_matter, contradicted_by, contradicting_claim, contradiction, held_twice, miscounted;
             drop function figure_text(text, double precision, double precision), figure_range(text, double precision, double precision);
             drop index figure_of_members, office_of_one, remark_of_contradiction, {indexes};"
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}

const DATES: (i32, &str) = (0, "DATES");
const ENDS: (i32, &str) = (1, "ENDS");
const VALUES: (i32, &str) = (2, "VALUES");
const STANDINGS: (i32, &str) = (3, "STANDINGS");
const MODALITIES: (i32, &str) = (4, "MODALITIES");
const COUNT: (i32, &str) = (5, "COUNT");
const HOLDERS: (i32, &str) = (6, "HOLDERS");
const NOTED: (i32, &str) = (7, "NOTED");

/// Tables of claims that may contradict each other.
const TABLES: [&str; 8] =
    ["milestone", "treaty_action", "relation", "membership", "tenure", "provision", "figure", "contact_point"];

/// A rule by which claims of one set exclude each other.
struct Exclusion {
    rule: (i32, &'static str),
    table: &'static str,
    /// Whether `this` and `other` exclude each other.
    excludes: String,
    /// What `this` says.
    said: &'static str,
    /// A sentence about all that is `said`.
    text: String,
    /// A column that all claims of the set share, for the sentence.
    word: &'static str,
}

/// Days that exclude each other; an unknown bound excludes nothing.
pub(super) fn apart(date: &str) -> String {
    format!("(this.{date}_latest < other.{date}_earliest or other.{date}_latest < this.{date}_earliest)")
}

/// Whether two spells may share a day.
const TOGETHER: &str = "(this.to_latest < other.from_earliest or other.to_latest < this.from_earliest) is not true";

#[expect(clippy::too_many_lines, reason = "a table")]
fn exclusions() -> Vec<Exclusion> {
    let dates = |table, date: &str, said, word, text: &str| Exclusion {
        rule: DATES,
        table,
        excludes: apart(date),
        said,
        text: text.to_owned(),
        word,
    };
    let mut all = vec![
        dates(
            "milestone",
            "date",
            "this.date_edtf",
            "step",
            "format('Sources date its %s differently: %s.', word, said)",
        ),
        dates(
            "treaty_action",
            "date",
            "this.date_edtf",
            "set_id",
            "format('Sources date an act on it differently: %s.', said)",
        ),
        dates(
            "relation",
            "date",
            "this.date_edtf",
            "relation",
            "format('Sources date its relation “%s” differently: %s.', word, said)",
        ),
        dates(
            "membership",
            "from",
            "this.from_edtf",
            "set_id",
            "format('Sources let a membership in it begin at different times: %s.', said)",
        ),
        dates(
            "tenure",
            "from",
            "this.from_edtf",
            "set_id",
            "format('Sources let a tenure of it begin at different times: %s.', said)",
        ),
        dates(
            "provision",
            "from",
            "this.from_edtf",
            "kind",
            "format('Sources let a provision of it (%s) begin at different times: %s.', word, said)",
        ),
    ];
    for (table, what) in
        [("membership", "a membership in it"), ("tenure", "a tenure of it"), ("provision", "a provision of it")]
    {
        all.push(Exclusion {
            rule: ENDS,
            table,
            excludes: apart("to"),
            said: "this.to_edtf",
            text: format!("format('Sources let {what} end at different times: %s.', said)"),
            word: "set_id",
        });
    }
    all.push(Exclusion {
        rule: VALUES,
        table: "figure",
        excludes: format!(
            "this.unit is not distinct from other.unit and {} is not true
             and not figure_range(this.qualifier, this.value, this.value_to) && figure_range(other.qualifier, other.value, other.value_to)",
            apart("date")
        ),
        said: "concat_ws(' ', figure_text(this.qualifier, this.value, this.value_to), this.unit)",
        text: "format('Sources give different numbers of %s: %s.', word, said)".to_owned(),
        word: "measure",
    });
    all.push(Exclusion {
        rule: VALUES,
        table: "contact_point",
        excludes: format!("(this.value <> other.value or this.place_id <> other.place_id) and {TOGETHER}"),
        said: "coalesce(this.value, (select place.name from place where place.id = this.place_id))",
        text: "format('Sources give different values for its %s: %s.', word, said)".to_owned(),
        word: "kind",
    });
    all.push(Exclusion {
        rule: STANDINGS,
        table: "membership",
        excludes: format!(
            "this.status <> other.status and 'UNKNOWN' not in (this.status, other.status) and {TOGETHER}"
        ),
        said: "lower(replace(this.status, '_', ' '))",
        text: "format('Sources give a member of it different standings at one time: %s.', said)".to_owned(),
        word: "set_id",
    });
    for table in ["milestone", "treaty_action", "relation", "membership", "tenure"] {
        all.push(Exclusion {
            rule: MODALITIES,
            table,
            excludes: "(this.modality = 'OCCURRED' and other.modality in ('DECLINED', 'CANCELLED')
                        or other.modality = 'OCCURRED' and this.modality in ('DECLINED', 'CANCELLED'))"
                .to_owned(),
            said: "lower(this.modality)",
            text: "format('Sources disagree whether something about it happened: %s.', said)".to_owned(),
            word: "set_id",
        });
    }
    all
}

/// Record that the claims of a table are about, and all records that they name.
fn names(table: &str) -> ([&'static str; 2], &'static [&'static str]) {
    match table {
        "treaty_action" => (["document_id", "'DOCUMENT'::text"], &["document_id", "party_id"]),
        "membership" => (["body_id", "body_kind"], &["body_id", "member_id"]),
        "tenure" => (["office_id", "'OFFICE'::text"], &["office_id", "person_id"]),
        "relation" => (["subject_id", "subject_kind"], &["subject_id", "object_id"]),
        _ => (["subject_id", "subject_kind"], &["subject_id"]),
    }
}

/// Kinds with an identity, for a list.
fn records() -> String {
    RECORDS.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ")
}

/// Claims that compete are few: these find them without reading the rest.
fn indexes() -> String {
    let competing =
        TABLES.map(|table| format!("create index {table}_competing on {table} (set_id) where not is_leading;"));
    format!(
        "{}
create index figure_of_members on figure (subject_id, id) where measure = 'members';
create index office_of_one on office (id) where is_single_holder;
create index remark_of_contradiction on remark (id) where kind = 'CONTRADICTION' and is_leading;",
        competing.concat()
    )
}

pub(super) const BASE: &str = "
-- Which numbers a figure allows; `about` and a number that is not given allow all.
create function figure_range(qualifier text, value double precision, value_to double precision) returns numrange
  language sql immutable parallel safe
  return case qualifier
    when 'EXACT' then numrange(value::numeric, value::numeric, '[]')
    when 'RANGE' then numrange(value::numeric, value_to::numeric, '[]')
    when 'MORE_THAN' then numrange(value::numeric, null, '()')
    when 'AT_LEAST' then numrange(value::numeric, null, '[)')
    when 'LESS_THAN' then numrange(null, value::numeric, '()')
    when 'AT_MOST' then numrange(null, value::numeric, '(]')
    else numrange(null, null, '()') end;

-- A figure in words.
create function figure_text(qualifier text, value double precision, value_to double precision) returns text
  language sql immutable parallel safe
  return case qualifier
    when 'EXACT' then value::text
    when 'RANGE' then value::text || ' to ' || value_to::text
    when 'UNSPECIFIED' then 'several'
    else lower(replace(qualifier, '_', ' ')) || ' ' || value::text end;

-- Figures of members that the memberships of those days cannot make. Certain is a full member whose spell surely covers
-- all days of the figure; possible is one that may have been a member on one of them. A body without memberships says nothing.
create view miscounted as
  select figure.id, figure.subject_id, figure.subject_kind, figure_text(figure.qualifier, figure.value, figure.value_to) as said,
    case when counted.least = counted.most then counted.least::text else counted.least || ' to ' || counted.most end as counted
  from figure, lateral (
    select
      count(distinct member_id) filter (where is_leading and status = 'FULL' and modality = 'OCCURRED' and (
        from_latest <= figure.date_earliest and coalesce(to_earliest, attested_on_earliest) >= figure.date_latest
        or attested_on_earliest = figure.date_earliest and attested_on_latest = figure.date_latest and figure.date_earliest = figure.date_latest)) as least,
      count(distinct member_id) filter (where status in ('FULL', 'ASSOCIATE', 'UNKNOWN') and modality not in ('DECLINED', 'CANCELLED')
        and (from_earliest > figure.date_latest or to_latest < figure.date_earliest) is not true) as most,
      count(*) as all
    from membership where body_id = figure.subject_id offset 0) as counted
  where figure.measure = 'members' and figure.date_edtf is not null and figure.modality = 'OCCURRED' and counted.all > 0
    and not figure_range(figure.qualifier, figure.value, figure.value_to) && numrange(counted.least, counted.most, '[]');

-- Two persons who surely held an office for one on the same days; neither of them only for the time being.
create view held_twice as
  select office.id as office_id, this.id as this_id, this.person_id, other.id as other_id
  from office join tenure as this on this.office_id = office.id join tenure as other on other.office_id = office.id
  where office.is_single_holder and this.is_leading and other.is_leading and this.person_id <> other.person_id
    and this.modality = 'OCCURRED' and other.modality = 'OCCURRED' and not this.is_acting and not other.is_acting
    and this.from_latest < other.to_earliest and other.from_latest < this.to_earliest
    and this.from_latest < this.to_earliest and other.from_latest < other.to_earliest;
";

pub(super) fn contradiction() -> String {
    let mut branches = Vec::new();
    for Exclusion { rule: (number, rule), table, excludes, said, text, word } in exclusions() {
        let ([about, about_kind], _) = names(table);
        let about_kind =
            if about_kind.ends_with("_kind") { format!("this.{about_kind}") } else { about_kind.to_owned() };
        branches.push(format!(
            "select set_id * 8 + {number} as id, '{rule}'::text as rule, {number} as rule_number, set_id as matter_id, about_id, about_kind,
               {text} as text, null::bigint as remark_id
             from (select this.set_id, this.{about} as about_id, {about_kind} as about_kind, lower(replace(this.{word}::text, '_', ' ')) as word,
                 string_agg(distinct {said} collate \"C\", '; ' order by {said} collate \"C\") as said
               from {table} as this where this.set_id in (select set_id from {table} where not is_leading)
                 and exists (select from {table} as other where other.set_id = this.set_id and {excludes})
               group by 1, 2, 3, 4) as claims"
        ));
    }
    branches.push(format!(
        "select id * 8 + {0}, '{1}', {0}, id, subject_id, subject_kind,
           format('It is said to have %s members; the register has %s at that time.', said, counted), null from miscounted",
        COUNT.0, COUNT.1
    ));
    branches.push(format!(
        "select office_id * 8 + {0}, '{1}', {0}, office_id, office_id, 'OFFICE',
           format('It is for one person at a time, and these held it at one time: %s.', string_agg(distinct person.name, '; ' order by person.name)), null
         from held_twice join person on person.id = person_id group by office_id",
        HOLDERS.0, HOLDERS.1
    ));
    branches.push(format!(
        "select remark.id * 8 + {0}, '{1}', {0}, remark.id, about.id, about.kind, remark.text, remark.id from remark
           left join lateral (select node.id, node.kind from remark_about join node on node.id = node_id
             where remark_id = remark.id and node.kind in ({2}) order by node.id limit 1) as about on true
         where remark.kind = 'CONTRADICTION' and remark.is_leading",
        NOTED.0,
        NOTED.1,
        records()
    ));
    format!("create view contradiction as {};", branches.join(" union all "))
}

/// What takes part in a contradiction.
pub(super) fn contradicting_claim() -> String {
    let claim = |what: &str, id: &str, (number, rule): (i32, &str), matter: &str| {
        format!(
            "select {id} as id, {matter} as matter_id, {number} as rule_number, '{rule}'::text as rule, {id} as what_id, {what} as what_kind"
        )
    };
    let mut branches = Vec::new();
    for Exclusion { rule, table, excludes, .. } in exclusions() {
        let what = format!("'{}'::text", table.to_ascii_uppercase());
        branches.push(format!(
            "{} from {table} as this where exists (select from {table} as other where other.set_id = this.set_id and {excludes})",
            claim(&what, "this.id", rule, "this.set_id")
        ));
    }
    branches.push(format!("{} from miscounted", claim("'FIGURE'", "miscounted.id", COUNT, "miscounted.id")));
    branches.push(format!(
        "{} from (select distinct office_id, this_id from held_twice) as held",
        claim("'TENURE'", "this_id", HOLDERS, "office_id")
    ));
    branches.push(format!(
        "{} from remark join remark_about on remark_id = remark.id join node on node.id = node_id where remark.kind = 'CONTRADICTION' and remark.is_leading and node.kind <> 'CLAIM'",
        claim("node.kind", "node.id", NOTED, "remark.id")
    ));
    format!("create view contradicting_claim as {};", branches.join(" union all "))
}

/// What contradicts a statement.
pub(super) fn contradicted_by() -> String {
    let by = |node: &str, other: &str, (number, rule): (i32, &str), kind: &str| {
        format!(
            "select {node} as node_id, {other} * 8 + {number} as id, '{rule}'::text as rule, {other} as what_id, {kind} as what_kind"
        )
    };
    let mut branches = Vec::new();
    for Exclusion { rule, table, excludes, .. } in exclusions() {
        let kind = format!("'{}'::text", table.to_ascii_uppercase());
        branches.push(format!(
            "{} from {table} as this join {table} as other on other.set_id = this.set_id and {excludes}",
            by("this.id", "other.id", rule, &kind)
        ));
    }
    branches.push(format!("{} from held_twice", by("this_id", "other_id", HOLDERS, "'TENURE'")));
    branches.push(format!(
        "{} from (select distinct this.node_id as this_id, other.node_id as other_id
           from remark_about as this join remark on remark.id = this.remark_id join remark_about as other on other.remark_id = this.remark_id
           where remark.kind = 'CONTRADICTION' and remark.is_leading and other.node_id <> this.node_id) as noted
         join node on node.id = other_id where node.kind not in ({}, 'CLAIM')",
        by("this_id", "other_id", NOTED, "node.kind"),
        records()
    ));
    format!("create view contradicted_by as {};", branches.join(" union all "))
}

/// The same contradictions, once for each record that they are about.
fn about() -> String {
    let mut matters = Vec::new();
    for table in TABLES {
        let (_, records) = names(table);
        for record in records {
            matters
                .push(format!("select {record} as record_id, set_id as matter_id from {table} where not is_leading"));
            // The claims of a set may name other parties: all of them are concerned.
            if !matches!(*record, "subject_id" | "body_id" | "document_id" | "office_id") {
                matters.push(format!(
                    "select this.{record}, this.set_id from {table} as this where this.is_leading
                       and exists (select from {table} as other where other.set_id = this.set_id and not other.is_leading)"
                ));
            }
        }
    }
    matters.push("select subject_id, id from figure where measure = 'members'".to_owned());
    matters.push("select id, id from office where is_single_holder".to_owned());
    matters.push("select body_id, id from office where is_single_holder".to_owned());
    matters.push(
        "select person_id, office_id from tenure join office on office.id = office_id where is_single_holder"
            .to_owned(),
    );
    let noted = "join remark on remark.id = remark_id and remark.kind = 'CONTRADICTION' and remark.is_leading";
    matters.push(format!("select node_id, remark_id from remark_about {noted}"));
    for table in ["figure", "provision", "contact_point", "milestone", "membership", "tenure", "treaty_action"] {
        let (_, records) = names(table);
        matters.push(format!(
            "select {record}, remark_id from remark_about {noted} join {table} on {table}.id = node_id",
            record = records[0]
        ));
    }
    format!(
        "create view contradiction_matter as {};
         create view contradiction_about as
           select matter.record_id, held.* from contradiction_matter as matter,
             lateral (select * from contradiction where contradiction.matter_id = matter.matter_id offset 0) as held;",
        matters.join(" union ")
    )
}
