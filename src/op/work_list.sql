-- Every entry of the open cases, or of those assigned to the caller; when there are more than
-- :most, of those due first, counting from its arrival what has no due day.
select a.agency, a.id, g.region, e.seq, coalesce(e.supersedes, 0), e.kind, e.happened_on,
       case when e.kind = 'redated' then '{}'
            else e.data - '{content,wanted_form,wanted_route,officer,unit,note,reason,items,name,
                            opinion}'::text[] end
from (select o.agency, o.id
      from application o
      where o.agency = :agency_id::int and o.status not in ('answered', 'withdrawn', 'voided')
        and (not :mine::boolean or o.assignee = :caller::int)
      order by coalesce(o.due_on, o.waiting_until, o.arrived_on), o.id
      limit :most::bigint) a
join agency g on g.id = a.agency
join event e on e.agency = a.agency and e.application = a.id
order by a.id, e.seq
