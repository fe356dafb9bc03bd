select convert_from(bytes, 'UTF8'), encode(sha256, 'hex'), sha256 = sha256(bytes)
from report_version
where agency = :agency_id::int and year = :year::int and scope = coalesce(:scope, 'agency')
  and version = :version::int
