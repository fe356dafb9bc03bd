-- As application_ledger.sql, of one agency and year, with the numbers, sealed.
select :agency::text, a.number, a.channel, a.applicant_category,
       a.applicant_name || case when a.joint > 0 then '等' || (a.joint + 1) || '人' else '' end,
       a.content,
       a.officer, a.unit, a.submitted_on, a.arrived_on, a.received_on, a.due_on,
       not a.due_certain, status_on(a, :today::date), a.closed_on, a.outcome,
       a.tracking_number, nullif(a.joint + 1, 1),
       (select c.name from case_person c
        where c.agency = a.agency and c.application = a.id and c.n = 0
          and c.seq = (select max(l.seq) from applicant l
                       where l.agency = a.agency and l.application = a.id)),
       (select s.number from application s
        where s.agency = a.agency and s.id = a.split_from),
       a.agency, a.id, p.key, p.seq, p.id_number, p.phone
from application a,
     lateral (select * from applicant l
              where l.agency = a.agency and l.application = a.id
              order by l.seq desc
              limit 1) p
where a.agency = :agency_id::int
  and a.received_on between make_date(:year::int, 1, 1) and make_date(:year::int, 12, 31)
order by a.agency, a.id
