-- The next agencies that count in the year, of one agency or its subtree, by code.
select a.id, a.code, a.name
from agency a
where (a.id = :agency_id::int
       or :subtree::boolean
       and exists (select from agency_closure c
                   where c.ancestor = :agency_id::int and c.agency = a.id
                     and :year::int between c.from_year and c.to_year - 1))
  and (:after::text is null or a.code > :after)
order by a.code
limit 100
