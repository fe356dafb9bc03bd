-- Every event with the stored state of its case.
select a.agency, a.id, g.region, a.applicant_category, a.channel, a.submitted_on, a.arrived_on,
       a.received_on, a.due_on, a.due_certain, a.waiting_until,
       case a.paused_until when 'infinity' then '2100-12-31'::date else a.paused_until end
           as paused_until,
       a.paused_for,
       a.status, a.closed_on, a.outcome, a.version,
       e.seq, coalesce(e.supersedes, 0), e.kind, e.happened_on,
       e.data - 'content' - 'note' - 'reason'
from application a
join agency g on g.id = a.agency
left join event e on e.agency = a.agency and e.application = a.id
order by a.id, e.seq
