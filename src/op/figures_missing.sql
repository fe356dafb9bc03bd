-- The agencies that exist at the end of the year and stated no figures for it.  One that was
-- closed before states none: its successor does.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m)
select g.code, g.name
from member m
join agency g on g.id = m.agency
where g.valid_from <= make_date(:year::int, 12, 31)
  and coalesce(g.valid_to >= make_date(:year::int, 12, 31), true)
  and not exists (select from agency_figures f
                  where f.agency = g.id and f.year = :year::int
                    and f.stated_at <= coalesce(:known_at::timestamptz, 'infinity'))
order by g.code collate "C"
