-- The account of the agency :code (#ID by its id; null: of the installation) that has :role:
-- the one the case is assigned to, then the one called :officer, then the first.
select a.id
from account a
left join agency g on g.id = a.agency
where :role = any(a.roles) and a.state = 'active'
  and (g.code = :code or '#' || g.id = :code or (:code::text is null and a.agency is null))
order by coalesce(a.id = (select x.assignee from application x
                          where x.agency = a.agency and x.id = :application::bigint), false) desc,
         a.name = :officer desc, a.id
limit 1
