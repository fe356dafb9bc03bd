-- The entry's kind, and whether its case is closed, or would be were it not void.
select e.kind,
       a.status in ('answered', 'withdrawn')
       or a.status = 'voided'
          and exists (select from event c
                      where c.agency = e.agency and c.application = e.application
                        and c.kind in ('answered', 'withdrawn')
                        and not exists (select from event s
                                        where s.agency = c.agency
                                          and s.application = c.application
                                          and s.supersedes = c.seq))
from event e
join application a on a.agency = e.agency and a.id = e.application
where e.agency = :agency_id::int and e.application = :application::bigint and e.seq = :seq::int
