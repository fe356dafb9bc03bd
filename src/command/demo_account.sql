-- An account of the demonstration, with its password; no row when it exists, or its agency
-- does not yet.
insert into account (agency, login, name, roles, created_at, password, password_set_at,
                     password_must_change)
select place.id, :login, :name, array[:role], recording_time(), :hash, now(), false
from (select id from agency where code = :code
      union all
      select null where :code::text is null) place
on conflict on constraint account_login_unique do nothing
returning id
