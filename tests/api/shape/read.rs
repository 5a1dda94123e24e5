//! What one query reads: its tables, filter, order and limit.

use super::PARENT;
use sqlparser::ast::{
    Expr, GroupByExpr, JoinConstraint, JoinOperator, LimitClause, ObjectName, OrderByKind, OrderBySort, Query, Select,
    SelectItem, SetExpr, TableFactor, Visit, Visitor,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    ops::ControlFlow,
};

/// What a query reads, how it is filtered and ordered.
pub fn described(query: &Query) -> String {
    let mut read = Read::default();
    if let Some(with) = &query.with {
        read.look_into(with);
        read.inner.made.extend(with.cte_tables.iter().map(|part| part.alias.name.value.clone()));
    }
    let union = match query.body.as_ref() {
        SetExpr::Select(select) => {
            read.select(select);
            String::new()
        }
        other => part(other),
    };
    if let Some(order) = &query.order_by
        && let OrderByKind::Expressions(parts) = &order.kind
    {
        for part in parts {
            let columns = read.columns(&part.expr);
            let direction = if part.options.sort == Some(OrderBySort::Desc) { " desc" } else { "" };
            read.order.extend(columns.into_iter().map(|column| format!("{column}{direction}")));
        }
    }
    if let Some(LimitClause::LimitOffset { limit: Some(limit), .. }) = &query.limit_clause {
        read.limit = Some(limit.to_string());
    }
    union + &read.text()
}

fn part(body: &SetExpr) -> String {
    match body {
        SetExpr::Select(select) => {
            let mut read = Read::default();
            read.select(select);
            read.text()
        }
        SetExpr::Query(query) => described(query),
        SetExpr::SetOperation { left, right, .. } => format!("{} union {}", part(left), part(right)),
        other => panic!("neither a select nor a union: {other}"),
    }
}

/// What was found of one query.
#[derive(Default)]
struct Read {
    /// What it makes of the rows, such as a count.
    verb: &'static str,
    /// The tables in order of use, the first without `join`.
    tables: Vec<String>,
    /// Names of tables by their alias.
    aliases: BTreeMap<String, String>,
    /// Tables of subqueries.
    inner: Names,
    filter: Vec<String>,
    groups: Vec<String>,
    order: Vec<String>,
    limit: Option<String>,
}

impl Read {
    fn select(&mut self, select: &Select) {
        self.verb = if counts(select) { "count of " } else { "" };
        for from in &select.from {
            self.factor(&from.relation);
            for join in &from.joins {
                self.factor(&join.relation);
            }
        }
        for item in &select.projection {
            self.look_into(item);
        }
        let joins = select.from.iter().flat_map(|from| &from.joins);
        for condition in joins.filter_map(|join| condition(&join.join_operator)) {
            self.look_into(condition);
        }
        if let Some(filter) = &select.selection {
            let columns = self.columns(filter);
            self.filter.extend(columns);
        }
        if let GroupByExpr::Expressions(groups, _) = &select.group_by {
            for group in groups {
                let columns = self.columns(group);
                self.groups.extend(columns);
            }
        }
    }

    /// A table under its alias; of a subquery only its tables.
    fn factor(&mut self, factor: &TableFactor) {
        let alias = name_of(factor);
        match factor {
            TableFactor::Table { name, args: None, .. } => {
                self.aliases.insert(alias, name_in(name));
                self.tables.push(name_in(name));
            }
            TableFactor::Derived { lateral: true, .. } => self.look_into(factor),
            _ => {
                self.tables.push(alias);
                self.look_into(factor);
            }
        }
    }

    /// Notes the tables of subqueries.
    fn look_into(&mut self, part: &impl Visit) {
        let _ = part.visit(&mut self.inner);
    }

