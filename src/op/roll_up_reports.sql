-- The latest published report of each kind that was entered for each agency of the subtree, and
-- the first day on which there was one: who enters it anew has not reported later.
select distinct on (p.agency, p.covers) p.agency, p.covers, p.n,
       min(coalesce(p.published_on, (p.entered_at at time zone 'Asia/Shanghai')::date))
           over (partition by p.agency, p.covers),
       p.report
from agency_closure c
join published_report p on p.agency = c.agency
where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1
  and p.year = :year::int
order by p.agency, p.covers, p.n desc
