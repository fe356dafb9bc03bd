-- What a letter may tell of a case: the application, the applicant (numbers sealed), what stands
-- of its entries, what it repeats, the agency with its letterhead and those above it, and the
-- letter :about.
select jsonb_build_object(
           'number', a.number, 'status', a.status, 'channel', a.channel,
           'submitted_on', a.submitted_on, 'arrived_on', a.arrived_on,
           'received_on', a.received_on, 'due_on', a.due_on, 'content', a.content,
           'wanted_form', a.wanted_form, 'wanted_route', a.wanted_route,
           'category', a.applicant_category,
           'applicant', coalesce(p.name, a.applicant_name), 'address', p.address,
           'agency_name', g.name, 'level', g.level,
           'head', letterhead(g.id, :today::date),
           'above', agencies_above(g.id, :today::date),
           'about', (select json_build_object('number', l.number, 'kind', l.kind)
                     from letter l
                     where l.agency = a.agency and l.application = a.id
                       and l.n = :about::int and l.voided_at is null),
           'repeats', (select json_build_object(
                                  'number', o.number,
                                  'answered_on', (select max(w.happened_on)
                                                  from event w
                                                  where w.agency = o.agency
                                                    and w.application = o.id
                                                    and w.kind = 'answered'
                                                    and not exists (
                                                        select from event s
                                                        where s.agency = w.agency
                                                          and s.application = w.application
                                                          and s.supersedes = w.seq)),
                                  'answer_number', (select l.number
                                                    from letter l
                                                    where l.agency = o.agency
                                                      and l.application = o.id
                                                      and l.kind like 'answer\_%'
                                                      and l.voided_at is null
                                                    order by l.n desc
                                                    limit 1))
                       from event e
                       join application o
                           on o.agency = e.agency
                          and o.id = (e.data ->> 'application')::bigint
                       where e.agency = a.agency and e.application = a.id
                         and e.kind = 'linked' and e.data ->> 'link' = 'repeats'
                         and not exists (select from event s
                                         where s.agency = e.agency
                                           and s.application = e.application
                                           and s.supersedes = e.seq)
                       order by e.seq desc
                       limit 1),
           'events', (select json_agg(json_build_object('seq', e.seq, 'kind', e.kind,
                                                        'happened_on', e.happened_on,
                                                        'data', e.data)
                                      order by e.seq)
                      from event e
                      where e.agency = a.agency and e.application = a.id
                        and e.kind <> 'retracted'
                        and not exists (select from event s
                                        where s.agency = e.agency
                                          and s.application = e.application
                                          and s.supersedes = e.seq))),
       p.key, p.seq, p.id_number, p.phone, case_persons(p.agency, p.application, p.seq)
from application a
join agency g on g.id = a.agency
left join lateral (select * from applicant l
                   where l.agency = a.agency and l.application = a.id
                   order by l.seq desc
                   limit 1) p on true
where a.agency = :agency_id::int and a.id = :application::bigint
