with page as (
    select p, row_number() over (order by p.proposed_at, p.id) as n
    from proposal p
    where p.state = :state
      and case when :by = 'me' then p.proposed_by = :caller::int
               when coalesce(p.agency in (0, :own_agency::int), true)
                   then p.of_right = any(:rights::text[]) and p.proposed_by <> :caller::int
               else p.of_right = any(:rights_below::text[]) end
      and (:after_id::bigint is null
           or (p.proposed_at, p.id) > (select q.proposed_at, q.id from proposal q
                                       where q.id = :after_id::bigint
                                         and q.agency = (:after_id::bigint >> 32)::int))
    order by p.proposed_at, p.id
    limit :limit::bigint + 1)
select json_build_object(
    'proposals', coalesce(json_agg(proposal_json(p) order by n)
                          filter (where n <= :limit::bigint), '[]'),
    'next', max((p).id::text) filter (where n = :limit::bigint
                                      and exists (select from page where n > :limit::bigint)))
from page
