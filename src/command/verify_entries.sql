select application, cell, category, happened_on, sum(amount)
from tally_entry
group by application, cell, category, happened_on
having sum(amount) <> 0
order by application
