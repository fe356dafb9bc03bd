-- The deadlines that hold for the agency asked about, then those that agencies below it state.
select :agency_id::int, d.tier, d.month, d.day
from report_deadlines(:agency_id::int, :year::int) d
union all
select c.agency, d.tier, d.month, d.day
from agency_closure c
cross join lateral report_deadlines_stated(c.agency, :year::int) d
where c.ancestor = :agency_id::int and c.agency <> :agency_id::int
  and :year::int between c.from_year and c.to_year - 1 and d.month is not null
