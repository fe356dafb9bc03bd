-- In the order in which they are laid upon each other: the nation first, the later above.
select id, notice, region, year, type = 'annual', published, from_start
from calendar_notice
order by region <> 'national', published nulls first, id
