-- One attachment for whoever works with its content.
select t.kind, t.name, t.type, t.size, encode(t.sha256, 'hex'), t.removed_at is not null,
       a.disposed_on is not null,
       (attachment_json(t) ->> 'releasable')::boolean,
       exists (select from attachment_release l
               where l.agency = t.agency and l.application = t.application
                 and l.attachment = t.n)
from attachment t
join application a on a.agency = t.agency and a.id = t.application
where t.agency = :agency_id::int and t.application = :application::bigint
  and t.n = :attachment::int
