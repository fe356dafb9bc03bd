-- The entries of a case for its proof, with the digest of each.
select e.seq, e.kind, e.happened_on,
       to_char(e.recorded_at, 'YYYY-MM-DD HH24:MI:SS'), e.actor, e.supersedes,
       e.kind <> 'retracted' and s.seq is null, e.data, encode(event_digest(e), 'hex')
from event e
left join event s on s.agency = e.agency and s.application = e.application
                 and s.supersedes = e.seq
where e.agency = :agency_id::int and e.application = :application::bigint
order by e.seq
