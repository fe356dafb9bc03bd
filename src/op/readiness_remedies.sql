-- The remedies of :list with the codes of their agencies; a digest of all of them.
select coalesce(json_agg(json_build_object('agency', g.code, 'n', r.n) order by r.place), '[]'),
       md5(:digest_of::text)
from rows from (json_to_recordset(:list::json) as (agency integer, n integer))
     with ordinality as r (agency, n, place)
join agency g on g.id = r.agency
