-- The application as it is, and the entries since version :seen.
select json_build_object(
    'application', application_json(a, :agency, :today::date),
    'events', (select coalesce(json_agg(json_build_object(
                          'seq', e.seq, 'kind', e.kind, 'happened_on', e.happened_on)
                          order by e.seq), '[]')
               from event e
               where e.agency = a.agency and e.application = a.id and e.seq > :seen::int))
from application a
where a.agency = :agency_id::int and a.id = :application::bigint
