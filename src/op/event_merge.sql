-- What the entry :old_seq says with the members of :data laid over it.
select jsonb_strip_nulls(e.data || :data::jsonb)
from event e
where e.agency = :agency_id::int and e.application = :application::bigint
  and e.seq = :old_seq::int
