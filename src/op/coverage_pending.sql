select n.id
from calendar_notice n
where n.type = 'annual' and n.year = :coverage_year::int
  and calendar_notice_state(n) = 'pending'
order by n.id
limit 1
