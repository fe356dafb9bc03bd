-- The notice with its state, and the days within which dates may move: those it names; for
-- an annual one also all that waits for it, or for the years behind it (reading A13): a due
-- day is certain only while no year before it is missing.
select n.id, n.notice, calendar_notice_state(n), n.region,
       case n.type when 'annual' then least(min(d.day), make_date(n.year - 1, 12, 29))
                   else min(d.day) end,
       case n.type when 'annual' then '2100-12-31' else max(d.day) end,
       max(d.day),
       n.type = 'annual'
       and exists (select from calendar_notice o
                   where o.id <> n.id and o.type = 'annual' and o.year = n.year
                     and calendar_notice_state(o) = 'in_force')
from calendar_notice n
left join calendar_day d on d.notice_id = n.id
where n.id = :notice::int
group by n.id
