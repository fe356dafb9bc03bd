select seq, coalesce(supersedes, 0), kind, happened_on, data
from remedy_event
where agency = :agency_id::int and remedy = :remedy::int
order by seq
