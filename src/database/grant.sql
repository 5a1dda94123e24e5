-- Gives the reader and the writer of this database their rights on tables that came since; nothing where there are no
-- such roles, or where the tables are another's.
do $$
declare
  in_schema constant text := current_schema();
  writer constant text := current_database() || '_writer';
  reader constant text := current_database() || '_reader';
  relation record;
begin
  if (select count(*) from pg_roles where rolname in (writer, reader)) < 2 then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('depositary roles', 0));
  for relation in
    select oid::regclass as name, relkind in ('r', 'p') and relname <> 'seaql_migrations' as is_written
    from pg_class
    where relnamespace = in_schema::regnamespace and relkind in ('r', 'p', 'v') and pg_has_role(relowner, 'usage')
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
  loop
    -- A grant that changes nothing still writes to the catalog.
    if not (has_table_privilege(reader, relation.name, 'select') and has_table_privilege(writer, relation.name, 'select')) then
      execute format('grant select on %s to %I, %I', relation.name, reader, writer);
    end if;
    if relation.is_written and not (
      has_table_privilege(writer, relation.name, 'insert') and has_table_privilege(writer, relation.name, 'update')
      and has_table_privilege(writer, relation.name, 'delete')
    ) then
      execute format('grant insert, update, delete on %s to %I', relation.name, writer);
    end if;
  end loop;
  for relation in
    select oid::regclass as name from pg_class
    where relnamespace = in_schema::regnamespace and pg_has_role(relowner, 'usage')
      -- A condition beside it may be computed first, and fails for a table.
      and case when relkind = 'S' then not has_sequence_privilege(writer, oid, 'usage') else false end
  loop
    execute format('grant usage on sequence %s to %I', relation.name, writer);
  end loop;
end
$$;
