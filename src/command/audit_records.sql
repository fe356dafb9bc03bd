-- Every record, in the order of the chains.
select agency, seq, recorded_at, actor, role, operation, application, subject, request, status,
       source, data, key, prev, hash, mac
from audit
order by agency, seq
