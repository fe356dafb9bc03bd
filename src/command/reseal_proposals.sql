-- Settled ones too: what was asked stays with them.  A body may be large.
select agency, id, operation, arguments, key, body
from proposal
where (agency, id) > (:after_a::int, :after_b::bigint) and key <> :key::smallint
order by agency, id
limit 50
for update
