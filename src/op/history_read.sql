-- Everything that happened to an application, as recorded up to :known_at (null: all).  The
-- request's own words are no part of the clock.
select seq, coalesce(supersedes, 0), kind, happened_on, data - 'content' - 'note' - 'reason'
from event
where agency = :agency_id::int and application = :application::bigint
  and (:known_at::timestamptz is null or recorded_at <= :known_at::timestamptz)
order by seq
