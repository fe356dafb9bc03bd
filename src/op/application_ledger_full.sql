-- As application_ledger.sql, of one agency and year, with the numbers, sealed.
select :agency::text, a.number, a.channel, a.applicant_category, a.applicant_name, a.content,
       a.officer, a.unit, a.submitted_on, a.arrived_on, a.received_on, a.due_on,
       not a.due_certain, status_on(a, :today::date), a.closed_on, a.outcome,
       a.agency, a.id, p.key, p.seq, p.id_number, p.phone
from application a,
     lateral (select * from applicant l
              where l.agency = a.agency and l.application = a.id
              order by l.seq desc
              limit 1) p
where a.agency = :agency_id::int
  and a.received_on between make_date(:year::int, 1, 1) and make_date(:year::int, 12, 31)
order by a.agency, a.id
