select json_build_object(
    'agency', json_build_object('code', g.code, 'name', g.name),
    'disposal', disposal_json(d),
    'cases', (select json_agg(json_build_object(
                                  'application', c.application::text, 'number', c.number,
                                  'record_type', c.record_type, 'closed_on', c.closed_on,
                                  'kept_until', c.kept_until,
                                  'digest', encode(c.digest, 'hex'))
                              order by c.kept_until, c.application)
              from disposal_case c
              where c.agency = d.agency and c.disposal = d.n))
from disposal d join agency g on g.id = d.agency
where d.agency = :agency_id::int and d.n = :disposal::int
