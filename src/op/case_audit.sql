-- What the audit says of a case, without where anybody sat.
select a.seq, to_char(a.recorded_at, 'YYYY-MM-DD HH24:MI:SS'), a.actor, a.role, a.operation,
       a.status, a.request, a.data, encode(a.hash, 'hex')
from audit a
where a.agency = :agency_id::int and a.application = :application::bigint
order by a.seq
