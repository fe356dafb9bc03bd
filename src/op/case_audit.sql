-- What the audit says of what the caller did in a case (matrix row 29: own acts), without where
-- he sat.
select a.seq, to_char(a.recorded_at, 'YYYY-MM-DD HH24:MI:SS'), a.actor, a.role, a.operation,
       a.status, a.request, a.data, encode(a.hash, 'hex')
from audit a
where a.agency = :agency_id::int and a.application = :application::bigint
  and a.actor = :actor
order by a.seq
