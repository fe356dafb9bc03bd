-- The latest figures of each agency that counts, added up by key.
with member as (
    select :agency_id::int as agency
    where not :subtree::boolean
    union all
    select c.agency
    from agency_closure c
    where :subtree::boolean and c.ancestor = :agency_id::int
      and :year::int between c.from_year and c.to_year - 1),
latest as (
    select distinct on (f.agency) f.figures
    from member m
    join agency_figures f using (agency)
    where f.year = :year::int and f.stated_at <= coalesce(:known_at::timestamptz, 'infinity')
    order by f.agency, f.n desc)
select e.key, sum(e.value::bigint)
from latest, jsonb_each_text(latest.figures) e
group by e.key
