-- The next number, how many there are and what they weigh; the application is locked.
select coalesce(max(t.n), 0) + 1, count(*), coalesce(sum(t.size), 0)
from attachment t
where t.agency = :agency_id::int and t.application = :application::bigint
