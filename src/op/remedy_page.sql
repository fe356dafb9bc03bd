-- The remedies of :rows, in their order, with what the service found out about each.
select json_build_object(
    'remedies', coalesce(json_agg(remedy_json(r, g.code, :stub::boolean) || p.live
                                  order by p.place), '[]'),
    'next', :next::text)
from jsonb_to_recordset(:rows::jsonb) as p(agency int, n int, place int, live jsonb)
join remedy r on r.agency = p.agency and r.n = p.n
join agency g on g.id = r.agency
