-- Whether such a link to :to stands; the case is locked.
select exists (
    select from event e
    where e.agency = :agency_id::int and e.application = :application::bigint
      and e.data ->> 'link' = :link and e.data ->> 'application' = :to
      and not exists (select from event s
                      where s.agency = e.agency and s.application = e.application
                        and s.supersedes = e.seq))
