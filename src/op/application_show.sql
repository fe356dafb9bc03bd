-- Application, version, applicant (the numbers sealed), entries, who looked at it from above,
-- and whether it is held or was disposed of; of the applicant nothing is left then.
select application_json(a, (select g.code from agency g where g.id = a.agency), :today::date),
       a.version,
       json_build_object('name', coalesce(p.name, a.applicant_name), 'id_type', p.id_type, 'email', p.email,
                         'address', p.address, 'assignee', account_label(a.assignee)),
       p.key, p.seq, p.id_number, p.phone,
       (select json_agg(json_build_object(
                            'seq', e.seq, 'kind', e.kind, 'happened_on', e.happened_on,
                            'recorded_at', e.recorded_at, 'actor', e.actor,
                            'supersedes', e.supersedes,
                            'stands', e.kind <> 'retracted' and s.seq is null,
                            'data', e.data)
                        order by e.seq)
        from event e
        left join event s on s.agency = e.agency and s.application = e.application
                         and s.supersedes = e.seq
        where e.agency = a.agency and e.application = a.id),
       (select coalesce(json_agg(json_build_object('by', i.account_name,
                                                   'agency', i.account_agency,
                                                   'purpose', i.purpose, 'at', i.made_at)
                                 order by i.n), '[]')
        from inspection i
        where i.agency = a.agency and i.application = a.id),
       (select case_hold_json(h) from case_hold h
        where h.agency = a.agency and h.application = a.id and h.ended_at is null),
       (select json_build_object('n', d.disposal, 'disposed_on', a.disposed_on,
                                 'kept_until', d.kept_until,
                                 'digest', encode(d.digest, 'hex'))
        from disposal_case d
        where d.agency = a.agency and d.application = a.id),
       case_persons(p.agency, p.application, p.seq),
       case_links(a.agency, a.id),
       case_letters(a.agency, a.id)
from application a
left join lateral (select * from applicant l
                   where l.agency = a.agency and l.application = a.id
                   order by l.seq desc
                   limit 1) p on true
where a.agency = (:application::bigint >> 32)::int and a.id = :application::bigint
