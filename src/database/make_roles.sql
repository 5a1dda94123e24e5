-- Makes the three roles of this database, or mends their rights. The tables become the owner's.
do $$
declare
  base constant text := current_database();
  in_schema constant text := current_schema();
  owner constant text := base || '_owner';
  writer constant text := base || '_writer';
  reader constant text := base || '_reader';
  is_superuser constant boolean := (select rolsuper from pg_roles where rolname = current_user);
  -- Whose the tables are at present; null before the first migration.
  former constant oid := (select relowner from pg_class where oid = to_regclass(format('%I.seaql_migrations', in_schema)));
  named text;
  change text;
begin
  perform pg_advisory_xact_lock(hashtextextended('depositary roles', 0));
  if octet_length(reader) > 63 then
    raise exception 'the name of the database % is too long for the names of its roles: it may have 56 bytes', base;
  end if;
  foreach named in array array[owner, writer, reader] loop
    if not exists (select from pg_roles where rolname = named) then
      execute format('create role %I login', named);
    end if;
    if is_superuser then
      execute format('alter role %I nosuperuser nocreatedb nocreaterole noreplication nobypassrls', named);
    end if;
    if exists (
      select from pg_roles
      where rolname = named and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
    ) then
      raise exception 'the role % may do more than it needs (superuser, createdb, createrole, replication or bypassrls): a superuser has to take that away', named;
    end if;
    if exists (select from pg_auth_members join pg_roles on pg_roles.oid = member where rolname = named) then
      raise exception 'the role % is a member of another role, and has its rights: revoke that first', named;
    end if;
  end loop;

  if not is_superuser and current_user <> owner then
    -- Whoever gives a table to a role must be a member of that role, and needs to be one to migrate later.
    execute format('grant %I to current_user', owner);
  end if;
  execute format('revoke create, temporary on database %I from public', base);
  execute format('revoke create on schema %I from public', in_schema);
  execute format('grant connect, create on database %I to %I', base, owner);
  execute format('grant connect on database %I to %I, %I', base, writer, reader);
  execute format('grant usage, create on schema %I to %I', in_schema, owner);
  execute format('grant usage on schema %I to %I, %I', in_schema, writer, reader);
  execute format('alter role %I in database %I set default_transaction_read_only = on', reader, base);
  if is_superuser then
    -- The one way to store something that needs no right by default.
    revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
  end if;

  for change in
    select format('alter %s %s owner to %I', case relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, oid::regclass, owner)
    from pg_class
    where relnamespace = in_schema::regnamespace and relowner = former and relkind in ('r', 'p', 'v', 'S')
      -- What an extension made is the extension's; the sequence of a column goes with its table.
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('e', 'a', 'i') and (deptype = 'e' or relkind = 'S'))
    union all
    select format('alter routine %s owner to %I', oid::regprocedure, owner)
    from pg_proc
    where pronamespace = in_schema::regnamespace and proowner = former
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    union all
    select format('alter type %s owner to %I', oid::regtype, owner)
    from pg_type
    where typnamespace = in_schema::regnamespace and typowner = former and typtype in ('d', 'e')
      and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')
  loop
    exit when former = owner::regrole;
    execute change;
  end loop;
  -- From the moment at which a migration makes a table or view anew.
  execute format('alter default privileges for role %I in schema %I grant select on tables to %I, %I', owner, in_schema, writer, reader);
end
$$;
