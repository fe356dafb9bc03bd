-- From the tallies, with what is not folded yet on top.
with counted as (
    select year, cell, category, amount
    from tally
    where node = :agency_id::int and subtree = :subtree::boolean and year <= :year::int
    union all
    select year, cell, category, amount
    from tally_pending
    where not :subtree::boolean and agency = :agency_id::int and year <= :year::int
    union all
    select s.year, s.cell, p.category, s.amount
    from tally_pending p, spread_upwards(p.agency, p.year, p.cell, p.amount) s
    where :subtree::boolean and s.node = :agency_id::int and s.year <= :year::int),
net as (
    select year, cell, category,
           case when cell in ('new', 'transferred') then amount else -amount end as amount
    from counted)
select cell, category, sum(amount)
from counted
where year = :year::int and cell <> 'transferred'
group by cell, category
union all
select 'carried_in', category, sum(amount)
from net
where year < :year::int or cell = 'transferred'
group by category
union all
select 'carried_out', category, sum(amount)
from net
group by category
