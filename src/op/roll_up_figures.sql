-- The latest figures of section two that each agency of the subtree stated.
with member as (
    select c.agency
    from agency_closure c
    where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1),
latest as (
    select distinct on (f.agency) f.agency, f.figures
    from member m
    join agency_figures f using (agency)
    where f.year = :year::int
    order by f.agency, f.n desc)
select l.agency, e.key, e.value
from latest l, jsonb_each_text(l.figures) e
