update proposal p
set key = :key::smallint, body = r.body
from json_to_recordset(:rows::json) as r (agency int, id bigint, body bytea)
where p.agency = r.agency and p.id = r.id
