//! Slugs that requests give and the register has not, and those that may have been meant.
//!
//! **Invariant:** how long a look takes does not depend on what the register holds. *Why:* anybody may ask for names
//! that name nothing, and where slugs are formed by a rule, almost all of them are similar. *Enforced by:* both
//! statements, which only look names up in the index of the slugs, some three thousand for each name.

use engine::catalog::FindUnknown;
use sea_orm::{
    Condition,
    sea_query::{Alias, ArrayType, Expr, Func, Query, SelectStatement, Value},
};

/// How names are looked up.
pub(super) const FIND: FindUnknown = FindUnknown { unknown, near };

/// Slugs that look like one, the most similar first: of those that differ by one of the first 40 letters or by two that
/// changed places, and of those that stand next to it in the order of slugs, the three most similar ones. Slugs that
/// differ further behind stand next to it.
const NEAR: &str = "(select string_agg(alike.slug, ' ' order by alike.similarity desc, alike.slug) from (\
    select candidate.slug, similarity(candidate.slug, \"given\".\"given\") as similarity from (\
    select slug.slug from slug where slug.slug = any(array(\
    select left(\"given\".\"given\", at - 1) || letter || substr(\"given\".\"given\", at + skipped) \
    from generate_series(1, least(length(\"given\".\"given\") + 1, 40)) as at, unnest(string_to_array('abcdefghijklmnopqrstuvwxyz0123456789-', null) || '{\"\"}') as letter, generate_series(0, 1) as skipped \
    union all select left(\"given\".\"given\", at - 1) || substr(\"given\".\"given\", at + 1, 1) || substr(\"given\".\"given\", at, 1) || substr(\"given\".\"given\", at + 2) \
    from generate_series(1, least(length(\"given\".\"given\"), 40)) as at)) \
    union (select slug.slug from slug where slug.slug < \"given\".\"given\" order by slug.slug desc limit 50) \
    union (select slug.slug from slug where slug.slug > \"given\".\"given\" order by slug.slug limit 50)\
    ) as candidate where similarity(candidate.slug, \"given\".\"given\") > 0.3 \
    order by similarity desc, candidate.slug limit 3) as alike)";

/// Codes of states have so many letters at most.
const IS_LONGER_THAN_CODES: &str = "length(\"given\".\"given\") > 4";

/// The statement that finds the unknown ones of some names. ISO 3166 codes of states are known.
fn unknown(names: &[String]) -> SelectStatement {
    let is_no_code = "not exists (select from state where upper(\"given\".\"given\") in (state.iso2, state.iso3, state.iso_numeric, state.iso_former))";
    given(names)
        .and_where(Expr::cust("not exists (select from slug where slug.slug = \"given\".\"given\")"))
        .cond_where(Condition::any().add(Expr::cust(IS_LONGER_THAN_CODES)).add(Expr::cust(is_no_code)))
        .to_owned()
}

/// The statement that finds names that may have been meant by some.
fn near(names: &[String]) -> SelectStatement {
    given(names).expr_as(Expr::cust(NEAR), "near").to_owned()
}

/// Names as rows.
fn given(names: &[String]) -> SelectStatement {
    let names = names.iter().map(|name| Value::String(Some(name.to_ascii_lowercase()))).collect();
    let names = Value::Array(ArrayType::String, Some(Box::new(names)));
    Query::select()
        .column(("given", "given"))
        .from_function(Func::cust("unnest").arg(Expr::cust_with_values("$1::text[]", [names])), Alias::new("given"))
        .to_owned()
}
