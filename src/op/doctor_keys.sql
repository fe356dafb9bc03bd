-- How many numbers lie in the open; and each key that is in use, with what tells it.
select o.n, u.key, k.proof
from (select open_numbers() as n) o
left join (select distinct key from keys_in_use()) u on true
left join sealing_key k on k.id = u.key
order by u.key
