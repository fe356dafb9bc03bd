-- Roles and schema.  Runs before every migration, as the login of the connection, and does
-- nothing where all is in place.  A login that may not create roles needs a database
-- administrator to run this file once.
do $$
begin
    if not exists (select from pg_roles where rolname = 'gongkai_owner') then
        create role gongkai_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'gongkai_server') then
        create role gongkai_server nologin;
    end if;
exception when duplicate_object or unique_violation then
    null; -- another database of the cluster is being migrated at the same moment
end
$$;

do $$
begin
    if not pg_has_role(current_user, 'gongkai_owner', 'member') then
        execute format('grant gongkai_owner to %I', current_user);
    end if;
    if not pg_has_role(current_user, 'gongkai_server', 'member') then
        execute format('grant gongkai_server to %I', current_user);
    end if;
    if not exists (select from pg_namespace where nspname = 'gongkai') then
        create schema gongkai authorization gongkai_owner;
    end if;
    execute format('revoke all on database %I from public', current_database());
    revoke all on schema public from public;
end
$$;
