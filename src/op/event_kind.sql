select e.kind, a.status
from event e
join application a on a.agency = e.agency and a.id = e.application
where e.agency = :agency_id::int and e.application = :application::bigint and e.seq = :seq::int
