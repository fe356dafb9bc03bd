select a.id
from account a
where a.agency = :agency_id::int and a.state = 'active'
  and lower(:to) in (a.login, a.login || '@' || :agency)
