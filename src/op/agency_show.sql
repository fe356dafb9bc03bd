select json_build_object('agency', agency_json(g, agency_parent_on(g.id, :today::date))),
       g.version
from agency g
where g.code = :agency
