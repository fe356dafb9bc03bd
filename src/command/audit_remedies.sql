-- Every entry of a review or suit, with the digest it has now: that of an entry of a case, the
-- number of the remedy in the place of the application's.
select agency, remedy, seq,
       event_digest(row(agency, remedy, seq, kind, happened_on, recorded_at, actor, supersedes,
                        data)::event)
from remedy_event
order by agency, remedy, seq
