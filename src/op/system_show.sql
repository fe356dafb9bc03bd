-- The version of the schema, and each key that numbers were sealed with: a row a key.
select m.version, k.id, k.made_on, k.retired_at::date, k.proof
from (select max(version) as version from schema_migration) m
left join sealing_key k on true
order by k.id
