-- Annual reports: what keeps a frozen one as it is, and the race against those who record.

create or replace trigger report_event_kept before update or delete on report_event
    for each row execute function added_only();
create or replace trigger report_version_kept before update or delete on report_version
    for each row execute function added_only();
create or replace trigger report_case_kept before update or delete on report_case
    for each row execute function added_only();
create or replace trigger report_dismissal_kept before update or delete on report_dismissal
    for each row execute function added_only();

-- Waits until what others are recording in the agencies of a report can be seen; answers the
-- moment that divides what was known from what comes later.  Whoever records holds the lock
-- gongkai.report of its agency until it commits, and reads its own moment under it (function
-- enter): so all of these locks, held at once, make the moment.  They are let go at once, by
-- undoing the inner block: what the report counts is what was recorded up to the moment, and
-- others need not wait while it is counted.
--
-- What is held to the end: gongkai.freeze, so that no two freeze the same at once and who
-- changes a year that is being frozen learns of it (report_frozen); and the tree.  If that
-- changed meanwhile, the request begins again.  The agencies share 64 locks of each kind, taken
-- in order, so that a tree of any size can be frozen.
create or replace function report_lock(of_agency integer, of_year integer, of_scope text,
                                       stated_now text)
returns timestamptz
language plpgsql volatile security definer set search_path = gongkai, pg_temp as $$
declare
    wanted constant integer[] := array(select distinct m % 64
                                       from report_members(of_agency, of_year, of_scope = 'subtree') m
                                       order by 1);
    k integer;
    moment timestamptz;
begin
    foreach k in array wanted loop
        perform pg_advisory_xact_lock(hashtext('gongkai.freeze'), k);
    end loop;
    begin
        -- Behind one that takes long, others would wait for us: better try again later.
        perform set_config('lock_timeout', '2s', true);
        foreach k in array wanted loop
            perform pg_advisory_xact_lock(hashtext('gongkai.report'), k);
        end loop;
        moment := this_moment(stated_now);
        perform pg_sleep(0.001); -- so that the next one has another
        raise exception using errcode = 'GK001';
    exception when sqlstate 'GK001' then
        null; -- the locks are gone, the moment stays
    end;
    perform pg_advisory_xact_lock_shared(hashtext('gongkai.tree'));
    if exists (select from report_members(of_agency, of_year, of_scope = 'subtree') m
               where m % 64 <> all(wanted)) then
        raise exception 'the tree changed' using errcode = 'serialization_failure';
    end if;
    return moment;
end
$$;

-- The cases behind each cell of a report.  Of section three the cells of
-- section_three_cases.sql, from the same entries at the same cut-offs; of section four REMEDIES,
-- which has the agency, the number, the block and the column of each one that counts.
create or replace function report_cases(of_agency integer, of_year integer, of_scope text,
                                        known_at timestamptz, remedies json)
returns table (section smallint, cell text, category text, of_agency integer, ids bigint[])
language sql stable as $$
    with entry as (
        select e.agency, e.application, e.category, e.cell,
               e.happened_on >= make_date(of_year, 1, 1) as in_year, sum(e.amount) as amount
        from report_members($1, of_year, of_scope = 'subtree') m
        join tally_entry e on e.agency = m
        where e.happened_on <= make_date(of_year, 12, 31) and e.recorded_at <= $4
        group by 1, 2, 3, 4, 5),
    balance as (
        select agency, application, category,
               coalesce(sum(case when cell = 'new' then amount else -amount end)
                            filter (where not in_year), 0) as brought,
               sum(case when cell = 'new' then amount else -amount end) as left_over
        from entry
        group by 1, 2, 3),
    placed as (
        select agency, application, category, cell from entry where in_year and amount > 0
        union all
        select agency, application, category, 'carried_in' from balance where brought > 0
        union all
        select agency, application, category, 'carried_out' from balance where left_over > 0)
    select 3::smallint, cell, category, agency, array_agg(application order by application)
    from placed
    group by cell, category, agency
    union all
    select 4::smallint, r.block, r.column, r.agency, array_agg(r.n order by r.n)
    from json_to_recordset(remedies) as r (agency int, n bigint, block text, "column" text)
    group by r.block, r.column, r.agency
$$;

-- SHA-256 over a case list: each cell (report_case_line) a line, in their order.
create or replace function report_cases_digest(lines text[]) returns text
language sql immutable parallel safe as $$
    select encode(sha256(convert_to(coalesce(string_agg(l || E'\n', '' order by l collate "C"),
                                             ''), 'UTF8')), 'hex')
    from unnest(lines) l
$$;
create or replace function report_case_line(section integer, cell text, category text,
                                            of_agency integer, ids bigint[])
returns text
language sql immutable parallel safe as $$
    select format('%s %s %s %s %s', section, cell, category, of_agency,
                  array_to_string(ids, ' '))
$$;

-- Why a case counts in other cells than before, E being the first entry recorded since: by its
-- kind, by what it supersedes, or because the applicant's category is another.  No entry: its
-- agency came or went.
create or replace function report_cause(e event, category_before text, category_after text)
returns text
language sql immutable parallel safe as $$
    select case
        when e.seq is null then 'moved'
        when category_before <> category_after then 'reclassified'
        when e.kind = 'retracted' then 'retracted'
        when e.kind = 'voided' then 'voided'
        when e.supersedes is not null then 'corrected'
        else 'entered_late' end
$$;

-- Why a remedy counts in another cell than before, likewise.
create or replace function report_remedy_cause(e remedy_event)
returns text
language sql immutable parallel safe as $$
    select case
        when e.seq is null then 'moved'
        when e.kind = 'retracted' then 'retracted'
        when e.supersedes is not null then 'corrected'
        else 'entered_late' end
$$;

-- The frozen reports, each in its latest version, that count cases of an agency in a year or a
-- later one: its own, and those of the agencies above it, which the caller need not see.  While
-- one is being frozen that may be among them, a row of nulls alone; none begins to be until the
-- caller's transaction ends.
drop function if exists report_frozen(integer, integer);
create function report_frozen(of_agency integer, since integer)
returns table (code text, year integer, scope text, version integer)
language plpgsql volatile security definer set search_path = gongkai, pg_temp as $$
begin
    if not pg_try_advisory_xact_lock_shared(hashtext('gongkai.freeze'), of_agency % 64) then
        return query select null::text, null::int, null::text, null::int;
        return;
    end if;
    return query
        select g.code, v.year, v.scope, max(v.version)
        from report_version v
        join agency g on g.id = v.agency
        where v.year >= since
          and (v.agency = of_agency
               or (v.scope = 'subtree'
                   and v.agency in (select c.ancestor from agency_closure c
                                    where c.agency = of_agency
                                      and v.year between c.from_year and c.to_year - 1)))
        group by g.code, v.year, v.scope
        order by v.year, g.code, v.scope;
end
$$;
