//! The shape of a statement: what a reviewer reads of its cost, and no more of its text.
//!
//! One line says how the rows are reached, the tables in order of use, the columns of the filter and of the order, and
//! the tables of subqueries. It does not say which columns are shown, how an expression is written, or which names
//! aliases have, so that it stays when these change.
//!
//! ```text
//! root: organization where id; reads slug
//! per parent: meeting join meeting_organ where meeting_organ.organ_id order meeting_organ.date_order, meeting_organ.meeting_id limit 21
//! per parent: count of membership where body_id, is_leading
//! by keys: place where id
//! all: state limit 2001
//! ```
//!
//! | access | is |
//! | --- | --- |
//! | `root` | joined to the row of `register`, which has the revision |
//! | `per parent` | once for each key of the parents, which come as one array |
//! | `by keys` | a comparison of a column with an array of keys |
//! | `filtered` | any other filter |
//! | `all` | no filter |

mod read;

use read::{column, described, name_of};
use sqlparser::{
    ast::{BinaryOperator, Expr, Query, Select, SelectItem, Statement, TableFactor},
    dialect::PostgreSqlDialect,
    parser::Parser,
};

/// The alias under which the keys of the parents stand in a statement of the engine.
const PARENT: &str = "parent";

/// The shapes of statements, sorted, each in a line of its own, below their number.
pub fn shapes(statements: &[String]) -> String {
    let mut shapes: Vec<_> = statements.iter().map(|statement| shape(statement)).collect();
    shapes.sort();
    format!("-- {} statements\n{}\n", shapes.len(), shapes.join("\n"))
}

/// The shape of a statement that reads.
pub fn shape(sql: &str) -> String {
    let statements = Parser::parse_sql(&PostgreSqlDialect {}, sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    let [Statement::Query(query)] = statements.as_slice() else { panic!("not one query: {sql}") };
    let select = query.body.as_select().unwrap_or_else(|| panic!("not a select: {sql}"));
    match derived(select) {
        Some((table, rows)) if table == "register" => format!("root: {}", described(rows)),
        Some((table, page)) if table == PARENT => format!("per parent: {}", described(page)),
        _ => match counted(select) {
            Some(count) => format!("per parent: {}", described(count)),
            None => format!("{}: {}", access(select), described(query)),
        },
    }
}

/// The first table or function, and the subquery that is joined to it, where there is nothing else.
fn derived(select: &Select) -> Option<(String, &Query)> {
    let [from] = select.from.as_slice() else { return None };
    let [join] = from.joins.as_slice() else { return None };
    let TableFactor::Derived { subquery, .. } = &join.relation else { return None };
    Some((name_of(&from.relation), subquery))
}

/// The subquery that counts for each parent.
fn counted(select: &Select) -> Option<&Query> {
    let [from] = select.from.as_slice() else { return None };
    if name_of(&from.relation) != PARENT {
        return None;
    }
    select.projection.iter().find_map(|item| match item {
        SelectItem::ExprWithAlias { expr: Expr::Subquery(query), .. } => Some(query.as_ref()),
        _ => None,
    })
}

fn access(select: &Select) -> &'static str {
    match &select.selection {
        None => "all",
        Some(filter) if is_by_keys(filter) => "by keys",
        Some(_) => "filtered",
    }
}

