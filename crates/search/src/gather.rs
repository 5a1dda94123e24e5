//! Which texts a record is found by, and whose entries a change touches.

mod links;

use super::{
    entry::{Entry, Weight},
    numbers,
    query::{marks_of_date, marks_of_spell},
    statement,
};
use entity::vocabulary::{NodeKind, Vocabulary as _};
use sea_orm::{ConnectionTrait, DbErr};
use std::{collections::BTreeMap, fmt::Write as _, sync::LazyLock};
use time::Date;

/// Statements of which the record under which they stand has the text.
const TEXTS: &[NodeKind] = &[
    NodeKind::Name,
    NodeKind::Claim,
    NodeKind::AgendaItem,
    NodeKind::Provision,
    NodeKind::ContactPoint,
    NodeKind::Figure,
    NodeKind::Milestone,
];

/// Table of each kind of statement, the column that names the record under which it stands, and whether that record
/// has its text. A remark on a statement is found under that record.
fn statements() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    NodeKind::STATEMENTS.iter().filter_map(|kind| Some((kind.table(), kind.owner()?, TEXTS.contains(kind))))
}

/// The entries of these records, with their kinds.
///
/// What an editor has set aside (`DEPRECATED`) is not there; other claims that compete are, each as it stands.
///
/// # Errors
/// Where the database refuses.
pub async fn entries(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, (String, Entry)>, DbErr> {
    let rows = db.query_all_raw(statement(ALL.as_str(), [numbers(ids.iter().copied())])).await?;
    let mut found = BTreeMap::<i64, (String, Vec<(Weight, String)>)>::new();
    for row in rows {
        let weight = row.try_get_by_index::<String>(1)?;
        let weight = Weight::of(&weight).ok_or_else(|| DbErr::Custom(format!("no weight {weight}")))?;
        let (kind, texts) = found.entry(row.try_get_by_index(0)?).or_default();
        if weight == Weight::A {
            *kind = row.try_get_by_index(3)?;
        }
        texts.push((weight, row.try_get_by_index(2)?));
    }
    let mut dates = dates(db, ids).await?;
    let mut entry = |id: i64, texts: &[(Weight, String)]| {
        let texts = texts.iter().map(|(weight, text)| (*weight, text.as_str()));
        Entry::of(texts, dates.remove(&id).unwrap_or_default())
    };
    Ok(found.into_iter().map(|(id, (kind, texts))| (id, (kind, entry(id, &texts)))).collect())
}

/// The marks of the dates of these records.
async fn dates(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, Vec<String>>, DbErr> {
    let mut dates = BTreeMap::<i64, Vec<String>>::new();
    for row in db.query_all_raw(statement(DATES, [numbers(ids.iter().copied())])).await? {
        let (from, to) = (row.try_get_by_index::<Date>(1)?, row.try_get_by_index::<Date>(2)?);
        let marks = if row.try_get_by_index(3)? { marks_of_spell(from, to) } else { marks_of_date(from, to) };
        dates.entry(row.try_get_by_index(0)?).or_default().extend(marks);
    }
    Ok(dates)
}

/// Dates of some records: record, bounds, and whether it lasted all days between. A spell without an end is taken to
/// last until the last day that a source vouches for.
const DATES: &str = "WITH asked AS MATERIALIZED (SELECT unnest($1::bigint[]) AS id)
  SELECT id, least(a, b), greatest(a, b), is_spell FROM (
    SELECT asked.id, date_earliest AS a, date_latest AS b, false AS is_spell FROM asked JOIN meeting USING (id)
    UNION ALL SELECT asked.id, date_earliest, date_latest, false FROM asked JOIN event USING (id)
    UNION ALL SELECT asked.id, date_earliest, date_latest, false FROM asked
      JOIN milestone ON subject_id = asked.id AND rank <> 'DEPRECATED'
    UNION ALL SELECT asked.id, coalesce(from_latest, attested_on_earliest, to_earliest),
        coalesce(to_earliest, attested_on_latest, from_latest), true
      FROM asked JOIN tenure ON asked.id IN (person_id, office_id) AND rank <> 'DEPRECATED'
  ) AS dates WHERE a IS NOT NULL AND b IS NOT NULL";

/// The records whose entries have something of these nodes, as the register stands.
///
/// # Errors
/// Where the database refuses.
pub async fn records_of(db: &impl ConnectionTrait, nodes: &[i64]) -> Result<Vec<i64>, DbErr> {
    let rows = db.query_all_raw(statement(TOUCHED.as_str(), [numbers(nodes.iter().copied())])).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// All texts of some records: record, weight, text, and the kind beside the display name. In the order of weights,
/// of the sorts of texts, and of the statements.
static ALL: LazyLock<String> = LazyLock::new(|| {
    let mut sql = "WITH asked AS MATERIALIZED (SELECT unnest($1::bigint[]) AS id) SELECT id, weight, text, kind FROM ("
        .to_owned();
    for table in NodeKind::RECORDS.iter().map(|kind| kind.table()) {
        let _ = write!(
            sql,
            "SELECT asked.id, 'A' AS weight, 0 AS sort, asked.id AS place, t.name::text AS text, t.node_kind AS kind FROM asked JOIN {table} t ON t.id = asked.id UNION ALL "
        );
    }
    for table in ["organization", "organ"] {
        let _ = write!(
            sql,
            "SELECT asked.id, 'B', 1, asked.id, t.abbreviation, NULL FROM asked JOIN {table} t ON t.id = asked.id WHERE t.abbreviation IS NOT NULL UNION ALL "
        );
    }
    sql.push_str(
        "SELECT asked.id, 'B', 2, name.id, name.text::text, NULL FROM asked JOIN name ON name.subject_id = asked.id AND name.rank <> 'DEPRECATED'
         UNION ALL
         SELECT asked.id, 'B', 3, claim.id, claim.value, NULL FROM asked JOIN claim ON claim.subject_id = asked.id
           AND claim.field IN ('name', 'abbreviation') AND claim.rank <> 'DEPRECATED'
         UNION ALL
         SELECT asked.id, 'B', 3, citation.id, citation.named_as, NULL FROM asked
           JOIN citation ON citation.subject_id = asked.id AND citation.field IS NULL AND citation.named_as IS NOT NULL
         UNION ALL
         SELECT asked.id, 'C', 4, asked.id, concat_ws(', ', place.locality, place.region), NULL FROM asked
           JOIN place ON place.id = asked.id AND place.region IS NOT NULL
         UNION ALL
         SELECT asked.id, 'C', 4, agenda_item.id, agenda_item.title, NULL FROM asked
           JOIN agenda_item ON agenda_item.gathering_id = asked.id AND agenda_item.rank <> 'DEPRECATED'
         UNION ALL
         SELECT about.id, 'C', 5, about.topic_id, topic.name::text, NULL FROM (
           SELECT asked.id, node_topic.topic_id FROM asked JOIN node_topic ON node_topic.node_id = asked.id
           UNION
           SELECT asked.id, node_topic.topic_id FROM asked
             JOIN agenda_item ON agenda_item.gathering_id = asked.id AND agenda_item.rank <> 'DEPRECATED'
             JOIN node_topic ON node_topic.node_id = agenda_item.id
         ) about JOIN topic ON topic.id = about.topic_id
         UNION ALL
         SELECT asked.id, 'D', 6, provision.id, concat_ws(' ', provision.text, (
             SELECT string_agg(item, '; ' ORDER BY place) FROM jsonb_array_elements_text(provision.items) WITH ORDINALITY AS items (item, place)
           )), NULL FROM asked JOIN provision ON provision.subject_id = asked.id AND provision.rank <> 'DEPRECATED'
         UNION ALL
         SELECT asked.id, 'D', 6, contact_point.id, concat(lower(contact_point.kind), ': ', concat_ws(', ', contact_point.value, place.name::text)), NULL
           FROM asked JOIN contact_point ON contact_point.subject_id = asked.id AND contact_point.rank <> 'DEPRECATED'
           LEFT JOIN place ON place.id = contact_point.place_id
         UNION ALL
         SELECT asked.id, 'D', 6, figure.id, concat_ws(': ', figure.measure, figure.label), NULL
           FROM asked JOIN figure ON figure.subject_id = asked.id AND figure.rank <> 'DEPRECATED'
         UNION ALL
         SELECT remarked.id, 'D', 7, remark.id, remark.text, NULL FROM (
           SELECT asked.id, remark_about.remark_id FROM asked JOIN remark_about ON remark_about.node_id = asked.id
           UNION
           SELECT asked.id, remark.id FROM asked JOIN remark ON remark.meeting_id = asked.id",
    );
    for (table, owner, _) in statements() {
        let _ = write!(
            sql,
            " UNION SELECT asked.id, remark_about.remark_id FROM asked JOIN {table} t ON t.{owner} = asked.id JOIN remark_about ON remark_about.node_id = t.id"
        );
    }
    sql.push_str(
        ") remarked (id, remark_id) JOIN remark ON remark.id = remarked.remark_id AND remark.rank <> 'DEPRECATED'",
    );
    links::texts(&mut sql, &NodeKind::RECORDS.iter().map(|kind| kind.table()).collect::<Vec<_>>());
    sql.push_str(") texts ORDER BY id, weight, sort, place, text COLLATE \"C\"");
    sql
});

/// Records that have a text of some nodes: themselves, those whose name, topic, agenda item, provision, remark, contact
/// point, figure or link they are.
static TOUCHED: LazyLock<String> = LazyLock::new(|| {
    let mut sql = "WITH changed AS MATERIALIZED (SELECT unnest($1::bigint[]) AS id), touched AS (
         SELECT id FROM changed
         UNION SELECT node_topic.node_id FROM changed JOIN node_topic ON node_topic.topic_id = changed.id
         UNION SELECT remark_about.node_id FROM changed JOIN remark_about ON remark_about.remark_id = changed.id
         UNION SELECT remark.meeting_id FROM changed JOIN remark ON remark.id = changed.id
         UNION SELECT contact_point.subject_id FROM changed JOIN contact_point ON contact_point.place_id = changed.id"
        .to_owned();
    links::touched(&mut sql);
    sql.push_str("), owners AS (SELECT id FROM touched");
    for (table, owner, has_text) in statements() {
        let remarked = if has_text { "" } else { " WHERE EXISTS (SELECT FROM remark_about WHERE node_id = t.id)" };
        let _ = write!(sql, " UNION SELECT t.{owner} FROM touched JOIN {table} t ON t.id = touched.id{remarked}");
    }
    let kinds = NodeKind::RECORDS.iter().map(|kind| format!("'{}'", kind.name())).collect::<Vec<_>>().join(", ");
    let _ = write!(
        sql,
        ") SELECT node.id FROM owners JOIN node ON node.id = owners.id WHERE node.kind IN ({kinds}) ORDER BY 1"
    );
    sql
});
