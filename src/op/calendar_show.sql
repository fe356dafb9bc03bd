-- The notices in force that say something of the year, as they were known on a day.
select coalesce(json_agg(calendar_notice_json(n)
                         order by n.region <> 'national', n.published nulls first, n.id), '[]')
from calendar_notice n
where n.region in ('national', coalesce(:region, 'national'))
  and calendar_notice_state(n) = 'in_force'
  and coalesce(n.published <= :known_on::date, true)
  and (n.year = :year::int
       or exists (select from calendar_day d
                  where d.notice_id = n.id and extract(year from d.day) = :year::int))
