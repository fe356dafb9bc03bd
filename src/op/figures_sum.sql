-- The latest figures of each agency that counts, added up by key.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m),
latest as (
    select distinct on (f.agency) f.figures
    from member m
    join agency_figures f using (agency)
    where f.year = :year::int and f.stated_at <= coalesce(:known_at::timestamptz, 'infinity')
    order by f.agency, f.n desc)
select e.key, sum(e.value::bigint)
from latest, jsonb_each_text(latest.figures) e
group by e.key
