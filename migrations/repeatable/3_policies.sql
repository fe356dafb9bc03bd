-- Who may touch what.  The server's role owns nothing, adds facts and never changes or
-- removes one.  Row-level security holds it to what the request may see (function enter):
-- with no request begun it sees no row of any table.
--
-- A row that any policy shows is seen, and PostgreSQL asks them in the reverse order of their
-- names: own_agency and kin, a comparison, come before below, which asks for the whole reach.

-- How far a request sees: with the scope none, what is common; else its own agency; with tree
-- all below it, too, but for what their cases hold in files and words; with admin, what is no
-- case; with all, everything.
create or replace function scope() returns text
language sql stable parallel safe as $$
    select coalesce(current_setting('gongkai.scope', true), '')
$$;
create or replace function own() returns integer
language sql stable parallel safe as $$
    select case when scope() not in ('', 'none')
           then nullif(current_setting('gongkai.agency', true), '')::int end
$$;

-- Which letters a case has, for who sees the case: the agency itself, and who inspects it from
-- above.  The table is open to the agency alone, for it holds what they say.
create or replace function case_letters(of_agency integer, of_application bigint) returns json
language plpgsql stable security definer set search_path = gongkai, pg_temp as $$
begin
    return (
        select coalesce(json_agg(letter_json(l) order by l.n), '[]')
        from letter l
        where l.agency = of_agency and l.application = of_application
          and (scope() = 'all' or l.agency = own()
               or (scope() = 'tree' and l.agency in (select reach()))));
end
$$;

grant usage on schema gongkai to gongkai_server;
revoke all on all tables in schema gongkai from gongkai_server;
revoke all on all functions in schema gongkai from public;
-- What is made later is nobody's either, until it is granted.  Not for the schema alone: what
-- is set there can only add to what holds everywhere.
alter default privileges for role gongkai_owner revoke execute on functions from public;
grant execute on all functions in schema gongkai to gongkai_server;
revoke execute on function application_inserted(), application_updated(), audit_kept(),
    audit_head_moves() from gongkai_server;
revoke execute on function key_is_in_use(), remedy_event_kept() from gongkai_server;
revoke execute on function letter_kept(), added_only() from gongkai_server;
revoke execute on function event_kept(), disposed_kept(), attachment_kept(),
    attachment_chunk_kept(), attachment_release_kept(), disposal_erase(integer, bigint[]),
    disposal_certify(integer, bigint[], bigint, text, text, integer, text)
    from gongkai_server; -- but as parts of disposal_carry_out

-- All tables but those that only the functions of 2_account.sql may read.
do $$
declare
    t record;
begin
    for t in select c.relname from pg_class c
             where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r'
               and c.relname not in ('account', 'account_link', 'session', 'token') loop
        execute format('grant select on %I to gongkai_server', t.relname);
    end loop;
end
$$;
grant select (id, agency, login, name, roles, state, source, totp_confirmed, locked_until,
    created_at, version) on account to gongkai_server;
grant select (id, agency, name, scopes, made_at, expires_at, used_at, revoked_at) on token
    to gongkai_server;
grant insert on agency, agency_parent, agency_closure, application, event, applicant, case_person, serial,
    idempotency, agency_reading, calendar_day, calendar_change, confirmation_steps,
    delegation, proposal, proposal_step to gongkai_server;
grant insert on disclosure, export_grant, inspection to gongkai_server;
grant insert on remedy, remedy_event, remedy_words to gongkai_server;
grant update (kind, route, matter, capacity, body, number, stage, filed_on, accepted_on,
    result, settled_on, version) on remedy to gongkai_server;
grant insert on attachment_chunk, attachment_release to gongkai_server;
grant insert (agency, application, n, kind, name, type, size, sha256, redacted_of, uploaded_by,
    made_at) on attachment to gongkai_server;
grant update (removed_at, removed_by, removal_reason) on attachment to gongkai_server;
grant insert on agency_letterhead, letter_template to gongkai_server;
grant insert on published_report, nil_declaration, report_deadline to gongkai_server;
grant insert on report_event, report_version, report_case, report_dismissal to gongkai_server;
grant insert (agency, application, n, kind, seq, about, series, year, serial, number, dated_on,
    template_agency, template_n, bytes, size, sha256, issued_at, issued_by, proposed_by,
    remedy) on letter to gongkai_server;
grant update (voided_at, voided_by, void_reason) on letter to gongkai_server;
grant insert on agency_figures, agency_narrative to gongkai_server;
grant insert (notice, region, year, type, dated, published, url, source) on calendar_notice
    to gongkai_server; -- from_start is not the server's to say
grant insert (agency, record_type, years, basis, set_at, set_by) on retention_rule
    to gongkai_server;
grant insert (agency, application, n, reason, set_at, set_by) on case_hold to gongkai_server;
grant update (ended_at, ended_by, end_reason) on case_hold to gongkai_server;
grant update (last) on serial to gongkai_server;
grant update (valid_to, successor, version) on agency to gongkai_server;
grant update (channel, applicant_category, applicant_name, content, wanted_form, wanted_route,
    officer, unit, assignee, number, submitted_on, arrived_on, received_on, due_on,
    due_certain, waiting_until, paused_until, paused_for, status, closed_on, outcome, version,
    tracking_number, joint)
    on application to gongkai_server;