/// Whether a column is compared with an array of keys, by that alone or among other conditions.
fn is_by_keys(filter: &Expr) -> bool {
    match filter {
        Expr::Nested(inner) => is_by_keys(inner),
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => is_by_keys(left) || is_by_keys(right),
        Expr::AnyOp { left, compare_op: BinaryOperator::Eq, .. } => column(left).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{shape, shapes};

    const ROOT: &str = "SELECT register.revision, rows.* FROM register LEFT JOIN (";
    const OF_ROOT: &str = ") AS rows ON true WHERE register.is_only";
    const PAGE: &str = "SELECT parent.parent, page.* FROM unnest(CAST($1 AS int8[])) AS parent INNER JOIN LATERAL (";
    const OF_PAGE: &str = ") AS page ON true";

    #[test]
    fn a_record_at_the_root() {
        let sql = format!(
            "{ROOT}SELECT organ.id, organ.name FROM organ WHERE organ.id = (select node_id from slug where slug.slug = $1){OF_ROOT}"
        );
        assert_eq!(shape(&sql), "root: organ where id; reads slug");
    }

    #[test]
    fn a_page_for_each_parent() {
        let sql = format!(
            "{PAGE}SELECT meeting.id, meeting.name FROM meeting INNER JOIN meeting_organ ON meeting_organ.meeting_id = meeting.id
             WHERE meeting_organ.organ_id = parent.parent AND (meeting.kind = $2 or meeting.kind is null)
             ORDER BY meeting_organ.date_order DESC, meeting.id ASC LIMIT 21{OF_PAGE}"
        );
        assert_eq!(
            shape(&sql),
            "per parent: meeting join meeting_organ where meeting_organ.organ_id, kind order meeting_organ.date_order desc, id limit 21"
        );
    }

    #[test]
    fn a_count_for_each_parent() {
        let sql =
            "SELECT parent.parent, (SELECT COUNT(*) FROM membership WHERE membership.body_id = parent.parent) AS count
                   FROM unnest(CAST($1 AS int8[])) AS parent";
        assert_eq!(shape(sql), "per parent: count of membership where body_id");
    }

    #[test]
    fn statements_of_one_table() {
        assert_eq!(shape("SELECT place.id FROM place WHERE place.id = any($1)"), "by keys: place where id");
        assert_eq!(shape("SELECT id, name FROM state LIMIT 2001"), "all: state limit 2001");
        assert_eq!(shape("select id from state where name = $1"), "filtered: state where name");
        // An array of values that SQL makes is none of keys only where another condition may hold instead.
        assert_eq!(shape("select id from state where id = any($1) and name = $2"), "by keys: state where id, name");
        assert_eq!(shape("select id from state where id = any($1) or name = $2"), "filtered: state where id, name");
    }

    #[test]
    fn quotes_parentheses_aliases_and_what_is_shown_do_not_count() {
        let one = "SELECT \"state\".\"id\", \"state\".\"name\" FROM \"state\" WHERE ((\"state\".\"id\" = any($1)))";
        let other = "select s.id as key from state as s where s.id = any($7)";
        assert_eq!(shape(one), shape(other));
    }

    #[test]
    fn the_tables_of_subqueries_are_said_wherever_they_stand() {
        for sql in [
            "select (select max(cited.day) from citation as cited) from state",
            "select state.id from state cross join lateral (select citation.day from citation) as cited",
            "select state.id from state order by (select max(day) from citation)",
            "with found as (select * from citation) select state.id, array(select day from found) from state",
        ] {
            let shape = shape(sql);
            assert!(shape.starts_with("all: state") && shape.ends_with("; reads citation"), "{shape}");
        }
    }

    #[test]
    fn unions_and_groups() {
        assert_eq!(
            shape("select kind, count(*) from state group by kind order by kind"),
            "all: count of state group kind order kind"
        );
        let sql = format!(
            "{PAGE}select id from state where a = parent.parent union all select id from organ order by id limit 2{OF_PAGE}"
        );
        assert_eq!(shape(&sql), "per parent: state where a union organ order id limit 2");
    }

    #[test]
    fn each_statement_has_a_line_and_their_number_stands_above() {
        let statements = ["select id from state", "select id from organ", "select id from state"].map(str::to_owned);
        assert_eq!(shapes(&statements), "-- 3 statements\nall: organ\nall: state\nall: state\n");
    }

    #[test]
    #[should_panic(expected = "not one query")]
    fn what_does_not_read_has_no_shape() {
        shape("delete from state");
    }
}
