select v.version, convert_from(v.bytes, 'UTF8'),
       to_char(v.known_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS'),
       encode(v.sha256, 'hex'), v.sha256 = sha256(v.bytes),
       convert_from(v.bytes, 'UTF8')::json ->> 'cases',
       convert_from(v.bytes, 'UTF8')::json ->> 'known_at', v.reason
from report_version v
where v.agency = :agency_id::int and v.year = :kept_year::int and v.scope = :scope
  and (:kept_version::int is null or v.version = :kept_version::int)
  and v.known_at <= coalesce(:kept_by::timestamptz, 'infinity')
order by v.version desc
limit 1
