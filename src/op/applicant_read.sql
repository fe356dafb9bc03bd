-- The numbers as last stated, sealed.
select p.key, p.seq, p.id_number, p.phone,
       case_persons(p.agency, p.application, p.seq)
from applicant p
where p.agency = :agency_id::int and p.application = :application::bigint
order by p.seq desc
limit 1
