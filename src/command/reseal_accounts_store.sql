update account a
set totp_key = :key::smallint, totp_secret = r.secret
from json_to_recordset(:rows::json) as r (id int, secret bytea)
where a.id = r.id
