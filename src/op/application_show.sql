select json_build_object(
           'application', application_json(a, (select g.code from agency g where g.id = a.agency),
                                          :today::date),
           'applicant', (select json_build_object(
                                    'name', p.name, 'id_type', p.id_type,
                                    'id_number', masked(p.id_number),
                                    'phone', masked(p.phone), 'email', p.email,
                                    'address', p.address)
                         from applicant p
                         where p.agency = a.agency and p.application = a.id
                         order by p.seq desc
                         limit 1),
           'events', (select json_agg(json_build_object(
                                          'seq', e.seq, 'kind', e.kind,
                                          'happened_on', e.happened_on,
                                          'recorded_at', e.recorded_at, 'actor', e.actor,
                                          'supersedes', e.supersedes,
                                          'stands', e.kind <> 'retracted' and s.seq is null,
                                          'data', e.data)
                                      order by e.seq)
                      from event e
                      left join event s on s.agency = e.agency and s.application = e.application
                                       and s.supersedes = e.seq
                      where e.agency = a.agency and e.application = a.id)),
       a.version
from application a
where a.agency = (:application::bigint >> 32)::int and a.id = :application::bigint
