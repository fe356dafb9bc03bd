select v.version, convert_from(v.bytes, 'UTF8'), v.known_at
from report_version v
where v.agency = :agency_id::int and v.year = :kept_year::int and v.scope = :scope
  and (:kept_version::int is null or v.version = :kept_version::int)
order by v.version desc
limit 1
