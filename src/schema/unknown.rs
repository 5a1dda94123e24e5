//! Slugs that requests give and the register has not, and those that may have been meant.
use sea_orm::sea_query::{Alias, ArrayType, Expr, Func, Query, SelectStatement, Value};

/// Slugs that look like one, the most similar first.
const NEAR: &str = "(select string_agg(alike.slug, ' ' order by alike.similarity desc, alike.slug) from (\
    select slug.slug, similarity(slug.slug, \"given\".\"given\") as similarity from slug where slug.slug % \"given\".\"given\" \
    order by similarity desc, slug.slug limit 3) as alike)";

/// The statement that finds the unknown ones of some names. ISO 3166 codes of states are known.
pub(super) fn find(names: &[String]) -> SelectStatement {
    let names = names.iter().map(|name| Value::String(Some(name.to_ascii_lowercase()))).collect();
    let names = Value::Array(ArrayType::String, Some(Box::new(names)));
    Query::select()
        .column(("given", "given"))
        .expr_as(Expr::cust(NEAR), "near")
        .from_function(Func::cust("unnest").arg(Expr::cust_with_values("$1::text[]", [names])), Alias::new("given"))
        .and_where(Expr::cust("not exists (select from slug where slug.slug = \"given\".\"given\")"))
        .and_where(Expr::cust(
            "not exists (select from state where upper(\"given\".\"given\") in (state.iso2, state.iso3, state.iso_numeric, state.iso_former))",
        ))
        .to_owned()
}
