select json_build_object('delegations', coalesce(
           (select json_agg(delegation_json(d) order by d.n desc)
            from delegation d where d.agency = g.id), '[]'))
from agency g
where g.code = :agency
