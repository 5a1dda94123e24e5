-- Fails where the reader or the writer of this database could do more than its name says.
do $$
declare
  base constant text := current_database();
  in_schema constant text := current_schema();
  writer constant text := base || '_writer';
  reader constant text := base || '_reader';
  named text;
  relation text;
begin
  foreach named in array array[writer, reader] loop
    if has_database_privilege(named, base, 'create, temporary') then
      raise exception 'the role % may still make schemas or temporary tables in the database %: its owner has to revoke that (from public too)', named, base;
    end if;
    if has_schema_privilege(named, in_schema, 'create') then
      raise exception 'the role % may still make tables in the schema %: its owner has to revoke that (from public too)', named, in_schema;
    end if;
  end loop;
  select oid::regclass into relation
  from pg_class
  where relnamespace = in_schema::regnamespace and relkind in ('r', 'p', 'v') and (
    has_table_privilege(reader, oid, 'insert, update, delete, truncate')
    or has_table_privilege(writer, oid, 'truncate')
    or relname = 'seaql_migrations' and has_table_privilege(writer, oid, 'insert, update, delete')
  )
  limit 1;
  if found then
    raise exception 'a role may do more with % than it needs: revoke all on it from public, from % and from %, and begin again', relation, writer, reader;
  end if;
end
$$;
