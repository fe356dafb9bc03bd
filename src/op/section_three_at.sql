-- From the entries: what had happened by the cut-off, as far as it was recorded by then.
with member as (
    select :agency_id::int as agency
    where not :subtree::boolean
    union all
    select c.agency
    from agency_closure c
    where :subtree::boolean and c.ancestor = :agency_id::int
      and :year::int between c.from_year and c.to_year - 1),
entry as (
    select e.cell, e.category, e.happened_on < make_date(:year::int, 1, 1) as before, e.amount,
           case when e.cell = 'new' then e.amount else -e.amount end as net
    from tally_entry e
    join member using (agency)
    where e.happened_on <= :cut_off::date
      and e.recorded_at <= coalesce(:known_at::timestamptz, 'infinity'))
select cell, category, sum(amount)
from entry
where not before
group by cell, category
union all
select 'carried_in', category, sum(net)
from entry
where before
group by category
union all
select 'carried_out', category, sum(net)
from entry
group by category
