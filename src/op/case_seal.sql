-- SHA-256 over the digests of a case's entries, and the last record of it in the audit.
select encode((select sha256(string_agg(event_digest(e), ''::bytea order by e.seq))
               from event e
               where e.agency = :agency_id::int and e.application = :application::bigint),
              'hex'),
       a.seq, encode(a.hash, 'hex'), to_char(a.recorded_at, 'YYYY-MM-DD HH24:MI:SS')
from (select 1) one
left join lateral (select * from audit r
                   where r.agency = :agency_id::int
                     and r.application = :application::bigint
                   order by r.seq desc
                   limit 1) a on true