grant update (status, etag, location, reply, sealed, application) on idempotency
    to gongkai_server;
grant update (password_profile, idle_minutes, admin_idle_minutes, session_hours, sessions,
    proof_minutes, lock_failures, lock_minutes, link_hours, sources, version) on policy
    to gongkai_server;
grant update (steps) on confirmation_steps to gongkai_server;
grant update (ended_at) on delegation to gongkai_server;
grant update (state, ended_at, version) on proposal to gongkai_server;

do $$
declare
    t record;
    p record;
    -- Of cases; of the count and the report; of the agencies themselves; of persons and what they propose.
    cases constant text[] := array['application', 'event', 'applicant', 'case_person',
                                   'serial', 'inspection', 'disclosure', 'export_grant',
                                   'case_hold', 'remedy', 'remedy_event', 'remedy_words',
                                   'attachment', 'attachment_chunk', 'attachment_release',
                                   'letter'];
    -- Of those, what a letter, a file or a claimant says: never for who looks from above.
    contents constant text[] := array['remedy_words', 'attachment', 'attachment_chunk',
                                      'attachment_release', 'letter'];
    counts constant text[] := array['tally_entry', 'tally_pending', 'tally',
                                    'agency_figures', 'agency_narrative',
                                    'published_report', 'nil_declaration'];
    tree constant text[] := array['agency', 'agency_parent', 'agency_closure',
                                  'agency_reading', 'retention_rule', 'agency_letterhead',
                                  'letter_template', 'report_deadline'];
    persons constant text[] := array['account', 'token', 'confirmation_steps', 'delegation',
                                     'proposal', 'proposal_step', 'audit', 'audit_head',
                                     'audit_unchained', 'disposal', 'disposal_case',
                                     'disposal_event', 'report_event', 'report_version',
                                     'report_case', 'report_dismissal'];
    hidden constant text[] := array['account_link', 'session'];
    key text;
begin
    for p in select polname, polrelid::regclass as relation from pg_policy
             where polrelid in (select oid from pg_class
                                where relnamespace = 'gongkai'::regnamespace) loop
        execute format('drop policy %I on %s', p.polname, p.relation);
    end loop;
    for t in select c.relname::text as name from pg_class c
             where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r' loop
        execute format('alter table %I enable row level security', t.name);
        execute format('alter table %I force row level security', t.name);
        execute format('create policy owner on %I to gongkai_owner using (true) '
                       'with check (true)', t.name);
        key := case t.name when 'tally' then 'node' when 'agency' then 'id' else 'agency' end;
        if t.name = any(hidden) then
            continue;
        elsif t.name = any(cases || counts || persons) then
            execute format('create policy own_agency on %I to gongkai_server '
                           'using (%I = (select own()))', t.name, key);
            execute format('create policy everything on %I to gongkai_server '
                           'using ((select scope()) = ''all'')', t.name);
            if not t.name = any(contents) then
                execute format('create policy below on %I to gongkai_server '
                               'using ((select scope()) = ''tree'' '
                               'and %I in (select reach())) with check (%s)', t.name, key,
                               case when t.name like 'proposal%'
                                         or t.name in ('inspection', 'published_report',
                                                       'nil_declaration')
                                    then key || ' in (select reach())' else 'false' end);
            end if;
            if t.name like 'proposal%' then -- what concerns the whole installation
                execute format('create policy whole_installation on %I to gongkai_server '
                               'using (agency = 0 and (select scope()) = ''tree'')', t.name);
            end if;
        elsif t.name = any(tree) then
            execute format('create policy kin on %I for select to gongkai_server using '
                           '((select scope()) <> ''none'' and %I = any((select string_to_array('
                           'current_setting(''gongkai.kin'', true), '',''))::int[]))',
                           t.name, key);
            -- A row may be locked against its end, not changed.
            execute format('create policy kin_held on %I for update to gongkai_server '
                           'using (%I = (select own())) with check (false)', t.name, key);
            execute format('create policy below on %I to gongkai_server '
                           'using ((select scope()) = ''tree'' and %I in (select reach()))',
                           t.name, key);
            execute format('create policy everything on %I to gongkai_server '
                           'using ((select scope()) = ''all'')', t.name);
            if t.name in ('agency_letterhead', 'letter_template') then -- the agency's to state
                execute format('create policy own_stated on %I for insert to gongkai_server '
                               'with check (agency = (select own()))', t.name);
            end if;
            if t.name = 'retention_rule' then -- the installation's own
                create policy standard on retention_rule for select to gongkai_server
                    using (agency is null and (select scope()) <> '');
            end if;
        elsif t.name = 'idempotency' then
            create policy own_requests on idempotency to gongkai_server
                using (actor = (select nullif(current_setting('gongkai.actor', true), '')));
        else
            execute format('create policy common on %I to gongkai_server '
                           'using ((select scope()) <> '''')', t.name);
        end if;
        if t.name = any(counts || tree || persons) then
            execute format('create policy administration on %I to gongkai_server '
                           'using ((select scope()) = ''admin'')', t.name);
        end if;
    end loop;
end
$$;
