-- What the entry :seq says with the members of :data laid over it.
select jsonb_strip_nulls(e.data - 'proposed_by' || :data::jsonb)
from remedy_event e
where e.agency = :agency_id::int and e.remedy = :remedy::int and e.seq = :seq::int
