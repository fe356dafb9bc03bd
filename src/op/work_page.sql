-- The cases of :rows, in their order, with what the clock says of each.
select json_build_object(
    'as_of', :today::date,
    'cases', coalesce(json_agg(json_build_object(
                          'application', application_json(a, :agency, :today::date),
                          'act', p.work -> 'act', 'by_day', p.work -> 'by_day',
                          'left', p.work -> 'left', 'next', p.work -> 'next')
                      order by p.place), '[]'),
    'open', :open::int,
    'complete', :complete::boolean,
    'next', :next::text)
from (select (r.row ->> 'id')::bigint as id, r.row -> 'work' as work, r.place
      from json_array_elements(:rows::json) with ordinality as r (row, place)) p
join application a on a.agency = :agency_id::int and a.id = p.id