    /// The columns of an expression in order, each once; the tables of its subqueries are noted.
    fn columns(&mut self, expr: &Expr) -> Vec<String> {
        self.look_into(expr);
        let mut columns = Columns::default();
        let _ = expr.visit(&mut columns);
        let mut shown = Vec::new();
        for (table, column) in columns.found {
            let table = table.map(|table| self.aliases.get(&table).cloned().unwrap_or(table));
            let is_of_first = table.as_ref().is_none_or(|table| Some(table) == self.tables.first());
            let column = match table {
                Some(table) if table == PARENT => continue,
                Some(table) if !is_of_first => format!("{table}.{column}"),
                _ => column,
            };
            if !shown.contains(&column) {
                shown.push(column);
            }
        }
        shown
    }

    fn text(&self) -> String {
        let mut text = format!("{}{}", self.verb, self.tables.join(" join "));
        let inner: Vec<_> = self.inner.tables.difference(&self.inner.made).map(String::as_str).collect();
        for (word, columns) in [(" where ", &self.filter), (" group ", &self.groups), (" order ", &self.order)] {
            if !columns.is_empty() {
                text.push_str(word);
                text.push_str(&columns.join(", "));
            }
        }
        if let Some(limit) = &self.limit {
            write!(text, " limit {limit}").expect("a string takes all");
        }
        if !inner.is_empty() {
            write!(text, "; reads {}", inner.join(", ")).expect("a string takes all");
        }
        text
    }
}

/// Whether a select shows a count of rows.
fn counts(select: &Select) -> bool {
    select.projection.iter().any(|item| match item {
        SelectItem::UnnamedExpr(Expr::Function(function))
        | SelectItem::ExprWithAlias { expr: Expr::Function(function), .. } => {
            name_in(&function.name).eq_ignore_ascii_case("count")
        }
        _ => false,
    })
}

fn condition(join: &JoinOperator) -> Option<&Expr> {
    match join {
        JoinOperator::Join(constraint)
        | JoinOperator::Inner(constraint)
        | JoinOperator::Left(constraint)
        | JoinOperator::LeftOuter(constraint) => match constraint {
            JoinConstraint::On(condition) => Some(condition),
            _ => None,
        },
        _ => None,
    }
}

/// The alias of a table, function or subquery, or else its name.
pub fn name_of(factor: &TableFactor) -> String {
    match factor {
        TableFactor::Table { name, alias, .. } => {
            alias.as_ref().map_or_else(|| name_in(name), |alias| alias.name.value.clone())
        }
        TableFactor::Derived { alias: Some(alias), .. } | TableFactor::UNNEST { alias: Some(alias), .. } => {
            alias.name.value.clone()
        }
        other => other.to_string(),
    }
}

/// The last part of a name, without quotes.
fn name_in(name: &ObjectName) -> String {
    name.0.last().and_then(|part| part.as_ident()).map_or_else(|| name.to_string(), |name| name.value.clone())
}

/// A column, with the table or alias in front where there is one.
pub fn column(expr: &Expr) -> Option<(Option<String>, String)> {
    match expr {
        Expr::Identifier(column) => Some((None, column.value.clone())),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [.., table, column] => Some((Some(table.value.clone()), column.value.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// Collects the names of tables, and those that a query gives to its own parts.
#[derive(Default)]
struct Names {
    tables: BTreeSet<String>,
    made: BTreeSet<String>,
}

impl Visitor for Names {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let parts = query.with.iter().flat_map(|with| &with.cte_tables);
        self.made.extend(parts.map(|part| part.alias.name.value.clone()));
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::Table { name, args: None, .. } = factor {
            self.tables.insert(name_in(name));
        }
        ControlFlow::Continue(())
    }
}

/// Collects the columns of an expression, not those of its subqueries.
#[derive(Default)]
struct Columns {
    depth: usize,
    found: Vec<(Option<String>, String)>,
}

impl Visitor for Columns {
    type Break = ();

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        if self.depth == 0 {
            self.found.extend(column(expr));
        }
        ControlFlow::Continue(())
    }
}
