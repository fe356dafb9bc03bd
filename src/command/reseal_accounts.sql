select id, totp_key, totp_secret
from account
where id > :after_a::int and totp_key <> :key::smallint
order by id
limit 1000
for update
