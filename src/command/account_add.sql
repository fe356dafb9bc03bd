-- A new account; no row when there is no agency :code (null: of the whole installation).
select (account_add(place.id, :login, :name, array[:role], 'local')).id
from (select id from agency where code = :code
      union all
      select null where :code::text is null) place
