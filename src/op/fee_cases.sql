-- The same entries at the same cut-offs as fee_figures.sql, case by case.
with counted as (
    select distinct f.agency, f.application
    from fee_entries(:agency_id::int, :subtree::boolean, :year::int, :cut_off::date,
                     :known_at::timestamptz) f
    where f.figure = :figure and (:after_id::bigint is null or f.application > :after_id::bigint)
    order by f.application
    limit :limit::bigint + 1),
page as (
    select a, row_number() over (order by a.id) as n
    from counted c
    join application a on a.agency = c.agency and a.id = c.application)
select json_build_object(
    'applications', coalesce(json_agg(application_json(a, (select g.code from agency g
                                                           where g.id = (a).agency),
                                                        :today::date, :stub::boolean)
                                      order by n)
                             filter (where n <= :limit::bigint), '[]'),
    'next', max((a).id::text) filter (where n = :limit::bigint
                                       and exists (select from page where n > :limit::bigint)))
from page
