select json_build_object('letter', letter_json(l))
from letter l
where l.agency = (:application::bigint >> 32)::int and l.application = :application::bigint
  and l.n = :letter::int
