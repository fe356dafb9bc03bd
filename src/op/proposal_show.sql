select json_build_object('proposal', proposal_json(p), 'body', :body::json), p.version
from proposal p
where p.agency = (:proposal::bigint >> 32)::int and p.id = :proposal::bigint
