select distinct on (t.part) t.part, t.text
from agency_narrative t
where t.agency = :agency_id::int and t.year = :year::int
  and t.scope = case when :subtree::boolean then 'subtree' else 'agency' end
  and t.stated_at <= coalesce(:known_at::timestamptz, 'infinity')
order by t.part, t.n desc
