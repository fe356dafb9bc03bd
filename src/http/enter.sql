-- First statement of every transaction: who is asking, about which agency, and which version
-- the calendar has.
select g.id, g.code, g.name, g.region, g.valid_from, g.valid_to,
       set_config('gongkai.agency', coalesce(g.id::text, ''), true),
       set_config('gongkai.scope', :reach, true),
       set_config('gongkai.now', :now, true),
       case when :calendar_lock::text is null
            then (select coalesce(max(n), 0) from calendar_change)
            else calendar_version_held(:calendar_lock = 'exclusive') end,
       case when :operation = 'application_register' and exists (select from agency_reading)
            then agency_readings(g.id, :today::date) end
from (select 1) one
left join agency g
       on g.id = coalesce((:application::bigint >> 32)::int,
                          (select id from agency where code = :agency))
