-- Every entry, of a new date the version of the calendar it came with, and of one that was
-- disposed of the certificate and the digests it states.
select e.agency, e.application, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor,
       e.supersedes, e.data::text, case e.kind when 'redated' then e.data ->> 'calendar' end,
       c.disposal, d.digest_before, d.digest_after
from event e
left join disposal_event d on d.agency = e.agency and d.application = e.application
                          and d.seq = e.seq
left join disposal_case c on c.agency = d.agency and c.application = d.application
order by e.agency, e.application, e.seq
