-- Everything the roles of ours, and PUBLIC, effectively may: a line each, in a fixed order.
-- `make privileges` writes it to tests/data/privileges.txt; test_privileges compares.
with ours as (
    select rolname::text as name, oid from pg_roles where rolname like 'gongkai\_%'),
grantee as (
    select name from ours union all select 'public'),
place as (
    select oid from pg_namespace where nspname = 'gongkai'),
relation as (
    select c.oid, c.relname::text as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
           pg_get_userbyid(c.relowner) as owner, c.reloptions
    from pg_class c where c.relnamespace in (select oid from place)),
line (class, name, text) as (
    select 1, rolname::text,
           format('role %s: %s', rolname, concat_ws(' ',
               case when rolsuper then 'superuser' end, case when rolinherit then 'inherit' end,
               case when rolcreaterole then 'createrole' end,
               case when rolcreatedb then 'createdb' end,
               case when rolcanlogin then 'login' end,
               case when rolreplication then 'replication' end,
               case when rolbypassrls then 'bypassrls' end, rolconfig::text))
    from pg_roles where rolname in (select name from ours)
    union all
    select 2, r.rolname::text,
           format('member of %s: %s%s', r.rolname,
                  case when m.rolname in (select name from ours) then m.rolname::text
                       else 'the login that migrates' end,
                  case when a.admin_option then ', with admin option' else '' end)
    from pg_auth_members a
    join pg_roles r on r.oid = a.roleid
    join pg_roles m on m.oid = a.member
    where r.oid in (select oid from ours) or m.oid in (select oid from ours)
    union all
    select 3, g.name, format('database: %s: %s', g.name, string_agg(p, ' ' order by p))
    from grantee g, unnest(array['connect', 'create', 'temporary']) p
    where has_database_privilege(g.name, current_database(), p)
    group by g.name
    union all
    select 4, s.nspname || g.name,
           format('schema %s: %s: %s', s.nspname, g.name, string_agg(p, ' ' order by p))
    from grantee g, pg_namespace s, unnest(array['create', 'usage']) p
    where s.nspname !~ '^pg_(toast|temp)' and has_schema_privilege(g.name, s.oid, p)
    group by s.nspname, g.name
    union all
    select 5, r.name || g.name,
           format('table %s: %s: %s', r.name, g.name, string_agg(p, ' ' order by p))
    from relation r, grantee g,
         unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references',
                      'trigger']) p
    where r.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege(g.name, r.oid, p)
    group by r.name, g.name
    union all
    select 6, r.name || a.attname || g.name,
           format('column %s.%s: %s: %s', r.name, a.attname, g.name,
                  string_agg(p, ' ' order by p))
    from relation r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped,
    grantee g, unnest(array['select', 'insert', 'update', 'references']) p
    where r.relkind in ('r', 'p', 'v', 'm', 'f')
      and has_column_privilege(g.name, r.oid, a.attnum, p)
      and not has_table_privilege(g.name, r.oid, p)
    group by r.name, a.attname, g.name
    union all
    select 7, r.name || g.name,
           format('sequence %s: %s: %s', r.name, g.name, string_agg(p, ' ' order by p))
    from relation r, grantee g, unnest(array['usage', 'select', 'update']) p
    where case when r.relkind = 'S' then has_sequence_privilege(g.name, r.oid, p) end
    group by r.name, g.name
    union all
    select 8, f.oid::regprocedure::text || g.name,
           format('function %s: %s: execute', f.oid::regprocedure, g.name)
    from pg_proc f, grantee g
    where f.pronamespace in (select oid from place)
      and has_function_privilege(g.name, f.oid, 'execute')
    union all
    select 9, f.oid::regprocedure::text,
           format('function %s is %s''s, runs as its %s%s', f.oid::regprocedure,
                  pg_get_userbyid(f.proowner),
                  case when f.prosecdef then 'owner' else 'caller' end,
                  ', ' || array_to_string(f.proconfig, ', '))
    from pg_proc f
    where f.pronamespace in (select oid from place)
    union all
    select 10, t.typname || g.name, format('type %s: %s: usage', t.typname, g.name)
    from pg_type t, grantee g
    where t.typnamespace in (select oid from place) and t.typelem = 0
      and has_type_privilege(g.name, t.oid, 'usage')
    union all
    select 11, l.lanname || g.name, format('language %s: %s: usage', l.lanname, g.name)
    from pg_language l, grantee g
    where has_language_privilege(g.name, l.oid, 'usage')
    union all
    select 12, coalesce(s.nspname::text, '') || d.defaclobjtype::text,
           format('default in %s for %s by %s: %s', coalesce(s.nspname, 'every schema'),
                  d.defaclobjtype, pg_get_userbyid(d.defaclrole), d.defaclacl)
    from pg_default_acl d left join pg_namespace s on s.oid = d.defaclnamespace
    union all
    select 13, r.name,
           format('rows of %s: %s''s, %s', r.name, r.owner,
                  case when r.relrowsecurity and r.relforcerowsecurity then 'held'
                       when r.relrowsecurity then 'held, but not against the owner'
                       else 'open' end || coalesce(' ' || r.reloptions::text, ''))
    from relation r where r.relkind in ('r', 'p', 'v', 'm')
    union all
    select 14, p.tablename || p.policyname,
           format('policy %s.%s: %s for %s to %s using %s check %s', p.tablename, p.policyname,
                  lower(p.permissive), lower(p.cmd), array_to_string(p.roles, ','),
                  coalesce(regexp_replace(p.qual, '\s+', ' ', 'g'), '-'),
                  coalesce(regexp_replace(p.with_check, '\s+', ' ', 'g'), '-'))
    from pg_policies p where p.schemaname = 'gongkai')
select text from line order by class, name collate "C", text collate "C"
