-- What the radar looks for, of a registered case; the numbers sealed.
select a.applicant_name, a.content, a.tracking_number, a.arrived_on,
       coalesce(a.received_on, a.arrived_on), coalesce(a.split_from, a.id),
       p.key, p.seq, p.id_number, p.phone
from application a,
     lateral (select * from applicant l
              where l.agency = a.agency and l.application = a.id
              order by l.seq desc
              limit 1) p
where a.agency = :agency_id::int and a.id = :application::bigint and a.disposed_on is null
