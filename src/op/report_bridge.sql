-- From the carry-over of the report of the year before, frozen here or else entered as it was
-- published, to the opening of this year: the numbers of both, and each case that is in one of
-- them alone, with the cause.  A published report has no list of cases: those stand for it that
-- were known here when it was published or, if none was known yet, are known now.
with frozen as (
    select v.*, convert_from(v.bytes, 'UTF8')::json as report
    from report_version v
    where v.agency = :agency_id::int and v.year = :year::int - 1 and v.scope = :scope::text
    order by v.version desc
    limit 1),
published as (
    select p.n, p.report::json as report, k.known_at
    from (select * from published_report q
          where q.agency = :agency_id::int and q.year = :year::int - 1
            and q.covers = :scope::text and not exists (select from frozen)
          order by q.n desc
          limit 1) p,
    lateral (select ((coalesce(p.published_on, (p.entered_at at time zone 'Asia/Shanghai')::date)
                      + 1)::timestamp at time zone 'Asia/Shanghai') as day) d,
    lateral (select case when exists (
                         select from report_members(:agency_id::int, :year::int - 1,
                                                    :scope::text = 'subtree') m
                         join tally_entry t on t.agency = m
                         where t.recorded_at < d.day)
                    then d.day else 'infinity' end as known_at) k),
base as (
    select 'frozen' as source, version, null::int as n, known_at, report from frozen
    union all
    select 'published', null, n, known_at, report from published),
before as (
    select c.category, c.of_agency, x as application
    from frozen v
    join report_case c using (agency, year, scope, version), unnest(c.ids) x
    where c.section = 3 and c.cell = 'carried_out'
    union all
    select c.category, c.of_agency, x
    from published p,
         report_cases(:agency_id::int, :year::int - 1, :scope::text, p.known_at, '[]') c,
         unnest(c.ids) x
    where c.cell = 'carried_out'),
after as (
    select c.category, c.of_agency, x as application
    from report_cases(:agency_id::int, :year::int, :scope::text,
                      coalesce(:known_at::timestamptz, 'infinity'), '[]') c,
         unnest(c.ids) x
    where c.cell = 'carried_in'),
moved as (
    select coalesce(b.of_agency, a.of_agency) as of_agency,
           coalesce(b.application, a.application) as application,
           b.category as left_category, a.category as entered_category
    from before b
    full join after a using (of_agency, application)
    where b.category is distinct from a.category),
caused as (
    select m.*, e.seq, e.kind, e.happened_on, e.recorded_at,
           report_cause(e, m.left_category, m.entered_category) as cause
    from moved m
    left join lateral (
        select *
        from event e
        where e.agency = m.of_agency and e.application = m.application
          and e.recorded_at > (select known_at from base)
          and e.kind not in ('fact', 'redated', 'linked')
        order by e.happened_on > make_date(:year::int - 1, 12, 31)
                     and e.supersedes is null and e.kind not in ('voided', 'retracted'),
                 e.seq
        limit 1) e on true),
printed as ( -- a blank, or words in the place of a number, are no number; remarks stand beside
    select case json_typeof(d.digits) when 'number' then (d.digits #>> '{}')::int else 0 end
               as published,
           n.place
    from base v, json_array_elements(v.report -> 'section3' -> 'rows' -> 'carried_out')
        with ordinality as n (value, place),
    lateral (select case json_typeof(n.value) when 'object' then n.value -> 'value'
                    else n.value end as digits) d),
line as (
    select col.key, f.published,
           (select count(*) from after a where col.key in ('total', a.category)) as opening,
           (select count(*) from moved m
            where m.entered_category is not null and col.key in ('total', m.entered_category))
           - (select count(*) from moved m
              where m.left_category is not null and col.key in ('total', m.left_category))
               as explained, col.place
    from unnest(:columns::text[]) with ordinality as col (key, place)
    join printed f using (place))
select json_build_object(
    'year', :year::int, 'version', (select version from base),
    'source', (select source from base), 'n', (select n from base),
    'columns', coalesce((select json_agg(json_build_object(
                                    'column', key, 'published', published,
                                    'opening', opening, 'difference', opening - published,
                                    'explained', explained,
                                    'remaining', opening - published - explained,
                                    'cause', case when opening - published <> explained
                                             then 'published_wrongly' end)
                                order by place)
                         from line), '[]'),
    'cases', coalesce((select json_agg(json_build_object(
                                  'application', c.application::text,
                                  'agency', (select g.code from agency g where g.id = c.of_agency),
                                  'number', (select a.number from application a
                                             where a.agency = c.of_agency
                                               and a.id = c.application),
                                  'left', case when c.left_category is null then '[]'::json
                                          else json_build_array('carried_out.'
                                                                || c.left_category) end,
                                  'entered', case when c.entered_category is null
                                             then '[]'::json
                                             else json_build_array('carried_in.'
                                                                   || c.entered_category) end,
                                  'cause', c.cause, 'seq', c.seq, 'kind', c.kind,
                                  'happened_on', c.happened_on,
                                  'recorded_at', c.recorded_at)
                              order by c.application)
                       from caused c
                       where exists (select from base)), '[]'))
