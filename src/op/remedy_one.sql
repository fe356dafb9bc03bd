select json_build_object('remedy', remedy_json(r, :agency, false) || :live::jsonb,
                         'warnings', :warnings::json),
       r.version
from remedy r
where r.agency = :agency_id::int and r.n = :remedy::int
