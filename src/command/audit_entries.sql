-- Every entry, and of a new date the version of the calendar it came with.
select agency, application, seq, kind, happened_on, recorded_at, actor, supersedes, data::text,
       case kind when 'redated' then data ->> 'calendar' end
from event
order by agency, application, seq
