-- The version of the calendar a case is read under: as known at :known_at (null: now), and
-- for a case that is closed, not later than its closing was recorded; later changes leave
-- its result alone.
select coalesce(max(n), 0)
from calendar_change
where (:known_at::timestamptz is null or recorded_at <= :known_at::timestamptz)
  and (not :closed::boolean
       or recorded_at <= coalesce((select max(e.recorded_at)
                                   from event e
                                   where e.agency = :agency_id::int
                                     and e.application = :application::bigint
                                     and e.kind in ('answered', 'withdrawn')
                                     and e.supersedes is null),
                                  'infinity'))
