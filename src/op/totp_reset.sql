select json_build_object('account', account_json(totp_reset(a.id)))
from account a
where a.id = :account::int
