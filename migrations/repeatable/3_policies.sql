-- Who may touch what.  The server's role owns nothing, adds facts and never changes or
-- removes one; row-level security holds it to the agency the request is about
-- (gongkai.agency), or lets it read across agencies where the operation says so
-- (gongkai.scope = 'tree').

grant usage on schema gongkai to gongkai_server;
revoke all on all tables in schema gongkai from gongkai_server;
revoke all on all functions in schema gongkai from public;
grant execute on all functions in schema gongkai to gongkai_server;
revoke execute on function application_inserted(), application_updated() from gongkai_server;

grant select on all tables in schema gongkai to gongkai_server;
grant insert on agency, agency_parent, agency_closure, application, event, applicant, serial,
    audit, idempotency, agency_reading, calendar_day, calendar_change to gongkai_server;
grant insert (notice, region, year, type, dated, published, url, source) on calendar_notice
    to gongkai_server; -- from_start is not the server's to say
grant update (last) on serial to gongkai_server;
grant update (valid_to, successor, version) on agency to gongkai_server;
grant update (channel, applicant_category, applicant_name, content, wanted_form, wanted_route,
    officer, unit, number, submitted_on, arrived_on, received_on, due_on, due_certain,
    waiting_until, paused_until, paused_for, status, closed_on, outcome, version) on application to gongkai_server;
grant update (status, etag, location, reply), delete on idempotency to gongkai_server;

do $$
declare
    t record;
    has_agency boolean;
begin
    for t in select c.oid, c.relname from pg_class c
             where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r' loop
        has_agency := t.relname in ('application', 'event', 'applicant', 'serial',
                                    'tally_entry', 'tally_pending');
        execute format('alter table %I enable row level security', t.relname);
        execute format('alter table %I force row level security', t.relname);
        execute format('drop policy if exists owner on %I', t.relname);
        execute format('create policy owner on %I to gongkai_owner using (true) '
                       'with check (true)', t.relname);
        execute format('drop policy if exists own_agency on %I', t.relname);
        execute format('drop policy if exists whole_tree on %I', t.relname);
        execute format('drop policy if exists common on %I', t.relname);
        if has_agency then
            execute format(
                'create policy own_agency on %I to gongkai_server using (agency = '
                '(select nullif(current_setting(''gongkai.agency'', true), '''')::int))',
                t.relname);
            execute format(
                'create policy whole_tree on %I for select to gongkai_server using '
                '((select current_setting(''gongkai.scope'', true)) = ''tree'')',
                t.relname);
        else
            execute format('create policy common on %I to gongkai_server using (true) '
                           'with check (true)', t.relname);
        end if;
    end loop;
end
$$;
