select t.n, t.text, to_json(t.stated_at) #>> '{}', t.stated_by
from agency_narrative t
where t.agency = :agency_id::int and t.year = :of_year::int and t.scope = coalesce(:scope, 'agency')
  and t.part = :of_part
order by t.n desc
limit :most::int
