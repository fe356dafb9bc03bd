-- From the entries: what had happened by the cut-off, as far as it was recorded by then.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m),
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
