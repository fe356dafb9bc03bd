-- Nothing when the caller cannot see the account.
select json_build_object('ended', session_end(a.id, null, false))
from account a
where a.id = :account::int
