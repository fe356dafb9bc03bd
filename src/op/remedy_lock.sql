-- The remedy, which nobody else changes from here on, and the answer it is about.
select r.version, r.application, a.outcome, a.closed_on
from remedy r
left join application a on a.agency = r.agency and a.id = r.application
where r.agency = :agency_id::int and r.n = :remedy::int
for update of r
