-- Annual reports: what keeps a frozen one as it is, and the race against those who record.

create or replace trigger report_event_kept before update or delete on report_event
    for each row execute function added_only();
create or replace trigger report_version_kept before update or delete on report_version
    for each row execute function added_only();
create or replace trigger report_case_kept before update or delete on report_case
    for each row execute function added_only();
create or replace trigger report_dismissal_kept before update or delete on report_dismissal
    for each row execute function added_only();

-- The agencies whose cases count in a report.
create or replace function report_members(of_agency integer, of_year integer, of_scope text)
returns setof integer
language sql stable as $$
    select of_agency
    where of_scope = 'agency'
    union all
    select c.agency
    from agency_closure c
    where of_scope = 'subtree' and c.ancestor = of_agency
      and of_year between c.from_year and c.to_year - 1
$$;

-- Waits until what others are recording in the agencies of a report can be seen, and keeps them
-- from recording more until the transaction ends; answers the moment that divides what was
-- known from what comes later.  The agencies share 64 locks, taken in order, so that a tree of
-- any size can be frozen; whoever records holds that of its agency (function enter).  The tree
-- is held, too; if it changed meanwhile, the request begins again.
create or replace function report_lock(of_agency integer, of_year integer, of_scope text,
                                       stated_now text)
returns timestamptz
language plpgsql volatile security definer set search_path = gongkai, pg_temp as $$
declare
    wanted constant integer[] := array(select distinct m % 64
                                       from report_members(of_agency, of_year, of_scope) m
                                       order by 1);
    k integer;
begin
    foreach k in array wanted loop
        perform pg_advisory_xact_lock(hashtext('gongkai.report'), k);
    end loop;
    perform pg_advisory_xact_lock_shared(hashtext('gongkai.tree'));
    if exists (select from report_members(of_agency, of_year, of_scope) m
               where m % 64 <> all(wanted)) then
        raise exception 'the tree changed' using errcode = 'serialization_failure';
    end if;
    return this_moment(stated_now);
end
$$;

-- SHA-256 over the case list of a version: its rows in order, each a line.
create or replace function report_cases_digest(of_agency integer, of_year integer,
                                               of_scope text, of_version integer)
returns bytea
language sql stable as $$
    select sha256(convert_to(
        coalesce(string_agg(format(E'%s %s %s %s %s\n', section, cell, category, c.of_agency,
                                   array_to_string(ids, ' ')), ''
                            order by section, cell collate "C", category collate "C",
                                     c.of_agency), ''),
        'UTF8'))
    from report_case c
    where c.agency = report_cases_digest.of_agency and year = of_year and scope = of_scope
      and version = of_version
$$;
