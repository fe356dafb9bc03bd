-- What is not folded yet counts where it will go.
select node, subtree, year, cell, category, amount from tally
union all
select agency, false, year, cell, category, amount from tally_pending
union all
select s.node, true, s.year, s.cell, p.category, s.amount
from tally_pending p, spread_upwards(p.agency, p.year, p.cell, p.amount) s
