select json_build_object('published', coalesce(json_agg(published_report_json(p)
                                                        order by p.year desc, p.n desc), '[]'))
from published_report p
where p.agency = :agency_id::int and (:year::int is null or p.year = :year::int)
