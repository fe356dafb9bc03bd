with kept as (
    select c.of_agency as agency, x as id
    from report_case c, unnest(c.ids) x
    where c.agency = :agency_id::int and c.year = :year::int and c.scope = :scope::text
      and c.version = :version::int and c.section = 3 and c.cell = any(:cells::text[])
      and (:category::text is null or c.category = :category)
      and (:after_id::bigint is null or x > :after_id::bigint)
    order by x
    limit :limit::bigint + 1),
page as (
    select a, row_number() over (order by a.id) as n
    from kept k
    join application a on a.agency = k.agency and a.id = k.id)
select json_build_object(
    'applications', coalesce(json_agg(application_json(a, (select g.code from agency g
                                                           where g.id = (a).agency),
                                                        :today::date, :stub::boolean)
                                      order by n)
                             filter (where n <= :limit::bigint), '[]'),
    'next', (select max(id)::text
             from (select id from kept order by id limit :limit::bigint) shown
             where (select count(*) from kept) > :limit::bigint))
from page
