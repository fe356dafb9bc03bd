-- Nothing when the account is not one of the agency.
select json_build_object('account', account_json(
           (account_alter(a.id, :role_set::text[], :new_state)).id))
from account a
where a.id = :account::int and a.agency = :agency_id::int
