-- The roll-up of annual reports: what keeps its facts, and which deadline holds.

create or replace trigger published_report_kept before update or delete on published_report
    for each row execute function added_only();
create or replace trigger nil_declaration_kept before update or delete on nil_declaration
    for each row execute function added_only();
create or replace trigger report_deadline_kept before update or delete on report_deadline
    for each row execute function added_only();

-- The deadlines that an agency states for the report of a year, a tier each.
create or replace function report_deadlines_stated(of_agency integer, of_year integer)
returns table (tier text, month integer, day integer, from_year integer, basis text)
language sql stable as $$
    select distinct on (d.tier) d.tier, d.month, d.day, d.from_year, d.basis
    from report_deadline d
    where d.agency = of_agency and d.from_year <= of_year
    order by d.tier, d.from_year desc, d.n desc
$$;

-- Those that hold for it: its own, or those of the nearest agency above that states one, where
-- it stood on the year's last day.
create or replace function report_deadlines(of_agency integer, of_year integer)
returns table (tier text, month integer, day integer, from_year integer, basis text,
               stated_by text)
language sql stable as $$
    with recursive up as (
        select of_agency as agency, 0 as distance
        union all
        select g.id, up.distance + 1
        from up join agency g on g.code = agency_parent_on(up.agency,
                                                           make_date(of_year, 12, 31))
        where up.distance < 100)
    select distinct on (s.tier) s.tier, s.month, s.day, s.from_year, s.basis, g.code
    from up
    join agency g on g.id = up.agency
    cross join lateral report_deadlines_stated(up.agency, of_year) s
    where s.month is not null
    order by s.tier, up.distance
$$;

-- A published report as every operation shows it.
create or replace function published_report_json(p published_report) returns json
language sql stable parallel safe as $$
    select json_build_object(
        'year', p.year, 'n', p.n, 'covers', p.covers, 'published_on', p.published_on,
        'source', p.source, 'file_name', p.file_name, 'sha256', encode(p.sha256, 'hex'),
        'entered_at', p.entered_at, 'entered_by', p.entered_by)
$$;
