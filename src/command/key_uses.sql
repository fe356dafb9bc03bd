-- Where keys are in use, and how often; and those that were retired.
select u.key, u.place, u.n, k.retired_at::date
from keys_in_use() u
left join sealing_key k on k.id = u.key
order by u.key, u.place
