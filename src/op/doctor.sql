-- What could be wrong with the server, the database, the roles and the tables: a row a check
-- of doctor.def, whether it is wrong, and what was found.
with setting as (
    select current_setting('log_statement') as log_statement,
           current_setting('log_parameter_max_length') as logged,
           current_setting('log_parameter_max_length_on_error') as logged_on_error
),
me as (
    select * from pg_roles where rolname = current_user
),
login as (
    select * from pg_roles where rolname = session_user
),
room as (
    select n.oid, n.nspowner from pg_namespace n where n.nspname = 'gongkai'
),
own as (
    select 'schema gongkai' as what, nspowner as owner from room
    union all
    select c.relname, c.relowner from pg_class c, room where c.relnamespace = room.oid
    union all
    select p.proname, p.proowner from pg_proc p, room where p.pronamespace = room.oid
    union all
    select t.typname, t.typowner from pg_type t, room where t.typnamespace = room.oid
),
tables as (
    select c.oid, c.relname, c.relrowsecurity and c.relforcerowsecurity as fenced
    from pg_class c, room
    where c.relnamespace = room.oid and c.relkind in ('r', 'p')
),
of_public as (
    select 'database' as place, a.privilege_type as right
    from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
    where d.datname = current_database() and a.grantee = 0
    union all
    select 'schema', a.privilege_type
    from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
    where n.nspname = 'public' and a.grantee = 0
)
select 'postgres_version' as code,
       current_setting('server_version_num')::int < 150020 as wrong,
       current_setting('server_version') as found
union all
select name, current_setting(name) = 'off', current_setting(name)
from unnest(array['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) name
union all
select name, current_setting(name) <> wanted, current_setting(name)
from (values ('server_encoding', 'UTF8'), ('password_encryption', 'scram-sha-256'),
             ('log_error_verbosity', 'terse')) as v (name, wanted)
union all
select 'log_parameters', logged <> '0' or logged_on_error <> '0',
       'log_parameter_max_length = ' || logged
           || ', log_parameter_max_length_on_error = ' || logged_on_error
from setting
union all
select 'log_statement', log_statement in ('mod', 'all'), log_statement
from setting
union all
select 'server_role', rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication,
       concat_ws(', ', rolname, case when rolsuper then 'SUPERUSER' end,
                 case when rolbypassrls then 'BYPASSRLS' end,
                 case when rolcreaterole then 'CREATEROLE' end,
                 case when rolcreatedb then 'CREATEDB' end,
                 case when rolreplication then 'REPLICATION' end)
from me
union all
select 'server_owns', count(*) > 0, string_agg(distinct what, ', ' order by what)
from own
where pg_has_role(current_user, owner, 'member')
union all
select 'login_role', rolsuper or rolbypassrls, rolname
from login
union all
select 'row_security', count(*) > 0, string_agg(relname, ', ' order by relname)
from tables
where not fenced
union all
select 'policies', count(*) > 0, string_agg(relname, ', ' order by relname)
from tables
where not exists (select from pg_policy p where p.polrelid = tables.oid)
union all
select 'public_database', count(*) > 0, string_agg("right", ', ' order by "right")
from of_public
where place = 'database'
union all
select 'public_schema', count(*) > 0, string_agg("right", ', ' order by "right")
from of_public
where place = 'schema'
