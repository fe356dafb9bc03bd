insert into calendar_change (n, notice, act, recorded_at, actor, reason)
select coalesce(max(n), 0) + 1, :notice::int, :change, recording_time(), :actor, :reason
from calendar_change
returning n
