-- National days first, so that a region's own days win; of two statements about a day the
-- one that was not taken back.
select region, day, works
from calendar_day
where superseded_by is null
order by region <> 'national', region, day
