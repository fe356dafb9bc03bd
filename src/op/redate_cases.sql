-- Running cases whose period reaches into the days from :first_day to :last_day, and answered
-- ones from before :last_named, with all entries; of these, what the clock reads.
select a.agency, a.id, g.region, a.number, a.status, a.closed_on, a.due_on, a.due_certain,
       a.waiting_until,
       case a.paused_until when 'infinity' then '2100-12-31'::date else a.paused_until end,
       e.seq, coalesce(e.supersedes, 0), e.kind, e.happened_on,
       case when e.kind = 'redated' then '{}'
            else e.data - '{content,wanted_form,wanted_route,officer,unit,note,reason,items,
                            name,opinion,requested_by,approved_by}'::text[] end
from application a
join agency g on g.id = a.agency
join event e on e.agency = a.agency and e.application = a.id
where (:region = 'national' or g.region = :region)
  and a.received_on <= :last_day::date
  and ((a.status in ('running', 'awaiting_correction', 'awaiting_fee')
        and (a.due_on is null
             or greatest(a.due_on, a.waiting_until, a.paused_until) >= :first_day::date))
       or (a.status = 'answered' and a.received_on <= :last_named::date
           and greatest(a.due_on, a.closed_on) >= :first_day::date))
order by a.agency, a.id, e.seq
