-- The last act on each report of the agency and year.
select e.scope, (array_agg(e.act order by e.n desc))[1]
from report_event e
where e.agency = :agency_id::int and e.year = :year::int
group by e.scope
order by e.scope
