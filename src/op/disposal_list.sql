select json_build_object('disposals',
                         coalesce(json_agg(disposal_json(d) order by d.n desc), '[]'))
from disposal d
where d.agency = :agency_id::int
