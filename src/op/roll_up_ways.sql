-- How far the reports of each agency of the subtree came: the last act, and the day of the first
-- submission that no return or withdrawal undid.
select c.agency, e.scope, (array_agg(e.act order by e.n desc))[1],
       (min(e.recorded_at) filter (
            where e.act = 'submit'
              and e.n > coalesce((select max(b.n) from report_event b
                                  where b.agency = c.agency and b.year = :year::int
                                    and b.scope = e.scope
                                    and b.act in ('return', 'withdraw')), 0))
        at time zone 'Asia/Shanghai')::date
from agency_closure c
join report_event e on e.agency = c.agency and e.year = :year::int
where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1
group by c.agency, e.scope
