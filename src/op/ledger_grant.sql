-- The caller's grant, if it holds.
select g.id
from export_grant g
where g.id = :grant::int and g.agency = :agency_id::int and g.account = :caller::int
  and g.year = :year::int and g.ends_at > now()
