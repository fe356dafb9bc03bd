-- The published report of the agency alone that holds, if it has a number above nought in
-- section three.
select p.n
from (select q.n, q.report
      from published_report q
      where q.agency = :agency_id::int and q.year = :year::int and q.covers = 'agency'
      order by q.n desc
      limit 1) p
where exists (select from jsonb_each(p.report -> 'section3' -> 'rows') r,
                          jsonb_array_elements(r.value) cell,
                          coalesce(cell -> 'value', cell) as held
              where jsonb_typeof(held) = 'number' and held <> '0')
