select f.n, f.reason, to_json(f.stated_at) #>> '{}', f.stated_by, f.figures
from agency_figures f
where f.agency = :agency_id::int and f.year = :of_year::int
order by f.n desc
limit :most::int
