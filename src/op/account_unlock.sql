-- Nothing when the caller cannot see the account.
select json_build_object('account', account_json(account_unlock(a.id)))
from account a
where a.id = :account::int
