-- First statement of every transaction: who is asking, about which agency.
select g.id, g.code, g.name, g.region, g.valid_from, g.valid_to,
       set_config('gongkai.agency', coalesce(g.id::text, ''), true),
       set_config('gongkai.scope', :reach, true),
       set_config('gongkai.now', :now, true)
from (select 1) one
left join agency g
       on g.id = coalesce((:application::bigint >> 32)::int,
                          (select id from agency where code = :agency))
