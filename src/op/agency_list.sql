with page as (
    select g, agency_parent_on(g.id, coalesce(:on::date, :today::date)) as parent,
           row_number() over (order by g.code) as n
    from agency g
    where (:parent_id::int is null
           or agency_parent_on(g.id, coalesce(:on::date, :today::date)) = :parent)
      and (:under_id::int is null
           or exists (select from agency_closure c
                      where c.ancestor = :under_id::int and c.agency = g.id
                        and extract(year from coalesce(:on::date, :today::date))
                            between c.from_year and c.to_year - 1))
      and (:on::date is null
           or (g.valid_from <= :on::date and coalesce(g.valid_to >= :on::date, true)))
      and (:text::text is null or strpos(g.name, :text) > 0 or strpos(g.code, lower(:text)) > 0)
      and (:after::text is null or g.code > :after)
    order by g.code
    limit :limit::bigint + 1)
select json_build_object(
    'agencies', coalesce(json_agg(agency_json(g, parent) order by n)
                         filter (where n <= :limit::bigint), '[]'),
    'next', max((g).code) filter (where n = :limit::bigint
                                  and exists (select from page where n > :limit::bigint)))
from page
