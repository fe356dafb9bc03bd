-- What changed between a frozen version and a later state, cell by cell, case by case and remedy
-- by remedy: the latter is another version, or what the entries come to now (of section four
-- :list).  The cause is the first entry that was recorded after the freeze and can have changed a
-- year that was over; what is without one came or left with its agency, or counts with the other
-- agency that registered the same suit.
with base as (
    select * from report_version v
    where v.agency = :agency_id::int and v.year = :year::int and v.scope = :scope::text
      and v.version = :from::int),
later as (
    select * from report_version v
    where v.agency = :agency_id::int and v.year = :year::int and v.scope = :scope::text
      and v.version = :to::int),
before as (
    select c.section, c.cell, c.category, c.of_agency, x as id
    from report_case c, unnest(c.ids) x
    where c.agency = :agency_id::int and c.year = :year::int and c.scope = :scope::text
      and c.version = :from::int),
after as (
    select c.section, c.cell, c.category, c.of_agency, x as id
    from report_case c, unnest(c.ids) x
    where c.agency = :agency_id::int and c.year = :year::int and c.scope = :scope::text
      and c.version = :to::int
    union all
    select c.section, c.cell, c.category, c.of_agency, x
    from report_cases(:agency_id::int, :year::int, :scope::text, 'infinity', :list::json) c,
         unnest(c.ids) x
    where :to::int is null),
gone as (select * from before except select * from after),
come as (select * from after except select * from before),
moved as (
    select coalesce(g.section, c.section) as section,
           coalesce(g.of_agency, c.of_agency) as of_agency, coalesce(g.id, c.id) as id,
           coalesce(to_json(g.left_cells), '[]') as left_cells,
           coalesce(to_json(c.entered_cells), '[]') as entered_cells
    from (select section, of_agency, id,
                 array_agg(cell || '.' || category order by cell, category) as left_cells
          from gone
          group by 1, 2, 3) g
    full join (select section, of_agency, id,
                      array_agg(cell || '.' || category order by cell, category)
                          as entered_cells
               from come
               group by 1, 2, 3) c using (section, of_agency, id)),
applications as (
    select m.*, e.seq, e.kind, e.happened_on, e.recorded_at,
           report_cause(e, (select b.category from before b
                            where b.section = 3 and b.id = m.id limit 1),
                        (select a.category from after a
                         where a.section = 3 and a.id = m.id limit 1)) as cause
    from moved m
    left join lateral (
        select *
        from event e
        where e.agency = m.of_agency and e.application = m.id
          and e.recorded_at > (select known_at from base)
          and e.recorded_at <= coalesce((select known_at from later), 'infinity')
          and e.kind not in ('fact', 'redated', 'linked')
        order by e.happened_on > make_date(:year::int, 12, 31)
                     and e.supersedes is null and e.kind not in ('voided', 'retracted'),
                 e.seq
        limit 1) e on true
    where m.section = 3),
remedies as (
    select m.*, e.seq, e.kind, e.happened_on, e.recorded_at, report_remedy_cause(e) as cause
    from moved m
    left join lateral (
        select *
        from remedy_event e
        where e.agency = m.of_agency and e.remedy = m.id
          and e.recorded_at > (select known_at from base)
          and e.recorded_at <= coalesce((select known_at from later), 'infinity')
        order by e.happened_on > make_date(:year::int, 12, 31)
                     and e.supersedes is null and e.kind <> 'retracted',
                 e.seq
        limit 1) e on true
    where m.section = 4),
cell as (
    select section, cell, category, sum(n) as change
    from (select section, cell, category, 1 as n from come
          union all
          select section, cell, category, -1 from gone) d
    group by section, cell, category
    having sum(n) <> 0)
select json_build_object(
    'from', :from::int, 'to', :to::int,
    'cells', coalesce((select json_agg(json_build_object(
                                  'section', case section when 3 then 'three' else 'four' end,
                                  'cell', cell, 'category', category, 'change', change)
                              order by section, cell, category)
                       from cell), '[]'),
    'cases', coalesce((select json_agg(json_build_object(
                                  'application', c.id::text,
                                  'agency', (select g.code from agency g where g.id = c.of_agency),
                                  'number', (select a.number from application a
                                             where a.agency = c.of_agency and a.id = c.id),
                                  'left', c.left_cells, 'entered', c.entered_cells,
                                  'cause', c.cause, 'seq', c.seq, 'kind', c.kind,
                                  'happened_on', c.happened_on,
                                  'recorded_at', c.recorded_at)
                              order by c.id)
                       from applications c), '[]'),
    'remedies', coalesce((select json_agg(json_build_object(
                                     'agency', (select g.code from agency g
                                                where g.id = r.of_agency),
                                     'n', r.id, 'left', r.left_cells,
                                     'entered', r.entered_cells, 'cause', r.cause,
                                     'seq', r.seq, 'kind', r.kind,
                                     'happened_on', r.happened_on,
                                     'recorded_at', r.recorded_at)
                                 order by r.of_agency, r.id)
                          from remedies r), '[]'))
from base
