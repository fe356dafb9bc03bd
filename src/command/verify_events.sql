select a.agency, a.id, g.region, a.applicant_category, a.channel, a.submitted_on, a.arrived_on,
       a.received_on, a.due_on, a.due_provisional, a.status, a.closed_on, a.outcome, a.version,
       e.seq, coalesce(e.supersedes, 0), e.kind, e.happened_on, e.data ->> 'channel',
       e.data ->> 'applicant_category', e.data ->> 'submitted_on', e.data ->> 'confirmed_on',
       e.data ->> 'outcome'
from application a
join agency g on g.id = a.agency
left join event e on e.agency = a.agency and e.application = a.id
order by a.id, e.seq
