-- Of cases that were not disposed of: particulars that differ from the registration as it stands, or from the applicant as last
-- stated.
select a.id, x.name
from application a
join event e on e.agency = a.agency and e.application = a.id and e.kind = 'registered'
join applicant p on p.agency = a.agency and p.application = a.id,
lateral (values ('content', a.content, e.data ->> 'content'),
                ('wanted_form', a.wanted_form, e.data ->> 'wanted_form'),
                ('wanted_route', a.wanted_route, e.data ->> 'wanted_route'),
                ('officer', a.officer, e.data ->> 'officer'),
                ('tracking_number', a.tracking_number, e.data ->> 'tracking_number'),
                ('joint', a.joint::text, coalesce(e.data ->> 'joint', '0')),
                ('joint', a.joint::text,
                 (select count(*)::text from case_person c
                  where c.agency = p.agency and c.application = p.application
                    and c.seq = p.seq and c.role = 'joint')),
                ('split_from', a.split_from::text,
                 case e.data ->> 'link' when 'split_from' then e.data ->> 'application' end),
                ('applicant_name', a.applicant_name, p.name)) x (name, stored, stated)
where a.disposed_on is null
  and not exists (select from event s
                  where s.agency = e.agency and s.application = e.application
                    and s.supersedes = e.seq)
  and not exists (select from applicant l
                  where l.agency = p.agency and l.application = p.application and l.seq > p.seq)
  and x.stored is distinct from x.stated
order by a.id
limit 1000
