-- Whether :other was merged into another case, and whether one was into :application; both are
-- locked.
with merged as (
    select e.application, (e.data ->> 'application')::bigint as kept
    from event e
    where e.agency = :agency_id::int and e.application = :other::bigint
      and e.data ->> 'link' = 'merged_into'
      and not exists (select from event s
                      where s.agency = e.agency and s.application = e.application
                        and s.supersedes = e.seq)
    union all
    select e.application, (e.data ->> 'application')::bigint
    from links_to(:agency_id::int, :application::bigint) e
    where e.data ->> 'link' = 'merged_into'
      and not exists (select from event s
                      where s.agency = e.agency and s.application = e.application
                        and s.supersedes = e.seq))
select coalesce(bool_or(application = :other::bigint), false),
       coalesce(bool_or(kept = :application::bigint), false)
from merged
