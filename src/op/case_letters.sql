-- The letters issued in a case, without their bytes; voided ones, too.
select l.n, l.kind, l.number, l.dated_on, l.seq, l.size, encode(l.sha256, 'hex'),
       l.bytes is not null, l.voided_at::date, l.void_reason
from letter l
where l.agency = :agency_id::int and l.application = :application::bigint
order by l.n
