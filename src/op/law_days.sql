-- In the order of law_notices.
select d.notice_id, d.day, d.works, d.name, d.superseded_by
from calendar_day d
join calendar_notice n on n.id = d.notice_id
order by n.region <> 'national', n.published nulls first, n.id, d.day
