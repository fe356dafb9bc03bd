select t.n, t.name, t.removed_at is not null, t.size, encode(t.sha256, 'hex'), t.type, t.kind
from attachment t
where t.agency = :agency_id::int and t.application = :application::bigint
order by t.n
