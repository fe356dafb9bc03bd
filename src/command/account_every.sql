-- Every account, administrators first.
select sign_in_name(a), a.name, array_to_string(a.roles, ','), a.state,
       a.password is not null or a.source <> 'local', coalesce(a.locked_until > now(), false)
from account a
left join agency g on g.id = a.agency
order by g.code nulls first, a.login
