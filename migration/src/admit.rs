//! How a new kind is let in where the register lists kinds: checks and views.
//!
//! The register itself knows the lists, so a migration names only its own kind. It gets SQL that reads them from the
//! catalog of PostgreSQL, and writes every check and every view that has the whole list anew.

/// What a kind is a kind of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Something with an identity, which every reference to any record may name.
    Record,
    /// A dated, sourced statement.
    Statement,
}

impl Sort {
    /// The kinds of this sort that are there, as PostgreSQL writes them in a list: `'STATE'::text, 'ORGAN'::text`.
    fn known(self) -> &'static str {
        match self {
            Self::Record => "records",
            Self::Statement => "substr(nodes, length(records) + 3)",
        }
    }
}

/// SQL that lets a kind in wherever all kinds of its sort are listed.
///
/// The lists are those of the checks `slug_kind_known` (records) and `node_kind_known` (records, then statements).
pub fn admit(kind: &str, sort: Sort) -> String {
    rewrite(sort, &format!("known || ', ''{kind}''::text'"))
}

/// SQL that undoes [`admit`]. Rows of that kind must be gone.
pub fn dismiss(kind: &str, sort: Sort) -> String {
    rewrite(sort, &format!("replace(known, ', ''{kind}''::text', '')"))
}

/// SQL that lets a reference of a new table name any record there is; `fragment::reference` knows the kinds of the
/// first release only.
pub fn any_record(table: &str, reference: &str) -> String {
    format!(
        "do $$ begin
  execute (select format('alter table {table} drop constraint {table}_{reference}_kind_known,
      add constraint {table}_{reference}_kind_known %s', replace(pg_get_constraintdef(oid), '(kind = ', '({reference}_kind = '))
    from pg_constraint where conname = 'slug_kind_known' and connamespace = current_schema()::regnamespace);
end $$;"
    )
}

/// Writes `wanted` wherever the list `known` stands.
fn rewrite(sort: Sort, wanted: &str) -> String {
    let known = sort.known();
    format!(
        "do $$
declare
  records text := (select substring(pg_get_constraintdef(oid) from 'ARRAY\\[(.*)\\]') from pg_constraint
    where conname = 'slug_kind_known' and connamespace = current_schema()::regnamespace);
  nodes text := (select substring(pg_get_constraintdef(oid) from 'ARRAY\\[(.*)\\]') from pg_constraint
    where conname = 'node_kind_known' and connamespace = current_schema()::regnamespace);
  known text := {known};
  wanted text := {wanted};
  place record;
begin
  if not starts_with(nodes, records || ', ') then
    raise exception 'the check node_kind_known does not list all records first';
  end if;
  for place in select conname, conrelid::regclass as held_by, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'c' and connamespace = current_schema()::regnamespace and strpos(pg_get_constraintdef(oid), known) > 0
  loop
    execute format('alter table %s drop constraint %I, add constraint %I %s',
      place.held_by, place.conname, place.conname, replace(place.definition, known, wanted));
  end loop;
  for place in select oid::regclass as name, pg_get_viewdef(oid) as definition from pg_class
    where relkind = 'v' and relnamespace = current_schema()::regnamespace and strpos(pg_get_viewdef(oid), known) > 0
  loop
    execute format('create or replace view %s as %s', place.name, replace(place.definition, known, wanted));
  end loop;
end $$;"
    )
}

/// SQL that puts a branch before those of a view that is a `union all`. It has the columns of the view, by name.
pub fn add_branch(view: &str, branch: &str) -> String {
    format!(
        "do $do$ begin
  execute 'create or replace view {view} as ' || $branch${branch}$branch$ || ' union all ' || pg_get_viewdef('{view}'::regclass);
end $do$;"
    )
}

/// SQL that takes the branches of a view away in which a text stands, such as `'ANNEX'::text AS kind`, as PostgreSQL
/// writes it. No branch may be a union itself.
pub fn remove_branches(view: &str, mark: &str) -> String {
    format!(
        "do $do$ begin
  execute 'create or replace view {view} as ' || (select string_agg(branch, ' union all ' order by place)
    from regexp_split_to_table(rtrim(pg_get_viewdef('{view}'::regclass), ';'), '\\s+UNION ALL\\s+') with ordinality as branches (branch, place)
    where strpos(branch, $mark${mark}$mark$) = 0);
end $do$;"
    )
}
