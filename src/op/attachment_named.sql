-- The first standing entry of the case that names the attachment's file: a fact, or what became
-- of a letter; none while another file of that name stays.  The name stands for itself, not
-- within a longer one.
select e.seq, e.kind
from attachment t
join event e on e.agency = t.agency and e.application = t.application
            and e.kind in ('fact', 'dispatched', 'delivered', 'returned', 'answered')
where t.agency = :agency_id::int and t.application = :application::bigint
  and t.n = :attachment::int
  and exists (select from jsonb_each_text(e.data) m
              where m.value ~ ('(^|[^0-9A-Za-z_.-])'
                               || regexp_replace(t.name, '([][\\.^$*+?(){}|-])', '\\\1', 'g')
                               || '($|[^0-9A-Za-z_-])'))
  and not exists (select from attachment o
                  where o.agency = t.agency and o.application = t.application
                    and o.n <> t.n and o.name = t.name and o.removed_at is null)
  and not exists (select from event s
                  where s.agency = e.agency and s.application = e.application
                    and s.supersedes = e.seq)
order by e.seq
limit 1
