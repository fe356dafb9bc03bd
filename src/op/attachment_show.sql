select json_build_object('attachment', attachment_json(t), 'warnings', :warnings::json)
from attachment t
where t.agency = :agency_id::int and t.application = :application::bigint
  and t.n = :attachment::int
