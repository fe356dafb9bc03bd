-- What changed between a frozen version and a later state, cell by cell and case by case: the
-- latter is another version, or what the entries come to now.  The cause is the first entry of
-- the case that was recorded after the freeze and can have changed a year that was over; a case
-- without one came or left with its agency.
with base as (
    select * from report_version v
    where v.agency = :agency_id::int and v.year = :year::int and v.scope = :scope::text
      and v.version = :from::int),
later as (
    select * from report_version v
    where v.agency = :agency_id::int and v.year = :year::int and v.scope = :scope::text
      and v.version = :to::int),
before as (
    select c.cell, c.category, c.of_agency, x as application
    from report_case c, unnest(c.ids) x
    where c.agency = :agency_id::int and c.year = :year::int and c.scope = :scope::text
      and c.version = :from::int and c.section = 3),
after as (
    select c.cell, c.category, c.of_agency, x as application
    from report_case c, unnest(c.ids) x
    where c.agency = :agency_id::int and c.year = :year::int and c.scope = :scope::text
      and c.version = :to::int and c.section = 3
    union all
    select c.cell, c.category, c.of_agency, x
    from report_cases(:agency_id::int, :year::int, :scope::text, 'infinity', '[]') c,
         unnest(c.ids) x
    where :to::int is null),
gone as (select * from before except select * from after),
come as (select * from after except select * from before),
moved as (
    select coalesce(g.of_agency, c.of_agency) as of_agency,
           coalesce(g.application, c.application) as application, g.left_cells, c.entered_cells
    from (select of_agency, application,
                 array_agg(cell || '.' || category order by cell, category) as left_cells
          from gone
          group by 1, 2) g
    full join (select of_agency, application,
                      array_agg(cell || '.' || category order by cell, category)
                          as entered_cells
               from come
               group by 1, 2) c using (of_agency, application)),
caused as (
    select m.*, e.seq, e.kind, e.happened_on, e.recorded_at,
           report_cause(e, (select b.category from before b
                            where b.application = m.application limit 1),
                        (select a.category from after a
                         where a.application = m.application limit 1)) as cause
    from moved m
    left join lateral (
        select *
        from event e
        where e.agency = m.of_agency and e.application = m.application
          and e.recorded_at > (select known_at from base)
          and e.recorded_at <= coalesce((select known_at from later), 'infinity')
          and e.kind not in ('fact', 'redated', 'linked')
        order by e.happened_on > make_date(:year::int, 12, 31)
                     and e.supersedes is null and e.kind not in ('voided', 'retracted'),
                 e.seq
        limit 1) e on true),
cell as (
    select cell, category, sum(n) as change
    from (select cell, category, 1 as n from come
          union all
          select cell, category, -1 from gone) d
    group by cell, category
    having sum(n) <> 0)
select json_build_object(
    'from', :from::int, 'to', :to::int,
    'cells', coalesce((select json_agg(json_build_object('cell', cell, 'category', category,
                                                         'change', change)
                                       order by cell, category)
                       from cell), '[]'),
    'cases', coalesce((select json_agg(json_build_object(
                                  'application', c.application::text,
                                  'agency', (select g.code from agency g where g.id = c.of_agency),
                                  'number', (select a.number from application a
                                             where a.agency = c.of_agency
                                               and a.id = c.application),
                                  'left', coalesce(to_json(c.left_cells), '[]'),
                                  'entered', coalesce(to_json(c.entered_cells), '[]'),
                                  'cause', c.cause, 'seq', c.seq, 'kind', c.kind,
                                  'happened_on', c.happened_on,
                                  'recorded_at', c.recorded_at)
                              order by c.application)
                       from caused c), '[]'))
from base
