-- Once revoked it stays so, with the first moment.
select json_build_object('token', token_json(token_end(t.id)))
from token t
where t.id = :token::int
