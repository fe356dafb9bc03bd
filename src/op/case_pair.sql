-- The case :application and the :other of its agency with the particulars that hold, locked in
-- the order of their ids; one row when the other is not there.
select a.id, a.received_on, a.arrived_on, a.status, a.content, a.applicant_key, a.number,
       a.disposed_on, p.key, p.seq, p.id_number, p.phone
from application a
left join lateral (select * from applicant l
                   where l.agency = a.agency and l.application = a.id
                   order by l.seq desc
                   limit 1) p on true
where a.agency = :agency_id::int and a.id in (:application::bigint, :other::bigint)
order by a.id
for update of a
