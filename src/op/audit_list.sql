-- The newest first within a chain, the chain of the installation last.
select g.code, a.agency, a.seq, to_char(a.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MSTZH:TZM'),
       a.actor, a.role, a.operation, a.application, a.subject, a.request, a.status, a.source,
       a.data, encode(a.hash, 'hex')
from audit a
left join agency g on g.id = a.agency
where (:see = 'all' or a.actor = :actor
       or (:see = 'logins' and a.operation in ('session_begin', 'session_end', 'session_prove',
                                               'password_change', 'password_redeem')))
  and (:of_agency_id::int is null or a.agency = :of_agency_id::int)
  and (:of_application::bigint is null
       or (a.agency = (:of_application::bigint >> 32)::int
           and a.application = :of_application::bigint))
  and (:of_actor::text is null or a.actor = :of_actor)
  and (:of_operation::text is null or a.operation = :of_operation)
  and (:from::date is null or a.recorded_at >= :from::date)
  and (:to::date is null or a.recorded_at < :to::date + 1)
  and (:after_seq::bigint is null
       or (a.agency, a.seq) < (:after_agency::int, :after_seq::bigint))
order by a.agency desc, a.seq desc
limit :limit::bigint + 1
