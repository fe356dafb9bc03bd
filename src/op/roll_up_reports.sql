-- The latest published report of each scope that was entered for each agency of the subtree.
select distinct on (p.agency, p.scope) p.agency, p.scope, p.n,
       coalesce(p.published_on, (p.entered_at at time zone 'Asia/Shanghai')::date), p.report
from agency_closure c
join published_report p on p.agency = c.agency
where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1
  and p.year = :year::int
order by p.agency, p.scope, p.n desc
