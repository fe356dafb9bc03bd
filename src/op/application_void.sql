-- Whether the case was entered before :today, or more stands in its history than how it came.
select (min(e.recorded_at) at time zone 'Asia/Shanghai')::date < :today::date
       or coalesce(bool_or(e.kind not in ('registered', 'confirmed', 'retracted', 'redated')
                           and s.seq is null), false)
from event e
left join event s on s.agency = e.agency and s.application = e.application
                 and s.supersedes = e.seq
where e.agency = :agency_id::int and e.application = :application::bigint
