-- The applicant as last stated, the numbers sealed.
select p.name, p.id_type, p.key, p.seq, p.id_number, p.phone,
       case_persons(p.agency, p.application, p.seq)
from applicant p
where p.agency = :agency_id::int and p.application = :application::bigint
order by p.seq desc
limit 1
