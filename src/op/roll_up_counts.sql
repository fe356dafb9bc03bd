-- Section three of each agency of the subtree by itself: its own cells of the year, and the
-- balances before and after.
with member as (
    select c.agency
    from agency_closure c
    where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1),
counted as (
    select t.node, t.year, t.cell, t.category, t.amount
    from member m
    join tally t on t.node = m.agency
    where not t.subtree and t.year <= :year::int
    union all
    select p.agency, p.year, p.cell, p.category, p.amount
    from member m
    join tally_pending p using (agency)
    where p.year <= :year::int)
select node, cell, category, sum(amount)
from counted
where year = :year::int
group by node, cell, category
having sum(amount) <> 0
union all
select node, b.cell, category, b.amount
from (select node, category,
             sum(case when cell = 'new' then amount else -amount end)
                 filter (where year < :year::int) as before,
             sum(case when cell = 'new' then amount else -amount end) as after
      from counted
      group by node, category) balance
cross join lateral (values ('carried_in', before), ('carried_out', after)) b (cell, amount)
where b.amount <> 0
