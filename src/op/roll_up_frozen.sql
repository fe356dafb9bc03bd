-- The latest frozen report of each scope of each agency of the subtree.
select distinct on (v.agency, v.scope) v.agency, v.scope, v.version,
       (v.known_at at time zone 'Asia/Shanghai')::date, convert_from(v.bytes, 'UTF8'),
       v.sha256 = sha256(v.bytes)
from agency_closure c
join report_version v on v.agency = c.agency
where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1
  and v.year = :year::int
order by v.agency, v.scope, v.version desc
