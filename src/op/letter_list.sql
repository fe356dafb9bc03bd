select json_build_object('letters', coalesce(
           (select json_agg(letter_json(l) order by l.n) from letter l
            where l.agency = a.agency and l.application = a.id), '[]'))
from application a
where a.agency = (:application::bigint >> 32)::int and a.id = :application::bigint
