-- Whether the case was entered before :today, or more stands in its history than how it came;
-- which case stands merged into it, null for none.
select (min(e.recorded_at) at time zone 'Asia/Shanghai')::date < :today::date
       or coalesce(bool_or(e.kind not in ('registered', 'confirmed', 'retracted', 'redated')
                           and s.seq is null), false),
       (select coalesce(a.number, a.id::text)
        from links_to(:agency_id::int, :application::bigint) m
        join application a on a.agency = m.agency and a.id = m.application
        where m.data ->> 'link' = 'merged_into'
          and not exists (select from event t
                          where t.agency = m.agency and t.application = m.application
                            and t.supersedes = m.seq)
        order by a.id
        limit 1)
from event e
left join event s on s.agency = e.agency and s.application = e.application
                 and s.supersedes = e.seq
where e.agency = :agency_id::int and e.application = :application::bigint
