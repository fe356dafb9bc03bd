-- The remedy's version, and the entries since version :seen.
select json_build_object(
    'version', r.version,
    'events', (select coalesce(json_agg(json_build_object(
                          'seq', e.seq, 'kind', e.kind, 'happened_on', e.happened_on)
                          order by e.seq), '[]')
               from remedy_event e
               where e.agency = r.agency and e.remedy = r.n and e.seq > :seen::int))
from remedy r
where r.agency = :agency_id::int and r.n = :remedy::int
