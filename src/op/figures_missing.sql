-- The agencies that exist at the end of the year and stated no figures for it.  One that was
-- closed before states none: its successor does.
select g.code, g.name
from agency g
where (case when :subtree::boolean
            then exists (select from agency_closure c
                         where c.ancestor = :agency_id::int and c.agency = g.id
                           and :year::int between c.from_year and c.to_year - 1)
            else g.id = :agency_id::int end)
  and g.valid_from <= make_date(:year::int, 12, 31)
  and coalesce(g.valid_to >= make_date(:year::int, 12, 31), true)
  and not exists (select from agency_figures f
                  where f.agency = g.id and f.year = :year::int
                    and f.stated_at <= coalesce(:known_at::timestamptz, 'infinity'))
order by g.code collate "C"
